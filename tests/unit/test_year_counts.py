"""Counts of events by side and year."""

from __future__ import annotations

import pytest
from conftest import GOOD
from explainer.facts.records import Event
from explainer.facts.validation import validate
from explainer.rendering.year_counts import HEIGHT, WIDTH, year_counts
from explainer.site import read_site
from explainer.source_tree import read_folder
from explainer.yaml_text.reader import read_bytes

CATALOG = read_site(read_folder(GOOD)).catalog


def event(number: int, year: int | str, *actors: str) -> Event:
    text = f"""
id: event-{number}
date: {year}
title: Something
summary: Something happened.
kind: meeting
status: occurred
actors: [{", ".join(actors)}]
topics: [harbour]
sources: [one]
"""
    document, _ = read_bytes("data/topics/harbour/events.yml", text.encode())
    assert document
    found, problems = validate(document, (), Event)
    assert found, problems
    return found


def events(*wanted: tuple[int | str, tuple[str, ...]]) -> list[Event]:
    return [event(number, year, *actors) for number, (year, actors) in enumerate(wanted)]


NORTH, SOUTH = ("ada-berg",), ("carl-dahl",)


def test_sides_are_on_one_scale() -> None:
    """The side with most events comes first, events between sides last."""
    found = year_counts(
        events(
            *[(2019, SOUTH)] * 4,
            (2021, SOUTH),
            (2020, NORTH),
            (2022, NORTH),
            *[(2019, (*NORTH, *SOUTH))] * 6,
        ),
        CATALOG,
    )
    assert found
    assert (found.first, found.last, found.highest) == (2019, 2022, 6)
    first, second, between = found.sides
    assert (first.side, second.side, between.side) == ("south", "north", None)
    assert [(bar.year, bar.count) for bar in first.bars] == [(2019, 4), (2021, 1)]
    assert (first.most.year, second.most.year) == (2019, 2020)
    assert [bar.height for bar in first.bars] == [round(4 / 6 * HEIGHT, 1), round(HEIGHT / 6, 1)]
    assert between.bars[0].height == HEIGHT
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH for one in found.sides for bar in one.bars)


@pytest.mark.parametrize(
    "wanted",
    [
        [(2019, NORTH), (2020, NORTH), (2021, NORTH)],
        [(2019, NORTH)] * 9,
        [*[(1900, NORTH)] * 8, (2020, NORTH)],
    ],
    ids=["few events", "one year", "a century"],
)
def test_where_they_would_say_nothing_there_are_none(
    wanted: list[tuple[int, tuple[str, ...]]],
) -> None:
    assert year_counts(events(*wanted), CATALOG) is None


def test_an_event_of_no_known_year_is_not_counted_in_one() -> None:
    """The figure says how many there are."""
    known: list[tuple[int | str, tuple[str, ...]]] = [("'-0001'", NORTH), *[("0002", SOUTH)] * 7]
    unknown: list[tuple[int | str, tuple[str, ...]]] = [("000X", NORTH), ("'[0001,0002]'", SOUTH)]
    found = year_counts(events(*known, *unknown), CATALOG)
    assert found
    assert (found.first, found.last, found.undated) == (-1, 2, 2)
    assert sum(side.count for side in found.sides) == 8
    assert year_counts(events(*known[1:], *unknown), CATALOG) is None
