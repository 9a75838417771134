"""The page reader: converts a page's text and proofreads it, before its blocks are rendered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from explainer.pages import citations, term_popovers
from explainer.pages.page_rules import page_problems
from explainer.pages.proofreading import Proofreader, proofreader
from explainer.pages.readability import reading
from explainer.rendering.blocks import BLOCKS

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from explainer.pages.citations import Coverage
    from explainer.pages.conversion import Conversion, Converter
    from explainer.pages.page import Page
    from explainer.pages.readability import Readability
    from explainer.pages.term_popovers import Explained, PopoverForms
    from explainer.problems import Problem
    from explainer.rendering.context import SiteContext

T = TypeVar("T")


@dataclass(frozen=True)
class PageText:
    """What a page's text says, without its blocks."""

    conversion: Conversion
    coverage: Coverage
    """How much of the prose has citations."""
    readability: Readability
    """How long the prose is."""
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class PageReader:
    """Reads the pages of one site."""

    site: SiteContext
    converter: Converter
    html: bool
    """Whether to convert the text to HTML, with first mentions explained."""

    def read(self, page: Page) -> PageText:
        """Return a page's text, or the same of the last build."""
        memory = self.site.memory
        conversion = memory.once(
            ("conversion", page.path), self._input(page), lambda: self._converted(page)
        )
        return memory.once(
            ("text", page.path),
            (page, conversion, self._proofreader),
            lambda: self._proofread(page, conversion),
        )

    def _converted(self, page: Page) -> Conversion:
        forms = self._forms(page) if self.html else None

        def finish(tree: Element) -> list[str]:
            return [] if forms is None else term_popovers.mark(tree, forms)

        return self.converter.convert(page.body, self._citable.__contains__, finish, html=self.html)

    def _proofread(self, page: Page, conversion: Conversion) -> PageText:
        prose = [*conversion.prose]
        coverage = citations.coverage(prose, ours=bool(page.front.ours))
        readability = reading(prose)
        problems = self._proofreader.problems(page, prose, coverage, readability)
        own = page_problems(page, conversion, self.site.catalog, BLOCKS)
        return PageText(conversion, coverage, readability, (*own, *problems))

    def _input(self, page: Page) -> object:
        """Return what a page's conversion is made of, if it may be used again."""
        if not self.site.memory.keep:
            return None
        own = term_popovers.explained_by(self._own(page))
        forms = [(form, one.id) for form, one in own.items()]
        return page.body, self._citable, self._explained, forms, self.converter

    @cached_property
    def _citable(self) -> frozenset[str]:
        """The ids that pages may cite."""
        catalog = self.site.catalog
        return self._same("citable", frozenset([*catalog.sources, *catalog.statements]))

    @cached_property
    def _explained(self) -> frozenset[tuple[str, str]]:
        """The forms of names that all pages explain, with the ids of their records."""
        forms = self._actor_forms.records.items()
        return self._same("explained", frozenset((form, one.id) for form, one in forms))

    def _same(self, name: str, value: T) -> T:
        """Return the value, or the equal one of the last build, which is faster to compare."""
        return self.site.memory.once(name, value, lambda: value)

    @cached_property
    def _proofreader(self) -> Proofreader:
        """The site's proofreader."""
        catalog = self.site.catalog
        return self.site.memory.once("proofreader", None, lambda: proofreader(catalog))

    @cached_property
    def _actor_forms(self) -> PopoverForms:
        """Return the names that all pages explain."""
        return term_popovers.actor_forms(self.site.catalog)

    @cached_property
    def _all_forms(self) -> PopoverForms:
        """Return the names and terms that pages without a topic explain."""
        return self._actor_forms.with_records(self.site.catalog.terms.values())

    def _forms(self, page: Page) -> PopoverForms:
        if page.topic is None and not page.front.means:
            return self._all_forms
        return self._actor_forms.with_records(self._own(page))

    def _own(self, page: Page) -> list[Explained]:
        """Return what a page explains besides the names that all pages explain."""
        catalog = self.site.catalog
        terms = catalog.terms.values() if page.topic is None else catalog.terms_of(page.topic)
        return [*(catalog.actor(name) for name in page.front.means), *terms]
