"""Translated messages: those of a language with a catalogue, and what Babel knows of it.

Babel has the names of months, the order of a date's parts and the signs in numbers from the
Unicode CLDR. Loading this takes 60 ms, so only `messages.py` imports it, when it must.
"""

from __future__ import annotations

import gettext
import io
import re
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any

from babel import Locale, UnknownLocaleError
from babel.dates import tokenize_pattern
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from explainer.language.calendar_words import CalendarWords, Pair
from explainer.language.messages import Messages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal
    from pathlib import Path

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


class TranslatedMessages(Messages):
    """The messages in a language other than English."""

    def decimal(self, number: Decimal, *, grouped: bool) -> str:
        """Return a number with its decimals, and perhaps signs between its thousands."""
        exponent = number.as_tuple().exponent
        places = -exponent if isinstance(exponent, int) else 0
        pattern = f"#,##0.{'0' * places}" if places else "#,##0"
        return format_decimal(number, pattern, locale=self.code, group_separator=grouped)

    def number(self, number: int) -> str:
        """Return a whole number with the signs between its thousands."""
        return format_decimal(number, locale=self.code)

    @cached_property
    def calendar(self) -> CalendarWords:
        """The names of months, and the order of a date's parts."""
        return calendar_words(self.code)


def translated_messages(file: Path) -> TranslatedMessages:
    """Return the messages of a catalogue, which is compiled in memory."""
    compiled = io.BytesIO()
    with file.open("rb") as opened:
        write_mo(compiled, read_po(opened, locale=file.stem))
    compiled.seek(0)
    return TranslatedMessages(file.stem, gettext.GNUTranslations(compiled))


def language_names(code: str) -> Mapping[str, str]:
    """Return the names of languages in one of them, by code, such as `pt_BR`."""
    return Locale.parse(code).languages


def text_direction(*codes: str) -> str:
    """Return `rtl` or `ltr` for the first language that Babel knows, else `ltr`."""
    for code in codes:
        with suppress(UnknownLocaleError, ValueError):
            return Locale.parse(code.replace("_", "-"), sep="-").text_direction
    return "ltr"


def calendar_words(code: str) -> CalendarWords:
    """Return the words of a language, given its code as Babel has it, such as `pt_BR`."""
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
