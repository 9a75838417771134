"""The context of a fragment: the site's records and the page it appears on."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from explainer.memory import Memory
from explainer.pages.citations import Coverage
from explainer.quotes import text_fragments
from explainer.rendering import template_files
from explainer.rendering.addresses import Addresses

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explainer.edition import Edition
    from explainer.facts.catalog import Catalog
    from explainer.facts.numbers import Number
    from explainer.facts.records import Event, Statement
    from explainer.quotes.captures import Capture
    from explainer.quotes.lock import Lock
    from explainer.rendering.images import ImageFile


@dataclass(frozen=True)
class SiteContext:
    """The data shared by all pages of a site."""

    catalog: Catalog
    lock: Lock
    captures: Mapping[str, Capture]
    """Each capture by the id of its source."""
    edition: Edition
    topic_urls: Mapping[str, str] = field(default_factory=dict)
    """The address of each topic's page, relative to the site's root, by slug."""
    withheld: frozenset[str] = frozenset()
    """The slugs of topics whose pages are not published."""
    addresses: Addresses = field(default_factory=Addresses)
    """The addresses of the record's pages and entries."""
    images: Mapping[str, ImageFile] = field(default_factory=dict)
    """The files of images, by their paths in the docs folder."""
    memory: Memory = field(default_factory=Memory)
    """What a preview made last."""
    views: Mapping[str, object] = field(default_factory=dict)
    """The version of each view's templates, for a preview."""

    def watched(self) -> SiteContext:
        """Return the same data, with each question to it noted by the memory."""
        watched, keep = self.memory.watched, self.memory.keep
        files = template_files.changed() if keep else {}
        return replace(
            self,
            views=watched("views", self.memory.once("views", files, template_files.versions)),
            catalog=watched("catalog", self.catalog),
            lock=watched("lock", self.lock),
            edition=watched("edition", self.edition),
            captures=watched("captures", self.captures),
            topic_urls=watched("topic urls", self.topic_urls),
            addresses=watched("addresses", self.addresses),
            images=watched("images", self.images),
        )

    def link_to_words(self, said: Statement) -> str | None:
        """Return an address that leads to a statement's words; None if no address is reliable."""
        source = self.catalog.sources[said.source]
        if source.tier == "C":
            return None
        capture = self.captures.get(said.source)
        # Pages must not depend on captures that only some people have.
        return text_fragments.link(said, source, capture if capture and capture.committed else None)


@dataclass(frozen=True)
class RenderContext:
    """The page of a fragment, as far as it is known before the fragment."""

    site: SiteContext = field(compare=False)
    topic: str | None = None
    """The slug of the page's topic."""
    url: str = ""
    """The page's address relative to the site's root, such as `topics/bridge/`."""
    anchors: frozenset[str] = frozenset()
    """The ids of elements in earlier fragments."""
    cited: tuple[str, ...] = ()
    """The ids of sources, statements and numbers cited in the page's prose."""
    coverage: Coverage = field(default_factory=Coverage)
    """How much of the page's prose is cited."""
    of_record: ClassVar[bool] = False
    """Whether it is a page of the record."""

    def topic_link(self, slug: str) -> str | None:
        """Return the relative address of a topic's page; None if it has no page."""
        url = self.site.topic_urls.get(slug)
        return None if url is None else relative(url, self.url)

    def link(self, record: Event | Statement) -> str | None:
        """Return the relative address of an event or a statement, on this page if possible."""
        if self.topic in record.topics:
            return f"#{record.id}"
        home = self.topic_link(record.topics[0])
        return home and f"{home}#{record.id}"

    def item_link(self, item: str) -> str | None:
        """Return the relative address of a record by id; None if it has none."""
        catalog = self.site.catalog
        record = catalog.events.get(item) or catalog.statements.get(item)
        if record:
            return self.link(record)
        if item in catalog.numbers:
            return self.number_link(catalog.numbers[item])
        return self.actor_link(item) or self.source_link(item) or self.term_link(item)

    def number_link(self, number: Number) -> str | None:
        """Return the relative address of a number's entry in the record of its first topic."""
        records = (self.record_link(topic) for topic in number.topics)
        home = next(filter(None, records), None)
        return home and f"{home}#{number.id}"

    def actor_link(self, actor: str) -> str | None:
        """Return the relative address of the page or entry of a person or organisation."""
        return self._below_root(self.site.addresses.actors.get(actor))

    def source_link(self, source: str) -> str | None:
        """Return the relative address of a source's entry in the list of all sources."""
        return self._below_root(self.site.addresses.sources.get(source))

    def term_link(self, term: str) -> str | None:
        """Return the relative address of a term's entry in the glossary."""
        return self._below_root(self.site.addresses.terms.get(term))

    def record_link(self, topic: str) -> str | None:
        """Return the relative address of the page with all records of a topic."""
        url = self.site.addresses.topics.get(topic)
        return None if url is None else relative(url, self.url)

    def file_link(self, path: str) -> str:
        """Return the relative address of a page of the record by its file."""
        return relative(self.site.addresses.files[path], self.url)

    def list_link(self, name: str) -> str | None:
        """Return the relative address of a list of all topics, such as `timeline`."""
        url = self.site.addresses.lists.get(name)
        return None if url is None else relative(url, self.url)

    @cached_property
    def root(self) -> str:
        """The relative address of the site's root; empty on a page there."""
        return "../" * (len(_steps(self.url)) - 1)

    def _below_root(self, address: str | None) -> str | None:
        return None if address is None else f"{self.root}{address}"


def relative(address: str, page: str) -> str:
    """Return the address as a link on a page; both are relative to the site's root."""
    start, way = _steps(page)[:-1], _steps(address)
    same = 0
    while same < min(len(start), len(way) - 1) and start[same] == way[same]:
        same += 1
    return "../" * (len(start) - same) + "/".join(way[same:]) or "./"


def _steps(address: str) -> list[str]:
    """Return the parts of an address; MkDocs gives the site's first page the address `./`."""
    return address.removeprefix("./").split("/")


def resolve(link: str, page: str) -> str:
    """Return the address of a link on a page, relative to the site's root."""
    if not link:
        return page
    start = page if page.endswith("/") else posixpath.dirname(page)
    address = posixpath.normpath(posixpath.join(start, link))
    address = "" if address == "." else address
    return f"{address}/" if link.endswith("/") and address else address
