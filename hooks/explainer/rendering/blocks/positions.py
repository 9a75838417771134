"""The block `positions`: each question with the sides' views."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from explainer.facts.catalog import folder
from explainer.rendering.blocks.block import DatedBlock, View

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explainer.facts.actors import Side
    from explainer.facts.catalog import Catalog
    from explainer.facts.topics import Position
    from explainer.rendering.context import RenderContext


class Positions(DatedBlock):
    """Options of `positions`: what each side says on each question."""

    name: ClassVar[str] = "positions"
    shows: ClassVar[tuple[str, ...]] = ("positions",)

    def view(self, context: RenderContext) -> View | None:
        """Return each question with its views and the sides without a recorded view."""
        catalog = context.site.catalog
        (topic,) = self.topics_of(context)
        shown = [one for one in catalog.positions_of(topic) if self.covers(one.since)]
        silent = silent_sides(shown, catalog)
        anchors = tuple(position.id for position in shown)
        return View({"positions": shown, "silent": silent}, anchors) if shown else None


def silent_sides(positions: Iterable[Position], catalog: Catalog) -> dict[str, list[Side]]:
    """Return the sides of a topic without a recorded view, by the id of the position."""
    return {
        position.id: [
            catalog.sides[side]
            for side in catalog.topics[folder(position)].sides
            if side not in {view.side for view in position.views}
        ]
        for position in positions
    }
