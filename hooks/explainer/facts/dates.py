"""Dates and intervals as values, with their order and their words.

`edtf.py` reads them from EDTF text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from explainer.facts import date_words
from explainer.facts.date_words import WINTER, among, between, in_words, pieces_of, with_words
from explainer.facts.days import EARLIEST, LATEST, Day, last_of_month
from explainer.language.messages import ENGLISH

if TYPE_CHECKING:
    from explainer.facts.date_words import Piece
    from explainer.language.messages import Messages


class Bound(Enum):
    """The end of an interval without a date."""

    OPEN = ".."
    """The interval still goes on, or has no beginning."""
    UNKNOWN = ""
    """The interval ended or began on an unknown day."""


@dataclass(frozen=True)
class Point:
    """A century, a decade, a year, a season, a month, a day or a minute, as far as it is known."""

    year: int
    """The astronomical year: 0 is 1 BC. Of a decade or a century, its first year."""
    month: int | None = None
    """A month from 1 to 12, or a season from 21 (spring) to 24 (winter)."""
    day: int | None = None
    time: time | None = None
    """Local time with its offset from UTC; only from year 1 on."""
    qualifier: str = ""
    """`~` approximate, `?` uncertain, `%` both, or nothing."""
    unspecified: str = ""
    """What the text has in place of digits: `X` for the last of the year, `XX` for the last two,
    `-XX` for the month or the day, `-XX-XX` for both; or nothing."""

    @property
    def marked(self) -> bool:
        """Whether it has a qualifier or unspecified digits."""
        return bool(self.qualifier or self.unspecified)

    @property
    def season(self) -> int | None:
        """Its season, if it is one."""
        return self.month if self.month and self.month > 12 else None

    @cached_property
    def first_day(self) -> Day:
        """The first possible day, by the calendar of the place.

        Seasons are those of the north, by whole months: spring begins with March, and winter with
        December of its year.
        """
        month = (self.season - 20) * 3 if self.season else self.month or 1
        return Day(self.year, month, self.day or 1)

    @cached_property
    def last_day(self) -> Day:
        """The last possible day, by the calendar of the place."""
        if self.day:
            return self.first_day
        if self.season == WINTER:
            return last_of_month(self.year + 1, 2)
        if self.month:
            return last_of_month(self.year, self.first_day.month + (2 if self.season else 0))
        return Day(self.year + {"X": 9, "XX": 99}.get(self.unspecified, 0), 12, 31)

    @property
    def instant(self) -> datetime:
        """Return the earliest moment, in UTC; a day without a time begins at midnight UTC."""
        moment = self.time or time(tzinfo=UTC)
        first = self.first_day.date
        try:
            return datetime.combine(first, moment).astimezone(UTC)
        except OverflowError:  # the offset alone puts it before year 1 or after 9999
            return datetime.combine(first, moment.replace(tzinfo=UTC))

    def iso(self) -> str:
        """Return the text for the `datetime` attribute of HTML's time element.

        Empty where HTML has no form for it: a season, a decade, a century, a year before AD 1.
        """
        if self.year < 1 or self.season or self.unspecified in {"X", "XX"}:
            return ""
        return self._text()

    def say(self) -> str:
        """Return the point in English words, such as `2 March 2024`, without its qualifier."""
        return in_words(self, "", ENGLISH)

    def edtf(self) -> str:
        """The EDTF text."""
        text, unknown = self._text().replace("+00:00", "Z"), self.unspecified
        if not unknown.startswith("-"):
            text = text[: len(text) - len(unknown)]
        return text + unknown + self.qualifier

    def _text(self) -> str:
        """Return the digits that are known, or begin a decade or a century."""
        parts = [f"{'-' * (self.year < 0)}{abs(self.year):04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part]
        day = "-".join(parts)
        if self.time is None:
            return day
        return f"{day}T{self.time.isoformat('seconds' if self.time.second else 'minutes')}"


End: TypeAlias = Point | Bound


@dataclass(frozen=True)
class EdtfDate:
    """A date, an interval of dates, or several dates of which one is right."""

    start: End
    end: End | None = None
    """The second end of an interval; None for a single date."""
    others: tuple[Point, ...] = ()
    """The other dates that are possible instead of the start, in order."""

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """Return the known dates: one, the two of an interval, or all that are possible."""
        ends = (self.start, self.end, *self.others)
        return tuple(end for end in ends if isinstance(end, Point))

    @cached_property
    def first_day(self) -> Day:
        """Return the first possible day; `EARLIEST` without a known beginning."""
        return self.start.first_day if isinstance(self.start, Point) else EARLIEST

    @cached_property
    def last_day(self) -> Day:
        """Return the last possible day; `LATEST` without a known end."""
        if isinstance(self.end, Bound):
            return LATEST
        last = self.points if self.end is None else (self.end,)
        return max(point.last_day for point in last)

    @property
    def in_days(self) -> bool:
        """Whether a calendar of days can show it: its ends are days of our era."""
        ends = (self.start, self.start if self.end is None else self.end)
        days = all(isinstance(end, Point) and end.day and end.year > 0 for end in ends)
        return days and not self.others

    @property
    def sure(self) -> bool:
        """Whether nothing says that it is approximate, uncertain or one of several."""
        return not (self.others or any(point.qualifier for point in self.points))

    @property
    def year(self) -> int | None:
        """The astronomical year to count it under; None if it is not known."""
        points = (self.day, *self.others)
        known = points[0].unspecified not in {"X", "XX"}
        return points[0].year if known and len({point.year for point in points}) == 1 else None

    @property
    def day(self) -> Point:
        """Return the date to list it under: its beginning if known, else its end."""
        return self.points[0]

    @cached_property
    def key(self) -> tuple[Day, int, datetime, str]:
        """Return the sort key: local day, wider before narrower, then the moment.

        A month comes before its days and a day before its times; exact dates come before
        approximate ones.
        """
        point = self.day
        moment = point.instant if point.time else datetime.min.replace(tzinfo=UTC)
        return point.first_day, -point.last_day.number, moment, self.edtf()

    def edtf(self) -> str:
        """The EDTF text."""
        if self.others:
            return f"[{','.join(point.edtf() for point in self.points)}]"
        if self.end is None:
            return _edtf(self.start)
        return f"{_edtf(self.start)}/{_edtf(self.end)}"

    def say(self, place: str = "", messages: Messages = ENGLISH) -> str:
        """Return the date in words of a language; the place names the local time."""
        return "".join(words for words, _ in self.pieces(place, messages))

    def pieces(self, place: str = "", messages: Messages = ENGLISH) -> list[Piece]:
        """Return the date in words, in pieces, each with its text for `datetime`, if any."""
        start, end = self.start, self.end
        if self.others:
            return among(self.points, place, messages)
        if end is None:
            assert isinstance(start, Point)
            return pieces_of(start, place, messages)
        if isinstance(start, Point) and isinstance(end, Point):
            return between(start, end, place, messages)
        if isinstance(start, Point):
            text = date_words.SINCE if end is Bound.OPEN else date_words.FROM
            return with_words(text, start, place, messages)
        assert isinstance(end, Point)
        text = date_words.UNTIL if start is Bound.OPEN else date_words.ENDED
        return with_words(text, end, place, messages)


def _edtf(end: End) -> str:
    return end.edtf() if isinstance(end, Point) else end.value
