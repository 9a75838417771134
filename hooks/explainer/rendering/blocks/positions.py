"""The block `positions`: each question with the sides' views."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from explainer.facts.catalog import folder
from explainer.rendering.blocks.block import DatedBlock, View
from explainer.rendering.exchanges import answers

if TYPE_CHECKING:
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
        silent = {
            position.id: [
                catalog.sides[side]
                for side in catalog.topics[folder(position)].sides
                if side not in {view.side for view in position.views}
            ]
            for position in shown
        }
        words = {position.id: self._words(position, context) for position in shown}
        values = {"positions": shown, "silent": silent, "words": words}
        quoted = tuple(name for names in words.values() for name in names)
        anchors = tuple(position.id for position in shown)
        return View(values, anchors, quoted) if shown else None

    def _words(self, position: Position, context: RenderContext) -> frozenset[str]:
        """Return the ids of the statements to quote: the first of each view.

        Words with an answer appear only on their card, where the answer follows.
        """
        catalog = context.site.catalog
        firsts = [view.statements[0] for view in position.views if view.statements]
        return frozenset(name for name in firsts if not answers(catalog.statements[name], catalog))
