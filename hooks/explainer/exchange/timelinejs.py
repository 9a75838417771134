"""TimelineJS: its slides as events.

The format is described at https://timeline.knightlab.com/docs/json-format.html. A date has no
zone and no doubt; what our own export writes beside it is read back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args, get_origin

from explainer.exchange.imported import ImportedEvent, value_of_json
from explainer.exchange.prose import Words, parse, words_in
from explainer.exchange.timelinejs_dates import (
    DATE,
    edtf_of,
    filled,
    part_of,
    text_of,
    unexpected,
)
from explainer.facts.edtf import DateError
from explainer.facts.field_types import URL
from explainer.facts.model import Model, class_in, fields_of
from explainer.facts.records import Event, EventKind, Source
from explainer.language.sentences import sentences
from explainer.problems import Place, Problem, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import tzinfo

    from bs4 import BeautifulSoup, Tag

    from explainer.exchange.imported import SourceFields
    from explainer.exchange.timelinejs_dates import Loss

KNOWN = frozenset((
    *("start_date", "end_date", "display_date", "text", "media", "group", "unique_id", "type"),
    "scale",
))  # fmt: skip
"""The parts of a slide that are read, or reported in their own words."""
_OBJECTS = {"end_date": DATE, "media": "an object with url"}
_TEXTS = (
    *("display_date", "group", "unique_id", "text.headline", "text.text", "media.url"),
    *("start_date.display_date", "end_date.display_date"),
)
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
    text = part_of(slide, "text")
    soup = parse(text_of(text.get("text")))
    own, sources, unread = _own_parts(soup)
    head, body = words_in(text_of(text.get("headline"))), words_in(soup)
    fields: dict[str, Any] = {**own, "title": head.plain, "summary": body.prose}
    losses: list[Loss] = [(text, what, "") for what in unread]
    if not head.plain and body.plain:
        fields["title"] = sentences(body.plain)[0].strip()
        losses.append((slide, "no headline: its first sentence is the title", ""))
    if not body.plain and head.plain:
        fields["summary"] = words_in(head.plain).prose
        losses.append((slide, "no text: its headline is the summary", ""))
    if own.get("kind") is None and slide.get("group") in get_args(EventKind):
        fields["kind"] = slide["group"]
    if name := text_of(slide.get("unique_id")):
        fields["id"] = name
    if not (own or sources):
        sources = [{"url": address} for address in body.links]
    address = _address(part_of(slide, "media").get("url"))
    if settings.media_is_source and address:
        sources.append({"url": address})
    named = ImportedEvent(place_of(slide), fields)
    if not fields["title"]:
        return None, [named.loss("not imported: a slide without words")]
    try:
        date, place = fields.get("date", ""), fields.get("place", "")
        fields["date"], notes = edtf_of(slide, date, settings.zone, place)
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
    text = part_of(slide, "text")
    head, body = words_in(text_of(text.get("headline"))), words_in(text_of(text.get("text")))
    fields = {"title": head.plain, "summary": body.prose}
    parts = [name for name in slide if name != "text" and filled(slide[name])]
    lost = [f"{name} not carried" for name in parts if name not in {"type", "unique_id"}]
    lost += [
        f"{name} not carried: {found}"
        for name, _, found in _unexpected({"text": slide.get("text")})
    ]
    lost += [f"in the headline, not carried: {what}" for what in _markup_lost(head)]
    lost += [f"in the text, not carried: {what}" for what in body.lost]
    return {name: value for name, value in fields.items() if value}, lost


def _own_parts(soup: BeautifulSoup) -> tuple[dict[str, Any], list[SourceFields], list[str]]:
    """Take out of a text what our export wrote beside the summary, and return it.

    It is the fields of the event and of its sources, and what of them cannot be read.
    """
    found = soup.find("p", class_="event")
    if found is None:
        return {}, [], []
    sources = []
    lost: list[str] = []
    for link in soup.select("p.sources a[href], p.sources cite[data-id]"):
        source = _data(link, Source, lost)
        source |= {"url": str(link["href"])} if link.get("href") else {}
        if "id" in source and "data-untitled" not in link.attrs:
            source["title"] = link.get_text()
        sources.append(source)
    for part in soup.select("p.status, p.other-dates, p.place, p.sources"):
        part.decompose()
    return _data(found, Event, lost), sources, lost


def _data(tag: Tag, model: type[Event | Source], lost: list[str]) -> dict[str, Any]:
    """Return the fields of a model that an element has as attributes, such as `data-tier`.

    What cannot be read is added to `lost`.
    """
    found: dict[str, Any] = {}
    for name, info in fields_of(model).items():
        value = str(tag.get(f"data-{name}") or "")
        if value and class_in(info.annotation, Model):
            try:
                found[name] = value_of_json(value, info)
            except ValueError as error:
                lost.append(f"{name} not carried: {error}")
        elif value:
            found[name] = value.split() if get_origin(info.annotation) is tuple else value
    return found


def _rest(
    slide: Mapping[str, Any], fields: Mapping[str, Any], settings: Settings
) -> Iterator[Loss]:
    """Yield the parts of a slide that could not be carried, with their places and hints."""
    media = part_of(slide, "media")
    if any(map(filled, media.values())):
        address = text_of(media.get("url"))
        also = [name for name in media if name != "url" and filled(media[name])]
        more = f", with {', '.join(also)}" if also else ""
        shown = "a source, but not shown" if _is_source(media, settings) else "not carried"
        yield media, f"media {shown}: {quoted(address, 80)}{more}", _PICTURE if also else ""
    group = text_of(slide.get("group"))
    if group and group != fields.get("kind"):
        yield slide, f"group not carried: {quoted(group)}", ""
    for name in slide:
        if name not in KNOWN and filled(slide[name]):
            yield slide[name], f"{name} not carried", ""
    for name, where, found in _unexpected(slide):
        yield where, f"{name} not carried: {found}", ""
    for name in getattr(slide, "repeated", ()):
        yield slide, f"'{name}' is there twice: the last one counts", ""


def _unexpected(slide: Mapping[str, Any]) -> Iterator[tuple[str, Any, str]]:
    """Yield the parts of a slide that are of an unexpected type: name, place, and what is wrong."""
    for name, expected in _OBJECTS.items():
        if found := unexpected(slide.get(name), expected):
            yield name, slide, found
    for name in _TEXTS:
        *above, last = name.split(".")
        part = part_of(slide, above[0]) if above else slide
        if found := unexpected(part.get(last)):
            yield name, part, found


def _is_source(media: Mapping[str, Any], settings: Settings) -> bool:
    return settings.media_is_source and bool(_address(media.get("url")))


def _address(value: Any) -> str:
    """Return the whole address of a medium; empty if it is HTML or a path."""
    address = text_of(value)
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
