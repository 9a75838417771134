"""Proofreading: checks a page's prose against the house style."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from explainer.facts.house_style import house_of, with_strictness
from explainer.facts.loaded_words import LoadedWords, loaded_word_problem
from explainer.facts.name_forms import shared_forms
from explainer.language.phrases import Phrases
from explainer.pages.citations import citation_problems
from explainer.pages.frame import frame_problems
from explainer.pages.given_numbers import without_given
from explainer.pages.names import name_index, name_problems
from explainer.pages.readability import heading_problems, length_problems
from explainer.problems import Problem, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explainer.facts.catalog import Catalog
    from explainer.facts.house_style import House
    from explainer.pages.citations import Coverage, Prose
    from explainer.pages.names import NameIndex
    from explainer.pages.page import Page
    from explainer.pages.readability import Readability


@dataclass(frozen=True)
class Proofreader:
    """Checks the pages of one site; made once for all pages."""

    catalog: Catalog
    names: NameIndex
    house: House
    """The rules, as far as they apply to the language of the pages."""
    loaded_words: LoadedWords
    shared_names: Phrases
    """The names of two or more people or bodies."""

    def problems(
        self, page: Page, prose: Sequence[Prose], coverage: Coverage, readability: Readability
    ) -> Iterator[Problem]:
        """Yield a problem for each broken rule in a page's text; explainers have more rules."""
        house = self.house
        own = without_given(prose, self.catalog)
        yield from citation_problems([*prose], self.catalog, page.find)
        yield from with_strictness(_too_few_cited(page, coverage), house.coverage)
        # The missing records may be those that cannot be read.
        if not page.front.ours and not self.catalog.unreadable:
            names = name_problems(own, self.names, page.find_word)
            yield from with_strictness(names, house.names)
        yield from self._unclear_names(page, own)
        yield from with_strictness(self._loaded_words(page, own), house.loaded_words)
        place = page.places.get("words", page.place(0))
        lengths = length_problems(readability, page.front.words, house, place)
        yield from with_strictness(lengths, house.word_counts)
        if page.topic:
            headings = heading_problems(prose, house, page.find)
            yield from with_strictness(headings, house.headings)
            yield from frame_problems(page, prose, self.catalog, house)

    def _unclear_names(self, page: Page, prose: Sequence[Prose]) -> Iterator[Problem]:
        """Yield a problem for each shared name in a page that does not say whom it means."""
        forms = dict.fromkeys(
            form for part in prose for *_, form in self.shared_names.find(part.text)
        )
        for form in forms:
            actors = self.catalog.actors_named(form)
            if not any(actor in page.front.means for actor in actors):
                message = f"the name {quoted(form, 100)} belongs to {' and '.join(actors)}"
                hint = f"say in the front matter whom the page means: means: [{actors[0]}]"
                yield Problem(page.find_first(form), message, hint)

    def _loaded_words(self, page: Page, prose: Sequence[Prose]) -> Iterator[Problem]:
        """Yield a problem for each loaded word in a page's prose and headings."""
        seen: dict[str, int] = {}
        for part in prose:
            for _, found, word in self.loaded_words.find(part.text):
                places = page.find_word(found) or page.find("")
                place = places[min(seen.setdefault(found, 0), len(places) - 1)]
                seen[found] += 1
                yield loaded_word_problem(place, found, word)


def proofreader(catalog: Catalog, *, english: bool) -> Proofreader:
    """Return the proofreader of a site with these records, whose prose may not be English."""
    shared, house = Phrases(shared_forms(catalog)), house_of(catalog.house, english=english)
    return Proofreader(catalog, name_index(catalog), house, LoadedWords.of(catalog), shared)


def _too_few_cited(page: Page, coverage: Coverage) -> Iterator[Problem]:
    """Yield a problem if fewer sentences have citations than the front matter requires."""
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
