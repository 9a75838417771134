"""Exporting: a topic as a timeline of TimelineJS, or as tables.

A slide has the date, the words and the sources of an event. What TimelineJS has no part for is
in attributes of its text, which browsers do not show and an import reads back.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from explainer.facts.dates import EdtfDate, Point
from explainer.facts.records import Event, Source
from explainer.forms.publication import PRIVATE
from explainer.forms.tables import PAGE, table
from explainer.language import inline_markdown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explainer.facts.catalog import Catalog

_ELSEWHERE = {"id", "date", "title", "summary", "sources", "image"}
"""The fields of an event that are not attributes of its text."""


def events_table(catalog: Catalog, slug: str, pages: Mapping[str, str]) -> bytes:
    """Return the events of a topic as a table; `pages` has the address of each, if it has one."""
    events = catalog.events_of([slug])
    return table(Event, [{**event.plain, PAGE: pages.get(event.id)} for event in events])


def sources_table(catalog: Catalog, slug: str) -> bytes:
    """Return the sources of a topic's events as a table."""
    return table(Source, [source.plain for source in _sources(catalog, slug)])


def timelinejs(catalog: Catalog, slug: str) -> tuple[bytes, list[str]]:
    """Return a topic as JSON of TimelineJS 3, and what the format could not carry."""
    topic = catalog.topics[slug]
    events = catalog.events_of([slug])
    title = {"headline": str(escape(topic.title)), "text": _prose(topic.summary)}
    whole = {"title": {"text": title}, "events": [_slide(event, catalog) for event in events]}
    text = json.dumps(whole, ensure_ascii=False, indent=2)
    return f"{text}\n".encode(), [
        f"'{event.id}': its image is not carried: {event.image.file}"
        for event in events
        if event.image
    ]


def _sources(catalog: Catalog, slug: str) -> list[Source]:
    used = dict.fromkeys(name for event in catalog.events_of([slug]) for name in event.sources)
    return [catalog.sources[name] for name in used if name in catalog.sources]


def _slide(event: Event, catalog: Catalog) -> dict[str, Any]:
    """Return the slide of an event."""
    points = event.date.points
    slide: dict[str, Any] = {"unique_id": event.id, "start_date": _date(points[0])}
    if len(points) > 1:
        slide["end_date"] = _date(points[1])
    if _needs_words(event.date):
        slide["display_date"] = event.date.say(event.place or "")
    slide["group"] = event.kind
    slide["text"] = {"headline": str(escape(event.title)), "text": _text(event, catalog)}
    return slide


def _date(point: Point) -> dict[str, int | str]:
    """Return a date of TimelineJS; its years before 1 count back from -1.

    Its time is in texts: midnight in numbers is no time to TimelineJS.
    """
    year = point.year if point.year > 0 else point.year - 1
    day = {"year": year, "month": point.month, "day": point.day}
    found: dict[str, int | str] = {name: value for name, value in day.items() if value is not None}
    if point.time:
        found |= {"hour": f"{point.time:%H}", "minute": f"{point.time:%M}"}
        found |= {"second": f"{point.time:%S}"} if point.time.second else {}
    return found


def _needs_words(given: EdtfDate) -> bool:
    """Return whether a date has doubt, an open end or a time, which TimelineJS cannot know."""
    ends = (given.start, given.start if given.end is None else given.end)
    return not all(isinstance(end, Point) and not end.qualifier and not end.time for end in ends)


def _text(event: Event, catalog: Catalog) -> str:
    """Return the HTML of an event: its summary, what kind of fact it is, and its sources."""
    plain = {key: value for key, value in event.plain.items() if key not in _ELSEWHERE}
    parts = [Markup('<p class="event"{}>{}</p>').format(_data(plain), _prose(event.summary))]
    if event.status != "occurred":
        said = f"{event.status.capitalize()}: {event.attribution or ''}".rstrip(": ")
        parts.append(Markup('<p class="status">{}</p>').format(said))
    if event.place:
        parts.append(Markup('<p class="place">Place: {}</p>').format(event.place))
    known = [catalog.sources[name] for name in event.sources if name in catalog.sources]
    links = Markup("; ").join(_link(source) for source in known)
    parts.append(Markup('<p class="sources">Sources: {}</p>').format(links))
    return "".join(parts)


def _link(source: Source) -> Markup:
    plain = {key: value for key, value in source.plain.items() if key not in {"url", *PRIVATE}}
    untitled = Markup("") if source.title else Markup(" data-untitled")
    plain.pop("title", None)
    publisher = Markup(" ({})").format(source.publisher) if source.title else Markup("")
    return Markup('<a href="{}"{}{}>{}</a>{}').format(
        source.url, _data(plain), untitled, source.title or source.publisher, publisher
    )


def _data(plain: Mapping[str, Any]) -> Markup:
    """Return fields as attributes; the ids of a list are joined by spaces."""
    texts = {key: " ".join(value) if isinstance(value, list) else value
             for key, value in plain.items()}  # fmt: skip
    attributes = [Markup(' data-{}="{}"').format(key, value) for key, value in texts.items()]
    return Markup("").join(attributes)


def _prose(text: str) -> str:
    return inline_markdown.to_html(text)
