"""The record of a topic: each of its events, statements, numbers, positions and sources in full."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from explainer.language.messages import message
from explainer.rendering.addresses import topic_path
from explainer.rendering.labels import counted
from explainer.rendering.locator_map import locator_map
from explainer.rendering.record.page_citations import page_citations
from explainer.rendering.record.record_page import Content, Heading, aliases
from explainer.rendering.record.related import related_topics
from explainer.rendering.wording_diff import account_pieces
from explainer.rendering.year_counts import year_counts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from explainer.rendering.context import SiteContext
    from explainer.rendering.published import Published
    from explainer.rendering.record.related import Related

HEADINGS = {
    "events": message("Events"),
    "statements": message("Statements"),
    "numbers": message("Numbers"),
    "positions": message("Positions"),
    "discrepancies": message("Where sources differ"),
    "open_questions": message("What is not known"),
    "actors": message("People and organisations"),
    "terms": message("Terms"),
    "sources": message("Sources"),
    "related": message("Related topics"),
    "citations": message("How to cite the page"),
}
"""The headings of the page, by the name of the values below them."""


def topic_records(
    facts: Published, cited: Mapping[str, Sequence[str]], site: SiteContext
) -> Iterator[Content]:
    """Yield the record of each topic; `cited` has what its prose cites."""
    related = related_topics(facts, site.edition.messages)
    for slug in facts.topics:
        of = cited.get(slug, ()), related[slug]
        yield site.memory.once(("topic record", slug), of, partial(_page, slug, *of, site))


def _page(
    slug: str, cited: Sequence[str], related: Sequence[Related], site: SiteContext
) -> Content:
    catalog, messages = site.catalog, site.edition.messages
    topic = catalog.topics[slug]
    events, statements = catalog.events_of([slug]), catalog.statements_of([slug])
    positions, terms = catalog.positions_of(slug), catalog.terms_of(slug)
    numbers = catalog.numbers_of([slug])
    names = {name for event in events for name in event.actors}
    names |= {name for said in statements for name in said.speakers}
    names |= {number.estimate_by for number in numbers if number.estimate_by}
    actors = sorted(map(catalog.actor, names), key=lambda actor: actor.name.casefold())
    sources = [*catalog.sources_of([slug], cited).values()]
    sources.sort(key=lambda source: (source.publisher.casefold(), source.id))
    values = {
        "events": events,
        "statements": statements,
        "numbers": numbers,
        "positions": positions,
        "discrepancies": [(one, account_pieces(one.accounts)) for one in topic.discrepancies],
        "open_questions": topic.open_questions,
        "actors": actors,
        "terms": sorted(terms, key=lambda term: term.term.casefold()),
        "sources": sources,
        "related": related,
        "citations": page_citations(topic, site),
    }
    drawn, shape = locator_map(events, catalog, site.memory), f"map-{slug}"
    anchors = aliases([*events, *statements, *numbers, *positions, *terms, *sources])
    # On the topic's page, a person's anchor differs from a heading with the name of a state.
    anchors |= {f"who-{name}" for name in aliases(actors)}
    anchors |= {one.id for one in topic.discrepancies} | {one.id for one in topic.open_questions}
    anchors |= {shape} if drawn else set()
    return Content(
        path=topic_path(slug),
        template="topic",
        title=messages.gettext("%(topic)s: the full record", topic=topic.title),
        description=messages.gettext(
            "Every event, statement, position and source behind “%(topic)s”: %(counts)s.",
            topic=topic.title,
            counts=", ".join(
                counted(noun, len(records), messages)
                for noun, records in (
                    ("event", events),
                    ("statement", statements),
                    ("source", sources),
                )
            ),
        ),
        values={
            "topic": topic,
            "map": drawn,
            "shape": shape,
            "counts": year_counts(events, catalog),
            "calendar": any(event.date.in_days for event in events),
            **values,
        },
        data=topic.path,
        anchors=frozenset(anchors),
        headings=tuple(
            Heading(f"record-{name.replace('_', '-')}", messages.gettext(text))
            for name, text in HEADINGS.items()
            if values[name]
        ),
        topic=slug,
        search=0,
    )
