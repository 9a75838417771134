"""The result of rendering a page: what it shows and needs, and its problems."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from explainer.language.messages import messages_in
from explainer.pages.citations import Coverage
from explainer.pages.conversion import Conversion, fill
from explainer.pages.footnotes import footnotes
from explainer.pages.readability import Readability

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explainer.pages.page import Page
    from explainer.problems import Place, Problem
    from explainer.rendering.time_drawing import Picture


@dataclass(frozen=True)
class Fragment:
    """The HTML of one block."""

    name: str
    """The name of the block."""
    html: str
    place: Place
    """Where the block is in the page's text."""
    problems: tuple[Problem, ...] = ()
    """The problems of the block."""
    failed: bool = False
    """Whether it is empty because of a problem elsewhere, such as in the data."""
    anchors: tuple[str, ...] = ()
    """The ids of the elements in it."""
    files: frozenset[str] = frozenset()
    """The files of data/ whose records it shows, as paths relative to the project's root."""


@dataclass(frozen=True)
class AnchorLink:
    """A link in a fragment to an element with an id."""

    url: str
    """The address of the page that should have the element, relative to the site's root."""
    anchor: str
    place: Place
    """The place of the block that contains the link."""


@dataclass(frozen=True)
class PageResult:
    """One rendered page."""

    page: Page
    url: str
    """The page's address relative to the site's root."""
    conversion: Conversion | None = None
    """The converted text; None for a page too large to read, or rendered without HTML."""
    fragments: tuple[Fragment, ...] = ()
    """One fragment for each block, in the order of the text."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """The HTML of each footnote, by the id of the cited record."""
    popovers: str = ""
    """The HTML that explains first mentions, placed at the end of the page."""
    problems: tuple[Problem, ...] = ()
    anchors: frozenset[str] = frozenset()
    """The ids of all elements of the page."""
    links: tuple[AnchorLink, ...] = ()
    """The links in fragments to elements with ids."""
    coverage: Coverage = field(default_factory=Coverage)
    """How much of the prose has citations."""
    readability: Readability = field(default_factory=Readability)
    """How long the prose is."""
    description: str = ""
    """A plain-text description for search engines; empty without a topic."""
    question: str = ""
    """The question that the topic's page answers; empty without a topic."""
    chart: Picture | None = None
    """The page's drawing of its events in time, if it has one."""
    language: str = "en"
    """The language of the site."""

    @property
    def cited(self) -> tuple[str, ...]:
        """The ids of sources, statements and numbers cited in the prose, in order."""
        return self.conversion.cited_ids if self.conversion else ()

    @property
    def heading(self) -> str:
        """The first heading of the page; empty without one."""
        return self.conversion.heading if self.conversion else ""

    @property
    def rests_on(self) -> frozenset[str]:
        """The files of data/ that its blocks show, as paths relative to the project's root."""
        return frozenset(file for fragment in self.fragments for file in fragment.files)

    @cached_property
    def linked(self) -> Mapping[str, frozenset[str]]:
        """The ids that links in fragments name, by the address of their page."""
        linked: dict[str, set[str]] = {}
        for link in self.links:
            linked.setdefault(link.url, set()).add(link.anchor)
        return {url: frozenset(anchors) for url, anchors in linked.items()}

    def without_html(self) -> PageResult:
        """Return what a check needs of the page: its problems, figures, anchors and links."""
        fragments = tuple(replace(fragment, html="") for fragment in self.fragments)
        return replace(self, conversion=None, fragments=fragments, notes={}, popovers="")

    def complete(self, html: str, fragments: tuple[str, ...] | None = None) -> str:
        """Return the page's HTML with its own fragments, or others, in place."""
        shown = [*(fragments or (fragment.html for fragment in self.fragments))]
        if self.conversion is None:
            return html
        messages = messages_in(self.language)
        notes = footnotes(self.conversion.cited, self.conversion.first_note, self.notes, messages)
        for index, fragment in enumerate(self.fragments):
            if fragment.name == "notes" and not fragment.problems:
                shown[index], notes = notes, ""
        return fill(html, shown) + notes + self.popovers

    def html(self) -> str:
        """Return the HTML of the article as made by Python-Markdown alone."""
        return self.complete(self.conversion.html) if self.conversion else ""
