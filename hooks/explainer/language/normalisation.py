"""Normalisation: decides whether two texts have the same words.

They do if, and only if, they are equal after these steps:

1. Unicode NFC;
2. every typographic single or double quotation mark becomes the straight one;
3. every dash and hyphen becomes the hyphen; soft hyphens and zero-width spaces are dropped;
4. every space, tab and line break becomes a space, and a run of them becomes one.

Case is preserved.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOLDED = (
    dict.fromkeys("‘’‚‛′ʼ＇", "'")
    | dict.fromkeys("“”„‟″«»＂", '"')
    | dict.fromkeys("‐‑‒–—―−﹣－", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
)
# Most of a text is unchanged: characters without combining marks, and single spaces.
_PLAIN = "!-~\u00c0-\u02af\u0400-\u0482\u048a-\u052f"
_UNCHANGED = re.compile(rf"[{_PLAIN}]+(?:[ \n][{_PLAIN}]+)*(?=[\x00-\x7f{_PLAIN}]|\Z)")


@dataclass(frozen=True)
class Folded:
    """A text after normalisation."""

    text: str
    origins: tuple[int, ...]
    """For each character, the 0-based position of its origin in the original; one more for the
    end."""


@lru_cache(maxsize=1000)
def fold(text: str) -> Folded:
    """Return the normalised text with positions in the original."""
    folded: list[str] = []
    origins: list[int] = []

    def take(first: int, last: int) -> None:
        part = text[first:last]
        if part.isspace():
            part = " "  # the first of several counts
        for start, cluster in _clusters(part):
            for sign in unicodedata.normalize("NFC", cluster):
                plain = " " if sign.isspace() else _FOLDED.get(sign, sign)
                if plain and not (plain == " " and folded[-1:] == [" "]):
                    folded.append(plain)
                    origins.append(first + start)

    done = 0
    for run in _UNCHANGED.finditer(text):
        start, end = run.span()
        take(done, start)
        folded.extend(run[0].replace("\n", " "))
        origins.extend(range(start, end))
        done = end
    take(done, len(text))
    return Folded("".join(folded), (*origins, len(text)))


def words(text: str) -> list[str]:
    """Return the words of the normalised text, with punctuation."""
    return fold(text).text.split()


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    """Yield each character with the marks that NFC may join to it, and its position."""
    start = 0
    for index, sign in enumerate(text):
        joins = unicodedata.category(sign)[0] == "M" or "\u1160" <= sign <= "\u11ff"
        if index > start and not joins:
            yield start, text[start:index]
            start = index
    if text:
        yield start, text[start:]
