"""Loaded words: finds words that the house style avoids in our own texts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from explainer.language.phrases import Phrases
from explainer.language.quotation_marks import without_quotations
from explainer.problems import Problem, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from explainer.facts.catalog import Catalog
    from explainer.facts.house_style import LoadedWord
    from explainer.facts.model import Record
    from explainer.problems import Place


@dataclass(frozen=True)
class LoadedWords:
    """The loaded words of a site, prepared once for searching all its texts."""

    words: Mapping[str, LoadedWord]
    """Each word by its forms."""
    phrases: Phrases

    @classmethod
    def of(cls, catalog: Catalog) -> LoadedWords:
        """Return the loaded words of a catalog."""
        words = {form: word for word in catalog.loaded_words.values() for form in word.forms}
        return cls(words, Phrases(words, ignore_case=True))

    def are_in(self, text: str) -> bool:
        """Return whether a text has a loaded word, be it quoted or permitted."""
        return next(self.phrases.find(text), None) is not None

    def find(self, text: str) -> Iterator[tuple[int, str, LoadedWord]]:
        """Yield each loaded word in a text: its 0-based first character, and the word as written.

        Skip quotations and permitted exceptions.
        """
        if not self.are_in(text):
            return
        ours = without_quotations(text, " ")
        excepted: dict[str, list[tuple[int, int]]] = {}
        for start, end, form in self.phrases.find(ours):
            word = self.words[form]
            if word.id not in excepted:
                excepted[word.id] = [
                    match.span()
                    for one in word.exceptions
                    for match in re.finditer(re.escape(one.words), ours, re.IGNORECASE)
                ]
            if not any(first <= start and end <= last for first, last in excepted[word.id]):
                yield start, text[start:end], word


def in_records(records: Iterable[Record], words: LoadedWords) -> Iterator[Problem]:
    """Yield a problem for each loaded word in our texts in records."""
    texts = [(record, *written) for record in records for written in record.written]
    # Most records have none, and one long text is searched faster than many short ones.
    if not words.are_in("\n".join(text for _, _, text in texts)):
        return
    for record, loc, text in texts:
        for start, found, word in words.find(text):
            place = record.place_of_word(len(f"{text[:start]}x".split()) - 1, *loc)
            yield loaded_word_problem(place, found, word)


def loaded_word_problem(place: Place, found: str, word: LoadedWord) -> Problem:
    """Return the problem of a loaded word at a place."""
    message = f"avoid {quoted(found)}"
    hint = f"write: {word.instead}; or add an exception with its reason to data/words.yml"
    return Problem(place, message, hint)
