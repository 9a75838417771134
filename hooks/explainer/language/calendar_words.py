"""Calendar words: the names of months, and how a language puts a date together.

English is written as in Britain; `translated_messages.py` has the words of other languages.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from typing import NamedTuple


class Pair(NamedTuple):
    """The patterns for two dates that share a month or a year, which is said once."""

    first: str
    dash: str
    """The sign between them."""
    last: str


@dataclass(frozen=True)
class CalendarWords:
    """A language's words for dates; its patterns are for `str.format`."""

    months: tuple[str, ...]
    """The names of months within a date, from index 1."""
    alone: tuple[str, ...]
    """Their names without a day."""
    short: tuple[str, ...]
    """Their short names."""
    day: str
    day_of_year: str
    short_day: str
    """A day of a year with the short name of its month."""
    month: str
    short_month: str
    days_of_month: Pair
    days_of_year: Pair
    months_of_year: Pair

    @property
    def year_last(self) -> bool:
        """Whether a date ends with its year."""
        return self.day.index("{year}") > self.day.index("{day}")

    def written(
        self, pattern: str, year: str, month: int, day: int | None = None, *, short: bool = False
    ) -> str:
        """Return a date in a pattern; `year` is in words, with its era if need be."""
        name = self.short[month] if short else self.months[month]
        alone = self.short[month] if short else self.alone[month]
        return pattern.format(day=day, number=month, month=name, alone=alone, year=year)


_ENGLISH = tuple(calendar.month_name)
ENGLISH_CALENDAR = CalendarWords(
    months=_ENGLISH,
    alone=_ENGLISH,
    short=tuple(calendar.month_abbr),
    day="{day} {month} {year}",
    day_of_year="{day} {month}",
    short_day="{day} {month}",
    month="{month} {year}",
    short_month="{month} {year}",
    days_of_month=Pair("{day}", "–", "{day} {month} {year}"),
    days_of_year=Pair("{day} {month}", " – ", "{day} {month} {year}"),
    months_of_year=Pair("{month}", " – ", "{month} {year}"),
)
