"""Loaded words: those that the house style does not use, found in what is written here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .citations import QUOTED
from .problems import Problem, quoted
from .shapes import Record
from .wording import whole_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .catalog import Catalog
    from .citations import Prose
    from .problems import Place
    from .style import LoadedWord


def in_records(catalog: Catalog) -> Iterator[Problem]:
    """Every loaded word in the texts of records; what is quoted is not ours."""
    for records in catalog.records.values():
        for record in records.values():
            assert isinstance(record, Record)
            for loc, text in record.written:
                for start, word in _found(text, catalog):
                    place = record.place_of_word(len(f"{text[:start]}x".split()) - 1, *loc)
                    yield _problem(place, text[start:], word)


def in_prose(
    prose: list[Prose], catalog: Catalog, find: Callable[[str], list[Place]]
) -> Iterator[Problem]:
    """Every loaded word in a page's prose and headings; `find` gives the places of a text."""
    seen: dict[str, int] = {}
    for part in prose:
        for start, word in _found(part.text, catalog):
            form = _form(part.text[start:], word)
            places = find(form) or find("")
            place = places[min(seen.setdefault(form, 0), len(places) - 1)]
            seen[form] += 1
            yield _problem(place, part.text[start:], word)


def _found(text: str, catalog: Catalog) -> Iterator[tuple[int, LoadedWord]]:
    words = catalog.loaded_words.values()
    if not whole_words((form for word in words for form in word.forms), re.IGNORECASE).search(text):
        return
    ours = QUOTED.sub(lambda quote: " " * len(quote[0]), text)
    for word in words:
        for match in _pattern(word).finditer(ours):
            around = (
                (at.start(), at.end())
                for allowed in word.exceptions
                for at in re.finditer(re.escape(allowed.words), ours, re.IGNORECASE)
            )
            if not any(start <= match.start() and match.end() <= end for start, end in around):
                yield match.start(), word


def _problem(place: Place, text: str, word: LoadedWord) -> Problem:
    message = f"{quoted(_form(text, word))} is a word that this site does not use"
    return Problem(place, message, f"write: {word.instead}; or give the reason in data/words.yml")


def _form(text: str, word: LoadedWord) -> str:
    match = _pattern(word).match(text)
    assert match
    return match[0]


def _pattern(word: LoadedWord) -> re.Pattern[str]:
    return whole_words(word.forms, re.IGNORECASE)
