"""Proofs: a page's text read against the house style, once it is known what is prose in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import loaded_words
from .citations import citation_problems
from .names import name_problems
from .problems import Problem, quoted
from .reading import heading_problems, length_problems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .catalog import Catalog
    from .citations import Prose
    from .pages import Page


def proof(page: Page, prose: list[Prose], catalog: Catalog) -> Iterator[Problem]:
    """Everything in a page's text that breaks a rule; an explainer has more of them."""
    yield from citation_problems(prose, catalog, page.find)
    yield from _too_few_cited(page)
    if not page.front.ours:
        yield from name_problems(prose, catalog, page.find_word)
    yield from loaded_words.in_prose(prose, catalog, page.find_word)
    yield from length_problems(
        page.reading, page.front.words, page.places.get("words", page.place(0))
    )
    if page.topic:
        yield from heading_problems(prose, page.find)


def _too_few_cited(page: Page) -> Iterator[Problem]:
    """A problem if fewer sentences are cited than the page's front matter asks for."""
    asked = page.front.coverage
    if asked and page.coverage.percent < asked.percent:
        message = (
            f"{page.coverage.cited} of {page.coverage.factual} factual sentences carry a citation, "
            f"{page.coverage.percent} %; {asked.percent} % are asked for"
        )
        first = page.coverage.uncited[0]
        lines = [place.line for place in page.find(first[:30])]
        where = f"line {lines[0]}, " if lines else ""
        hint = f"the first without: {where}{quoted(first, 60)}"
        yield Problem(page.places["coverage"], message, hint)
