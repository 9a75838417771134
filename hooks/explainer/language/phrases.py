"""Phrases: many names or words found in a text at once.

They are kept as a tree of words, so one look at each word of a text is enough:
thousands of names cost a page no more than ten.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_PART = re.compile(r"\w+|\W")
"""What phrases are compared by: whole words, and each character between them by itself."""
_START = re.compile(r"\w+|[^\w\s]")
_FORM = ""
"""The key of the form that ends at a branch of the tree; no part is empty."""


class Phrases:
    """Phrases to find as whole words; made once, for any number of texts."""

    def __init__(self, forms: Iterable[str] = (), *, ignore_case: bool = False) -> None:
        """Take the phrases, each in every form in which it is to be found."""
        self._key: Callable[[str], str] = str.casefold if ignore_case else str
        tree: dict[str, Any] = {}
        for form in filter(None, forms):
            branch = tree
            for part in _PART.findall(form):
                branch = branch.setdefault(self._key(part), {})
            branch[_FORM] = form
        self._trees = [tree]

    def __or__(self, other: Phrases) -> Phrases:
        """Return phrases that find what either finds, without a copy of them."""
        both = Phrases()
        both._key = self._key
        both._trees = [*self._trees, *other._trees]
        return both

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield each phrase in a text: 0-based first character, the end, and the form.

        None overlaps another: the first counts, and where several begin the longest.
        """
        # Most texts have none: to see that takes a tenth of the time.
        words = _START.findall(text if self._key is str else self._key(text))
        if all(tree.keys().isdisjoint(words) for tree in self._trees):
            return
        done = 0
        for match in _START.finditer(text):
            start, first = match.start(), self._key(match[0])
            if start < done or (start and _is_in_word(text[start - 1])):
                continue
            ends = [self._longest(text, start, tree) for tree in self._trees if first in tree]
            end, form = max(ends, default=(start, ""))
            if form:
                yield start, end, form
                done = end

    def hide(self, text: str) -> str:
        """Return the text with an x for each character of the phrases in it."""
        parts, done = [], 0
        for start, end, _ in self.find(text):
            parts += [text[done:start], "x" * (end - start)]
            done = end
        return "".join([*parts, text[done:]])

    def _longest(self, text: str, start: int, tree: dict[str, Any]) -> tuple[int, str]:
        """Return the end and the form of the longest phrase at a place; no form if none is."""
        longest = (start, "")
        for part in _PART.finditer(text, start):
            tree = tree.get(self._key(part[0]), {})
            if not tree:
                break
            if _FORM in tree and not _is_in_word(text[part.end() : part.end() + 1]):
                longest = (part.end(), tree[_FORM])
        return longest


def _is_in_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
