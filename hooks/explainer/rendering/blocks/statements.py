"""The blocks `statement` and `statements`: quoted words, together with related statements."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from explainer.facts.field_types import ActorId, EventId, SideId, StatementId, TagId
from explainer.facts.speakers import speaker_sides
from explainer.rendering.blocks.block import Block, SeveralTopicsBlock, View
from explainer.rendering.exchanges import Exchange, exchanges
from explainer.rendering.wording_diff import Part, wording_diffs

if TYPE_CHECKING:
    from explainer.facts.records import Statement
    from explainer.rendering.context import RenderContext


IN_SIGHT = 2
"""How many exchanges of a longer list are visible before a tap opens the others."""


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
    tags: tuple[TagId, ...] = ()
    """Only those with one of these tags."""

    def view(self, context: RenderContext) -> View | None:
        """Return the selected statements that no earlier block shows."""
        catalog = context.site.catalog
        shown = [
            said
            for said in catalog.statements_of(self.topics_of(context))
            if self.covers(said.date)
            and said.id not in context.anchors
            and self.speaker in {None, *said.speakers}
            and self.side in {None, *speaker_sides(said, catalog)}
            and self.event in {None, said.event}
            and not (self.tags and {*self.tags}.isdisjoint(said.tags))
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
    first = _most_telling(found)
    values = {
        "in_sight": [one for one in found if one in first],
        "more": [one for one in found if one not in first],
        "other_wordings": _other_wordings,
    }
    return View(values, tuple(said.id for one in found for said in one.statements))


def _most_telling(found: list[Exchange]) -> list[Exchange]:
    """Return the exchanges that every reader sees: sides on one question, then the latest.

    All are among them if only one would be left.
    """
    if len(found) <= IN_SIGHT + 1:
        return found
    return sorted(found, key=lambda one: (one.question is None, -found.index(one)))[:IN_SIGHT]


def _other_wordings(exchange: Exchange) -> list[tuple[Statement, list[Part]]]:
    """Return the wordings of an utterance after the first, each in parts that show differences."""
    if exchange.question:
        return []
    pairs = zip(exchange.statements, wording_diffs(exchange.statements), strict=True)
    return [*pairs][1:]
