"""Fragments: records to semantic HTML, by one Jinja template a component.

A fragment is a plain function of records; it knows nothing of MkDocs.
Autoescape is on and an unknown name is an error: MkDocs' own environment has neither.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, UndefinedError

from . import prose
from .fields import languages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .actors import Organisation, Person
    from .catalog import Catalog
    from .problems import Problem
    from .records import Event, Source, Statement
    from .topics import Change

RENDERINGS = {
    "original": "Original words",
    "interpreter": "Words of the interpreter",
    "official-translation": "Official translation",
    "agency-translation": "News agency’s translation",
}
"""How words came into the language in which they stand, as readers see it."""


@dataclass
class Canvas:
    """The page that a fragment is put on."""

    topic: str | None = None
    """The slug of the page's topic."""
    url: str = ""
    """The page's address relative to the site's root, such as `topics/venezuela/`."""
    topic_urls: dict[str, str] = field(default_factory=dict)
    """The address of each topic's page, relative to the site's root, by slug."""
    anchors: list[str] = field(default_factory=list)
    """The ids given on the page so far."""
    cited: list[str] = field(default_factory=list)
    """The ids of sources and statements cited in the page's prose."""

    def anchor(self, name: str) -> str | None:
        """The id to give to an element; None for a repeat, which must not have it again."""
        if name in self.anchors:
            return None
        self.anchors.append(name)
        return name

    def topic_link(self, slug: str) -> str | None:
        """The relative address of a topic's page; None if it has no page."""
        if slug not in self.topic_urls:
            return None
        start = self.url if self.url.endswith("/") else posixpath.dirname(self.url)
        link = posixpath.relpath(self.topic_urls[slug] or ".", start or ".")
        return f"{link}/" if self.topic_urls[slug].endswith("/") else link

    def link(self, record: Event | Statement) -> str | None:
        """The relative address of an event or a statement, on this page if it belongs here."""
        if self.topic in record.topics:
            return f"#{record.id}"
        home = self.topic_link(record.topics[0])
        return home and f"{home}#{record.id}"


class Renderer:
    """Makes fragments from the records of one catalog."""

    def __init__(self, catalog: Catalog) -> None:
        """Take the catalog that the fragments read."""
        self.catalog = catalog
        self.environment = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.environment.filters["prose"] = prose.to_html
        self.environment.filters["language"] = _language
        self.environment.globals.update(
            catalog=catalog, renderings=RENDERINGS, linked_sources=linked_sources
        )

    def fragment(self, component: str, canvas: Canvas, **values: Any) -> str:
        """The HTML of a component; its template is named after it.

        LookupError if a record is missing, as it may be in a preview of broken data.
        """
        template = self.environment.get_template(f"{component}.html.jinja")
        try:
            return template.render(page=canvas, **values).strip() + "\n"
        except UndefinedError as error:
            raise LookupError(str(error)) from error

    def timeline(self, canvas: Canvas, events: Iterable[Event]) -> str:
        """An ordered list of events."""
        return self.fragment("timeline", canvas, events=list(events))

    def statements(self, canvas: Canvas, statements: Iterable[Statement]) -> str:
        """Quoted statements, each with the answers without which it is never shown."""
        shown: list[Statement] = []
        for said in statements:
            answers = [self.catalog.statements[name] for name in said.answered_by]
            shown += [record for record in (said, *answers) if record not in shown]
        return self.fragment("statements", canvas, statements=shown)

    def positions(self, canvas: Canvas, topic: str) -> str:
        """Each question with the sides' views, and the sides not recorded on it."""
        positions = self.catalog.positions_of(topic)
        sides = self.catalog.topics[topic].sides
        silent = {
            position.id: [
                self.catalog.sides[side]
                for side in sides
                if side not in {view.side for view in position.views}
            ]
            for position in positions
        }
        return self.fragment("positions", canvas, positions=positions, silent=silent)

    def people(self, canvas: Canvas, topic: str) -> str:
        """Who acts or speaks under a topic: people first, then organisations."""
        names = [said.speaker for said in self.catalog.statements_of([topic])]
        names += [name for event in self.catalog.events_of([topic]) for name in event.actors]
        counts: Counter[str] = Counter(names)
        actors: list[Person | Organisation] = [self.catalog.actor(name) for name in counts]
        actors.sort(key=lambda actor: (-counts[actor.id], actor.name))
        return self.fragment(
            "people",
            canvas,
            people=[actor for actor in actors if actor.id in self.catalog.people],
            organisations=[actor for actor in actors if actor.id in self.catalog.organisations],
        )

    def sources(self, canvas: Canvas, topic: str) -> str:
        """Every source on which the topic's page rests, by publisher and date."""
        names = {*canvas.cited, *self._sources_of(topic)}
        sources = [self.catalog.sources[name] for name in names if name in self.catalog.sources]
        sources.sort(key=lambda source: (source.publisher.casefold(), source.id))
        return self.fragment("sources", canvas, sources=sources)

    def discrepancies(self, canvas: Canvas, topic: str) -> str:
        """Where sources differ, account by account."""
        found = self.catalog.topics[topic].discrepancies
        return self.fragment("discrepancies", canvas, discrepancies=found)

    def open_questions(self, canvas: Canvas, topic: str) -> str:
        """What is not known."""
        found = self.catalog.topics[topic].open_questions
        return self.fragment("open-questions", canvas, open_questions=found)

    def terms(self, canvas: Canvas, topic: str) -> str:
        """The words of the trade that the topic uses."""
        terms = [term for term in self.catalog.terms.values() if topic in term.topics]
        terms.sort(key=lambda term: term.term.casefold())
        return self.fragment("terms", canvas, terms=terms)

    def changes(self, canvas: Canvas, topic: str) -> str:
        """The log of a topic's page, newest first."""
        return self.fragment("changes", canvas, changes=_newest_first(self.catalog, topic))

    def topic(self, canvas: Canvas, topic: str) -> str:
        """The head of a topic's page: its question, its dates, and how much it rests on."""
        log = _newest_first(self.catalog, topic)
        return self.fragment(
            "topic",
            canvas,
            topic=self.catalog.topics[topic],
            updated=next((change for change in log if change.kind != "rewording"), log[-1]),
            events=len(self.catalog.events_of([topic])),
            statements=len(self.catalog.statements_of([topic])),
        )

    def agenda(self, canvas: Canvas, topics: Iterable[str]) -> str:
        """A card for each topic, leading to its page."""
        cards = [
            {
                "topic": self.catalog.topics[slug],
                "events": len(self.catalog.events_of([slug])),
                "statements": len(self.catalog.statements_of([slug])),
            }
            for slug in topics
        ]
        return self.fragment("agenda", canvas, cards=cards)

    def citation(self, canvas: Canvas, cited: str) -> str:
        """The text of a footnote: a source, or a statement with its source."""
        said = self.catalog.statements.get(cited)
        source = None if said else self.catalog.sources[cited]
        return " ".join(self.fragment("citation", canvas, statement=said, source=source).split())

    def card(self, problem: Problem) -> str:
        """What a preview shows where a block cannot be made."""
        return self.fragment("card", Canvas(), problem=problem)

    def _sources_of(self, topic: str) -> Iterable[str]:
        """The sources of all that the topic's page shows."""
        for event in self.catalog.events_of([topic]):
            yield from event.sources
        for said in self.catalog.statements_of([topic]):
            yield from (said.source, *said.carried_by)
        for position in self.catalog.positions_of(topic):
            yield from position.sources
        record = self.catalog.topics[topic]
        for discrepancy in record.discrepancies:
            for account in discrepancy.accounts:
                yield from account.sources
        for question in record.open_questions:
            yield from question.sources


def linked_sources(said: Statement, catalog: Catalog) -> list[Source]:
    """The pages to link for a statement's words: its source, or those that carry them.

    A copy of unknown standing is no place to send a reader.
    """
    named = [catalog.sources[name] for name in (said.source, *said.carried_by)]
    return [source for source in named if source.tier != "C"]


def _newest_first(catalog: Catalog, topic: str) -> list[Change]:
    return sorted(catalog.topics[topic].changes, key=lambda change: change.date.key, reverse=True)


def _language(code: str) -> str:
    return languages()[code.replace("-", "_")]
