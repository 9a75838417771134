"""The published facts: the records of topics whose pages are published."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from explainer.facts.catalog import folder

if TYPE_CHECKING:
    from explainer.facts.catalog import Catalog
    from explainer.facts.numbers import Number
    from explainer.facts.records import Event, Source, Statement


@dataclass(frozen=True)
class Published:
    """The records that readers may see."""

    catalog: Catalog
    withheld: frozenset[str] = frozenset()
    """The slugs of topics whose pages are not published."""

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """The slugs of the published topics."""
        return tuple(slug for slug in self.catalog.topics if slug not in self.withheld)

    @cached_property
    def events(self) -> list[Event]:
        """The events by date."""
        return self.catalog.events_of(self.topics)

    @cached_property
    def statements(self) -> list[Statement]:
        """The statements by date."""
        return self.catalog.statements_of(self.topics)

    @cached_property
    def numbers(self) -> list[Number]:
        """The numbers by date."""
        return self.catalog.numbers_of(self.topics)

    @cached_property
    def sources(self) -> list[Source]:
        """The sources by publisher and id, without those that only withheld topics use."""
        used = self.catalog.sources_of(self.topics) if self.withheld else {}
        known = [
            source
            for source in self.catalog.sources.values()
            if source.id in used or folder(source) not in self.withheld
        ]
        return sorted(known, key=lambda source: (source.publisher.casefold(), source.id))

    def shows(self, record: Event | Statement | Number) -> bool:
        """Return whether a published topic has the record."""
        return not self.withheld.issuperset(record.topics)

    def events_with(self, actor: str) -> list[Event]:
        """Return the events in which a person or body took part, by date."""
        return [event for event in self.catalog.events_with(actor) if self.shows(event)]

    def statements_by(self, speaker: str) -> list[Statement]:
        """Return the statements of a person or body, by date."""
        return [said for said in self.catalog.statements_by(speaker) if self.shows(said)]
