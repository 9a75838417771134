"""The blocks about several topics: `agenda` and `provenance`."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from explainer.facts.field_types import TopicId
from explainer.rendering.blocks.block import Block, View
from explainer.rendering.provenance import provenance

if TYPE_CHECKING:
    from explainer.rendering.context import RenderContext


class Agenda(Block):
    """Options of `agenda`: cards that link to the topics' pages."""

    name: ClassVar[str] = "agenda"
    shows: ClassVar[tuple[str, ...]] = ("topic",)

    topics: tuple[TopicId, ...] = ()
    """The topics, in this order; by default all."""

    def view(self, context: RenderContext) -> View | None:
        """Return a card for each topic."""
        catalog = context.site.catalog
        slugs = [
            slug for slug in self.topics or catalog.topics if slug not in context.site.withheld
        ]
        cards = [
            {
                "topic": catalog.topics[slug],
                "events": len(catalog.events_of([slug])),
                "statements": len(catalog.statements_of([slug])),
            }
            for slug in slugs
        ]
        return View({"cards": cards}, tuple(slugs)) if slugs else None


class Provenance(Block):
    """Options of `provenance`: the box at the bottom of a page."""

    name: ClassVar[str] = "provenance"

    topics: tuple[TopicId, ...] = ()
    """The topics; by default the page's own, or all on a page without a topic."""

    def view(self, context: RenderContext) -> View | None:
        """Return figures on the page's sources and how its quotes were checked."""
        site = context.site
        own = (context.topic,) if context.topic else tuple(site.catalog.topics)
        slugs: tuple[str, ...] = self.topics or own
        if not slugs:
            return None
        figures = provenance(site.catalog, site.lock, slugs, context.cited)
        topics = [site.catalog.topics[slug] for slug in slugs]
        return View({"topics": topics, "provenance": figures, "coverage": context.coverage})
