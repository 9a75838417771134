"""Readability: the length of a page and its sentences, and its headings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from explainer.problems import Problem, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from explainer.facts.house_style import House
    from explainer.pages.prose import Prose
    from explainer.problems import Place


@dataclass(frozen=True)
class Readability:
    """The length of a page's prose, without headings, blocks and citations."""

    words: int = 0
    sentences: int = 0
    longest: str = ""
    """The longest sentence."""

    @property
    def mean(self) -> float:
        """Return the average words per sentence; 0 without sentences."""
        return self.words / self.sentences if self.sentences else 0.0


def reading(prose: Iterable[Prose]) -> Readability:
    """Return the length of a page's prose."""
    texts = [one.text for part in prose if not part.label for one in part.sentences()]
    counts = [*map(word_count, texts)]
    longest = texts[counts.index(max(counts))] if texts else ""
    return Readability(sum(counts), len(texts), longest)


def heading_problems(
    prose: Iterable[Prose], house: House, find: Callable[[str], list[Place]]
) -> Iterator[Problem]:
    """Yield a problem for each heading that is neither a question nor a house label.

    `find` returns every place of a text on the page.
    """
    for part in prose:
        if part.label not in {"h2", "h3", "h4", "h5", "h6"} or part.text in house.labels:
            continue
        if not part.text.rstrip('"”’)').endswith("?"):
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
