"""The page reader: converts a page's text and proofreads it, before its blocks are rendered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

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
        of = page.body, page.topic, page.front.means, self.converter
        conversion = memory.once(("conversion", page.path), of, lambda: self._converted(page))
        return memory.once(
            ("text", page.path),
            (page, conversion, self.rules),
            lambda: self._proofread(page, conversion),
        )

    def _converted(self, page: Page) -> Conversion:
        forms = self._forms(page) if self.html else None

        def finish(tree: Element) -> list[str]:
            return [] if forms is None else term_popovers.mark(tree, forms)

        is_citable = self.site.catalog.citable.__contains__
        return self.converter.convert(page.body, is_citable, finish, self._number, html=self.html)

    def _number(self, name: str) -> str | None:
        """Return a number in words, such as `3.7 million people`; None if there is none."""
        number = self.site.catalog.numbers.get(name)
        return number.in_words(self.site.edition.messages) if number else None

    def _proofread(self, page: Page, conversion: Conversion) -> PageText:
        prose, edition = [*conversion.prose], self.site.edition
        if not edition.english:
            prose = [replace(part, language=edition.language) for part in prose]
        coverage = citations.coverage(prose, ours=bool(page.front.ours))
        readability = reading(prose)
        problems = self.rules.problems(page, prose, coverage, readability)
        own = page_problems(page, conversion, self.site.catalog, BLOCKS)
        return PageText(conversion, coverage, readability, (*own, *problems))

    @cached_property
    def rules(self) -> Proofreader:
        """What finds the mistakes of prose."""
        catalog, english = self.site.catalog, self.site.edition.english
        make = partial(proofreader, catalog, english=english)
        return self.site.memory.once("proofreader", english, make)

    def _forms(self, page: Page) -> PopoverForms:
        """Return the names and terms that a page explains."""
        catalog = self.site.catalog
        names = self.site.memory.shared("names", lambda: term_popovers.actor_forms(catalog))
        return names.with_records(self._own(page))

    def _own(self, page: Page) -> list[Explained]:
        """Return what a page explains besides the names that all pages explain."""
        catalog = self.site.catalog
        terms = catalog.terms.values() if page.topic is None else catalog.terms_of(page.topic)
        people, bodies = catalog.people, catalog.organisations
        meant = (people.get(name) or bodies.get(name) for name in page.front.means)
        return [*filter(None, meant), *terms]
