"""Quoted words: checks that quotations in prose come from the cited record."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from explainer.facts.numbers import Number
from explainer.facts.records import Source, Statement
from explainer.facts.topics import Topic
from explainer.language.normalisation import fold
from explainer.language.word_search import departure, occurs
from explainer.problems import Problem, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from explainer.facts.catalog import Catalog
    from explainer.pages.prose import Prose
    from explainer.problems import Place

LEAST_WORDS = 4
"""The fewest words for which a quotation beside a cited source must be recorded."""

# Chinese and Japanese have no spaces; a word has about two characters.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{1,2}|[^\W\u3040-\u30ff\u3400-\u9fff][\w'’-]*")
_ALIKE = 60
"""The minimum similarity, in per cent, of a suggested statement."""
_MOST_SOUGHT = 60
"""The number of first words used to find a quotation on the page."""


def quote_problems(
    prose: Iterable[Prose], catalog: Catalog, find: Callable[[str], list[Place]]
) -> Iterator[Problem]:
    """Yield a problem for each quotation missing from the records cited after it.

    If a statement is cited, check every quotation; if only sources are, check those of
    `LEAST_WORDS` words or more. `find` returns every place of a text on the page.
    """
    recorded = lru_cache(maxsize=None)(lambda source: _recorded_from(source, catalog))
    for part in prose:
        for names, quotes in part.quotes():
            if not quotes:
                continue
            records = [catalog.citable.get(name) for name in names]
            cited = [one for one in records if isinstance(one, Statement)]
            sources = [one.id for one in records if isinstance(one, Source)]
            numbers = [one for one in records if isinstance(one, Number)]
            known = None not in records
            of_numbers = (name for number in numbers for name in number.sources)
            sources = [*dict.fromkeys([*sources, *of_numbers])]
            from_sources = [said for name in sources for said in recorded(name)[0]]
            texts = [text for said in (*cited, *from_sources) for text in _wordings(said)]
            texts += [text for name in sources for text in recorded(name)[1]]
            for words in quotes:
                if any(occurs(words, text) for text in texts):
                    continue
                if cited:
                    yield _misquoted(words, cited[0], find)
                elif sources and known and _counts(words) and not catalog.unreadable:
                    yield _unrecorded(words, sources, from_sources, find)


def _wordings(said: Statement) -> list[str]:
    """Return the words of a statement, and those that we translated."""
    return [said.text, said.original] if said.original else [said.text]


def _counts(words: str) -> bool:
    """Return whether a quotation is long enough to be a statement."""
    return len(_WORD.findall(words)) >= LEAST_WORDS


def _recorded_from(source: str, catalog: Catalog) -> tuple[list[Statement], list[str]]:
    """Return the statements recorded from a source, and the words of accounts from it."""
    statements: list[Statement] = []
    texts: list[str] = []
    for record in catalog.referrers.get(source, ()):
        if isinstance(record, Statement) and source in (record.source, *record.carried_by):
            statements.append(record)
        elif isinstance(record, Topic):
            accounts = [one for differing in record.discrepancies for one in differing.accounts]
            texts += [one.text for one in accounts if one.text and source in one.sources]
    return statements, texts


def _misquoted(words: str, said: Statement, find: Callable[[str], list[Place]]) -> Problem:
    """Return the problem of words that are not in the cited statement."""
    place = _place(words, departure(fold(said.text).text, words) or 0, find)
    message = f"the words {quoted(words)} are not in '{said.id}'"
    return Problem(place, message, f"it reads: {_on_one_line(said.text)}")


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _unrecorded(
    words: str,
    sources: list[str],
    candidates: list[Statement],
    find: Callable[[str], list[Place]],
) -> Problem:
    """Return the problem of words that no statement from the cited sources contains."""
    hint = "record the statement, or mark the words: <!-- not a quote: reason -->"
    at = 0
    texts = [fold(said.text).text for said in candidates]
    near = process.extractOne(
        fold(words).text, texts, scorer=fuzz.partial_ratio, score_cutoff=_ALIKE
    )
    if near:
        said = candidates[near[2]]
        at = departure(near[0], words) or 0
        hint = f"'{said.id}' reads: {_on_one_line(said.text)}; otherwise {hint}"
    known = " or ".join(f"'{name}'" for name in sources[:3])
    message = f"no statement recorded from {known} has the words {quoted(words)}"
    return Problem(_place(words, at, find), message, hint)


def _place(words: str, at: int, find: Callable[[str], list[Place]]) -> Place:
    """Return the place of quoted words on the page, at one of their characters."""
    # In Markdown the words may span several lines or contain emphasis marks.
    ends = [space.start() for space in re.finditer(r" |\Z", words)][:_MOST_SOUGHT]
    opening, places = next(
        ((words[:end], found) for end in reversed(ends) if (found := find(words[:end]))),
        ("", find("")),
    )
    return places[0].moved(at if at < len(opening) else 0)
