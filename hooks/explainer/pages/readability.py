"""How a page reads: how long it is, how long its sentences are, what its headings ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from explainer.problems import Problem, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from explainer.pages.citations import Prose
    from explainer.problems import Place

LONGEST_MEAN = 25
"""How many words the sentences of an explainer may have on average."""

LABELS = frozenset({
    "In short", "Key points", "Open questions", "Who is who", "What was said later", "Terms",
    "Sources", "Changes", "What this page rests on",
})  # fmt: skip
"""The headings of an explainer that are no questions: they are the same on every page."""


@dataclass(frozen=True)
class Reading:
    """The length of a page's prose; headings, blocks and citations do not count."""

    words: int = 0
    sentences: int = 0
    longest: str = ""
    """The longest sentence."""

    @property
    def mean(self) -> float:
        """Words in a sentence, on average; 0 without a sentence."""
        return self.words / self.sentences if self.sentences else 0.0


def reading(prose: Iterable[Prose]) -> Reading:
    """How long a page's prose is."""
    texts = [one.text for part in prose if not part.label for one in part.sentences()]
    longest = max(texts, key=_count, default="")
    return Reading(sum(map(_count, texts)), len(texts), longest)


def heading_problems(
    prose: Iterable[Prose], find: Callable[[str], list[Place]]
) -> Iterator[Problem]:
    """A problem for each heading that is neither a question nor one that every page has.

    `find` gives every place of a text on the page.
    """
    for part in prose:
        if part.label not in {"h2", "h3", "h4", "h5", "h6"} or part.text in LABELS:
            continue
        if not part.text.rstrip('"”’)').endswith("?"):
            place = (find(part.text) or find(part.text.split()[0]) or find(""))[0]
            message = f"the heading {quoted(part.text)} is no question"
            hint = f"ask what a newcomer would ask, or use one of: {', '.join(sorted(LABELS))}"
            yield Problem(place, message, hint)


def length_problems(told: Reading, wanted: range | None, place: Place) -> Iterator[Problem]:
    """A problem if the prose is too short or long, or its sentences are too long on average."""
    if wanted and told.words not in wanted:
        message = (
            f"{told.words:,} words of prose; {wanted.start} to {wanted.stop - 1} are asked for"
        )
        hint = "prose explains and leaves the listing to the blocks"
        yield Problem(place, message, hint)
    if told.mean > LONGEST_MEAN:
        message = f"{told.mean:.1f} words in a sentence on average; {LONGEST_MEAN} at most"
        yield Problem(place, message, f"the longest: {quoted(told.longest, 60)}")


def _count(text: str) -> int:
    return sum(any(sign.isalnum() for sign in word) for word in text.split())
