"""Proofs: a page's text read against the house style, once it is known what is prose in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.facts.loaded_words import form_at, loaded_word_problem, occurrences_in
from explainer.pages.citations import citation_problems
from explainer.pages.names import name_problems
from explainer.pages.readability import heading_problems, length_problems
from explainer.problems import Problem, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from explainer.facts.catalog import Catalog
    from explainer.pages.citations import Coverage, Prose
    from explainer.pages.page import Page
    from explainer.pages.readability import Reading
    from explainer.problems import Place


def proof(
    page: Page, prose: list[Prose], coverage: Coverage, readability: Reading, catalog: Catalog
) -> Iterator[Problem]:
    """Everything in a page's text that breaks a rule; an explainer has more of them."""
    yield from citation_problems(prose, catalog, page.find)
    yield from _too_few_cited(page, coverage)
    if not page.front.ours:
        yield from name_problems(prose, catalog, page.find_word)
    yield from _loaded_words(prose, catalog, page.find_word)
    yield from length_problems(
        readability, page.front.words, page.places.get("words", page.place(0))
    )
    if page.topic:
        yield from heading_problems(prose, page.find)


def _too_few_cited(page: Page, coverage: Coverage) -> Iterator[Problem]:
    """A problem if fewer sentences are cited than the page's front matter asks for."""
    asked = page.front.coverage
    if asked and coverage.percent < asked.percent:
        message = (
            f"{coverage.cited} of {coverage.factual} factual sentences carry a citation, "
            f"{coverage.percent} %; {asked.percent} % are asked for"
        )
        first = coverage.uncited[0]
        lines = [place.line for place in page.find(first[:30])]
        where = f"line {lines[0]}, " if lines else ""
        hint = f"the first without: {where}{quoted(first, 60)}"
        yield Problem(page.places["coverage"], message, hint)


def _loaded_words(
    prose: list[Prose], catalog: Catalog, find: Callable[[str], list[Place]]
) -> Iterator[Problem]:
    """Every loaded word in a page's prose and headings; `find` gives the places of a text."""
    seen: dict[str, int] = {}
    for part in prose:
        for start, word in occurrences_in(part.text, catalog):
            form = form_at(part.text[start:], word)
            places = find(form) or find("")
            place = places[min(seen.setdefault(form, 0), len(places) - 1)]
            seen[form] += 1
            yield loaded_word_problem(place, part.text[start:], word)
