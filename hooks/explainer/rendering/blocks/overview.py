"""The block `overview`: where events lie in time."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from explainer.facts.field_types import EventId, TopicId
from explainer.rendering.blocks.block import Block, View
from explainer.rendering.time_strip import FEWEST, by_kind, by_topic

if TYPE_CHECKING:
    from explainer.rendering.context import RenderContext


class Overview(Block):
    """Options of `overview`: where events lie in time."""

    name: ClassVar[str] = "overview"
    shows: ClassVar[tuple[str, ...]] = ("events",)

    topic: TopicId | None = None
    """The topic, with its events by kind; by default the page's own."""
    topics: tuple[TopicId, ...] = ()
    """Several topics instead, one below another."""
    turn: EventId | None = None
    """The event that marks the turning point, with a line through the drawing."""

    def view(self, context: RenderContext) -> View | None:
        """Return the drawing, with lanes by kind of event for one topic or by topic for several.

        The drawing is empty if there are few events.
        """
        catalog = context.site.catalog
        slugs = self.topics_of(context)
        events = catalog.events_of(slugs)
        turn = catalog.events[self.turn] if self.turn else None
        if len(events) < FEWEST:
            return View({"chart": None, "turn": turn})
        if len(slugs) == 1:
            chart = by_kind(events, turn)
        else:
            topics = [
                (catalog.topics[slug], catalog.events_of([slug]))
                for slug in slugs
                if slug not in context.site.withheld
            ]
            chart = by_topic(topics, turn)
        return View({"chart": chart, "turn": turn}, chart=chart)
