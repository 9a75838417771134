"""Groups dated records by year."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from explainer.rendering.record.record_page import Heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from explainer.facts.records import Event, Statement

D = TypeVar("D", bound="Event | Statement")


def by_year(records: Iterable[D]) -> list[tuple[Heading, list[D]]]:
    """Return records, which are in order of date, under a heading for each year."""
    years = groupby(records, key=_year)
    return [(Heading(f"year-{year}", str(year)), [*group]) for year, group in years]


def _year(record: Event | Statement) -> int:
    return record.date.day.first_day.year


def span(records: Sequence[Event | Statement]) -> str:
    """Return the years of records, which are in order of date, such as `2014 to 2026`."""
    first, last = _year(records[0]), _year(records[-1])
    return str(first) if first == last else f"{first} to {last}"
