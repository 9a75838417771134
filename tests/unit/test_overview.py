"""The drawing of events in time: every event once, key events by name, readable and small."""

from __future__ import annotations

import gzip
from datetime import date
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from conftest import GOOD, busy_site
from drawing import block
from explainer.edition import Edition
from explainer.language.messages import ENGLISH
from explainer.rendering.time_drawing import of_topic, of_topics
from explainer.rendering.time_drawing.moments import moments, nearest
from explainer.site import read_site
from explainer.source_tree import read_folder

if TYPE_CHECKING:
    from explainer.facts.records import Event
    from explainer.site import Site

SITE = busy_site()
CATALOG = SITE.catalog
TURN = CATALOG.events["harbour-2019-05-14-talks"]
EVENTS = CATALOG.events_of(["ferry"])
KEYS = [event for event in EVENTS if event.importance == "key"]
FERRY = "data/topics/ferry/events.yml"


def drawn(site: Site = SITE, options: str = f"turn: {TURN.id}") -> BeautifulSoup:
    """The drawing of the ferry's page."""
    fragment = block(site, "docs/topics/ferry.md", "overview", options)
    assert fragment.problems == ()
    return BeautifulSoup(fragment.html, "html5lib")


def changed(old: str, new: str) -> Site:
    """The site with another text in the ferry's events."""
    tree = SITE.tree
    text = tree[FERRY].decode()
    assert old in text
    return read_site(tree.overlay({FERRY: text.replace(old, new).encode()}))


def test_every_event_is_in_the_wide_drawing() -> None:
    """Once, key events with a link; it is out of the way of keyboard and screen reader."""
    soup = drawn()
    wide = soup.select_one(".overview-wide")
    assert wide is not None
    assert wide["aria-hidden"] == "true"
    links = [str(link["xlink:href"]) for link in wide.select("a")]
    assert sorted(links) == sorted([f"#{event.id}" for event in KEYS] + ["../harbour/#" + TURN.id])
    assert all(link["tabindex"] == "-1" for link in wide.select("a"))
    ticks = "".join(str(one["d"]) for one in wide.select(".overview-tick"))
    assert ticks.count("z") == len(EVENTS) - len(KEYS)


def test_key_events_are_named_with_their_dates() -> None:
    """In the drawing, and in order in the list for phones and screen readers."""
    soup = drawn()
    listed = [" ".join(entry.get_text().split()) for entry in soup.select(".overview-entries li")]
    assert listed == [f"{event.date.say()} {event.name}" for event in KEYS]
    assert [link["href"] for link in soup.select(".overview-entries a")] == [
        f"#{event.id}" for event in KEYS
    ]
    words = " ".join(text.get_text() for text in soup.select(".overview-wide text"))
    for event in KEYS:
        assert f"{event.date.say()} {event.name}" in words
    turns = [one.get_text() for one in soup.select(".overview-turn-name, .overview-turning")]
    assert turns == ["Midport, 14 May 2019"] * 2


def test_a_mark_shows_its_side_by_shape_and_tone() -> None:
    """And whether it is reported; the legend has what occurs, and nothing else."""
    soup = drawn()
    legend = [" ".join(key.get_text().split()) for key in soup.select(".overview-legend li")]
    assert legend == [
        "Northport",
        "Southport",
        "Between sides",
        "Hollow: reported or disputed",
        "Other events",
        "Longer than a day, or day not known",
        "The scale is wider before May 2019",
    ]
    keys = [mark["d"] for mark in soup.select(".overview-legend .overview-mark")][:3]
    assert len(set(keys)) == 3
    marks = soup.select(".overview-wide .overview-mark")
    assert {mark["d"] for mark in marks} == set(keys)
    hollow = [mark for mark in marks if "overview-mark--unsure" in mark["class"]]
    assert len(hollow) == sum(event.status in {"reported", "disputed"} for event in KEYS)
    tones = {(mark["d"], *(name for name in mark["class"] if "side" in name)) for mark in marks}
    assert tones == {(keys[0], "side--blue"), (keys[1], "side--red"), (keys[2],)}


def test_an_event_that_lasts_is_a_bar() -> None:
    """And so is a month of which the day is not known."""
    chart = of_topic("ferry", TURN, CATALOG)
    bars = {tick.moment.event.date.edtf() for tick in chart.wide.lanes[0].ticks if tick.until}
    assert bars == {"2018-11~", "2019-02-14/2019-02-16", "2019-03", "2020-04"}


def test_no_more_names_than_have_room() -> None:
    """Eight at most, a topic's own before those it shares; none without key events."""
    text = SITE.tree[FERRY].decode().replace("    importance: key\n", "")
    many = text.replace("    kind:", "    importance: key\n    kind:").replace(
        "topics: [ferry]", "topics: [harbour, ferry]", 3
    )
    for written, named in ((many, EVENTS[3:11]), (text, [])):
        site = read_site(SITE.tree.overlay({FERRY: written.encode()}))
        soup = drawn(site)
        listed = [str(link["href"]) for link in soup.select(".overview-entries a")]
        assert listed == [f"#{event.id}" for event in named]
        ticks = soup.select(".overview-wide .overview-tick")
        assert sum(str(one["d"]).count("z") for one in ticks) == len(EVENTS) - len(named)
        assert soup.select_one(".overview-turn-name") is not None


def test_a_lane_for_each_topic_with_one_name() -> None:
    """The last key event up to the turning point, or else the first one."""
    soup = drawn(options=f"topics: [harbour, ferry]\nturn: {TURN.id}")
    topics = [topic.get_text() for topic in soup.select(".overview-strips .overview-topic")]
    assert topics == [CATALOG.topics[slug].title for slug in ("harbour", "ferry")]
    assert len(soup.select(".overview-wide .overview-mark")) == 1
    assert nearest(EVENTS, TURN) == [CATALOG.events["ferry-2019-04-11-second-call"]]
    assert nearest(EVENTS[-5:], TURN) == [event for event in EVENTS[-5:] if event in KEYS][:1]
    assert nearest(EVENTS, None) == KEYS[:1]
    assert nearest(EVENTS[1:3], TURN) == []


def test_a_drawing_without_a_turning_point() -> None:
    """It has one scale and no line."""
    soup = drawn(options="topic: ferry")
    assert soup.select(".overview-turn, .overview-turning, .overview-break") == []
    assert len(soup.select(".overview-wide .overview-panel")) == 1


@pytest.mark.parametrize("turn", [TURN, None, EVENTS[0], EVENTS[-1]])
def test_the_turning_point_may_be_anywhere(turn: Event | None) -> None:
    """It is the line, and no mark beside it."""
    for chart in (of_topic("ferry", turn, CATALOG), of_topics(["harbour", "ferry"], turn, CATALOG)):
        wide = chart.wide
        shown = [tick.moment.event for lane in wide.lanes for tick in lane.ticks]
        assert turn not in shown
        for tick in (tick for lane in wide.lanes for tick in lane.ticks):
            assert 0 <= tick.x <= wide.width
            if turn and wide.scale.turn is not None:
                before = tick.moment.first < turn.date.first_day
                assert before == (tick.x < wide.scale.turn)


def test_an_event_of_nobody_is_between_sides_or_none() -> None:
    """The legend says so."""
    site = changed("    actors: [eva-falk]\n", "")
    catalog = site.catalog
    alone = [event for event in catalog.events_of(["ferry"]) if not event.actors]
    _, legend = moments([(alone, alone)], None, catalog, ENGLISH)
    assert [key.words for key in legend] == ["Between sides or none"]


def test_a_drawing_is_small() -> None:
    """At most 5 kB as it is sent."""
    assert len(gzip.compress(str(drawn()).encode(), mtime=0)) <= 5_000


def test_few_events_need_no_drawing() -> None:
    """The example has three."""
    site = read_site(read_folder(GOOD), Edition(date(2026, 1, 1)))
    fragment = block(site, "docs/topics/harbour.md", "overview")
    assert (fragment.html.strip(), fragment.problems) == ("", ())
