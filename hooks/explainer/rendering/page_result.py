"""The result of rendering a page: what it shows, needs and has wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from explainer.pages.citations import Coverage
from explainer.pages.conversion import Conversion, fill
from explainer.pages.footnotes import footnotes
from explainer.pages.readability import Reading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explainer.pages.page import Page
    from explainer.problems import Place, Problem
    from explainer.rendering.time_strip import Strip


@dataclass(frozen=True)
class Fragment:
    """The HTML of one block."""

    name: str
    """The name of the block."""
    html: str
    place: Place
    """Where the block is in the page's text."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with it."""
    failed: bool = False
    """Whether it is empty because of what is wrong elsewhere, such as in the data."""
    anchors: tuple[str, ...] = ()
    """The ids of the elements in it."""
    files: frozenset[str] = frozenset()
    """The files of data/ whose records it shows, as paths relative to the project's root."""


@dataclass(frozen=True)
class AnchorLink:
    """A link in a fragment to an element with an id."""

    url: str
    """The page that should have the element, as an address relative to the site's root."""
    anchor: str
    place: Place
    """Where the block that has the link is."""


@dataclass(frozen=True)
class PageResult:
    """One rendered page."""

    page: Page
    url: str
    """The page's address relative to the site's root."""
    conversion: Conversion | None = None
    """None for a page that is too large to be read."""
    fragments: tuple[Fragment, ...] = ()
    """One for each block, in the order of the text."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """The HTML of each footnote, by the id of what is cited."""
    popovers: str = ""
    """The explanations of first mentions, which belong at the end of the page."""
    problems: tuple[Problem, ...] = ()
    anchors: frozenset[str] = frozenset()
    """The ids of all elements of the page."""
    links: tuple[AnchorLink, ...] = ()
    """The links in fragments to elements with ids."""
    coverage: Coverage = field(default_factory=Coverage)
    """How much of the prose is cited."""
    readability: Reading = field(default_factory=Reading)
    """How long the prose is."""
    description: str = ""
    """What the page is about in plain text, for search engines; empty without a topic."""
    question: str = ""
    """The question that the topic's page answers; empty without a topic."""
    chart: Strip | None = None
    """The page's drawing of its events in time, if it has one."""

    @property
    def cited(self) -> tuple[str, ...]:
        """The ids of sources and statements cited in the prose, in their order."""
        return tuple(self.conversion.cited) if self.conversion else ()

    @property
    def heading(self) -> str:
        """The first heading of the page; empty without one."""
        return self.conversion.heading if self.conversion else ""

    @property
    def rests_on(self) -> frozenset[str]:
        """The files of data/ that its blocks show, as paths relative to the project's root."""
        return frozenset(file for fragment in self.fragments for file in fragment.files)

    def complete(self, html: str, fragments: tuple[str, ...] | None = None) -> str:
        """Return the page's HTML with the fragments in place, or others in place of them."""
        shown = fragments or tuple(fragment.html for fragment in self.fragments)
        if self.conversion is None:
            return html
        notes = footnotes(self.conversion.cited, self.conversion.first_note, self.notes)
        return fill(html, shown) + notes + self.popovers

    def html(self) -> str:
        """Return the HTML of the page's article, as far as Python-Markdown alone makes it."""
        return self.complete(self.conversion.html) if self.conversion else ""
