"""Counts of events by side and year: small drawings side by side on one scale."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explainer.facts.catalog import Catalog
    from explainer.facts.records import Event

FEWEST_EVENTS, FEWEST_YEARS, MOST_YEARS = 8, 3, 40
WIDTH, HEIGHT = 140.0, 48.0
"""The size of the bars of one side."""
_GAP = 0.25
"""The share of a year's width that is empty."""


@dataclass(frozen=True)
class Bar:
    """The events of one year."""

    year: int
    count: int
    x: float
    width: float
    height: float


@dataclass(frozen=True)
class SideCounts:
    """The events of one side, or of none."""

    side: str | None
    """The id of the side; None if sides met or nobody is named."""
    count: int
    bars: list[Bar]
    most: Bar
    """The first year with most events."""


@dataclass(frozen=True)
class YearCounts:
    """Everything that the template shows."""

    first: int
    last: int
    highest: int
    """The most events of a side in a year, which has the full height in every drawing."""
    sides: list[SideCounts]
    """The sides with most events first, and last those of none."""
    undated: int = 0
    """How many events are not counted because their year is not known."""


def year_counts(events: Sequence[Event], catalog: Catalog) -> YearCounts | None:
    """Return the counts of some events; None if there are too few events or years, or too many."""
    years: dict[str | None, Counter[int]] = {}
    for event in events:
        if event.date.year is not None:
            found = years.setdefault(catalog.acting_side(event), Counter())
            found[event.date.year] += 1
    counted = sum(found.total() for found in years.values())
    if counted < FEWEST_EVENTS:
        return None
    all_years = {year for found in years.values() for year in found}
    first, last = min(all_years), max(all_years)
    if not FEWEST_YEARS <= last - first + 1 <= MOST_YEARS:
        return None
    highest = max(max(found.values()) for found in years.values())
    step = WIDTH / (last - first + 1)
    sides = []
    for side, found in years.items():
        bars = [
            Bar(
                year,
                count,
                round((year - first + _GAP / 2) * step, 1),
                round((1 - _GAP) * step, 1),
                round(count / highest * HEIGHT, 1),
            )
            for year, count in sorted(found.items())
        ]
        most = max(bars, key=lambda bar: (bar.count, -bar.year))
        sides.append(SideCounts(side, found.total(), bars, most))
    order = [*catalog.sides]
    sides.sort(
        key=lambda one: (one.side is None, -one.count, order.index(one.side) if one.side else 0)
    )
    return YearCounts(first, last, highest, sides, len(events) - counted)
