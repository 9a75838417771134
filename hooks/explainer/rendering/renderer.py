"""Fragments: records to semantic HTML, by one Jinja template a component.

A fragment is a plain function of records; it knows nothing of MkDocs.
Autoescape is on and an unknown name is an error: MkDocs' own environment has neither.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from explainer.facts.catalog import folder
from explainer.facts.field_types import languages
from explainer.language import inline_markdown
from explainer.quotes import text_fragments
from explainer.rendering.exchanges import exchanges
from explainer.rendering.provenance import newest_first, provenance
from explainer.rendering.time_strip import FEWEST, by_kind, by_topic
from explainer.rendering.timeline_filter import choices, numbers_of
from explainer.rendering.wording_diff import RENDERINGS, told_apart, way, why

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from explainer.edition import Edition
    from explainer.facts.actors import Organisation, Person
    from explainer.facts.catalog import Catalog
    from explainer.facts.records import Event, Source, Statement
    from explainer.facts.topics import Discrepancy, OpenQuestion, Position
    from explainer.pages.term_popovers import Explained
    from explainer.quotes.captures import Capture
    from explainer.quotes.lock import Lock
    from explainer.rendering.context import Canvas

SHOWN_ON_TOP = timedelta(days=30)
"""How long a correction stands at the top of its page."""


@cache
def _environment() -> Environment:
    """The templates, read and compiled once, with the functions that they call."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"prose": inline_markdown.to_html, "language": _language}
    environment.globals |= {
        "renderings": RENDERINGS,
        "told_apart": told_apart,
        "way": way,
        "why": why,
        "opening": opening,
        "spaced": spaced,
        "linked_sources": linked_sources,
        "numbers_of": numbers_of,
    }
    return environment


class Renderer:
    """Makes fragments from the records of one catalog."""

    def __init__(
        self,
        catalog: Catalog,
        lock: Lock,
        captures: Mapping[str, Capture],
        edition: Edition,
    ) -> None:
        """Take what the fragments read: records, checks, captures, and the edition."""
        self.catalog = catalog
        self.lock = lock
        self.captures = captures
        self.edition = edition

    def fragment(self, component: str, canvas: Canvas, **values: Any) -> str:
        """The HTML of a component; its template is named after it."""
        template = _environment().get_template(f"{component}.html.jinja")
        known = {
            "catalog": self.catalog,
            "lock": self.lock,
            "edition": self.edition,
            "link_to_words": self.link_to_words,
        }
        return template.render(page=canvas, **known, **values).strip() + "\n"

    def timeline(self, canvas: Canvas, events: Iterable[Event]) -> str:
        """An ordered list of events, month by month; if they are many, with a choice of them."""
        shown = list(events)
        months = groupby(shown, key=lambda event: event.date.day.month_or_year)
        return self.fragment(
            "timeline",
            canvas,
            months=[(month, list(found)) for month, found in months],
            choices=choices(shown, self.catalog),
            count=len(shown),
        )

    def overview(self, canvas: Canvas, topics: Iterable[str], turn: Event | None) -> str:
        """Where the events of a topic lie in time, by their kinds; of several topics, by topic.

        Nothing where the events are few.
        """
        slugs = list(topics)
        events = self.catalog.events_of(slugs)
        if len(events) < FEWEST:
            return ""
        if len(slugs) == 1:
            chart = by_kind(events, turn)
        else:
            topics_of = [
                (self.catalog.topics[slug], self.catalog.events_of([slug])) for slug in slugs
            ]
            chart = by_topic(topics_of, turn)
        canvas.overview = chart
        return self.fragment("overview", canvas, chart=chart, turn=turn)

    def statements(self, canvas: Canvas, statements: Iterable[Statement]) -> str:
        """Quoted statements, each with the answers without which it is never shown.

        Wordings of one utterance stand side by side, and so do two sides on one question.
        """
        positions = self.catalog.positions_of(canvas.topic) if canvas.topic else ()
        found = exchanges(statements, self.catalog, positions, canvas.anchors)
        return self.fragment("statements", canvas, exchanges=found)

    def link_to_words(self, said: Statement) -> str | None:
        """The address that lands on a statement's words; None where none can be relied on."""
        source = self.catalog.sources[said.source]
        if source.tier == "C":
            return None
        capture = self.captures.get(said.source)
        # A text that only some have must not make their pages differ from others'.
        return text_fragments.link(said, source, capture if capture and capture.committed else None)

    def positions(self, canvas: Canvas, positions: list[Position]) -> str:
        """Each question with the sides' views, and the sides not recorded on it."""
        silent = {
            position.id: [
                self.catalog.sides[side]
                for side in self.catalog.topics[folder(position)].sides
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
        sources = [*self.catalog.sources_of([topic], canvas.cited).values()]
        sources.sort(key=lambda source: (source.publisher.casefold(), source.id))
        return self.fragment("sources", canvas, sources=sources)

    def discrepancies(self, canvas: Canvas, discrepancies: list[Discrepancy]) -> str:
        """Where sources differ, account by account."""
        return self.fragment("discrepancies", canvas, discrepancies=discrepancies)

    def open_questions(self, canvas: Canvas, open_questions: list[OpenQuestion]) -> str:
        """What is not known."""
        return self.fragment("open-questions", canvas, open_questions=open_questions)

    def terms(self, canvas: Canvas, topic: str) -> str:
        """The words of the trade that the topic uses."""
        terms = [term for term in self.catalog.terms.values() if topic in term.topics]
        terms.sort(key=lambda term: term.term.casefold())
        return self.fragment("terms", canvas, terms=terms)

    def changes(self, canvas: Canvas, topic: str) -> str:
        """The log of a topic's page, newest first."""
        return self.fragment(
            "changes", canvas, changes=newest_first(self.catalog.topics[topic].changes)
        )

    def topic(self, canvas: Canvas, topic: str) -> str:
        """The head of a topic's page: its question, its dates, and how much it rests on."""
        changes = newest_first(self.catalog.topics[topic].changes)
        since = self.edition.today - SHOWN_ON_TOP
        return self.fragment(
            "topic",
            canvas,
            topic=self.catalog.topics[topic],
            corrections=[
                change
                for change in changes
                if change.kind == "correction" and change.date.last_day >= since
            ],
            events=len(self.catalog.events_of([topic])),
            provenance=provenance(self.catalog, self.lock, [topic], canvas.cited),
        )

    def as_of(self, canvas: Canvas, topic: str) -> str:
        """The line between what the page is about and what came later."""
        return self.fragment("as-of", canvas, topic=self.catalog.topics[topic])

    def provenance(self, canvas: Canvas, topics: Iterable[str]) -> str:
        """The box at the foot of a page: what it rests on, and how that was checked."""
        slugs = list(topics)
        return self.fragment(
            "provenance",
            canvas,
            topics=[self.catalog.topics[slug] for slug in slugs],
            provenance=provenance(self.catalog, self.lock, slugs, canvas.cited),
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

    def glosses(self, canvas: Canvas, explained: Iterable[Explained]) -> str:
        """What opens at the first mentions on a page: what a term means, who somebody is."""
        shown = list(explained)
        return self.fragment("glosses", canvas, explained=shown) if shown else ""


def linked_sources(said: Statement, catalog: Catalog) -> list[Source]:
    """The pages to link for a statement's words: its source, or those that carry them.

    A copy of unknown standing is no place to send a reader.
    """
    named = [catalog.sources[name] for name in (said.source, *said.carried_by)]
    return [source for source in named if source.tier != "C"]


def spaced(said: Statement) -> tuple[str, str]:
    """Prefix and suffix of a statement, with a space towards its words where one belongs.

    A straight quotation mark opens after a space and closes after a sign.
    """
    prefix, suffix = said.prefix.strip(), said.suffix.strip()
    opens = re.search(r"(?:^|\s)[\"']$|[“‘«„(\[]$", prefix)
    joins = re.match(r"[\"'](?:\W|$)|[.,:;!?”’»)\]]", suffix)
    before = f"{prefix} " if prefix and not opens else prefix
    return before, f" {suffix}" if suffix and not joins else suffix


def opening(text: str) -> str:
    """A long quote by its first and last words."""
    words = text.split()
    return text if len(words) <= 9 else f"{' '.join(words[:4])} … {' '.join(words[-4:])}"


def _language(code: str) -> str:
    return languages()[code.replace("-", "_")]
