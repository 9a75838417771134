"""The types of fields with numbers: amounts, counts, shares, degrees, points in a picture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from explainer.facts.field_types import FieldError, FromText, Headline, kind_of
from explainer.language.quotation_marks import QUOTATION_MARKS

# Valid in both ECMA 262 and Python, like the patterns in `field_types.py`.
SHARE = "(?:100|0?[0-9]{1,2}) ?%"
"""The pattern of a share."""
COUNT = "[0-9]{1,6}"
"""The pattern of a whole number."""
RANGE = "[0-9]{1,6}-[0-9]{1,6}"
"""The pattern of a range of two numbers, the lower first."""
_IN_UNIT = rf"[^\s{QUOTATION_MARKS}\[\]<>`*_~^\\|]"
DEGREES = r"-?[0-9]{1,3}(?:\.[0-9])?"
"""The pattern of a number of degrees, to a tenth."""
_GROUPED = "[0-9]{1,3}(?:,[0-9]{3}){1,4}"
_TIMES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
"""The zeros that a word adds to a number."""
_TIMES_WORD = f"(?:{'|'.join(_TIMES)})"
UNIT = rf"(?!{_TIMES_WORD}\b){_IN_UNIT}+(?: {_IN_UNIT}+)*"
"""The pattern of a unit: words without signs that mean something in the prose of a page; those
that multiply a number belong to its value."""
LONGER = rf"[\w\u2013\u2212-]|[.,][0-9]| {_TIMES_WORD}\b"
"""The pattern of what makes a number another one if it follows."""
ONE = rf"-?(?:{_GROUPED}|[0-9]{{1,15}})(?:\.[0-9]{{1,6}})?(?: {_TIMES_WORD})?"
"""The pattern of one number, which a word may follow."""
BOUNDS = "at least|more than|at most|up to|less than|fewer than"
AMOUNT = f"(?:(?:about|{BOUNDS}) )?{ONE}|(?:about )?{ONE} to {ONE}"
"""The pattern of an amount in words of readers: one number, a bound, or a range."""
FOCUS = f"{SHARE} {SHARE}"
"""The pattern of a point in a picture: its shares of the width and of the height."""


@dataclass(frozen=True)
class Share:
    """A share of a whole."""

    percent: int


def _percent(value: Any) -> Share:
    if not isinstance(value, str) or not re.fullmatch(SHARE, value):
        raise FieldError(f"expected a share, found {kind_of(value)}", "for example: 90 %")
    return Share(int(value.rstrip(" %")))


def _range(value: Any) -> range:
    if isinstance(value, str) and re.fullmatch(RANGE, value):
        least, most = map(int, value.split("-"))
        if least <= most:
            return range(least, most + 1)
    message = f"expected two numbers, the lower first, found {kind_of(value)}"
    raise FieldError(message, "for example: 900-1500")


def _count(value: Any) -> int:
    if not (isinstance(value, str) and re.fullmatch(COUNT, value)):
        raise FieldError(f"expected a whole number, found {kind_of(value)}", "for example: 25")
    return int(value)


@dataclass(frozen=True)
class Amount:
    """An amount as readers see it, and as plain numbers."""

    text: str
    """As written, such as `about 3.7 million`."""
    least: Decimal | None
    """The plain number, or the lower end; None if the text gives no lower bound."""
    most: Decimal | None
    """The plain number, or the upper end; None if the text gives no upper bound."""


def _amount(value: Any) -> Amount:
    hint = "for example: 3.7 million, 9,000 to 12,000, at least 40"
    if not (isinstance(value, str) and re.fullmatch(AMOUNT, value)):
        raise FieldError(f"expected an amount, found {kind_of(value)}", hint)
    parts = [part.partition(" ") for part in re.findall(ONE, value)]
    # The word after a range counts for both ends: 1.5 to 2 million.
    ends = [_plain(digits, times or parts[-1][2]) for digits, _, times in parts]
    if ends != sorted(ends):
        message = f"expected the lower number first, found {kind_of(value)}"
        raise FieldError(message, "write both in full, for example: 900,000 to 2,000,000")
    least = None if value.startswith(("at most", "up to", "less", "fewer")) else ends[0]
    most = None if value.startswith(("at least", "more")) else ends[-1]
    return Amount(value, least, most)


def _unit(value: Any) -> Headline:
    if not (isinstance(value, str) and re.fullmatch(UNIT, value)):
        message = f"expected a unit, found {kind_of(value)}"
        hint = "words without quotation marks or brackets, such as: US dollars"
        if isinstance(value, str) and re.match(rf"{_TIMES_WORD}\b", value):
            hint = f"write '{value.split()[0]}' in the value, such as: value: 3.7 million"
        raise FieldError(message, hint)
    return Headline(value)


def _plain(digits: str, times: str) -> Decimal:
    return Decimal(digits.replace(",", "")).scaleb(_TIMES.get(times, 0))


@dataclass(frozen=True)
class Focus:
    """The point of a picture that must remain when its edges are cut off, in per cent."""

    across: int
    down: int


def _focus(value: Any) -> Focus:
    if not (isinstance(value, str) and re.fullmatch(FOCUS, value)):
        message = f"expected a point in the picture, found {kind_of(value)}"
        raise FieldError(message, "its place from the left and from the top, such as: 40 % 25 %")
    across, down = map(int, re.findall("[0-9]+", value))
    return Focus(across, down)


def _degrees(value: Any, most: int) -> float:
    if isinstance(value, str) and re.fullmatch(DEGREES, value) and abs(float(value)) <= most:
        return float(value)
    message = f"expected degrees from -{most} to {most}, found {kind_of(value)}"
    raise FieldError(message, "to a tenth and without a sign for the degree, for example: 43.6")


Quantity = Annotated[Amount, FromText(_amount)]
"""An amount, such as `3.7 million`, `9,000 to 12,000` or `at least 40`."""

Unit = Annotated[Headline, FromText(_unit)]
"""What follows an amount, such as `people`, `US dollars` or `%`."""

Count = Annotated[int, FromText(_count)]
"""A whole number, such as `25`."""

Range = Annotated[range, FromText(_range)]
"""Whole numbers from one to another, such as `900-1500`."""

Latitude = Annotated[float, FromText(lambda value: _degrees(value, 90))]
"""Degrees north of the equator."""

Longitude = Annotated[float, FromText(lambda value: _degrees(value, 180))]
"""Degrees east of Greenwich."""

Point = Annotated[Focus, FromText(_focus)]
"""A point in a picture, such as `40 % 25 %`."""

Percent = Annotated[Share, FromText(_percent)]
"""A share in whole per cent, such as `90 %`."""
