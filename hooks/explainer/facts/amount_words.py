"""Amounts in words: those of the data, which are in English, in the language of a site."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from explainer.facts.measures import BOUNDS, ONE
from explainer.language.messages import message, plural

if TYPE_CHECKING:
    from explainer.language.messages import Messages

_BOUNDS = {
    "about": message("about %(number)s", "an amount"),
    "at least": message("at least %(number)s", "an amount"),
    "more than": message("more than %(number)s", "an amount"),
    "at most": message("at most %(number)s", "an amount"),
    "up to": message("up to %(number)s", "an amount"),
    "less than": message("less than %(number)s", "an amount"),
    "fewer than": message("fewer than %(number)s", "an amount"),
}
_TIMES = {
    "thousand": plural("%(number)s thousand", "%(number)s thousand"),
    "million": plural("%(number)s million", "%(number)s million"),
    "billion": plural("%(number)s billion", "%(number)s billion"),
    "trillion": plural("%(number)s trillion", "%(number)s trillion"),
}
"""A billion is a thousand million, and a trillion a million million."""
_UNITS = (message("%(number)s %(unit)s"), message("%(number)s %(unit)s", "after a million"))
_AMOUNT = re.compile(rf"(?:(?P<bound>about|{BOUNDS}) )?(?P<numbers>.*)")


def value_in_words(text: str, messages: Messages) -> str:
    """Return an amount such as `about 3.7 million` in a language."""
    if messages.code == "en":
        return text
    found = _AMOUNT.fullmatch(text)
    assert found
    first, *last = (_number(one, messages) for one in re.findall(ONE, found["numbers"]))
    if last:
        first = messages.gettext("%(first)s to %(last)s", first=first, last=last[0])
    bound = found["bound"]
    if bound is None:
        return first
    return messages.pgettext("an amount", _BOUNDS[bound], number=first)


def amount_in_words(text: str, unit: str, messages: Messages) -> str:
    """Return an amount with its unit, such as `3.7 million people` or `12%`."""
    value = value_in_words(text, messages)
    if unit.startswith("%"):
        return messages.gettext("%(number)s%%", number=value) + unit[1:]
    if text.endswith(("million", "billion", "trillion")):
        return messages.pgettext("after a million", _UNITS[1], number=value, unit=unit)
    return messages.gettext(_UNITS[0], number=value, unit=unit)


def _number(text: str, messages: Messages) -> str:
    """Return one number, such as `3.7 million`."""
    digits, _, times = text.partition(" ")
    number = Decimal(digits.replace(",", ""))
    written = messages.decimal(number, grouped="," in digits)
    if not times:
        return written
    count = int(number) if number == int(number) else 2
    return messages.ngettext(*_TIMES[times], count, number=written)
