"""A person's page: offices, legal status, words, events and topics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.rendering.addresses import has_page, person_path
from explainer.rendering.record.record_page import Content, Heading, counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.facts.actors import Person
    from explainer.facts.dates import EdtfDate
    from explainer.facts.records import Event, Statement
    from explainer.rendering.published import Published

SAID = Heading("said", "In their own words")
EVENTS = Heading("events", "Events")
TOPICS = Heading("topics", "Topics")


def person_pages(facts: Published) -> Iterator[Content]:
    """Yield the page of everyone who has one."""
    for person in facts.catalog.people.values():
        if facts.topics and has_page(person, facts):
            yield _page(person, facts)


def _page(person: Person, facts: Published) -> Content:
    statements, events = facts.statements_by(person.id), facts.events_with(person.id)
    dated: list[Event | Statement] = [*statements, *events]
    known = {topic for one in dated for topic in one.topics}
    topics = [slug for slug in facts.topics if slug in known]
    sections = [(SAID, statements), (EVENTS, events), (TOPICS, topics)]
    sources = [name for office in person.offices for name in office.sources]
    office = f", {person.offices[-1].title}," if person.offices else ""
    told = " and ".join(
        counted(found, noun)
        for found, noun in ((statements, "statement"), (events, "event"))
        if found
    )
    return Content(
        path=person_path(person.id),
        template="person",
        title=person.name,
        description=f"{person.name}{office} on this site: {told}, each with its source.",
        values={
            "person": person,
            "statements": statements,
            "events": events,
            "topics": topics,
            "sources": tuple(dict.fromkeys(sources)),
            "as_of": legal_status_date(person, facts),
        },
        data=person.path,
        search=2,
        headings=tuple(heading for heading, found in sections if found),
    )


def legal_status_date(person: Person, facts: Published) -> EdtfDate | None:
    """Return the date of the latest source for a person's legal status."""
    names = person.legal_status.sources if person.legal_status else ()
    dates = [date for name in names if (date := facts.catalog.sources[name].published)]
    return max(dates, key=lambda date: date.key, default=None)
