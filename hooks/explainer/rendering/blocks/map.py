"""The block `map`: where events happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from explainer.rendering.blocks.block import TopicBlock, View
from explainer.rendering.locator_map import locator_map

if TYPE_CHECKING:
    from explainer.rendering.context import RenderContext


class Map(TopicBlock):
    """Options of `map`: where a topic's events happened."""

    name: ClassVar[str] = "map"
    shows: ClassVar[tuple[str, ...]] = ("events", "places")

    def view(self, context: RenderContext) -> View | None:
        """Return the map; None if fewer than two places are known."""
        catalog = context.site.catalog
        (topic,) = self.topics_of(context)
        found = locator_map(catalog.events_of([topic]), catalog, context.site.memory)
        shape = f"map-{topic}"
        if found is None:
            return None
        return View({"map": found, "shape": shape}, anchors=(shape,))
