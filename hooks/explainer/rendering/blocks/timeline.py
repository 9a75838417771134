"""The block `timeline`: events by date."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from explainer.facts.field_types import ActorId, TagId
from explainer.facts.records import EventKind
from explainer.rendering.blocks.block import SeveralTopicsBlock, View

if TYPE_CHECKING:
    from explainer.facts.records import Event
    from explainer.rendering.context import RenderContext


class Timeline(SeveralTopicsBlock):
    """Options of `timeline`: events by date."""

    name: ClassVar[str] = "timeline"
    shows: ClassVar[tuple[str, ...]] = ("events",)

    kinds: tuple[EventKind, ...] = ()
    """Only events of these kinds."""
    actors: tuple[ActorId, ...] = ()
    """Only events with one of these actors."""
    tags: tuple[TagId, ...] = ()
    """Only events with one of these tags."""
    order: Literal["oldest-first", "newest-first"] = "oldest-first"
    """Which end comes first."""

    summaries: Literal["key", "none"] = "key"
    """Whether key events show their summaries before a tap; `none` where prose tells the story."""

    def selects(self, event: Event) -> bool:
        """Return whether to show the event."""
        if self.kinds and event.kind not in self.kinds:
            return False
        if self.tags and {*self.tags}.isdisjoint(event.tags):
            return False
        return self.covers(event.date) and (
            not self.actors or bool({*self.actors} & {*event.actors})
        )

    def view(self, context: RenderContext) -> View | None:
        """Return the selected events in order."""
        catalog = context.site.catalog
        shown = [one for one in catalog.events_of(self.topics_of(context)) if self.selects(one)]
        if not shown:
            return None
        if self.order == "newest-first":
            shown.reverse()
        return View(
            {"events": shown, "summaries": self.summaries}, tuple(event.id for event in shown)
        )
