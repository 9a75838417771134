"""Calendars: the events of iCalendar (RFC 5545), read by the library icalendar."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, get_args

from icalendar import Calendar
from icalendar.error import BrokenCalendarProperty

from explainer.exchange import moments
from explainer.exchange.imported import (
    ImportedEvent,
    ImportedTimeline,
    UnreadableFileError,
    text_of_file,
)
from explainer.exchange.prose import words_in
from explainer.facts.edtf import DateError
from explainer.facts.records import EventKind
from explainer.problems import Place, Problem, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from icalendar.cal import Component

_READ = {
    *("SUMMARY", "DTSTART", "DTEND", "DURATION", "DESCRIPTION", "URL", "LOCATION", "UID"),
    *("STATUS", "CATEGORIES"),
}
_TIMES = {"DTSTART", "DTEND", "DURATION"}
_REPEATED = ("RRULE", "RDATE", "EXDATE", "RECURRENCE-ID")
_OF_CALENDARS = frozenset((
    *("DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "TRANSP", "CLASS", "PRIORITY"),
    "X-MICROSOFT-CDO-BUSYSTATUS",
))  # fmt: skip
"""What only programs need: one line of the report has them all."""
_STATUS = {"CANCELLED": "cancelled", "CONFIRMED": "occurred"}
_OUR_UID = re.compile(r"([a-z][a-z0-9-]*-\d{4}(?:-\d\d){0,2}-[a-z0-9-]+)@")
"""An id of ours, as `forms.calendars` writes it; others are for programs."""
_ALARM = re.compile(
    r"^(BEGIN:VALARM[ \t\r]*\n)(?:(?!(?:BEGIN|END):V).*\n)*(?=END:VALARM)",
    re.IGNORECASE | re.MULTILINE,
)
"""An alarm, which is never carried: a mistake in its lines would refuse the whole calendar."""
_UNREAD = re.compile(r" into parts: '(.*?)': ", re.DOTALL)
"""How the library reports a line that it cannot read."""
_BEGIN = re.compile(r"BEGIN:([A-Za-z-]+)\s*")


def read(raw: bytes, path: str, zone: tzinfo | None) -> ImportedTimeline:
    """Return the timeline in a calendar; raise UnreadableFileError if the file is none.

    `zone` is the zone of the times that have none of their own.
    """
    text = text_of_file(raw, path)
    lines = _begin_lines(text)
    events: list[ImportedEvent] = []
    losses: list[Problem] = []
    topic: dict[str, str] = {}
    of_calendars: set[str] = set()
    for one in _calendars(text, path):
        if name := str(one.get("X-WR-CALNAME", "")).strip():
            topic.setdefault("title", words_in(name).plain)
        for part in one.subcomponents:
            begins = lines.get(part.name or "", [])
            place = Place(path, begins.pop(0) if begins else 1)
            if part.name == "VEVENT":
                event, lost = _event(part, place, zone)
                events += [event] if event else []
                losses += lost
                of_calendars |= _OF_CALENDARS & {*map(str.upper, part)}
                if "UID" in part and event and "id" not in event.fields:
                    of_calendars.add("UID")
            elif part.name != "VTIMEZONE":
                losses.append(Problem(place, f"not imported: {part.name} is no event"))
    if of_calendars:
        names = ", ".join(sorted(of_calendars))
        losses.append(Problem(Place(path), f"not carried, as only calendars need it: {names}"))
    return ImportedTimeline(tuple(events), tuple(losses), topic)


def _calendars(text: str, path: str) -> list[Calendar]:
    """Return the calendars in a file, of which there may be several."""
    if "BEGIN:VCALENDAR" not in text.upper():
        message = "not a calendar: there is no BEGIN:VCALENDAR"
        raise UnreadableFileError(Place(path), message, "a calendar begins with it")
    alone = _ALARM.sub(r"\1", text)
    try:
        found = Calendar.from_ical(alone.encode("utf-8", "replace"), multiple=True)
    except (ValueError, IndexError, KeyError, RecursionError) as error:
        message = f"this calendar cannot be read: {quoted(str(error), 100)}"
        raise UnreadableFileError(Place(path), message) from None
    calendars = [one for one in found if one.name == "VCALENDAR"]
    if not calendars:
        raise UnreadableFileError(Place(path), "this calendar has no END:VCALENDAR")
    return calendars


def _begin_lines(text: str) -> dict[str, list[int]]:
    """Return the 1-based line at which each component begins, by its name, in their order."""
    found: dict[str, list[int]] = {}
    depth = 0
    for number, line in enumerate(text.splitlines(), 1):
        if begun := _BEGIN.fullmatch(line.upper()):
            depth += 1
            if depth == 2:
                found.setdefault(begun[1], []).append(number)
        elif line.upper().startswith("END:"):
            depth -= 1
    return found


def _event(
    part: Component, place: Place, zone: tzinfo | None
) -> tuple[ImportedEvent | None, list[Problem]]:
    """Return the event, if it can be one of ours, and what could not be carried."""
    head, body = words_in(_text(part, "SUMMARY")), words_in(_text(part, "DESCRIPTION"))
    fields: dict[str, Any] = {"title": head.plain, "summary": body.prose}
    losses = [f"in the description, not carried: {what}" for what in body.lost]
    if not body.plain:
        fields["summary"] = words_in(head.plain).prose
        losses.append("no description: its headline is the summary")
    if where := words_in(_text(part, "LOCATION")).plain:
        fields["place"] = where
    status = _text(part, "STATUS").upper()
    if status in _STATUS:
        fields["status"] = _STATUS[status]
    elif status:
        losses.append(f"status not carried: {quoted(status)}")
    kinds = [one for one in _text(part, "CATEGORIES").replace(";", ",").split(",") if one.strip()]
    ours = [one for one in kinds if one in get_args(EventKind)]
    if len(ours) == 1:
        fields["kind"] = ours[0]
        kinds.remove(ours[0])
    if kinds:
        losses.append(f"categories not carried: {quoted(', '.join(kinds))}")
    if found := _OUR_UID.match(_text(part, "UID")):
        fields["id"] = found[1]
    own = _text(part, "URL")
    addresses = dict.fromkeys([*([own] if own else []), *body.links])
    named = ImportedEvent(place, fields)
    unread = [
        f"a line that cannot be read not carried: {quoted(_line_of(why), 160)}"
        for name, why in part.errors
        if name is None or name in _READ - _TIMES
    ]
    if not head.plain:
        missing = "not imported: there is no SUMMARY"
        return None, [named.loss(what) for what in (missing, *unread)]
    try:
        fields["date"], notes = _date(part, zone)
    except (DateError, OverflowError) as error:
        return None, [named.loss(what) for what in (f"not imported: {error}", *unread)]
    losses += [*unread, *notes]
    losses += [
        f"{name} not carried: {quoted(_text(part, name))}; this is its first date"
        for name in _REPEATED
        if name in part
    ]
    for name in sorted({*map(str.upper, part)} - _READ - _OF_CALENDARS - {*_REPEATED}):
        losses.append(f"{name} not carried: {quoted(_text(part, name))}")
    losses += [f"{one.name} not carried" for one in part.subcomponents]
    event = ImportedEvent(place, fields, tuple({"url": one} for one in addresses))
    return event, [event.loss(what) for what in losses]


def _line_of(why: str) -> str:
    """Return the line that the library reports; all that it says if it names none."""
    found = _UNREAD.search(why)
    return found[1] if found else why


def _date(part: Component, zone: tzinfo | None) -> tuple[str, list[str]]:
    """Return the EDTF text of an event's date, and what could not be carried of it."""
    start, end = _moment(part, "DTSTART"), _moment(part, "DTEND")
    if start is None:
        raise DateError("there is no DTSTART")
    losses: list[str] = []
    if "DURATION" in part and end is None:
        try:
            span = getattr(part["DURATION"], "dt", None)
        except BrokenCalendarProperty:
            span = None
        if isinstance(span, timedelta):
            end = start + span
        else:
            given = quoted(_text(part, "DURATION"))
            losses.append(f"DURATION not carried: expected one such as PT1H, found {given}")
    if end is not None and not isinstance(end, datetime) and end > _day(start):
        end -= timedelta(1)  # the end of whole days is the day after the last
    unknown = _unknown_zone(part)
    texts = []
    for moment in (start, end):
        text, why = _edtf_of(moment, zone, unknown) if moment else ("", "")
        texts.append(text)
        losses += [f"time {moment:%H:%M} not carried: {why}"] if why else []
    return moments.interval_text(*texts), [*dict.fromkeys(losses)]


def _edtf_of(moment: date, zone: tzinfo | None, unknown: str) -> tuple[str, str]:
    """Return the EDTF text of a date or a moment, and why it lacks the time, if it does.

    `unknown` is the name of a zone that nobody knows; empty without one.
    """
    day = _day(moment).isoformat()
    if not isinstance(moment, datetime):
        return day, ""
    own = moment.tzinfo or zone
    if unknown and not moment.tzinfo:
        return day, f"its zone {quoted(unknown)} is not known"
    if not own:
        return day, moments.NO_ZONE
    try:
        return moments.moment_text(moment.replace(tzinfo=own)), ""
    except DateError as error:
        return day, str(error)


def _unknown_zone(part: Component) -> str:
    """Return the name of a zone that an event has and nobody knows; empty without one."""
    for name in ("DTSTART", "DTEND"):
        moment = _moment(part, name)
        named = getattr(part.get(name), "params", {}).get("TZID", "")
        if named and isinstance(moment, datetime) and moment.tzinfo is None:
            return str(named)
    return ""


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _moment(part: Component, name: str) -> date | None:
    """Return a date or a moment; None without one."""
    try:
        found = getattr(part.get(name), "dt", None)
    except BrokenCalendarProperty:
        raise DateError(f"{name} {quoted(_text(part, name))} is not a date") from None
    return found if isinstance(found, date) else None


def _all(part: Component, name: str) -> Iterator[Any]:
    """Yield each value of a property, which there may be several of."""
    found = part.get(name, [])
    yield from found if isinstance(found, list) else [found]


def _text(part: Component, name: str) -> str:
    """Return the text of a property, as a person reads it."""
    texts = []
    for one in _all(part, name):
        if isinstance(one, str):
            texts.append(str(one))
        else:
            raw = one.to_ical()
            texts.append(raw.decode("utf-8", "replace") if isinstance(raw, bytes) else str(raw))
    return "; ".join(texts).strip()
