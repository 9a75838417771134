"""The page that fragments are put on: its address, its links, the ids given on it so far."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from explainer.pages.citations import Coverage

if TYPE_CHECKING:
    from explainer.facts.catalog import Catalog
    from explainer.facts.records import Event, Statement
    from explainer.rendering.time_strip import Overview


@dataclass
class Canvas:
    """The page that a fragment is put on."""

    topic: str | None = None
    """The slug of the page's topic."""
    url: str = ""
    """The page's address relative to the site's root, such as `topics/venezuela/`."""
    topic_urls: dict[str, str] = field(default_factory=dict)
    """The address of each topic's page, relative to the site's root, by slug."""
    anchors: list[str] = field(default_factory=list)
    """The ids given on the page so far."""
    quoted: list[str] = field(default_factory=list)
    """The ids of statements whose words stand on the page outside their own card."""
    overview: Overview | None = None
    """The page's strip of time, once it is drawn."""
    cited: list[str] = field(default_factory=list)
    """The ids of sources and statements cited in the page's prose."""
    coverage: Coverage = field(default_factory=Coverage)
    """How much of the page's prose is cited."""

    def anchor(self, name: str) -> str | None:
        """The id to give to an element; None for a repeat, which must not have it again."""
        if name in self.anchors:
            return None
        self.anchors.append(name)
        return name

    def quote(self, statement: Statement) -> str:
        """The words of a statement, noted as standing on the page."""
        self.quoted.append(statement.id)
        return statement.text

    def topic_link(self, slug: str) -> str | None:
        """The relative address of a topic's page; None if it has no page."""
        if slug not in self.topic_urls:
            return None
        return relative(self.topic_urls[slug], self.url)

    def link(self, record: Event | Statement) -> str | None:
        """The relative address of an event or a statement, on this page if it belongs here."""
        if self.topic in record.topics:
            return f"#{record.id}"
        home = self.topic_link(record.topics[0])
        return home and f"{home}#{record.id}"

    def item_link(self, item: str, catalog: Catalog) -> str | None:
        """The relative address of an event or a statement by its id; None for other records."""
        record = catalog.events.get(item) or catalog.statements.get(item)
        return self.link(record) if record else None


def relative(address: str, page: str) -> str:
    """The address as a link on a page; both are relative to the site's root."""
    start = page if page.endswith("/") else posixpath.dirname(page)
    link = posixpath.relpath(address or ".", start or ".")
    return f"{link}/" if address.endswith("/") or not address else link
