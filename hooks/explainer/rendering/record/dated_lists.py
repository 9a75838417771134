"""The timeline and the list of statements: all events, and all statements, each once by year."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from explainer.facts.date_words import BEGINNING, in_phrase
from explainer.facts.days import year_in_words
from explainer.facts.speakers import speaker_sides
from explainer.language.messages import message
from explainer.rendering.addresses import by_page
from explainer.rendering.labels import EVENT, counted, in_words
from explainer.rendering.record.filters import filters
from explainer.rendering.record.record_page import Content, Heading, aliases, numbered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from explainer.facts.records import Event, Statement
    from explainer.language.messages import Messages
    from explainer.rendering.published import Published

    Labels = Mapping[str, Mapping[str, str]]
    Marks = Mapping[str, Mapping[str, set[str]]]

TITLES = {"timeline": message("Timeline"), "statements": message("Statements")}

D = TypeVar("D", bound="Event | Statement")


def timeline(facts: Published, messages: Messages) -> Iterator[Content]:
    """Yield the pages with all events."""
    events, catalog = facts.events, facts.catalog
    kinds = sorted({event.kind for event in events})
    labels: Labels = {"kind": {kind: in_words(kind, EVENT, messages) for kind in kinds}}
    marks: Marks = {
        event.id: {
            "topic": {*event.topics},
            "side": {*catalog.sides_in(event)},
            "kind": {event.kind},
            "tag": {*event.tags},
        }
        for event in events
    }
    yield from _dated_list("timeline", facts, events, labels, marks, messages=messages)


def statement_list(facts: Published, messages: Messages) -> Iterator[Content]:
    """Yield the pages with all statements."""
    statements, catalog = facts.statements, facts.catalog
    speakers = sorted(
        {name for said in statements for name in said.speakers},
        key=lambda speaker: catalog.actor(speaker).name,
    )
    labels: Labels = {"speaker": {speaker: catalog.actor(speaker).name for speaker in speakers}}
    marks: Marks = {
        said.id: {
            "topic": {*said.topics},
            "side": {*speaker_sides(said, catalog)},
            "speaker": {*said.speakers},
            "tag": {*said.tags},
        }
        for said in statements
    }
    yield from _dated_list("statements", facts, statements, labels, marks, messages=messages)


def _dated_list(  # noqa: PLR0913  (a list has records, filters and words)
    name: str,
    facts: Published,
    records: Sequence[Event | Statement],
    labels: Labels,
    marks: Marks,
    *,
    messages: Messages,
) -> Iterator[Content]:
    """Yield the pages of records, which are in order of date; no page without records.

    `labels` and `marks` are as in `filters`; the labels of topics, sides and tags are added.
    """
    catalog = facts.catalog
    common: Labels = {
        "topic": {slug: catalog.topics[slug].title for slug in facts.topics},
        "side": {side.id: side.name for side in catalog.sides.values()},
    }
    tags: Labels = {"tag": {tag.id: tag.name for tag in catalog.tags.values()}}
    known: Labels = {**common, **labels, **tags}
    pages = by_page(name, records)
    links = [(path, _from(own[0], messages)) for path, own in pages.items()]
    title = messages.gettext(TITLES[name])
    for number, (path, own) in enumerate(pages.items(), 1):
        years = _by_year(own, messages)
        tagged = {tag for one in own for tag in one.tags}
        here = counted(own[0].noun, len(own), messages)
        yield Content(
            path=path,
            template=name,
            title=numbered(title, number, len(pages), messages),
            description=messages.gettext(
                "%(count)s of all topics, %(years)s, each with its sources.",
                count=here,
                years=_span(own, messages),
            ),
            values={
                "years": years,
                "filters": filters(known, {one.id: marks[one.id] for one in own}),
                "count": counted(own[0].noun, len(records), messages),
                "here": here,
                "tags": [tag for tag in catalog.tags.values() if tag.id in tagged],
                "pages": links,
                "number": number,
            },
            data=own[0].path,
            anchors=aliases(own),
            headings=tuple(heading for heading, _ in years),
            search=0,
        )


def _from(record: Event | Statement, messages: Messages) -> str:
    """Return the label of a page of a list, by its first record."""
    words = {"date": record.date.say(messages=messages)}
    return in_phrase(BEGINNING, record.date, messages) % words


def _by_year(records: Iterable[D], messages: Messages) -> list[tuple[Heading, list[D]]]:
    """Return records, which are in order of date, under a heading for each year."""
    years = groupby(records, key=_year)
    return [(_heading(year, messages), [*group]) for year, group in years]


def _heading(year: int, messages: Messages) -> Heading:
    """Return the heading of a year; its id is the same in all languages."""
    name = year_in_words(year).lower().replace(" ", "-")
    return Heading(f"year-{name}", year_in_words(year, messages))


def _year(record: Event | Statement) -> int:
    return record.date.day.first_day.year


def _span(records: Sequence[Event | Statement], messages: Messages) -> str:
    """Return the years of records, which are in order of date, such as `2014 to 2026`."""
    first, last = (year_in_words(_year(one), messages) for one in (records[0], records[-1]))
    if first == last:
        return first
    return messages.gettext("%(first)s to %(last)s", first=first, last=last)
