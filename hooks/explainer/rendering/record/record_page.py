"""A page of the record: what it shows, and how it is written as HTML."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from explainer.problems import Place
from explainer.rendering.context import RenderContext, SiteContext, relative
from explainer.rendering.links import links_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from explainer.facts.records import Event, Statement
    from explainer.language.messages import Messages
    from explainer.rendering.page_result import AnchorLink
    from explainer.rendering.published import Published
    from explainer.rendering.templates import Templates


@dataclass(frozen=True)
class Heading:
    """A heading of the second level."""

    id: str
    text: str


@dataclass(frozen=True)
class Content:
    """What a page of the record shows."""

    path: str
    """Its file, as a path in the docs folder; the file exists only during a build."""
    template: str
    title: str
    description: str
    values: Mapping[str, Any]
    """The values for the template."""
    data: str
    """The file to edit for a change to the page, relative to the project's root."""
    anchors: frozenset[str] = frozenset()
    """The ids of the records shown in full or as entries, and their aliases."""
    headings: tuple[Heading, ...] = ()
    topic: str | None = None
    """The slug of its topic, if it has one."""
    search: float = 1.0
    """How much it counts in search; nothing if its records are found on other pages."""


@dataclass(frozen=True)
class RecordPage:
    """A page of the record, written as HTML."""

    content: Content
    url: str
    """The page's address relative to the site's root."""
    html: str
    """The HTML of the article."""
    anchors: frozenset[str]
    """The ids of all elements of the page."""
    links: tuple[AnchorLink, ...]
    """The links to elements with ids."""


@dataclass(frozen=True)
class Shown:
    """The ids of the elements of the site's other pages."""

    by_url: Mapping[str, frozenset[str]]
    """The ids by the page's address."""

    def on(self, url: str, name: str) -> bool:
        """Return whether the page at an address shows an element with an id."""
        return name in self.by_url.get(url, ())


@dataclass(frozen=True)
class RecordContext(RenderContext):
    """A page of the record, as far as its links need it."""

    of_record: ClassVar[bool] = True
    own: frozenset[str] = frozenset()
    """The ids of the elements on it."""
    shown: Shown = field(default_factory=lambda: Shown({}), compare=False)

    def link(self, record: Event | Statement) -> str | None:
        """Return the relative address of an event or a statement, on this page if possible."""
        return self.place_of(record.id, record.topics)

    def place_of(self, name: str, topics: Iterable[str]) -> str | None:
        """Return the relative address of an id: on this page, a topic's page or its record."""
        if name in self.own:
            return f"#{name}"
        site = self.site
        pages = [site.topic_urls[topic] for topic in topics if topic in site.topic_urls]
        records = [site.addresses.topics[topic] for topic in topics if topic in site.topic_urls]
        urls = [*(url for url in pages if self.shown.on(url, name)), *records]
        return f"{relative(urls[0], self.url)}#{name}" if urls else None


@dataclass(frozen=True)
class Writer:
    """Writes the pages of the record."""

    templates: Templates
    site: SiteContext
    facts: Published
    shown: Shown
    sound: bool = True
    """Whether the data has no problems; otherwise nothing is raised."""

    def contents(
        self, name: str, of: object, make: Callable[[], Iterable[Content]]
    ) -> list[Content]:
        """Return the contents that a function makes of the facts and something else.

        There are none if it fails on unsound data.
        """
        try:
            return self.site.memory.once(("contents", name), of, lambda: [*make()])
        except Exception:
            if self.sound:
                raise
            return []

    def missing(self, contents: Iterable[Content]) -> list[Content]:
        """Return a short page for each page that unsound data lacks."""
        made = {content.path for content in contents}
        return [
            Content(path, "unsound", "The record", "", {}, "data/topics")
            for path in self.site.addresses.files
            if path not in made
        ]

    def write(self, content: Content) -> RecordPage:
        """Return the page for some content."""
        memory = self.site.memory
        of = content, self.sound
        return memory.once(("record", content.path), of, lambda: self._written(content))

    def _written(self, content: Content) -> RecordPage:
        own = content.anchors | {heading.id for heading in content.headings}
        url = self.site.addresses.files[content.path]
        page = RecordContext(self.site, content.topic, url, own=own, shown=self.shown)
        try:
            html = self.templates.render(
                f"record/{content.template}",
                page,
                ids=content.anchors,
                title=content.title,
                headings=content.headings,
                **content.values,
            )
        except Exception:
            if self.sound:
                raise
            html = self.templates.render("record/unsound", page, title=content.title)
        links = tuple(links_in(html, url, Place(content.data)))
        return RecordPage(content, url, html, own, links)


def aliases(records: Iterable[Any]) -> frozenset[str]:
    """Return the ids of some records and their former ids."""
    return frozenset(name for record in records for name in (record.id, *record.aliases))


def numbered(title: str, number: int, pages: int, messages: Messages) -> str:
    """Return the title of a page of a long list, with its number if there are several."""
    if pages == 1:
        return title
    return messages.gettext(
        "%(title)s, page %(number)s of %(pages)s", title=title, number=number, pages=pages
    )
