"""The overview of a timeline: every event once, in its place, readable and small."""

from __future__ import annotations

import gzip
import itertools
from datetime import date
from typing import TYPE_CHECKING, get_args

import pytest
from bs4 import BeautifulSoup
from conftest import GOOD, busy_site
from drawing import block
from explainer.edition import Edition
from explainer.facts.records import Event, EventKind
from explainer.rendering.context import RenderContext
from explainer.rendering.time_strip import KINDS, Overview, by_kind, by_topic
from explainer.site import read_site
from explainer.source_tree import read_folder

if TYPE_CHECKING:
    from explainer.yaml_text.document import Document

SITE = busy_site()
CATALOG = SITE.catalog
TURN = CATALOG.events["harbour-2019-05-14-talks"]
EVENTS = CATALOG.events_of(["ferry"])
AGENDA = [(topic, CATALOG.events_of([slug])) for slug, topic in CATALOG.topics.items()]


def event(day: str, kind: str = "meeting") -> Event:
    """An event on a day."""
    document: Document = next(iter(read_site(read_folder(GOOD)).catalog.events.values()))._document
    fields = {
        "id": f"x-{day.replace('/', '-to-').replace('.', '')}", "date": day, "title": "x",
        "summary": "x", "kind": kind, "status": "occurred", "topics": ["harbour"], "sources": ["x"],
    }  # fmt: skip
    return Event.model_validate(fields, context=(document, ()))


def test_every_kind_has_a_lane() -> None:
    """One, and no other."""
    kinds = [kind for lane in KINDS.values() for kind in lane]
    assert sorted(kinds) == sorted(get_args(EventKind))


@pytest.mark.parametrize(
    "chart",
    [by_kind(EVENTS, TURN), by_topic(AGENDA, TURN), by_kind(EVENTS, None)],
    ids=["ferry", "agenda", "without-turn"],
)
def test_the_drawing_can_be_read(chart: Overview) -> None:
    """In order of time, within its frame, no two labels of the axis on one another."""
    for lane in chart.lanes:
        days = [(mark.event.date.points[0].first_day, mark.x) for mark in lane.marks]
        assert days == sorted(days)
        assert all(0 <= mark.x <= 100 and lane.y < mark.y < chart.height for mark in lane.marks)
    if chart.turn:
        for mark in (mark for lane in chart.lanes for mark in lane.marks):
            before = mark.event.date.points[0].first_day < TURN.date.first_day
            assert before == (mark.x < chart.turn)
    places = [tick.x for tick in chart.ticks]
    assert len(places) >= 3
    assert all(later - earlier >= 6 for earlier, later in itertools.pairwise(places))
    assert chart.height <= 360


def test_every_event_is_a_mark_that_leads_to_it() -> None:
    """Once, with its date and title; out of the way of keyboard and screen reader."""
    html = block(SITE, "docs/topics/ferry.md", "overview", f"turn: {TURN.id}").html
    soup = BeautifulSoup(html, "html5lib")
    assert sorted(str(link["xlink:href"]) for link in soup.select("a")) == sorted(
        f"#{found.id}" for found in EVENTS
    )
    assert all(link["tabindex"] == "-1" for link in soup.select("a"))
    assert soup.figure is not None
    assert soup.figure["aria-hidden"] == "true"
    titles = {title.get_text() for title in soup.select("a title")}
    assert titles == {f"{e.date.say()}: {e.title}" for e in EVENTS}
    assert "Midport, 14 May 2019" in html


def test_25_events_are_small() -> None:
    """At most 5 kB as they are sent."""
    events = [*EVENTS, *(event(f"2019-07-{day:02}") for day in range(1, 26 - len(EVENTS)))]
    assert len(events) == 25
    chart = by_kind(events, TURN)
    page = RenderContext(SITE.renderer.site, "ferry")
    html = SITE.renderer.templates.render("overview", page, chart=chart, turn=TURN)
    assert len(gzip.compress(html.encode(), mtime=0)) <= 5_000


def test_marks_that_would_touch_stand_below_one_another() -> None:
    """As long as there are rows; then they overlap, but none is left out."""
    days = [event(f"2019-05-{day:02}") for day in range(1, 13)] + [event("2024-01-01")]
    (lane,) = by_kind(days, None).lanes
    assert len(lane.marks) == 13
    for row in {mark.y for mark in lane.marks}:
        places = [mark.x for mark in lane.marks if mark.y == row]
        gaps = [later - earlier for earlier, later in itertools.pairwise(places)]
        assert all(gap >= 3 for gap in gaps) or len({mark.y for mark in lane.marks}) == 6


def test_an_interval_is_a_band() -> None:
    """And so is a year of which the day is not known; a single day is not."""
    chart = by_kind([event("2019-01-01"), event("2020-01-01/2022-01-01"), event("2023")], None)
    bands = {mark.event.date.edtf(): mark.until is not None for mark in chart.lanes[0].marks}
    assert bands == {"2019-01-01": False, "2020-01-01/2022-01-01": True, "2023": True}


def test_one_day_alone() -> None:
    """Nothing to divide by."""
    chart = by_kind([event("2019-05-14")], event("2019-05-14"))
    assert [mark.x for mark in chart.lanes[0].marks] == [2.0]
    assert chart.ticks == []


def test_few_events_need_no_overview() -> None:
    """The example has three."""
    site = read_site(read_folder(GOOD), Edition(date(2026, 1, 1)))
    fragment = block(site, "docs/topics/harbour.md", "overview")
    assert (fragment.html.strip(), fragment.problems) == ("", ())
