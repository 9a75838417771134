"""The block `positions`: each question with the sides' views."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from explainer.rendering.blocks.block import DatedBlock, View

if TYPE_CHECKING:
    from explainer.rendering.context import RenderContext


class Positions(DatedBlock):
    """Options of `positions`: what each side says on each question."""

    name: ClassVar[str] = "positions"
    shows: ClassVar[tuple[str, ...]] = ("positions",)

    def view(self, context: RenderContext) -> View | None:
        """Return each question with its views and the sides without one."""
        (topic,) = self.topics_of(context)
        positions = context.site.catalog.positions_of(topic)
        shown = [one for one in positions if self.covers(one.since)]
        anchors = tuple(position.id for position in shown)
        return View({"positions": shown}, anchors) if shown else None
