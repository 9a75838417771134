"""Linked data: the records as JSON-LD in the words of schema.org, a file for each topic.

The id of a thing is the whole address of what readers see of it, so a site needs an address.
What schema.org has no word for is said in `disambiguatingDescription`: a date that is not
certain, and who says that something happened.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeAlias

from explainer.facts.actors import Person
from explainer.facts.speakers import speaker_name
from explainer.forms.publication import plain_numbers
from explainer.language import inline_markdown
from explainer.rendering.provenance import last_change

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from explainer.facts.actors import Organisation
    from explainer.facts.dates import EdtfDate
    from explainer.facts.model import Record
    from explainer.facts.numbers import Number
    from explainer.facts.records import Event, Source, Statement
    from explainer.facts.terms import Term
    from explainer.facts.topics import Change, Topic
    from explainer.forms.publication import File, Publication
    from explainer.language.messages import Messages

Node: TypeAlias = dict[str, Any]

CONTEXT = "https://schema.org"
_SOURCES = {
    "news": "NewsArticle",
    "wire": "NewsArticle",
    "report": "Report",
    "reference": "WebPage",
    "book": "Book",
}
"""The type of some kinds of source; all others are `CreativeWork`."""
_STATUS = {"scheduled": "EventScheduled", "cancelled": "EventCancelled"}
"""What schema.org says of events that have not occurred."""


def linked_data(publication: Publication) -> Iterator[File]:
    """Yield the file of each topic."""
    if not publication.site_url:
        return
    for slug in publication.facts.topics:
        graph = {"@context": CONTEXT, "@graph": [*_graph(slug, publication)]}
        raw = json.dumps(graph, ensure_ascii=False, separators=(",", ":")).encode()
        yield f"topics/{slug}/record.jsonld", raw


def _graph(slug: str, publication: Publication) -> Iterator[Node]:
    """Yield the page of a topic and everything that its record has."""
    catalog = publication.facts.catalog
    topic = catalog.topics[slug]
    events, statements = catalog.events_of([slug]), catalog.statements_of([slug])
    sources = publication.sources_of(slug)
    names = dict.fromkeys(name for event in events for name in event.actors)
    names |= dict.fromkeys(name for said in statements for name in said.speakers)
    numbers = catalog.numbers_of([slug])
    names |= dict.fromkeys(one.estimate_by for one in numbers if one.estimate_by)
    actors = [catalog.actor(name) for name in sorted(names)]
    yield publisher(publication)
    yield {
        **article(topic, publication),
        "alternativeHeadline": topic.question,
        # An author may be a person or a desk.
        "creditText": ", ".join(topic.authors),
        "mentions": _ids([*events, *actors], publication),
        "hasPart": _ids(statements, publication),
        "citation": _ids(sources, publication),
        "correction": [{"@id": node["@id"]} for node in corrections(topic, publication)],
    }
    yield from corrections(topic, publication)
    yield from (_event(event, publication) for event in events)
    yield from (_quotation(said, publication) for said in statements)
    yield from (_observation(number, publication) for number in numbers)
    yield from (actor_node(actor, publication) for actor in actors)
    yield from (term_node(term, publication) for term in catalog.terms_of(slug))
    yield from (_source(source, publication) for source in sources)


def publisher(publication: Publication) -> Node:
    """Return who publishes the site."""
    return _node(
        "NewsMediaOrganization",
        f"{publication.site_url}#publisher",
        name=publication.name,
        url=publication.site_url,
        publishingPrinciples=publication.principles and publication.whole(publication.principles),
        correctionsPolicy=publication.corrections and publication.whole(publication.corrections),
    )


def article(topic: Topic, publication: Publication) -> Node:
    """Return what a topic's page says of itself in a few words."""
    page = publication.whole(publication.page(topic))
    return _node(
        "BackgroundNewsArticle",
        page,
        headline=topic.title,
        description=inline_markdown.to_text(topic.summary),
        keywords=_keywords(topic, publication),
        datePublished=_day(topic.changes[0].date),
        dateModified=_day(last_change(topic.changes).date),
        publisher={"@id": f"{publication.site_url}#publisher"},
    )


def corrections(topic: Topic, publication: Publication) -> list[Node]:
    """Return the corrections of a topic's page; the log is permanent, new ones come at its end."""
    page = publication.whole(publication.page(topic))
    return [
        _node(
            "CorrectionComment",
            f"{page}#change-{number}",
            text=_correction(change, publication.messages),
            datePublished=_day(change.date),
        )
        for number, change in enumerate(topic.changes, 1)
        if change.kind == "correction"
    ]


def _correction(change: Change, messages: Messages) -> str:
    parts = [
        messages.gettext("Was: %(words)s", words=change.wrong),
        messages.gettext("Is: %(words)s", words=change.right),
        change.text or "",
    ]
    return " ".join(inline_markdown.to_text(part) for part in parts if part)


def actor_node(actor: Person | Organisation, publication: Publication) -> Node:
    """Return a person or an organisation."""
    person = isinstance(actor, Person)
    words = actor.description if isinstance(actor, Person) else actor.role
    return _node(
        "Person" if person else "Organization",
        _id(actor, publication),
        name=actor.name,
        alternateName=[*actor.also],
        description=words and inline_markdown.to_text(words),
        jobTitle=[office.title for office in actor.offices] if isinstance(actor, Person) else None,
    )


def term_node(term: Term, publication: Publication) -> Node:
    """Return a term of the glossary."""
    where = _id(term, publication)
    return _node(
        "DefinedTerm",
        where,
        name=term.term,
        alternateName=[*term.also],
        description=inline_markdown.to_text(term.definition),
        inDefinedTermSet=where.partition("#")[0],
    )


def _event(event: Event, publication: Publication) -> Node:
    catalog, known = publication.facts.catalog, publication.records["events"]
    date = event.date
    sure = date.in_days and date.sure and not event.disputed_dates
    return _node(
        "Event",
        _id(event, publication),
        name=event.title,
        description=inline_markdown.to_text(event.summary),
        keywords=_keywords(event, publication),
        disambiguatingDescription=" ".join(_doubts(event, publication.messages, sure=sure)),
        startDate=date.points[0].iso() if sure else None,
        endDate=date.points[1].iso() if sure and date.points[1:] else None,
        eventStatus=_STATUS.get(event.status) and f"{CONTEXT}/{_STATUS[event.status]}",
        location=event.place and {"@type": "Place", "name": event.place},
        about=_ids(map(catalog.actor, event.actors), publication),
        superEvent=_ids([known[event.part_of]], publication) if event.part_of in known else None,
        subjectOf=_ids((catalog.sources[name] for name in event.sources), publication),
    )


def _doubts(event: Event, messages: Messages, *, sure: bool) -> Iterator[str]:
    """Yield sentences on a date that is not sure, and on who says that the event happened."""
    if not sure:
        yield messages.gettext("Date: %(date)s.", date=event.date.say(messages=messages))
    if event.disputed_dates:
        others = messages.joined([one.date.say(messages=messages) for one in event.disputed_dates])
        yield messages.gettext("Other sources date it %(dates)s.", dates=others)
    if event.status == "reported":
        yield messages.gettext("Reported by %(who)s.", who=event.attribution)
    if event.status == "disputed":
        yield messages.gettext("Disputed; said by %(who)s.", who=event.attribution)


def _quotation(said: Statement, publication: Publication) -> Node:
    catalog, known = publication.facts.catalog, publication.records["events"]
    return _node(
        "Quotation",
        _id(said, publication),
        text=said.text,
        inLanguage=said.lang,
        creator=_ids(map(catalog.actor, said.speakers), publication),
        creditText=None if said.speakers else speaker_name(said, catalog, publication.messages),
        dateCreated=_day(said.date),
        description=inline_markdown.to_text(said.context),
        keywords=_keywords(said, publication),
        recordedAt=_ids([known[said.event]], publication) if said.event in known else None,
        isBasedOn=_ids(
            (catalog.sources[name] for name in (said.source, *said.carried_by)), publication
        ),
    )


def _observation(number: Number, publication: Publication) -> Node:
    catalog, ends = publication.facts.catalog, plain_numbers(number)
    values = {"minValue": ends["least"], "maxValue": ends["most"]}
    if ends["least"] == ends["most"]:
        values = {"value": ends["least"]}
    messages, day = publication.messages, _day(number.date)
    about = (
        []
        if day
        else [messages.gettext("Date: %(date)s.", date=number.date.say(messages=messages))]
    )
    if number.estimate_by:
        who = catalog.actor(number.estimate_by).name
        about.append(messages.gettext("Estimate by %(who)s.", who=who))
    node = _node(
        "Observation",
        _id(number, publication),
        name=number.in_words(messages),
        description=inline_markdown.to_text(number.what),
        disambiguatingDescription=" ".join(about),
        unitText=number.unit,
        observationDate=day,
        subjectOf=_ids((catalog.sources[name] for name in number.sources), publication),
    )
    # A value of 0 is known, too.
    return node | {name: end for name, end in values.items() if end is not None}


def _source(source: Source, publication: Publication) -> Node:
    return _node(
        _SOURCES.get(source.kind, "CreativeWork"),
        _id(source, publication),
        name=source.title,
        url=source.url,
        archivedAt=source.archive,
        creditText=source.author,
        isbn=source.isbn if source.kind == "book" else None,
        datePublished=source.published and _day(source.published),
        inLanguage=source.language,
        publisher={"@type": "Organization", "name": source.publisher},
    )


def _node(kind: str, where: str, /, **values: Any) -> Node:
    """Return a node, without what is not known."""
    return {"@type": kind, "@id": where} | {key: value for key, value in values.items() if value}


def _id(record: Record, publication: Publication) -> str:
    return publication.whole(publication.page(record))


def _ids(records: Iterable[Record], publication: Publication) -> list[dict[str, str]]:
    return [{"@id": _id(record, publication)} for record in records]


def _keywords(record: Topic | Event | Statement, publication: Publication) -> list[str]:
    return [tag.name for tag in publication.facts.catalog.tags_of(record)]


def _day(given: EdtfDate) -> str | None:
    """Return a date of ISO 8601; None if it is not certain."""
    point = given.day
    return point.iso() if given.sure and not given.end else None
