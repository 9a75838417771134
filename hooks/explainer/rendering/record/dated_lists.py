"""The timeline and the list of statements: all events, and all statements, each once by year."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from explainer.facts.days import year_in_words
from explainer.facts.speakers import speaker_sides
from explainer.rendering.addresses import by_page
from explainer.rendering.record.filters import filters
from explainer.rendering.record.record_page import Content, Heading, aliases, counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from explainer.facts.records import Event, Statement
    from explainer.rendering.published import Published

    Labels = Mapping[str, Mapping[str, str]]
    Marks = Mapping[str, Mapping[str, set[str]]]

D = TypeVar("D", bound="Event | Statement")


def timeline(facts: Published) -> Iterator[Content]:
    """Yield the pages with all events."""
    events, catalog = facts.events, facts.catalog
    labels: Labels = {"kind": {kind: kind for kind in sorted({event.kind for event in events})}}
    marks: Marks = {
        event.id: {
            "topic": {*event.topics},
            "side": {*catalog.sides_in(event)},
            "kind": {event.kind},
            "tag": {*event.tags},
        }
        for event in events
    }
    yield from _dated_list("timeline", facts, events, labels, marks)


def statement_list(facts: Published) -> Iterator[Content]:
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
    yield from _dated_list("statements", facts, statements, labels, marks)


def _dated_list(
    name: str,
    facts: Published,
    records: Sequence[Event | Statement],
    labels: Labels,
    marks: Marks,
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
    links = [(path, f"From {own[0].date.say()}") for path, own in pages.items()]
    for number, (path, own) in enumerate(pages.items(), 1):
        years = _by_year(own)
        tagged = {tag for one in own for tag in one.tags}
        of_all = f", page {number} of {len(pages)}" if len(pages) > 1 else ""
        yield Content(
            path=path,
            template=name,
            title=f"{name.capitalize()}{of_all}",
            description=f"{counted(own, own[0].noun)} of all topics, {_span(own)}, each with its "
            "sources.",
            values={
                "years": years,
                "filters": filters(known, {one.id: marks[one.id] for one in own}),
                "count": counted(records, own[0].noun),
                "here": counted(own, own[0].noun),
                "tags": [tag for tag in catalog.tags.values() if tag.id in tagged],
                "pages": links,
                "number": number,
            },
            data=own[0].path,
            anchors=aliases(own),
            headings=tuple(heading for heading, _ in years),
            search=0,
        )


def _by_year(records: Iterable[D]) -> list[tuple[Heading, list[D]]]:
    """Return records, which are in order of date, under a heading for each year."""
    years = groupby(records, key=_year)
    return [(_heading(year_in_words(year)), [*group]) for year, group in years]


def _heading(year: str) -> Heading:
    return Heading(f"year-{year.lower().replace(' ', '-')}", year)


def _year(record: Event | Statement) -> int:
    return record.date.day.first_day.year


def _span(records: Sequence[Event | Statement]) -> str:
    """Return the years of records, which are in order of date, such as `2014 to 2026`."""
    first, last = _year(records[0]), _year(records[-1])
    return " to ".join(dict.fromkeys((year_in_words(first), year_in_words(last))))
