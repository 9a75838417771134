"""The blocks that list a topic's records: people, sources, terms, discrepancies, open questions."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar

from explainer.rendering.blocks.block import DatedBlock, TopicBlock, View
from explainer.rendering.wording_diff import account_pieces

if TYPE_CHECKING:
    from explainer.facts.actors import Organisation, Person
    from explainer.rendering.context import RenderContext


class People(TopicBlock):
    """Options of `people`: those who act or speak under a topic."""

    name: ClassVar[str] = "people"
    shows: ClassVar[tuple[str, ...]] = ("people", "organisations")

    def view(self, context: RenderContext) -> View | None:
        """Return people and then organisations, most frequent first."""
        catalog = context.site.catalog
        topics = self.topics_of(context)
        names = [name for said in catalog.statements_of(topics) for name in said.speakers]
        names += [name for event in catalog.events_of(topics) for name in event.actors]
        counts: Counter[str] = Counter(names)
        actors: list[Person | Organisation] = [catalog.actor(name) for name in counts]
        actors.sort(key=lambda actor: (-counts[actor.id], actor.name))
        people = [actor for actor in actors if actor.id in catalog.people]
        organisations = [actor for actor in actors if actor.id in catalog.organisations]
        values = {"people": people, "organisations": organisations}
        # A heading on the page may have the name of a state, such as North Korea.
        return View(values, tuple(f"who-{one.id}" for one in [*people, *organisations]))


class Sources(TopicBlock):
    """Options of `sources`: all sources behind a topic's page."""

    name: ClassVar[str] = "sources"
    shows: ClassVar[tuple[str, ...]] = ("sources",)

    def view(self, context: RenderContext) -> View | None:
        """Return every source, by publisher and date."""
        catalog = context.site.catalog
        sources = [*catalog.sources_of(self.topics_of(context), context.cited).values()]
        sources.sort(key=lambda source: (source.publisher.casefold(), source.id))
        return View({"sources": sources}, tuple(source.id for source in sources))


class Terms(TopicBlock):
    """Options of `terms`: the glossary of a topic."""

    name: ClassVar[str] = "terms"
    shows: ClassVar[tuple[str, ...]] = ("glossary",)

    def view(self, context: RenderContext) -> View | None:
        """Return the terms in alphabetical order."""
        (topic,) = self.topics_of(context)
        terms = [*context.site.catalog.terms_of(topic)]
        terms.sort(key=lambda term: term.term.casefold())
        return View({"terms": terms}, tuple(term.id for term in terms))


class Discrepancies(DatedBlock):
    """Options of `discrepancies`: where sources differ."""

    name: ClassVar[str] = "discrepancies"
    shows: ClassVar[tuple[str, ...]] = ("topic",)

    def view(self, context: RenderContext) -> View | None:
        """Return the points on which sources differ, account by account."""
        (slug,) = self.topics_of(context)
        topic = context.site.catalog.topics[slug]
        shown = [
            (one, account_pieces(one.accounts))
            for one in topic.discrepancies
            if self.covers(one.since)
        ]
        anchors = tuple(one.id for one, _ in shown)
        return View({"discrepancies": shown}, anchors) if shown else None


class OpenQuestions(DatedBlock):
    """Options of `open-questions`: what is not known."""

    name: ClassVar[str] = "open-questions"
    shows: ClassVar[tuple[str, ...]] = ("topic",)

    def view(self, context: RenderContext) -> View | None:
        """Return the open questions."""
        (slug,) = self.topics_of(context)
        topic = context.site.catalog.topics[slug]
        shown = [one for one in topic.open_questions if self.covers(one.since)]
        anchors = tuple(one.id for one in shown)
        return View({"open_questions": shown}, anchors) if shown else None
