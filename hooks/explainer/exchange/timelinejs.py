"""TimelineJS: its slides as events.

The format is described at https://timeline.knightlab.com/docs/json-format.html. A date has no
zone and no doubt; what our own export writes beside it is read back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING, Any, get_args, get_origin

from explainer.exchange import moments
from explainer.exchange.imported import ImportedEvent
from explainer.exchange.prose import Words, parse, words_in
from explainer.facts.edtf import DateError
from explainer.facts.field_types import URL
from explainer.facts.model import fields_of
from explainer.facts.records import Event, EventKind, Source
from explainer.language.sentences import sentences
from explainer.problems import Place, Problem, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bs4 import BeautifulSoup, Tag

    from explainer.exchange.imported import SourceFields

KNOWN = frozenset((
    *("start_date", "end_date", "display_date", "text", "media", "group", "unique_id", "type"),
    "scale",
))  # fmt: skip
"""The parts of a slide that are read, or reported in their own words."""
_DATE_PARTS = ("year", "month", "day", "hour", "minute", "second", "millisecond")
_NUMBER = re.compile(r"-?\d{1,15}")
_PICTURE = "a picture needs its file in docs/images/, a licence and a description"


@dataclass(frozen=True)
class Settings:
    """What a person says about a whole file."""

    zone: tzinfo | None = None
    """The zone of its times."""
    media_is_source: bool = False
    """Whether the page that a slide shows as its medium is a source of the event."""


def event_of(
    slide: Mapping[str, Any], place_of: Callable[[Any], Place], settings: Settings
) -> tuple[ImportedEvent | None, list[Problem]]:
    """Return the event that a slide tells of, if it can be one, and what could not be carried.

    `place_of` returns the place of a slide or of one of its parts.
    """
    text = _part(slide, "text")
    soup = parse(_string(text.get("text")))
    own, sources = _own_parts(soup)
    head, body = words_in(_string(text.get("headline"))), words_in(soup)
    fields: dict[str, Any] = {**own, "title": head.plain, "summary": body.prose}
    losses: list[tuple[Any, str, str]] = []
    if not head.plain and body.plain:
        fields["title"] = sentences(body.plain)[0].strip()
        losses.append((slide, "no headline: its first sentence is the title", ""))
    if not body.plain and head.plain:
        fields["summary"] = words_in(head.plain).prose
        losses.append((slide, "no text: its headline is the summary", ""))
    if own.get("kind") is None and slide.get("group") in get_args(EventKind):
        fields["kind"] = slide["group"]
    if name := _string(slide.get("unique_id")):
        fields["id"] = name
    if not own:
        sources = [{"url": address} for address in body.links]
    address = _address(_part(slide, "media").get("url"))
    if settings.media_is_source and address:
        sources.append({"url": address})
    named = ImportedEvent(place_of(slide), fields)
    if not fields["title"]:
        return None, [named.loss("not imported: a slide without words")]
    try:
        fields["date"], notes = _date(slide, settings, fields.get("place", ""))
        losses += notes
    except DateError as error:
        return None, [named.loss(f"not imported: {error}")]
    losses += [(text, f"in the headline, not carried: {what}", "") for what in _markup_lost(head)]
    losses += [(text, f"in the text, not carried: {what}", "") for what in body.lost]
    losses += _rest(slide, fields, settings)
    event = ImportedEvent(named.place, fields, tuple(sources))
    return event, [event.loss(what, hint, place_of(where)) for where, what, hint in losses]


def topic_of(slide: Mapping[str, Any]) -> tuple[dict[str, str], list[str]]:
    """Return the fields of a topic that a title slide gives, and what could not be carried."""
    text = _part(slide, "text")
    head, body = words_in(_string(text.get("headline"))), words_in(_string(text.get("text")))
    fields = {"title": head.plain, "summary": body.prose}
    parts = [name for name in slide if name != "text" and _filled(slide[name])]
    lost = [f"{name} not carried" for name in parts if name not in {"type", "unique_id"}]
    lost += [f"in the headline, not carried: {what}" for what in _markup_lost(head)]
    lost += [f"in the text, not carried: {what}" for what in body.lost]
    return {name: value for name, value in fields.items() if value}, lost


def _own_parts(soup: BeautifulSoup) -> tuple[dict[str, Any], list[SourceFields]]:
    """Take out of a text what our export wrote beside the summary, and return it.

    It is the fields of the event and of its sources.
    """
    found = soup.find("p", class_="event")
    if found is None:
        return {}, []
    sources = []
    for link in soup.select("p.sources a[href]"):
        source = {**_data(link, Source), "url": str(link["href"])}
        if "id" in source and "data-untitled" not in link.attrs:
            source["title"] = link.get_text()
        sources.append(source)
    for part in soup.select("p.status, p.place, p.sources"):
        part.decompose()
    return _data(found, Event), sources


def _data(tag: Tag, model: type[Event | Source]) -> dict[str, Any]:
    """Return the fields of a model that an element has as attributes, such as `data-tier`."""
    found: dict[str, Any] = {}
    for name, info in fields_of(model).items():
        value = str(tag.get(f"data-{name}") or "")
        if value:
            found[name] = value.split() if get_origin(info.annotation) is tuple else value
    return found


def _date(
    slide: Mapping[str, Any], settings: Settings, place: str
) -> tuple[str, list[tuple[Any, str, str]]]:
    """Return the EDTF text of a slide's date, and what could not be carried.

    Raise DateError if it has none.
    """
    given = [_part(slide, name) for name in ("start_date", "end_date")]
    days = [_day_text(part) for part in given]
    if not days[0]:
        raise DateError("a slide without a year")
    displayed = (_string(one.get("display_date")) for one in (slide, given[0]))
    shown = [words_in(one).plain for one in displayed if one]
    notes: list[tuple[Any, str, str]] = []
    if end_words := _string(given[1].get("display_date")):
        notes.append((given[1], f"displayed as {quoted(end_words)}: not carried", ""))
    texts, bare = [], []
    for part, day in zip(given, days, strict=True):
        clock = _time(part) if day else None
        text, why = _with_time(day, clock, settings.zone)
        texts.append(text)
        bare.append(_with_time(day, clock, timezone(timedelta()))[0])
        if why:
            assert clock
            notes.append((part, f"time {moments.clock_text(clock)} not carried: {why}", ""))
        notes += [(part, lost, "") for lost in _lost_in(part, day)]
    text, whole = moments.interval_text(*texts), moments.interval_text(*bare)
    for words in shown:
        meant = moments.as_displayed(whole if settings.zone is None else text, words, place)
        if meant is None:
            notes.append((slide, f"displayed as {quoted(words)}: not carried, it is {text}", ""))
        elif meant != text:
            text = meant
            notes = [note for note in notes if "time" not in note[1]]
            if moments.is_foreign(meant, words, place):
                notes.append((slide, f"displayed as {quoted(words)}: read as {meant}", ""))
    return text, notes


def _day_text(part: Mapping[str, Any]) -> str:
    """Return the EDTF text of the day, month or year of a date; empty if it has no year."""
    year, month, day = (_number(part.get(name), name) for name in _DATE_PARTS[:3])
    if year is None:
        return ""
    try:
        text = moments.year_text(year)
        text += f"-{month:02}" if month else ""
        text += f"-{day:02}" if month and day else ""
        moments.interval_text(text, "")
    except DateError as error:
        before = f"the year {year}: " if year < 1 or year > 9999 else ""
        raise DateError(f"{before}{error}") from None
    return text


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
        return day, "" if clock is None else "there is no day"
    if zone is None:
        return day, moments.NO_ZONE
    try:
        moment = datetime.combine(datetime.fromisoformat(day), clock, zone)
        return moments.moment_text(moment), ""
    except DateError as error:
        return day, str(error)


def _lost_in(part: Mapping[str, Any], day: str) -> Iterator[str]:
    """Yield what of a date could not be carried besides its time."""
    if not day and any(_filled(part.get(name)) for name in _DATE_PARTS):
        yield "an end without a year not carried"
    if _number(part.get("day"), "day") and not _number(part.get("month"), "month"):
        yield f"day {part['day']} not carried: there is no month"
    if _number(part.get("millisecond"), "millisecond"):
        yield f"milliseconds not carried: {part['millisecond']}"
    for name in part:
        if name not in {*_DATE_PARTS, "display_date"} and _filled(part[name]):
            yield f"{name} of a date not carried: {quoted(_string(part[name]))}"


def _rest(
    slide: Mapping[str, Any], fields: Mapping[str, Any], settings: Settings
) -> Iterator[tuple[Any, str, str]]:
    """Yield the parts of a slide that could not be carried, with their places and hints."""
    media = _part(slide, "media")
    if any(map(_filled, media.values())):
        address = _string(media.get("url"))
        also = [name for name in media if name != "url" and _filled(media[name])]
        more = f", with {', '.join(also)}" if also else ""
        shown = "a source, but not shown" if _is_source(media, settings) else "not carried"
        yield media, f"media {shown}: {quoted(address, 80)}{more}", _PICTURE if also else ""
    group = _string(slide.get("group"))
    if group and group != fields.get("kind"):
        yield slide, f"group not carried: {quoted(group)}", ""
    for name in slide:
        if name not in KNOWN and _filled(slide[name]):
            yield slide[name], f"{name} not carried", ""
    for name in getattr(slide, "repeated", ()):
        yield slide, f"'{name}' is there twice: the last one counts", ""


def _is_source(media: Mapping[str, Any], settings: Settings) -> bool:
    return settings.media_is_source and bool(_address(media.get("url")))


def _address(value: Any) -> str:
    """Return the whole address of a medium; empty if it is HTML or a path."""
    address = _string(value)
    address = f"https:{address}" if address.startswith("//") else address
    return address if re.fullmatch(URL, address) else ""


def _markup_lost(head: Words) -> list[str]:
    """Return what a title of plain text has lost of its HTML."""
    return [
        *head.lost,
        *(["emphasis or a link"] if head.links or head.prose != _plain(head) else []),
    ]


def _plain(words: Words) -> str:
    return words_in(words.plain.replace("&", "&amp;").replace("<", "&lt;")).prose


def _part(slide: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = slide.get(name)
    return value if isinstance(value, dict) else {"text": value} if name == "text" else {}


def _number(value: Any, name: str) -> int | None:
    """Return a whole number, also from a text or with commas; raise DateError for other values."""
    text = re.sub(r"[\s,]", "", str(value)).removesuffix(".0")
    if value is None or text == "":
        return None
    if not _NUMBER.fullmatch(text):
        raise DateError(f"{name} {quoted(str(value))} is not a whole number")
    return int(text)


def _string(value: Any) -> str:
    if value is None or isinstance(value, (bool, dict, list)):
        return ""
    return str(value).strip()


def _filled(value: Any) -> bool:
    """Return whether a value says anything; many programs write empty parts."""
    if isinstance(value, dict):
        return any(map(_filled, value.values()))
    return value not in (None, "", [], False)
