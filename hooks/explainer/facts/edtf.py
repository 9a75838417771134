"""The grammar of dates: turns EDTF text into dates, and says why a text is not a date.

The subset of ISO 8601-2:2019 (EDTF levels 0 and 1, and of level 2 the sets) that news needs:

    date     = 2014 | 2014-03 | 2014-03-18 | 2014-03-18T18:30+03:00
             | 2014-21 (a season) | -0044 (a year before our era)
             | 201X | 20XX | 2014-XX | 2014-03-XX | 2014-XX-XX (digits that are not known),
               then perhaps ~ ? or %
    interval = date/date, where one side may be .. (open) or empty (unknown)
    set      = [date,date], of which one is right

`~` is approximate, `?` uncertain, `%` both.
A time needs its offset from UTC, or Z, because times without one cannot be ordered.
All days are of the Gregorian calendar; years are astronomical, with a year 0000 before 0001.

We wrote this because no maintained library fits (as of November 2026):
edtf 5.0 (MIT) refuses a time with an offset,
undate 0.8 (Apache-2.0) drops `~` and `?`, refuses times and brings NumPy,
edtf-validate 2.0 only says whether a text is a date,
and none of them says at which character a text goes wrong.
"""

from __future__ import annotations

import calendar
import re
from datetime import time
from functools import cache
from itertools import pairwise

from explainer.facts.date_words import SEASONS
from explainer.facts.dates import Bound, EdtfDate, End, Point
from explainer.facts.days import last_of_month, year_in_words
from explainer.problems import quoted

_DAY = (
    "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|[12][0-9])"
)
_TIME = (
    "T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?(?:Z|[+-](?:0[0-9]|1[0-4])(?::?[0-5][0-9])?)"
)
_MONTH = "(?:0[1-9]|1[0-2])"
_POINT = (
    "(?:[0-9]{2}(?:[0-9]X|XX)"
    f"|(?:[0-9]{{4}}|-(?!0000)[0-9]{{4}})(?:-(?:XX(?:-XX)?|2[1-4]|{_MONTH}(?:-XX)?|{_DAY}))?"
    f"|(?!0000)[0-9]{{4}}-(?:{_DAY}){_TIME})[~?%]?"
)

DATE = (
    rf"(?:{_POINT}(?:/(?:{_POINT}|\.\.)?)?|(?:\.\.)?/{_POINT}"
    rf"|\[{_POINT}(?:,{_POINT})+\])"
)
"""The pattern of a date, valid in both ECMA 262 and Python.

It checks neither leap years nor the order of dates.
"""

_VALID = re.compile(_POINT)

# Each part of a text, to say which one is wrong.
_PARTS = re.compile(
    r"(?P<year>-?[\dX]{4})(?:-(?P<month>[\dX]{2})(?:-(?P<day>[\dX]{2})(?:T(?P<time>[^~?%]*))?)?)?"
    r"[~?%]?",
    re.ASCII,
)
_TIME_PARTS = re.compile(
    r"\d\d:\d\d(?::\d\d)?(?P<offset>Z|[+-](?P<hours>\d\d)(?::?(?P<minutes>\d\d))?)?", re.ASCII
)
_SET = "for example: '[2024-03-02,2024-03-03]'"
_UNKNOWN = "for example: 201X, 20XX, 2024-XX or 2024-03-XX"
_SEASON = ", ".join(f"{number} is {name}" for number, name in SEASONS.items())


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
    if text.startswith("["):
        return _set(text)
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


def set_of(texts: list[str]) -> str:
    """Return the EDTF text for one of several dates, in order; raise DateError if one is wrong."""
    return f"[{','.join(sorted(texts, key=lambda text: parse(text).key))}]"


def _set(text: str) -> EdtfDate:
    """Return the dates in brackets, of which one is right."""
    if not text.endswith("]"):
        raise DateError("one of several dates ends with ']'", len(text), _SET)
    parts, offset, points = text[1:-1].split(","), 1, []
    for part in parts:
        if ".." in part or "/" in part:
            message = "write each date that is possible, with commas between them"
            raise DateError(message, offset + max(part.find(".."), part.find("/")), _SET)
        if part != part.strip():
            raise DateError("no spaces belong between the dates", offset, _SET)
        points.append(_point(part, offset))
        offset += len(part) + 1
    if len(points) < 2:
        raise DateError("one of several dates needs two or more", 0, _SET)
    offset = 1
    for (before, first), (after, second) in pairwise(zip(points, parts, strict=True)):
        offset += len(first) + 1
        if EdtfDate(before).key >= EdtfDate(after).key:
            if before == after:
                raise DateError(f"{quoted(second)} is given twice", offset, "leave it out")
            raise DateError("the dates are not in order", offset, f"write '{set_of(parts)}'")
    return EdtfDate(points[0], None, tuple(points[1:]))


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
    known = exact.rstrip("X-")
    unspecified = exact[len(known) :]
    if len(known) < 4:
        return Point(int(known.ljust(4, "0")), None, None, None, text[len(exact) :], unspecified)
    sign = exact.startswith("-")
    year, month, day = (
        int(known[: 4 + sign]),
        int(known[5 + sign : 7 + sign] or 0),
        int(known[8 + sign : 10 + sign] or 0),
    )
    if day > 28:
        _check_day(year, month, day, offset + 8 + sign)
    moment = time.fromisoformat(exact[11:]) if "T" in exact else None
    return Point(year, month or None, day or None, moment, text[len(exact) :], unspecified)


def _check_day(year: int, month: int, day: int, offset: int) -> None:
    if not 1 <= day <= last_of_month(year, month).day:
        name = f"{calendar.month_name[month]} {year_in_words(year)}"
        raise DateError(f"{name} has no day {day:02}", offset)


def _mistake(text: str, offset: int) -> DateError:
    """Return the error of a text that is not a date."""
    match = _PARTS.match(text)
    if not match or match.end() != len(text):
        return _no_date(text, offset, match.end() if match else 0)
    if unknown := _mistake_in_unknown(match, offset):
        return unknown
    year, month, day = (int(part) if part else None for part in match.group("year", "month", "day"))
    if match["year"] == "-0000":
        return DateError("there is no year -0000", offset, "0000 is 1 BC, and -0001 is 2 BC")
    if month is not None and not (1 <= month <= 12 or month in SEASONS):
        if 25 <= month <= 41:  # of hemispheres, and quarters of a year
            return DateError(f"there is no season {month}", offset + match.start("month"), _SEASON)
        return DateError(f"there is no month {match['month']}", offset + match.start("month"))
    if month in SEASONS:
        hint = f"for example: {match['year']}-{month}"
        return DateError("a season has no days", offset + match.start("day") - 1, hint)
    if year is not None and month and day is not None:
        try:
            _check_day(year, month, day, offset + match.start("day"))
        except DateError as error:
            return error
    if year is not None and year < 1:
        message = "a day before our era has no time"
        return DateError(message, offset + match.start("time") - 1, "leave the time out")
    return _mistake_in_time(match["time"] or "", offset + match.start("time"))


def _no_date(text: str, offset: int, wrong: int) -> DateError:
    """Return the error of a text without the shape of a date, from a character of it on."""
    if not text:
        return DateError("no date", offset)
    if text.startswith("{"):
        message = "if all of these dates are right, each needs an event"
        return DateError(message, offset, f"if only one of them is right, {_SET}")
    hint = ""
    if re.fullmatch(r"-\d{1,3}", text, re.ASCII):
        hint = f"a year has four digits: {1 - int(text)} BC is written -{-int(text):04}"
    elif re.fullmatch(r"[\dXxUu?*-]+", text, re.ASCII) and re.search("[xXuU]", text):
        hint = f"a digit that is not known is a capital X, {_UNKNOWN}"
    elif re.match(r"Y?-?\d{5}", text, re.ASCII):
        hint = "years have four digits, from -9999 to 9999"
    message = f"{quoted(text)} is not a date (year, year-month or year-month-day)"
    return DateError(message, offset + wrong, hint)


def _mistake_in_unknown(match: re.Match[str], offset: int) -> DateError | None:
    """Return the error of an X where none may be, or None without one."""
    year, month, day = match.group("year", "month", "day")
    if not any("X" in (part or "") for part in (year, month, day)):
        return None
    hint = _UNKNOWN
    if year.startswith("-") and "X" in year:
        message, part = "a year before our era needs all its digits", "year"
    elif not re.fullmatch(r"\d{4}|\d{3}X|\d\dXX", year.removeprefix("-"), re.ASCII):
        message, part = "X can replace the last digit of a year, or the last two", "year"
    elif "X" in year:
        message, part = "a year with an X has no months", "month"
    elif month not in {None, "XX"} and "X" in month:
        message, part = "a month is known or XX", "month"
    elif day not in {None, "XX"} and "X" in day:
        message, part = "a day is known or XX", "day"
    elif month == "XX" and day != "XX":
        message, part = "a month that is not known has no days that are", "day"
    else:
        message, part = "a day that is not known has no time", "time"
    return DateError(message, offset + match.start(part), hint)


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
