"""Moments: dates and times of other programs as EDTF text.

Other programs have times without a zone, which cannot be ordered; a person can name the zone.
"""

from __future__ import annotations

import calendar
import re
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

from explainer.facts.edtf import DateError, parse
from explainer.problems import did_you_mean, quoted

if TYPE_CHECKING:
    from explainer.facts.dates import EdtfDate

NO_ZONE = "only its day is carried; give the zone, for example: --zone Europe/London"

_ABOUT = re.compile(
    r"(?:about|approx(?:\.|imately)?|around|c\.|ca\.|circa)\s*(?=\S)", re.IGNORECASE
)


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
    with which this site says the date. Return None for words that mean nothing to it.
    """
    words = " ".join(shown.split())
    given = parse(text)
    known = {text, given.say(place), given.say(), *_english(given)}
    if words in known:
        return text
    about = _ABOUT.match(words)
    single = about and given.end is None and text[-1] not in "~?%"
    return f"{text}~" if about and single and words[about.end() :] in known else None


def _english(given: EdtfDate) -> set[str]:
    """Return other usual ways to write a day."""
    day = given.points[0]
    if given.end is not None or not (day.day and day.month):
        return set()
    names = calendar.month_name[day.month], calendar.month_abbr[day.month]
    return {f"{name} {day.day}, {day.year}" for name in names}
