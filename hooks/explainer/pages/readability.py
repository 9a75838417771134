"""Readability: the length of a page and its sentences, how hard they are, and the headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pyphen import Pyphen  # type: ignore[import-untyped]  # it has no types

from explainer.problems import Problem, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from explainer.facts.house_style import House
    from explainer.pages.prose import Prose
    from explainer.problems import Place

_QUESTION = ("?", "\u061f", "\uff1f")
"""How a question ends, also in Arabic and in Chinese."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True)
class Readability:
    """How much prose a page has, without headings, blocks and citations, and how hard it is."""

    words: int = 0
    sentences: tuple[str, ...] = ()
    opening: int = 0
    """The number of sentences before the second heading of level 2."""

    @property
    def mean(self) -> float:
        """Return the average words per sentence; 0 without sentences."""
        return self.words / len(self.sentences) if self.sentences else 0.0

    @property
    def longest(self) -> str:
        """Return the longest sentence; empty without sentences."""
        return max(self.sentences, key=word_count, default="")

    @property
    def grade(self) -> float:
        """Return the school grade of the page's prose, as in `grade`."""
        return grade(self.sentences)

    @property
    def opening_grade(self) -> float:
        """Return the school grade of what the page opens with."""
        return grade(self.sentences[: self.opening])


def reading(prose: Iterable[Prose]) -> Readability:
    """Return the length and the sentences of a page's prose."""
    texts: list[str] = []
    before: list[int] = []
    for part in prose:
        if part.label == "h2":
            before.append(len(texts))
        elif not part.label:
            texts += (one.text for one in part.sentences())
    opening = before[1] if len(before) > 1 else len(texts)
    return Readability(sum(map(word_count, texts)), tuple(texts), opening)


def grade(texts: Collection[str]) -> float:
    """Return the US school grade that English sentences ask for; 0 for the easiest and for none.

    As Flesch and Kincaid (1975) have it.
    A syllable is a part into which Pyphen would divide a word.
    On the edition's pages these are 4 % fewer than the CMU dictionary has: half a grade.
    """
    words = [word for text in texts for word in _WORD.findall(text)]
    if not words:
        return 0.0
    syllables = sum(map(_syllables, words))
    return max(0.0, 0.39 * len(words) / len(texts) + 11.8 * syllables / len(words) - 15.59)


@cache
def _hyphenation() -> Pyphen:
    return Pyphen(lang="en_US", left=1, right=1)


def _syllables(word: str) -> int:
    return len(_hyphenation().positions(word.lower())) + 1


def heading_problems(
    prose: Iterable[Prose], house: House, find: Callable[[str], list[Place]]
) -> Iterator[Problem]:
    """Yield a problem for each heading that is neither a question nor a house label.

    `find` returns every place of a text on the page.
    """
    for part in prose:
        if part.label not in {"h2", "h3", "h4", "h5", "h6"} or part.text in house.labels:
            continue
        if not part.text.rstrip('"”’)').endswith(_QUESTION):
            place = (find(part.text) or find(part.text.split()[0]) or find(""))[0]
            message = f"the heading {quoted(part.text)} is not a question"
            hint = f"ask what a newcomer would ask, or use one of: {', '.join(house.labels)}"
            yield Problem(place, message, hint)


def length_problems(
    found: Readability, wanted: range | None, house: House, place: Place
) -> Iterator[Problem]:
    """Yield a problem if the prose is too short or too long, or its sentences are too long."""
    if wanted and found.words not in wanted:
        message = f"{found.words:,} words of prose; {in_words(wanted)} are asked for"
        hint = "explain in prose, and leave lists to blocks"
        yield Problem(place, message, hint)
    if found.mean > house.longest_mean_sentence:
        most = house.longest_mean_sentence
        message = f"{found.mean:.1f} words in a sentence on average; {most} at most"
        yield Problem(place, message, f"the longest: {quoted(found.longest, 60)}")


def word_count(text: str) -> int:
    """Return the number of words in a text; a lone punctuation mark is not a word."""
    return len([word for word in text.split() if word[0].isalnum() or any(map(str.isalnum, word))])


def in_words(numbers: range) -> str:
    """Return a range for a message, for example: 900 to 1500."""
    return f"{numbers.start} to {numbers.stop - 1}"
