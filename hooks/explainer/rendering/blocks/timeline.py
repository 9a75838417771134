"""The block `timeline`: events by date."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar, Literal

from explainer.facts.field_types import ActorId
from explainer.facts.records import EventKind
from explainer.rendering.blocks.block import SeveralTopicsBlock, View
from explainer.rendering.timeline_filter import choices, numbers_of

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
    order: Literal["oldest-first", "newest-first"] = "oldest-first"
    """Which end comes first."""

    def selects(self, event: Event) -> bool:
        """Return whether to show the event."""
        if self.kinds and event.kind not in self.kinds:
            return False
        return self.covers(event.date) and (
            not self.actors or bool({*self.actors} & {*event.actors})
        )

    def view(self, context: RenderContext) -> View | None:
        """Return the events by month, with filter choices if there are many."""
        catalog = context.site.catalog
        shown = [one for one in catalog.events_of(self.topics_of(context)) if self.selects(one)]
        if not shown:
            return None
        if self.order == "newest-first":
            shown.reverse()
        months = groupby(shown, key=lambda event: event.date.day.month_or_year)
        found = choices(shown, catalog)
        values = {
            "months": [(month, list(events)) for month, events in months],
            "choices": found,
            "numbers": {event.id: numbers_of(event, found) for event in shown} if found else {},
            "count": len(shown),
        }
        return View(values, tuple(event.id for event in shown))
