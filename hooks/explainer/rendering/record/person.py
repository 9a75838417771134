"""A person's page: offices, legal status, words, events and topics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.rendering.addresses import has_page, person_path
from explainer.rendering.labels import counted
from explainer.rendering.record.record_page import Content, Heading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.facts.actors import Person
    from explainer.facts.dates import EdtfDate
    from explainer.facts.records import Event, Statement
    from explainer.language.messages import Messages
    from explainer.rendering.published import Published


def person_pages(facts: Published, messages: Messages) -> Iterator[Content]:
    """Yield the page of everyone who has one."""
    for person in facts.catalog.people.values():
        if facts.topics and has_page(person, facts):
            yield _page(person, facts, messages)


def _page(person: Person, facts: Published, messages: Messages) -> Content:
    statements, events = facts.statements_by(person.id), facts.events_with(person.id)
    dated: list[Event | Statement] = [*statements, *events]
    known = {topic for one in dated for topic in one.topics}
    topics = [slug for slug in facts.topics if slug in known]
    sections = [
        (Heading("said", messages.gettext("In their own words")), statements),
        (Heading("events", messages.gettext("Events")), events),
        (Heading("topics", messages.gettext("Topics")), topics),
    ]
    sources = [name for office in person.offices for name in office.sources]
    office = f", {person.offices[-1].title}," if person.offices else ""
    found = messages.joined(
        [
            counted(noun, len(records), messages)
            for records, noun in ((statements, "statement"), (events, "event"))
            if records
        ]
    )
    return Content(
        path=person_path(person.id),
        template="person",
        title=person.name,
        description=messages.gettext(
            "%(person)s on this site: %(found)s, each with its source.",
            person=f"{person.name}{office}",
            found=found,
        ),
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
