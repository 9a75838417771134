"""Dates in words, in pieces that a page can mark with their machine-readable text."""

from __future__ import annotations

import calendar
from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias

from explainer.facts.days import year_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explainer.facts.dates import Point

Piece: TypeAlias = tuple[str, str]
"""Words and their text for HTML's `datetime` attribute, which may be empty."""

SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
"""The seasons by their numbers in EDTF, where they take the place of months."""
WINTER = 24

_ABOUT = {"": "", "~": "about ", "?": "probably ", "%": "perhaps about "}


def pieces_of(lead: str, point: Point, place: str) -> list[Piece]:
    """Return a point after some leading words; the place names a local time."""
    lead += _ABOUT[point.qualifier]
    words = (in_words(point, place), point.iso())
    return [(lead, ""), words] if lead else [words]


def between(points: Sequence[Point], place: str, joints: Sequence[str], dash: str) -> list[Piece]:
    """Return several points with a joint between two of them; say a shared month or year once.

    `dash` is the joint between days of one month.
    """
    *before, last = points
    plain = all(
        point.month and point.month != WINTER and not (point.time or point.marked)
        for point in points
    )
    same_year = plain and all(point.year == last.year for point in before)
    same_month = same_year and all(point.day and point.month == last.month for point in before)
    same_month = bool(same_month and last.day)
    found: list[Piece] = []
    for point, joint in zip(before, joints, strict=True):
        if same_year:
            found.append((in_words(point, place, year=False, month=not same_month), point.iso()))
        else:
            found += pieces_of("", point, place)
        found.append((dash or joint if same_month else joint, ""))
    return [*found, *pieces_of("", last, place)]


def in_words(point: Point, place: str, *, year: bool = True, month: bool = True) -> str:
    """Return a point without its qualifier, perhaps without its year or month."""
    if point.unspecified in {"X", "XX"}:
        return _years(point)
    words = [str(point.day)] if point.day else []
    if point.month == WINTER:
        words.append(_winter(point.year))
    else:
        if point.month and month:
            words.append(SEASONS.get(point.month) or calendar.month_name[point.month])
        if year or not words:
            words.append(year_in_words(point.year))
    said = " ".join(words)
    if point.unspecified:
        unit = "month" if point.unspecified == "-XX" and not point.month else "day"
        return f"a {unit} in {said}"
    return f"{said}, {_time(point, place)}" if point.time else said


def _years(point: Point) -> str:
    """Return a decade or a century."""
    first = point.year
    if point.unspecified == "XX":
        return f"the {_ordinal(first // 100 + 1)} century"
    # The 1900s may mean a century, and the 10s any.
    if first % 100 == 0 or first < 100:
        return f"the years {year_in_words(first)} to {year_in_words(first + 9)}"
    return f"the {first}s"


def _winter(year: int) -> str:
    """Return a winter with both its years, since nobody knows which one a single year means."""
    after = year + 1
    if year < 1000:
        return f"winter {year_in_words(year)} to {year_in_words(after)}"
    return f"winter {year}–{after % 100 or after:02}"


def _ordinal(number: int) -> str:
    teen = number // 10 % 10 == 1
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _time(point: Point, place: str) -> str:
    assert point.time
    local, universal = point.time.strftime("%H:%M"), point.instant.strftime("%H:%M")
    offset = point.time.utcoffset()
    if not offset and not place:
        return f"{local} UTC"
    where = f"in {place}" if place else f"UTC{_offset(offset or timedelta())}"
    if point.instant.date() != point.first_day.date:
        there = point.instant
        words = [str(there.day), calendar.month_name[there.month]]
        words += [year_in_words(there.year)] if there.year != point.year else []
        universal = f"{' '.join(words)}, {universal}"
    return f"{local} {where} ({universal} UTC)"


def _offset(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    sign = "−" if minutes < 0 else "+"
    hours, minutes = divmod(abs(minutes), 60)
    return f"{sign}{hours}:{minutes:02}" if minutes else f"{sign}{hours}"
