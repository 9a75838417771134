"""Exporting: the published events of a topic as a timeline of TimelineJS, or as tables.

A slide has the date, the words and the sources of an event. What TimelineJS has no part for is
in attributes of its text, which browsers do not show and an import reads back.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from explainer.exchange.timelinejs_dates import slide_dates
from explainer.facts.records import Event, Source
from explainer.forms.tables import PAGE, table
from explainer.language import inline_markdown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explainer.forms import Publication

_ELSEWHERE = {"id", "title", "summary", "sources", "url"}
"""The fields that have a place of their own."""


def events_table(publication: Publication, slug: str) -> bytes:
    """Return the events of a topic as a table."""
    events = _events(publication, slug)
    return table(
        Event, [{**publication.fields(one), PAGE: publication.page(one)} for one in events]
    )


def sources_table(publication: Publication, slug: str) -> bytes:
    """Return the sources of a topic's events as a table."""
    sources: dict[str, Source] = {}
    for event in _events(publication, slug):
        sources |= _sources(publication, event)
    return table(
        Source,
        [{**publication.fields(one), PAGE: publication.page(one)} for one in sources.values()],
    )


def timelinejs(publication: Publication, slug: str) -> tuple[bytes, list[str]]:
    """Return a topic as JSON of TimelineJS 3, and what the timeline does not show."""
    topic = publication.facts.catalog.topics[slug]
    events = _events(publication, slug)
    title = {"headline": str(escape(topic.title)), "text": _prose(topic.summary)}
    slides = [_slide(event, publication) for event in events]
    text = json.dumps({"title": {"text": title}, "events": slides}, ensure_ascii=False, indent=2)
    return f"{text}\n".encode(), [
        f"'{event.id}': not shown: its image {event.image.file}" for event in events if event.image
    ]


def _events(publication: Publication, slug: str) -> list[Event]:
    """Return the published events of a topic by date."""
    return [event for event in publication.facts.events if slug in event.topics]


def _sources(publication: Publication, event: Event) -> dict[str, Source]:
    known = publication.facts.catalog.sources
    published = publication.records["sources"]
    return {name: known[name] for name in event.sources if name in published}


def _slide(event: Event, publication: Publication) -> dict[str, Any]:
    return {
        "unique_id": event.id,
        **slide_dates(event.date, event.place or ""),
        "group": event.kind,
        "text": {"headline": str(escape(event.title)), "text": _text(event, publication)},
    }


def _text(event: Event, publication: Publication) -> str:
    """Return the HTML of an event: its summary, what kind of fact it is, and its sources."""
    fields = {**publication.fields(event), "date": event.date.edtf()}
    parts = [Markup('<p class="event"{}>{}</p>').format(_data(fields), _prose(event.summary))]
    if event.status != "occurred":
        said = f"{event.status.capitalize()}: {event.attribution or ''}".rstrip(": ")
        parts.append(Markup('<p class="status">{}</p>').format(said))
    if event.disputed_dates:
        others = " and ".join(one.date.say(event.place or "") for one in event.disputed_dates)
        said = f"Other sources date it {others}."
        parts.append(Markup('<p class="other-dates">{}</p>').format(said))
    if event.place:
        parts.append(Markup('<p class="place">Place: {}</p>').format(event.place))
    sources = _sources(publication, event).values()
    links = Markup("; ").join(_link(source, publication) for source in sources)
    parts.append(Markup('<p class="sources">Sources: {}</p>').format(links))
    return "".join(parts)


def _link(source: Source, publication: Publication) -> Markup:
    fields = publication.fields(source)
    name = Markup(' data-id="{}"').format(source.id)
    if source.url is None:
        place = f"{source.publisher}, {source.whereabouts}"
        written = name, _data(fields), source.title or source.publisher, place
        return Markup("<cite{}{}>{}</cite> ({})").format(*written)
    untitled = Markup("") if source.title else Markup(" data-untitled")
    publisher = Markup(" ({})").format(source.publisher) if source.title else Markup("")
    return Markup('<a href="{}"{}{}{}>{}</a>{}').format(
        source.url, name, _data(fields), untitled, source.title or source.publisher, publisher
    )


def _data(fields: Mapping[str, Any]) -> Markup:
    """Return fields as attributes: the ids of a list joined by spaces, anything deeper as JSON."""
    attributes = []
    for key, value in fields.items():
        if key in _ELSEWHERE or value is None:
            continue
        text = value
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            text = " ".join(value)
        elif not isinstance(value, str):
            text = json.dumps(value, ensure_ascii=False)
        attributes.append(Markup(' data-{}="{}"').format(key, text))
    return Markup("").join(attributes)


def _prose(text: str) -> str:
    return inline_markdown.to_html(text)
