"""Placed events: what an import makes of a file, by what a person says about it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explainer.authoring.new_records import NewRecord
    from explainer.exchange.imported import ImportedEvent, SourceFields
    from explainer.problems import Problem


@dataclass(frozen=True)
class Answers:
    """What a person says about a whole file."""

    topic: str
    """The slug of the topic."""
    event: Mapping[str, str] = field(default_factory=dict)
    """Fields of each event that does not have them."""
    source: Mapping[str, str] = field(default_factory=dict)
    """Fields of each new source that does not have them."""
    fallback: SourceFields | None = None
    """The source of events that name none: its `id`, or the `url` of a new one."""


@dataclass(frozen=True)
class Placed:
    """The events of a file as records."""

    sources: Mapping[str, NewRecord]
    """New sources by id."""
    events: tuple[tuple[ImportedEvent, NewRecord], ...]
    there: int = 0
    """How many events the topic had already."""
    by_fallback: int = 0
    """How many events have the source of those that name none."""
    losses: tuple[Problem, ...] = ()

    def without(self, bad: Mapping[int, Problem]) -> Placed:
        """Return the same without some events, by their index, and without their own sources."""
        kept = tuple(one for index, one in enumerate(self.events) if index not in bad)
        used = {name for _, new in kept for name in new.values["sources"]}
        sources = {name: new for name, new in self.sources.items() if name in used}
        losses = (*self.losses, *bad.values())
        return replace(self, sources=sources, events=kept, losses=losses)
