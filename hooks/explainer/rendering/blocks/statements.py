"""The blocks `statement` and `statements`: quoted words, together with related statements."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from explainer.facts.field_types import ActorId, EventId, SideId, StatementId
from explainer.rendering.blocks.block import Block, SeveralTopicsBlock, View
from explainer.rendering.exchanges import exchanges
from explainer.rendering.wording_diff import wording_diffs

if TYPE_CHECKING:
    from explainer.facts.records import Statement
    from explainer.rendering.context import RenderContext


class Statements(SeveralTopicsBlock):
    """Options of `statements`: quoted statements by date."""

    name: ClassVar[str] = "statements"
    shows: ClassVar[tuple[str, ...]] = ("statements",)

    speaker: ActorId | None = None
    """Only by this speaker."""
    side: SideId | None = None
    """Only by speakers of this side."""
    event: EventId | None = None
    """Only those made at this event."""

    def view(self, context: RenderContext) -> View | None:
        """Return the selected statements that no earlier block shows."""
        catalog = context.site.catalog
        shown = [
            said
            for said in catalog.statements_of(self.topics_of(context))
            if self.covers(said.date)
            and said.id not in context.anchors
            and self.speaker in {None, said.speaker}
            and self.side in {None, catalog.actor(said.speaker).side}
            and self.event in {None, said.event}
        ]
        return _view(shown, context) if shown else None


class OneStatement(Block):
    """Options of `statement`: a single statement."""

    name: ClassVar[str] = "statement"
    template: ClassVar[str] = "statements"

    id: StatementId
    """Which statement."""

    def view(self, context: RenderContext) -> View | None:
        """Return the statement with the answers that must appear with it."""
        return _view([context.site.catalog.statements[self.id]], context)


def _view(statements: list[Statement], context: RenderContext) -> View:
    """Return the statements as exchanges, joining wordings of one utterance or two sides."""
    catalog = context.site.catalog
    positions = catalog.positions_of(context.topic) if context.topic else ()
    found = exchanges(statements, catalog, positions, context.anchors)
    values = {"exchanges": [(one, wording_diffs(one.statements)) for one in found]}
    return View(values, tuple(said.id for one in found for said in one.statements))
