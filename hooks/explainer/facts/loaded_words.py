"""Loaded words: those that the house style does not use, found in what is written here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explainer.facts.model import Record
from explainer.language.normalisation import whole_words
from explainer.language.quotation_marks import without_quotations
from explainer.problems import Problem, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.facts.catalog import Catalog
    from explainer.facts.house_style import LoadedWord
    from explainer.problems import Place


def in_records(catalog: Catalog) -> Iterator[Problem]:
    """Every loaded word in the texts of records; what is quoted is not ours."""
    for records in catalog.records.values():
        for record in records.values():
            assert isinstance(record, Record)
            for loc, text in record.written:
                for start, word in occurrences_in(text, catalog):
                    place = record.place_of_word(len(f"{text[:start]}x".split()) - 1, *loc)
                    yield loaded_word_problem(place, text[start:], word)


def occurrences_in(text: str, catalog: Catalog) -> Iterator[tuple[int, LoadedWord]]:
    """Every loaded word in a text, with the 0-based character where it begins."""
    words = catalog.loaded_words.values()
    if not whole_words((form for word in words for form in word.forms), re.IGNORECASE).search(text):
        return
    ours = without_quotations(text, " ")
    for word in words:
        for match in _pattern(word).finditer(ours):
            around = (
                (at.start(), at.end())
                for allowed in word.exceptions
                for at in re.finditer(re.escape(allowed.words), ours, re.IGNORECASE)
            )
            if not any(start <= match.start() and match.end() <= end for start, end in around):
                yield match.start(), word


def loaded_word_problem(place: Place, text: str, word: LoadedWord) -> Problem:
    """The problem of a loaded word with which a text begins."""
    message = f"{quoted(form_at(text, word))} is a word that this site does not use"
    return Problem(place, message, f"write: {word.instead}; or give the reason in data/words.yml")


def form_at(text: str, word: LoadedWord) -> str:
    """The form of a loaded word with which a text begins."""
    match = _pattern(word).match(text)
    assert match
    return match[0]


def _pattern(word: LoadedWord) -> re.Pattern[str]:
    return whole_words(word.forms, re.IGNORECASE)
