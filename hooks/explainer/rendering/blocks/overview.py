"""The block `overview`: where events lie in time."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from explainer.facts.field_types import EventId, TopicId
from explainer.rendering.blocks.block import Block, View
from explainer.rendering.time_drawing import FEWEST, of_topic, of_topics

if TYPE_CHECKING:
    from explainer.rendering.context import RenderContext


class Overview(Block):
    """Options of `overview`: where events lie in time, with the names of key events."""

    name: ClassVar[str] = "overview"
    shows: ClassVar[tuple[str, ...]] = ("events",)

    topic: TopicId | None = None
    """The topic; by default the page's own."""
    topics: tuple[TopicId, ...] = ()
    """Several topics instead, one below another, each with one name."""
    turn: EventId | None = None
    """The event that marks the turning point, with a line through the drawing."""

    def view(self, context: RenderContext) -> View | None:
        """Return the drawing, with a lane for each topic if there are several.

        There is no drawing if there are few events.
        """
        catalog, messages = context.site.catalog, context.site.edition.messages
        slugs = self.topics_of(context)
        turn = catalog.events[self.turn] if self.turn else None
        lanes = [slug for slug in slugs if slug not in context.site.withheld or len(slugs) == 1]
        if len(catalog.events_of(lanes)) < FEWEST:
            return View({"turn": turn})
        if len(slugs) == 1:
            return View({"turn": turn}, draw=lambda: of_topic(slugs[0], turn, catalog, messages))
        return View({"turn": turn}, draw=lambda: of_topics(lanes, turn, catalog, messages))
