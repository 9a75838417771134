"""Dates and intervals as values, with their order and their words.

`edtf.py` reads them from EDTF text.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from functools import cached_property
from typing import TypeAlias


class Bound(Enum):
    """The end of an interval without a date."""

    OPEN = ".."
    """The interval still goes on, or has no beginning."""
    UNKNOWN = ""
    """The interval ended or began on an unknown day."""


@dataclass(frozen=True)
class Point:
    """A year, a month, a day or a minute, as precise as it is known."""

    year: int
    month: int | None = None
    day: int | None = None
    time: time | None = None
    """Local time with its offset from UTC."""
    qualifier: str = ""
    """`~` approximate, `?` uncertain, `%` both, or nothing."""

    @cached_property
    def first_day(self) -> date:
        """Return the first possible day, by the calendar of the place."""
        return date(self.year, self.month or 1, self.day or 1)

    @cached_property
    def last_day(self) -> date:
        """Return the last possible day, by the calendar of the place."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def month_or_year(self) -> Point:
        """Return the same point, no more precise than a month."""
        return Point(self.year, self.month)

    @property
    def instant(self) -> datetime:
        """Return the earliest moment, in UTC; a day without a time begins at midnight UTC."""
        moment = self.time or time(tzinfo=UTC)
        first = self.first_day
        try:
            return datetime.combine(first, moment).astimezone(UTC)
        except OverflowError:  # the offset alone puts it before year 1 or after 9999
            return datetime.combine(first, moment.replace(tzinfo=UTC))

    def iso(self) -> str:
        """Return the text for the `datetime` attribute of HTML's time element."""
        if self.month is None:
            return f"{self.year:04}"
        if self.day is None:
            return f"{self.year:04}-{self.month:02}"
        day = self.first_day.isoformat()
        if self.time is None:
            return day
        return f"{day}T{self.time.isoformat('seconds' if self.time.second else 'minutes')}"

    def say(self) -> str:
        """Return the point in words, such as `2 March 2024`."""
        return self._say("")

    def edtf(self) -> str:
        """The EDTF text."""
        return self.iso().replace("+00:00", "Z") + self.qualifier

    def _say(self, place: str, *, year: bool = True, month: bool = True) -> str:
        words = [str(self.day)] if self.day else []
        if self.month and month:
            words.append(calendar.month_name[self.month])
        if year or not words:
            words.append(str(self.year))
        said = " ".join(words)
        return f"{said}, {self._say_time(place)}" if self.time else said

    def _say_time(self, place: str) -> str:
        assert self.time
        local, universal = self.time.strftime("%H:%M"), self.instant.strftime("%H:%M")
        offset = self.time.utcoffset()
        if not offset and not place:
            return f"{local} UTC"
        where = f"in {place}" if place else f"UTC{_say_offset(offset or timedelta())}"
        if self.instant.date() != self.first_day:
            day = Point(self.instant.year, self.instant.month, self.instant.day)
            universal = f"{day._say('', year=day.year != self.year)}, {universal}"
        return f"{local} {where} ({universal} UTC)"


End: TypeAlias = Point | Bound
Piece: TypeAlias = tuple[str, str]
"""Words and their `datetime` text, which may be empty."""

_ABOUT = {"": "", "~": "about ", "?": "probably ", "%": "perhaps about "}


@dataclass(frozen=True)
class EdtfDate:
    """A date or an interval of dates."""

    start: End
    end: End | None = None
    """The second end of an interval; None for a single date."""

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """Return the one or two known dates."""
        return tuple(end for end in (self.start, self.end) if isinstance(end, Point))

    @cached_property
    def first_day(self) -> date:
        """Return the first possible day; `date.min` without a known beginning."""
        return self.start.first_day if isinstance(self.start, Point) else date.min

    @cached_property
    def last_day(self) -> date:
        """Return the last possible day; `date.max` without a known end."""
        end = self.start if self.end is None else self.end
        return end.last_day if isinstance(end, Point) else date.max

    @property
    def in_days(self) -> bool:
        """Whether its day, or its first and last day, are known."""
        ends = (self.start, self.start if self.end is None else self.end)
        return all(isinstance(end, Point) and end.day for end in ends)

    @property
    def day(self) -> Point:
        """Return the date to list it under: its beginning if known, else its end."""
        return self.points[0]

    @cached_property
    def key(self) -> tuple[date, date, datetime, str]:
        """Return the sort key: local day, wider before narrower, then the moment.

        A month comes before its days and a day before its times; exact dates come before
        approximate ones.
        """
        point = self.day
        widest = date.fromordinal(date.max.toordinal() + 1 - point.last_day.toordinal())
        moment = point.instant if point.time else datetime.min.replace(tzinfo=UTC)
        return point.first_day, widest, moment, self.edtf()

    def edtf(self) -> str:
        """The EDTF text."""
        if self.end is None:
            return _edtf(self.start)
        return f"{_edtf(self.start)}/{_edtf(self.end)}"

    def say(self, place: str = "") -> str:
        """Return the date in words; the place names the local time."""
        return "".join(words for words, _ in self.pieces(place))

    def pieces(self, place: str = "") -> list[Piece]:
        """Return the date in words, in pieces, each with its text for `datetime`, if any."""
        start, end = self.start, self.end
        if end is None:
            assert isinstance(start, Point)
            return _pieces("", start, place)
        if isinstance(start, Point) and isinstance(end, Point):
            return _span(start, end, place)
        if isinstance(start, Point):
            tail = "" if end is Bound.OPEN else ", end not known"
            lead = "since " if end is Bound.OPEN else "from "
            return [*_pieces(lead, start, place), *([(tail, "")] if tail else [])]
        assert isinstance(end, Point)
        lead = "until " if start is Bound.OPEN else "beginning not known, until "
        return _pieces(lead, end, place)


def _edtf(end: End) -> str:
    return end.edtf() if isinstance(end, Point) else end.value


def _pieces(lead: str, point: Point, place: str) -> list[Piece]:
    words = (point._say(place), point.iso())
    lead += _ABOUT[point.qualifier]
    return [(lead, ""), words] if lead else [words]


def _span(start: Point, end: Point, place: str) -> list[Piece]:
    """Return two dates in words, giving a shared month or year once."""
    plain = not (start.time or end.time or start.qualifier or end.qualifier)
    same_year = plain and start.year == end.year and start.month and end.month
    same_month = same_year and start.month == end.month and start.day and end.day
    if not same_year:
        return [*_pieces("", start, place), (" to ", ""), *_pieces("", end, place)]
    first = start._say(place, year=False, month=not same_month)
    dash = "–" if same_month else " to "
    return [(first, start.iso()), (dash, ""), (end._say(place), end.iso())]


def _say_offset(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    sign = "−" if minutes < 0 else "+"
    hours, minutes = divmod(abs(minutes), 60)
    return f"{sign}{hours}:{minutes:02}" if minutes else f"{sign}{hours}"
