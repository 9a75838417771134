"""Calendar words: the names of months, and how a language puts a date together.

Babel has them from the Unicode CLDR. English is written as in Britain, without asking Babel.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIELDS = {
    "d": "{day}",
    "dd": "{day}",
    "M": "{number}",
    "MM": "{number}",
    "MMM": "{month}",
    "MMMM": "{month}",
    "LLL": "{alone}",
    "LLLL": "{alone}",
    "y": "{year}",
}
"""The parts of CLDR's patterns that a date may have here; an era is in the words of its year."""


_DASH = re.compile(r"[\s–\uff5e~\u81f3-]+$")
"""What ends the first of two dates, before the second; Japanese and Chinese have their own."""


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


def calendar_words(code: str) -> CalendarWords:
    """Return the words of a language, given its code as Babel has it, such as `pt_BR`."""
    from babel import Locale  # noqa: PLC0415  (English needs no Babel)

    locale = Locale.parse(code)
    within = locale.months["format"]
    months, short = _names(within["wide"]), _names(within["abbreviated"])
    skeletons = locale.datetime_skeletons
    monthly, daily = skeletons["yMMMM"].pattern, locale.date_formats["long"].pattern
    day, month = _pattern(daily), _pattern(monthly)
    # Babel takes names without a day from another language where CLDR has none of their own.
    alone = _names(locale.months["stand-alone"]["wide"]) if "LLLL" in monthly else months
    return CalendarWords(
        months,
        alone,
        short,
        day=day,
        day_of_year=_pattern(skeletons["MMMMd"].pattern),
        short_day=_pattern(skeletons["MMMd"].pattern),
        month=month,
        short_month=_pattern(skeletons["yMMM"].pattern),
        days_of_month=_pair(locale, ("yMMMMd", "yMMMd"), "d", day),
        days_of_year=_pair(locale, ("yMMMMd", "yMMMd"), "M", day),
        months_of_year=_pair(locale, ("yMMMM", "yMMM"), "M", month),
    )


def _names(months: Any) -> tuple[str, ...]:
    return ("", *(months[number] for number in range(1, 13)))


def _pattern(pattern: str) -> str:
    """Return a pattern of CLDR as one for `str.format`."""
    return "".join(_tokens(pattern)).strip()


def _tokens(pattern: str) -> Iterator[str]:
    from babel.dates import tokenize_pattern  # noqa: PLC0415  (as above)

    for _, value in tokenize_pattern(pattern):
        if isinstance(value, str):
            yield value.replace("{", "{{").replace("}", "}}")
        else:
            letter, count = value
            yield _FIELDS.get(letter * count, "")


def _pair(locale: Any, skeletons: tuple[str, ...], differs: str, whole: str) -> Pair:
    """Return how CLDR shortens two dates of which only a part differs; else both are whole."""
    formats = next(one for name in skeletons if (one := locale.interval_formats.get(name)))
    if len(formats[differs]) != 2:
        return Pair(whole, " – ", whole)
    first, last = ("".join(_tokens(one)) for one in formats[differs])
    kept = _DASH.sub("", first)
    return Pair(kept, first[len(kept) :], last)
