"""The grammar of dates: turns EDTF text into dates, and says why a text is not a date.

The subset of ISO 8601-2:2019 (EDTF levels 0 and 1) that news needs:

    date     = 2014 | 2014-03 | 2014-03-18 | 2014-03-18T18:30+03:00, then perhaps ~ ? or %
    interval = date/date, where one side may be .. (open) or empty (unknown)

`~` is approximate, `?` uncertain, `%` both.
A time needs its offset from UTC, or Z, because times without one cannot be ordered.

We wrote this because no maintained library fits (as of November 2026):
edtf 5.0 (MIT) refuses a time with an offset,
undate 0.8 (Apache-2.0) drops `~` and `?`, refuses times and brings NumPy,
and neither says at which character a text goes wrong.
"""

from __future__ import annotations

import calendar
import re
from datetime import time
from functools import cache

from explainer.facts.dates import Bound, EdtfDate, End, Point
from explainer.problems import quoted

_DAY = (
    "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|[12][0-9])"
)
_TIME = (
    "T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?(?:Z|[+-](?:0[0-9]|1[0-4])(?::?[0-5][0-9])?)"
)
_POINT = f"(?!0000)[0-9]{{4}}(?:-(?:0[1-9]|1[0-2]|(?:{_DAY})(?:{_TIME})?))?[~?%]?"

DATE = rf"(?:{_POINT}(?:/(?:{_POINT}|\.\.)?)?|(?:\.\.)?/{_POINT})"
"""The pattern of a date, valid in both ECMA 262 and Python.

It checks neither leap years nor the order of two dates.
"""

_VALID = re.compile(_POINT)

# Each part of a text, to say which one is wrong.
_PARTS = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<time>[^~?%]*))?)?)?[~?%]?",
    re.ASCII,
)
_TIME_PARTS = re.compile(
    r"\d\d:\d\d(?::\d\d)?(?P<offset>Z|[+-](?P<hours>\d\d)(?::?(?P<minutes>\d\d))?)?", re.ASCII
)


class DateError(ValueError):
    """A text that is not a date."""

    def __init__(self, message: str, offset: int = 0, hint: str = "") -> None:
        """Take the message, the 0-based character it concerns, and the hint."""
        super().__init__(message)
        self.offset = offset
        self.hint = hint or "for example: 2024-03-02, 2024-03, 2024-03~ or 2014-03/.."


@cache  # most dates occur more than once on a site
def parse(text: str) -> EdtfDate:
    """Return the date in an EDTF text; raise DateError at the first wrong character."""
    if "/" not in text:
        return EdtfDate(_point(text, 0))
    left, right = text.split("/", 1)
    if "/" in right:
        raise DateError("an interval has one '/'", text.rindex("/"))
    start, end = _end(left, 0), _end(right, len(left) + 1)
    if isinstance(start, Bound) and isinstance(end, Bound):
        raise DateError("an interval needs at least one date")
    if isinstance(start, Point) and isinstance(end, Point) and _backwards(start, end):
        raise DateError(
            "the interval runs backwards", len(left) + 1, f"for example: {right}/{left}"
        )
    return EdtfDate(start, end)


def _backwards(start: Point, end: Point) -> bool:
    if start.time and end.time:
        return start.instant > end.instant
    return start.first_day > end.last_day


def _end(text: str, offset: int) -> End:
    return Bound(text) if text in {"", ".."} else _point(text, offset)


def _point(text: str, offset: int) -> Point:
    """Return the date at an offset in a text."""
    if not _VALID.fullmatch(text):
        raise _mistake(text, offset)
    exact = text.rstrip("~?%")
    year, month, day = int(exact[:4]), int(exact[5:7] or 0), int(exact[8:10] or 0)
    if day > 28:
        _check_day(year, month, day, offset + 8)
    moment = time.fromisoformat(exact[11:]) if exact[11:] else None
    return Point(year, month or None, day or None, moment, text[len(exact) :])


def _check_day(year: int, month: int, day: int, offset: int) -> None:
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise DateError(f"{calendar.month_name[month]} {year} has no day {day:02}", offset)


def _mistake(text: str, offset: int) -> DateError:
    """Return the error of a text that is not a date."""
    match = _PARTS.match(text)
    if not match or match.end() != len(text):
        message = f"{quoted(text)} is not a date (year, year-month or year-month-day)"
        return DateError(message if text else "no date", offset + (match.end() if match else 0))
    year, month, day = (int(part) if part else None for part in match.group("year", "month", "day"))
    if not year:
        return DateError("there is no year 0000", offset)
    if month is not None and not 1 <= month <= 12:
        return DateError(f"there is no month {match['month']}", offset + match.start("month"))
    if month and day is not None:
        try:
            _check_day(year, month, day, offset + match.start("day"))
        except DateError as error:
            return error
    return _mistake_in_time(match["time"] or "", offset + match.start("time"))


def _mistake_in_time(text: str, offset: int) -> DateError:
    example = "for example: 2024-03-02T18:30+03:00"
    match = _TIME_PARTS.fullmatch(text)
    if not match:
        return DateError(f"{quoted(text)} is not a time", offset, example)
    if not match["offset"]:
        return DateError("a time needs its offset from UTC", offset + len(text), example)
    if int(match["hours"] or 0) > 14 or int(match["minutes"] or 0) > 59:
        return DateError("no place is that far from UTC", offset + match.start("offset"), example)
    return DateError(f"{quoted(text)} is not a time of day", offset, example)
