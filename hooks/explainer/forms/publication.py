"""A publication: the facts that readers may see, and where the site shows them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from explainer.edition import Edition
from explainer.facts.actors import Organisation, Person, Side
from explainer.facts.catalog import folder
from explainer.facts.numbers import Number
from explainer.facts.records import Event, Source, Statement
from explainer.facts.tags import Tag
from explainer.facts.terms import Term
from explainer.facts.topics import Position, Topic
from explainer.quotes.lock import Lock

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from explainer.facts.model import Record
    from explainer.language.messages import Messages
    from explainer.rendering.addresses import Addresses
    from explainer.rendering.published import Published

File: TypeAlias = tuple[str, bytes]
"""A path relative to the site's root, and the bytes of the file."""

KINDS: dict[str, type[Record]] = {
    "topics": Topic,
    "events": Event,
    "statements": Statement,
    "numbers": Number,
    "positions": Position,
    "people": Person,
    "organisations": Organisation,
    "sides": Side,
    "sources": Source,
    "terms": Term,
    "tags": Tag,
}
"""The kinds of record that are published, by their plural."""

_NAMES = {
    "topics": "topics",
    "part_of": "events",
    "event": "events",
    "same_words_as": "statements",
    "answered_by": "statements",
    "tags": "tags",
}
"""The kinds of record that some fields name, of which some may not be published."""

PRIVATE = frozenset(("editors_note", "draft"))
"""The fields that readers never see; what has the second is not published."""


def plain_numbers(number: Number) -> dict[str, float | None]:
    """Return the ends of a number's value for programs; None where it has no bound."""
    return {"least": _plain(number.value.least), "most": _plain(number.value.most)}


def _plain(end: Decimal | None) -> float | None:
    return end if end is None else int(end) if end == end.to_integral_value() else float(end)


@dataclass(frozen=True)
class Publication:
    """A site for programs."""

    facts: Published
    addresses: Addresses
    topic_urls: Mapping[str, str] = field(default_factory=dict)
    """The address of each topic's page, relative to the site's root, by slug."""
    lock: Lock = field(default_factory=Lock)
    edition: Edition = field(default_factory=Edition)
    cited: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The ids that the prose of each topic's page cites, by slug."""

    description: str = ""
    """What the site is about, in a sentence."""
    principles: str = ""
    """The address of the page that says how the site works, relative to the site's root."""
    corrections: str = ""
    """The address of what the site does about a mistake, likewise."""

    @property
    def name(self) -> str:
        """The name of the site."""
        return self.edition.site_name

    @property
    def messages(self) -> Messages:
        """The words for readers, in the language of the site."""
        return self.edition.messages

    @property
    def site_url(self) -> str:
        """The address of the site's root, with a final slash; empty if it is not known."""
        return self.edition.site_url

    @cached_property
    def records(self) -> dict[str, dict[str, Record]]:
        """The published records by kind and id."""
        facts = self.facts
        catalog, topics = facts.catalog, {*facts.topics}
        return {
            "topics": {slug: catalog.topics[slug] for slug in facts.topics},
            "events": {event.id: event for event in facts.events},
            "statements": {said.id: said for said in facts.statements},
            "numbers": {number.id: number for number in facts.numbers},
            "positions": {
                position.id: position
                for slug in facts.topics
                for position in catalog.positions_of(slug)
            },
            "people": self._with(self.addresses.actors, catalog.people),
            "organisations": self._with(self.addresses.actors, catalog.organisations),
            "sides": {**catalog.sides} if "people" in self.addresses.lists else {},
            "sources": {
                source.id: source for source in facts.sources if source.id in self.addresses.sources
            },
            "terms": {
                name: term for name, term in catalog.terms.items() if topics & {*term.topics}
            },
            "tags": {name: tag for name, tag in catalog.tags.items() if name in self._tagged},
        }

    @cached_property
    def _tagged(self) -> dict[str, str]:
        """Where each tag in use is shown: a list to narrow to it, or the record of a topic."""
        facts, addresses = self.facts, self.addresses
        topics = [facts.catalog.topics[slug] for slug in facts.topics]
        found: dict[str, str] = {
            tag: addresses.topics[topic.slug] for topic in topics for tag in topic.tags
        }
        found |= {
            tag: addresses.lists["statements"] for said in facts.statements for tag in said.tags
        }
        found |= {tag: addresses.lists["timeline"] for event in facts.events for tag in event.tags}
        return found

    @staticmethod
    def _with(addresses: Mapping[str, str], records: Mapping[str, Record]) -> dict[str, Record]:
        """Return the records that have an address; without a topic, none has."""
        return {name: record for name, record in records.items() if name in addresses}

    def fields(self, record: Record) -> dict[str, Any]:
        """Return what readers may see of a record, as in its YAML: text, lists and mappings.

        Names of records and topics that are not published are left out.
        """
        found = {name: value for name, value in record.plain.items() if name not in PRIVATE}
        for name, kind in _NAMES.items():
            known = self.records[kind]
            if isinstance(value := found.get(name), list):
                found[name] = [one for one in value if one in known]
            elif value is not None and value not in known:
                del found[name]
        return found

    def page(self, record: Record) -> str:
        """Return the address of what the site shows of a record, relative to the site's root."""
        match record:
            case Topic():
                return self.topic_urls[record.slug]
            case Event() | Statement() | Number() | Position():
                topics = (folder(record),) if isinstance(record, Position) else record.topics
                home = next(slug for slug in topics if slug in self.addresses.topics)
                return f"{self.addresses.topics[home]}#{record.id}"
            case Source():
                return self.addresses.sources[record.id]
            case Term():
                return self.addresses.terms[record.id]
            case Person() | Organisation():
                return self.addresses.actors[record.id]
            case Side():
                return self.addresses.lists["people"]
            case Tag():
                return self._tagged[record.id]
        raise TypeError(record)

    def whole(self, address: str) -> str:
        """Return the whole address for one relative to the site's root; the site has one."""
        return self.edition.whole(address)

    def sources_of(self, slug: str) -> list[Source]:
        """Return what a topic's records and prose rest on, by publisher and id."""
        found = self.facts.catalog.sources_of([slug], self.cited.get(slug, ())).values()
        return sorted(found, key=lambda source: (source.publisher.casefold(), source.id))
