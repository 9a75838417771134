"""Capitals: which capitalised words are names, and which only look like names.

English capitalises much that is not a name: the first word of a sentence, a title, a unit,
an abbreviation, something with a number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

_WORD = re.compile(r"\w+(?:[’-](?!s\b)\w+)*")
_OPENING = frozenset(':;…(–"”')
"""Characters after which any word may have a capital."""
_ABBREVIATION = re.compile(r"[A-Z][A-Z0-9]{0,4}s?")
"""A single letter, GDP, NATO, G20, MPs."""
_UNIT = re.compile(r"[MGTP]?(?:Hz|Wh|Pa|bit|bps|eV|Bq|Sv)")
_NUMERAL = re.compile(r"[A-Z]|(?=.)M*(?:C[MD]|D?C*)(?:X[CL]|L?X*)(?:I[XV]|V?I*)")
_NUMBER = re.compile(r" (?:No\. ?)?\d")
_TITLE = re.compile(
    r"Admiral|Ambassador|Archbishop|Attorney|Baron(?:ess)?|Bishop|Captain|Cardinal|Chair(?:wo)?man"
    r"|Chancellor|Chief|Colonel|Commissioner|Congress(?:wo)?man|Count(?:ess)?|Crown|Deputy|Director"
    r"|Doctor|Dr|Duchess|Duke|Earl|Emperor|Empress|Foreign|General|Governor|Judge|Justice|King|Lady"
    r"|Lieutenant|Lord|Major|Marshal|Mayor|Minister|Mrs?|Ms|Pope|President|Prime|Prince(?:ss)?"
    r"|Professor|Queen|Secretary|Senator|Sergeant|Sheikh|Sir|Speaker|Sultan|Tsar|Vice"
)
"""Words of titles, which describe a person and are not names on their own."""
_COMMON = re.compile(
    r"Internet|Web|January|February|March|April|May|June|July|August|September|October|November"
    r"|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
)
_NO_NAMES = (_ABBREVIATION, _UNIT, _TITLE, _COMMON)
_CREDIT = re.compile(
    r"(?:\b(?:Photo|Photograph|Picture|Image|Illustration|Graphic|Video)s?"
    r"(?: credit)?(?: by\b|:)|©)[^)\]]*"
)
"""A picture credit, to the end of the sentence."""
HIDDEN = " xx"
"""What follows a word where a known name has been hidden in the text."""
_ARTICLE = re.compile(r"\b(?:[Tt]he|[Aa]n?) $")


def names(text: str, known: Container[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield probable names in a sentence, each as its 0-based first character and its words.

    `known` has words of people's names, which may be names in any position.
    """
    text = _CREDIT.sub(lambda credit: re.sub(r"\w", "x", credit[0]), text)
    for run in _runs(text, known):
        if name := _name_in(run, text, known):
            yield name[0][0], [word for _, word in name]


def title_before(text: str, start: int) -> str:
    """Return the title right before a name; empty if there is none."""
    word = text[:start].rstrip().rpartition(" ")[2]
    return word if _TITLE.fullmatch(word) else ""


def _runs(text: str, known: Container[str]) -> Iterator[list[tuple[int, str]]]:
    """Yield each run of capitalised words as pairs of first character and word."""
    run: list[tuple[int, str]] = []
    end = 0
    for start, word in _capitalised(text, known):
        if run and text[end:start] != " ":
            yield run
            run = []
        run.append((start, word))
        end = start + len(word)
    if run:
        yield run


def _capitalised(text: str, known: Container[str]) -> Iterator[tuple[int, str]]:
    """Yield every capitalised word; two names joined by a hyphen count as two."""
    for match in _WORD.finditer(text):
        if match[0].islower():
            continue
        start = match.start()
        for word in [match[0]] if match[0] in known else match[0].split("-"):
            if word[:1].isupper():
                yield start, word
            start += len(word) + 1


def _name_in(run: list[tuple[int, str]], text: str, known: Container[str]) -> list[tuple[int, str]]:
    """Return the words of a run that may be a name, if any."""
    if run[0][1] not in known and _begins(text, run[0][0]):
        run = run[1:]
    if run and not any(word in known for _, word in run) and _is_numbered(run, text):
        return []
    while run and _leads(run, text, known):
        run = run[1:]
    while run and run[-1][1] not in known and _is_no_name(run[-1][1]):
        run = run[:-1]
    return run


def _begins(text: str, start: int) -> bool:
    """Return whether any word would have a capital in that position."""
    end = start
    while end and not (text[end - 1].isalnum() or text[end - 1] == "_"):
        end -= 1
    return end == 0 or not _OPENING.isdisjoint(text[end:start])


def _is_numbered(run: list[tuple[int, str]], text: str) -> bool:
    """Return whether words include a number: Part B, Louis XIV, World War II, Article 5."""
    start, word = run[-1]
    numeral = len(run) > 1 and _NUMERAL.fullmatch(word)
    return bool(numeral or _NUMBER.match(text, start + len(word)))


def _leads(run: list[tuple[int, str]], text: str, known: Container[str]) -> bool:
    """Return whether the first word of a run is a title, or not a name at all.

    A word of a known name is a title only before a name or after an article.
    """
    start, word = run[0]
    if word not in known:
        return _is_no_name(word)
    before_name = len(run) > 1 or text.startswith(HIDDEN, start + len(word))
    follows_article = _ARTICLE.search(text, 0, start) is not None
    return bool(_TITLE.fullmatch(word)) and (before_name or follows_article)


def _is_no_name(word: str) -> bool:
    return any(pattern.fullmatch(word) for pattern in _NO_NAMES)
