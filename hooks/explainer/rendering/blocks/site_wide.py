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

    lead: TopicId | None = None
    """The topic to start with: its card comes first and is as wide as the page."""
    topics: tuple[TopicId, ...] = ()
    """The topics, in this order; by default all."""

    def topics_of(self, context: RenderContext) -> tuple[str, ...]:
        """Return the slugs of the topics on its cards, in order."""
        slugs = (self.lead, *(self.topics or context.site.catalog.topics))
        return tuple(dict.fromkeys(slug for slug in slugs if slug))

    def view(self, context: RenderContext) -> View | None:
        """Return a card for each topic that is published."""
        catalog, withheld = context.site.catalog, context.site.withheld
        slugs = [slug for slug in self.topics_of(context) if slug not in withheld]
        topics = [catalog.topics[slug] for slug in slugs]
        return View({"topics": topics, "lead": self.lead}, tuple(slugs)) if slugs else None


class Provenance(Block):
    """Options of `provenance`: the box at the bottom of a page."""

    name: ClassVar[str] = "provenance"

    topics: tuple[TopicId, ...] = ()
    """The topics; by default the page's own, or all on a page without a topic."""

    def view(self, context: RenderContext) -> View | None:
        """Return figures on the page's sources and how its quotes were checked."""
        site = context.site
        whole = tuple(slug for slug in site.catalog.topics if slug not in site.withheld)
        own = (context.topic,) if context.topic else whole
        slugs: tuple[str, ...] = self.topics or own
        if not slugs:
            return None
        figures = provenance(site.catalog, site.lock, slugs, context.cited)
        topics = [site.catalog.topics[slug] for slug in slugs]
        return View({"topics": topics, "provenance": figures, "coverage": context.coverage})
