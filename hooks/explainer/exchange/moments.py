"""Moments: dates and times of other programs as EDTF text.

Other programs have times without a zone, which cannot be ordered; a person can name the zone.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from itertools import product
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

from explainer.facts.edtf import DateError, parse
from explainer.problems import did_you_mean, quoted

if TYPE_CHECKING:
    from explainer.facts.dates import EdtfDate, Point

NO_ZONE = "only its day is carried; give the zone, for example: --zone Europe/London"

FURTHEST = 14 * 60
"""The most minutes that a place is from UTC."""
_UTC = re.compile(r"(\d\d):(\d\d) UTC\b")
_ABOUT = re.compile(
    r"(?:about|approx(?:\.|imately)?|around|c\.|ca\.|circa)\s*(?=\S)", re.IGNORECASE
)
_QUALIFIERS = ("", "~", "?", "%")


def zone_named(name: str) -> tzinfo:
    """Return the zone with a name of the IANA database, or with an offset such as `+03:00`.

    Raise ValueError, with a message for a person, for any other text.
    """
    if found := re.fullmatch(r"([+-])(\d\d):(\d\d)", name):
        away = timedelta(hours=int(found[2]), minutes=int(found[3]))
        if away <= timedelta(hours=14):
            return timezone(-away if found[1] == "-" else away)
    names = available_timezones()
    if name not in names:
        hint = did_you_mean(name, names, "for example: Europe/London, or +03:00")
        raise ValueError(f"no zone {quoted(name)}; {hint}")
    return ZoneInfo(name)


def year_text(year: int) -> str:
    """Return the EDTF text of a year; a negative one counts back from 1 BC, which is -1.

    EDTF has a year 0000, which is 1 BC. Raise DateError for year 0, which no calendar has.
    """
    if not year:
        raise DateError("there is no year 0")
    if year > 0:
        return f"{year:04}" if year < 10_000 else f"Y{year}"
    if year == -1:
        return "0000"
    return f"-{-year - 1:04}" if year >= -10_000 else f"Y{year + 1}"


def moment_text(moment: datetime) -> str:
    """Return the EDTF text of a moment with a zone.

    Raise DateError if its offset from UTC is no whole number of minutes, as before railways.
    """
    offset = moment.utcoffset()
    assert offset is not None
    if offset % timedelta(minutes=1):
        raise DateError(f"the zone was {offset} from UTC then, and EDTF has no seconds there")
    kept = moment.replace(microsecond=0)
    text = kept.isoformat("T", "seconds" if kept.second else "minutes")
    return f"{text[:-6]}Z" if not offset and moment.tzinfo in {UTC, ZoneInfo("UTC")} else text


def clock_text(clock: time) -> str:
    """Return a time of day, with its seconds if it has some."""
    return clock.isoformat("seconds" if clock.second else "minutes")


def interval_text(start: str, end: str) -> str:
    """Return the EDTF text from the texts of its ends; raise DateError if it is no date."""
    return parse(start if end in {"", start} else f"{start}/{end}").edtf()


def as_displayed(text: str, shown: str, place: str) -> str | None:
    """Return the EDTF text that a date and the words shown for it mean together.

    Words such as `about 1952` say that the date is approximate; all other words must be those
    with which this site says a date. Return None for words that mean nothing to it.
    """
    words = " ".join(shown.split())
    date_ = parse(text)
    if words in {date_.say(place), date_.say()}:
        return text
    for candidate in _variants(date_, text, words):
        try:
            if words in {parse(candidate).say(place), parse(candidate).say()}:
                return parse(candidate).edtf()
        except DateError:
            continue
    about = _ABOUT.match(words)
    if about and date_.end is None and not text.endswith(_QUALIFIERS[1:]):
        rest = words[about.end() :]
        known = {date_.say(), text, *_english(date_.first_day if date_.in_days else None)}
        return f"{text}~" if rest in known else None
    return None


def _variants(given: EdtfDate, text: str, words: str) -> list[str]:
    """Return what else could have been meant by a date whose qualifiers and offsets are lost."""
    starts = _with_offsets(given.points[0], words)
    if given.end is None:
        exact = [f"{one}{sign}" for one in starts for sign in _QUALIFIERS]
        open_ends = ("{}/..", "{}/", "../{}", "/{}")
        return [*exact, *(form.format(one) for one in exact for form in open_ends)]
    ends = _with_offsets(given.points[-1], words)
    pairs = product(starts, _QUALIFIERS, ends, _QUALIFIERS)
    return [text, *(f"{one}{sign}/{two}{other}" for one, sign, two, other in pairs)]


def _with_offsets(point: Point, words: str) -> list[str]:
    """Return the texts of a point with each offset from UTC that the words can mean."""
    text = point.edtf()
    if point.time is None:
        return [text]
    found = [text]
    local = point.time.hour * 60 + point.time.minute
    for hour, minute in _UTC.findall(words):
        away = local - int(hour) * 60 - int(minute)
        for offset in (away - 1440, away, away + 1440):
            if abs(offset) > FURTHEST:
                continue
            sign, (hours, minutes) = "-" if offset < 0 else "+", divmod(abs(offset), 60)
            bare = point.time.replace(tzinfo=None).isoformat()
            found.append(f"{point.first_day.isoformat()}T{bare}{sign}{hours:02}:{minutes:02}")
    return found


def _english(day: date | None) -> set[str]:
    """Return other usual ways to write a day."""
    if day is None:
        return set()
    return {f"{day:%B} {day.day}, {day.year}", f"{day:%b} {day.day}, {day.year}"}


def is_foreign(text: str, shown: str, place: str) -> bool:
    """Return whether a date is displayed in other words than this site has for it."""
    date_ = parse(text)
    return " ".join(shown.split()) not in {date_.say(place), date_.say()}
