"""Dates of TimelineJS: whole numbers, and the words to show in their place.

They have no zone, no doubt and no open end. Our export writes the EDTF text too, and an import
takes it if nobody has changed the date since.
"""

from __future__ import annotations

import json
import re
from datetime import datetime, time, tzinfo
from typing import TYPE_CHECKING, Any

from explainer.exchange import moments
from explainer.exchange.prose import words_in
from explainer.facts.dates import EdtfDate, Point
from explainer.facts.edtf import DateError, parse
from explainer.problems import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Loss = tuple[Any, str, str]
"""A part of a slide, what of it could not be carried, and a hint."""

DATE = "an object with year, month, day"
"""What a date of a slide is."""
PARTS = ("year", "month", "day", "hour", "minute", "second", "millisecond")
_NUMBER = re.compile(r"-?\d{1,15}")


def slide_dates(given: EdtfDate, place: str) -> dict[str, Any]:
    """Return the parts of a slide for a date; there are words if numbers do not say it all."""
    points = [end for end in (given.start, given.end) if isinstance(end, Point)]
    found: dict[str, Any] = {
        name: _numbers(point)
        for name, point in zip(("start_date", "end_date"), points, strict=False)
    }
    try:
        same = _plain_text(found) == given.edtf()
    except DateError:
        same = False
    return found if same else {**found, "display_date": given.say(place)}


def edtf_of(
    slide: Mapping[str, Any], own: str, zone: tzinfo | None, place: str
) -> tuple[str, list[Loss]]:
    """Return the EDTF text of a slide's date, and what could not be carried.

    `own` is the EDTF text that our export wrote; empty without one.
    Raise DateError if the slide has no date.
    """
    if own and _is_unchanged(slide, own, place):
        return own, []
    parts = [part_of(slide, name) for name in ("start_date", "end_date")]
    days = [_day_text(part) for part in parts]
    if not days[0]:
        found = unexpected(slide.get("start_date"), DATE)
        raise DateError(f"start_date: {found}" if found else "a slide without a year")
    losses: list[Loss] = []
    texts = []
    for part, day in zip(parts, days, strict=True):
        clock = _time(part) if day else None
        text, why = _with_time(day, clock, zone)
        texts.append(text)
        if clock and why:
            losses.append((part, f"time {moments.clock_text(clock)} not carried: {why}", ""))
        losses += [(part, lost, "") for lost in _lost_in(part, day)]
    text = moments.interval_text(*texts)
    if words := text_of(parts[1].get("display_date")):
        losses.append((parts[1], f"displayed as {quoted(words)}: not carried", ""))
    for shown in (slide.get("display_date"), parts[0].get("display_date")):
        words = words_in(text_of(shown)).plain
        if not words:
            continue
        meant = moments.as_displayed(text, words, place)
        why = f"read as {meant}" if meant else f"not carried, it is {text}"
        if meant != text:
            losses.append((slide, f"displayed as {quoted(words)}: {why}", ""))
        text = meant or text
    return text, losses


def part_of(slide: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return a part of a slide that is an object; an empty one for anything else."""
    value = slide.get(name)
    return value if isinstance(value, dict) else {"text": value} if name == "text" else {}


def text_of(value: Any) -> str:
    """Return a value as text; empty for what is no text or number."""
    if value is None or isinstance(value, (bool, dict, list)):
        return ""
    return str(value).strip()


def unexpected(value: Any, expected: str = "") -> str:
    """Return what a value should be, and what it is, if it is not so; empty otherwise.

    `expected` describes an object; without it, a text or a number is expected.
    """
    right = isinstance(value, dict) if expected else isinstance(value, str) or text_of(value)
    if right or not filled(value):
        return ""
    shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"expected {expected or 'a text'}, found {quoted(shown, 80)}"


def filled(value: Any) -> bool:
    """Return whether a value says anything; many programs write empty parts."""
    if isinstance(value, dict):
        return any(map(filled, value.values()))
    return value not in (None, "", [], False)


def _numbers(point: Point) -> dict[str, int | str]:
    """Return a point in numbers; years before 1 count back from -1.

    Its time is in texts: midnight in numbers is no time to TimelineJS.
    """
    found: dict[str, int | str] = {"year": point.year if point.year > 0 else point.year - 1}
    if point.month and point.month <= 12:
        found["month"] = point.month
        found |= {"day": point.day} if point.day else {}
    if point.time:
        found |= {"hour": f"{point.time:%H}", "minute": f"{point.time:%M}"}
        found |= {"second": f"{point.time:%S}"} if point.time.second else {}
    return found


def _plain_text(slide: Mapping[str, Any]) -> str:
    """Return the EDTF text of the numbers of a slide alone."""
    parts = [part_of(slide, name) for name in ("start_date", "end_date")]
    return moments.interval_text(*map(_day_text, parts))


def _is_unchanged(slide: Mapping[str, Any], own: str, place: str) -> bool:
    """Return whether a slide still has the date that our export wrote."""
    try:
        before = slide_dates(parse(own), place)
    except DateError:
        return False
    dates = ("start_date", "end_date")
    same = all(_values(part_of(slide, name)) == _values(part_of(before, name)) for name in dates)
    words = " ".join(text_of(slide.get("display_date")).split())
    return same and words == before.get("display_date", "")


def _values(part: Mapping[str, Any]) -> dict[str, str]:
    texts = {name: text_of(value) for name, value in part.items()}
    return {name: text.lstrip("0") or "0" for name, text in texts.items() if text}


def _day_text(part: Mapping[str, Any]) -> str:
    """Return the EDTF text of the day, month or year of a date; empty if it has no year."""
    year, month, day = (_number(part.get(name), name) for name in PARTS[:3])
    if year is None:
        return ""
    if month and not 1 <= month <= 12:
        raise DateError(f"there is no month {month}")
    try:
        text = moments.year_text(year)
        text += f"-{month:02}" if month else ""
        text += f"-{day:02}" if month and day else ""
        return moments.interval_text(text, "")
    except DateError as error:
        before = f"the year {year}: " if year < 1 or year > 9999 else ""
        raise DateError(f"{before}{error}") from None


def _time(part: Mapping[str, Any]) -> time | None:
    """Return the time of a date; None for midnight in numbers, which TimelineJS does not show."""
    given = [part.get(name) for name in ("hour", "minute", "second")]
    if not any(given):
        return None
    hour, minute, second = (_number(value, "time") or 0 for value in given)
    try:
        return time(hour, minute, second)
    except ValueError:
        raise DateError(f"'{hour}:{minute:02}:{second:02}' is not a time of day") from None


def _with_time(day: str, clock: time | None, zone: tzinfo | None) -> tuple[str, str]:
    """Return the EDTF text of a day with its time, and why it has none if it cannot."""
    if clock is None or not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        return day, "there is no day"
    if zone is None:
        return day, moments.NO_ZONE
    try:
        moment = datetime.combine(datetime.fromisoformat(day), clock, zone)
        return moments.moment_text(moment), ""
    except DateError as error:
        return day, str(error)


def _lost_in(part: Mapping[str, Any], day: str) -> Iterator[str]:
    """Yield what of a date could not be carried besides its time."""
    if not day and any(filled(part.get(name)) for name in PARTS):
        yield "an end without a year not carried"
    if _number(part.get("day"), "day") and not _number(part.get("month"), "month"):
        yield f"day {part['day']} not carried: there is no month"
    if _number(part.get("millisecond"), "millisecond"):
        yield f"milliseconds not carried: {part['millisecond']}"
    for name in part:
        if name not in {*PARTS, "display_date"} and filled(part[name]):
            yield f"{name} of a date not carried: {quoted(text_of(part[name]))}"


def _number(value: Any, name: str) -> int | None:
    """Return a whole number, also from a text or with commas; raise DateError for other values."""
    text = re.sub(r"[\s,]", "", str(value)).removesuffix(".0")
    if value is None or text == "":
        return None
    if not _NUMBER.fullmatch(text):
        raise DateError(f"{name} {quoted(str(value))} is not a whole number")
    return int(text)
