"""Dates of every kind on pages, in drawings, lists, tables and calendars."""

from __future__ import annotations

import csv
import io
import json
import re
from itertools import pairwise

from bs4 import BeautifulSoup
from conftest import ROOT, alder_site, published
from drawing import block
from explainer.forms import json_api
from explainer.forms.calendars import calendars
from explainer.forms.tables import tables
from explainer.rendering.time_drawing import of_topic
from explainer.rendering.year_counts import year_counts

SAID = ROOT / "tests" / "unit" / "dates.txt"
PAGE = "docs/topics/light.md"


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html5lib")


def words(html: str) -> str:
    """The words of some HTML, on one line."""
    return " ".join(soup(html).get_text().split())


def test_a_timeline_says_each_date(*, update_goldens: bool) -> None:
    """In order; HTML's own dates are marked, and a line says that its date is disputed."""
    timeline = soup(block(alder_site(), PAGE, "timeline").html)
    titles, dates = timeline.select(".event-title"), timeline.select(".event-date")
    lines = [
        f"{title.text}: {date.decode_contents()}\n"
        for title, date in zip(titles, dates, strict=True)
    ]
    (label,) = timeline.select(".event-line .label")
    assert label.text == "Date disputed"
    if update_goldens:
        SAID.write_text("".join(lines), encoding="utf-8")
    assert "".join(lines) == SAID.read_text(encoding="utf-8")
    assert alder_site().problems == []


def test_a_page_says_which_source_gives_which_date() -> None:
    """The event's own date first, with the sources that give no other."""
    html = block(alder_site(), PAGE, "timeline").html
    (line,) = soup(html).select(".event-dates")
    assert words(str(line)) == (
        "Sources differ on the date 30 August 2020: Harbour Press; "
        "29 August 2020: The Herald; September 2020: The Gazette, The Herald"
    )


def test_a_topic_with_disputed_dates_rests_on_their_sources() -> None:
    """A source that only gives another date counts too."""
    assert "gazette-2020-10-01-light" in alder_site().catalog.sources_of(["light"])


def test_every_event_has_a_place_on_the_drawing() -> None:
    """In order, two thousand years apart; only the main one of disputed dates."""
    catalog = alder_site().catalog
    chart = of_topic("light", None, catalog)
    (lane,) = chart.wide.lanes
    assert len(lane.ticks) == len(catalog.events_of(["light"]))
    assert all(one.x <= other.x for one, other in pairwise(lane.ticks))
    bars = {tick.moment.event.id for tick in lane.ticks if tick.until is not None}
    assert bars >= {"light-bell", "light-lamp", "light-lens"}
    assert "light-anniversary" not in bars
    assert [label.text for label in chart.wide.labels] == ["AD 1", "AD 500", "1000", "1500"]
    drawing = block(alder_site(), PAGE, "overview").html
    assert "about 15 March 45 BC" in words(drawing)
    assert "29 August" not in drawing


def test_events_of_two_thousand_years_have_no_bars_by_year() -> None:
    catalog = alder_site().catalog
    assert year_counts(catalog.events_of(["light"]), catalog) is None


def test_the_list_of_all_events_has_the_years_of_both_eras() -> None:
    """As headings, with addresses of their own."""
    (page,) = [page for page in alder_site().record if page.content.path == "timeline.md"]
    ids = re.findall(r'<h2 id="(year-[^"]+)"[^>]*>([^<]+)<', page.html)
    assert ids[1:4] == [("year-45-bc", "45 BC"), ("year-1-bc", "1 BC"), ("year-ad-987", "AD 987")]
    assert ids[-1] == ("year-2030", "2030")
    assert len({*ids}) == len(ids)


def test_programs_get_the_text_of_each_date() -> None:
    """A table keeps a year before our era from being a formula."""
    files = dict(tables(published(alder_site())))
    text = files[f"{json_api.FOLDER}/events.csv"].decode("utf-8-sig")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(text))}
    for event in alder_site().catalog.events_of(["light"]):
        assert rows[event.id]["date"].lstrip("'") == event.date.edtf()
        assert not rows[event.id]["date"].startswith("-")
    others = json.loads(rows["light-anniversary"]["disputed_dates"])
    assert [other["date"] for other in others] == ["2020-08-29", "2020-09"]
    api = dict(json_api.api(published(alder_site())))
    item = json.loads(api[f"{json_api.FOLDER}/events/light-anniversary.json"])
    assert (item["date"], item["disputed_dates"]) == ("2020-08-30", others)


def test_a_calendar_has_the_main_one_of_disputed_dates() -> None:
    """As tentative, with the others in its description."""
    text = dict(calendars(published(alder_site())))["topics/light/calendar.ics"].decode()
    text = text.replace("\r\n ", "")
    assert text.count("BEGIN:VEVENT") == 2  # one is planned
    assert "DTSTART;VALUE=DATE:20200830" in text
    assert "STATUS:TENTATIVE" in text
    assert "Other sources date it 29 August 2020 and September 2020." in text
