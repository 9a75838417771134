"""Phrases: finds many names or words in a text at once.

A tree of words needs only one look at each word of a text, so thousands of names take a
page no longer than ten.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_PART = re.compile(r"\w+|\W")
"""The parts to compare: whole words, and single characters between them."""
_START = re.compile(r"\w+|[^\w\s]")
_FORM = ""
"""The key for a form that ends at a branch of the tree; no part is empty."""


class Phrases:
    """Phrases to find as whole words, prepared once for any number of texts."""

    def __init__(self, forms: Iterable[str] = (), *, ignore_case: bool = False) -> None:
        """Take the phrases, each in every form to find."""
        self._key: Callable[[str], str] = str.casefold if ignore_case else str
        tree: dict[str, Any] = {}
        for form in filter(None, forms):
            branch = tree
            for part in _PART.findall(form):
                branch = branch.setdefault(self._key(part), {})
            branch[_FORM] = form
        self._trees = [tree]

    def __or__(self, other: Phrases) -> Phrases:
        """Return phrases that find the forms of both, without copying them."""
        both = Phrases()
        both._key = self._key
        both._trees = [*self._trees, *other._trees]
        return both

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield each phrase in a text: its 0-based start, its end and its form.

        Phrases never overlap: the first counts, or the longest that begins there.
        """
        # Most texts have none, and finding that out takes a tenth of the time.
        words = {*_START.findall(text if self._key is str else self._key(text))}
        trees = [tree for tree in self._trees if not words.isdisjoint(tree)]
        if not trees:
            return
        one, *others = trees
        done = 0
        for match in _START.finditer(text):
            first = match[0] if self._key is str else self._key(match[0])
            if first not in one and not (others and any(first in tree for tree in others)):
                continue
            start = match.start()
            if start < done or (start and _is_in_word(text[start - 1])):
                continue
            ends = [self._longest(text, start, tree) for tree in trees if first in tree]
            end, form = max(ends, default=(start, ""))
            if form:
                yield start, end, form
                done = end

    def hide(self, text: str) -> str:
        """Return the text with each character of its phrases replaced by x."""
        return hidden(text, self.find(text))

    def _longest(self, text: str, start: int, tree: dict[str, Any]) -> tuple[int, str]:
        """Return the end and form of the longest phrase at a position, or no form."""
        longest = (start, "")
        for part in _PART.finditer(text, start):
            tree = tree.get(self._key(part[0]), {})
            if not tree:
                break
            if _FORM in tree and not _is_in_word(text[part.end() : part.end() + 1]):
                longest = (part.end(), tree[_FORM])
        return longest


def hidden(text: str, found: Iterable[tuple[int, int, str]]) -> str:
    """Return the text with each character of the phrases found in it replaced by x."""
    parts, done = [], 0
    for start, end, _ in found:
        parts += [text[done:start], "x" * (end - start)]
        done = end
    return "".join([*parts, text[done:]])


def _is_in_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
