"""The types of fields with numbers: counts, ranges, shares, degrees, points in a picture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any

from explainer.facts.field_types import FieldError, FromText, kind_of

# Valid in both ECMA 262 and Python, like the patterns in `field_types.py`.
SHARE = "(?:100|0?[0-9]{1,2}) ?%"
"""The pattern of a share."""
COUNT = "[0-9]{1,6}"
"""The pattern of a whole number."""
RANGE = "[0-9]{1,6}-[0-9]{1,6}"
"""The pattern of a range of two numbers, the lower first."""
DEGREES = r"-?[0-9]{1,3}(?:\.[0-9])?"
"""The pattern of a number of degrees, to a tenth."""
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
