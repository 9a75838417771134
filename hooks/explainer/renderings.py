"""Renderings: different words of one utterance, and where they differ.

A minister's words reach English more than once: through an interpreter, a ministry, an agency.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from .wording import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .records import Statement
    from .topics import Account

RENDERINGS = {
    "original": "Original words",
    "interpreter": "Words of the interpreter",
    "official-translation": "Official translation",
    "agency-translation": "News agency’s translation",
}
"""How words came into the language in which they stand, as readers see it."""

_WAYS = {
    "original": "These are the words as they were spoken or written.",
    "interpreter": "An interpreter said these words while the speaker spoke another language.",
    "official-translation": "A government or its news service published this translation.",
    "agency-translation": "A newsroom translated these words.",
}

_HEARD = "different people wrote down what they heard"
_WHY = {
    ("agency-translation",): "Two newsrooms translated the same words.",
    ("interpreter",): f"Both go back to an interpreter; {_HEARD}.",
    ("official-translation",): "Both are official translations of the same words.",
    ("original",): f"Both give the same spoken words; {_HEARD}.",
    ("interpreter", "official-translation"): (
        "An interpreter chose words while listening; the official translation was written down."
    ),
    ("agency-translation", "interpreter"): (
        "An interpreter chose words while listening; a newsroom made its own translation."
    ),
    ("agency-translation", "official-translation"): (
        "An official body and a newsroom each translated the same words."
    ),
}

Piece = tuple[str, bool]
"""Some of a text, and whether these words differ from the other's."""


def way(said: Statement) -> str:
    """How the words came into the language in which they stand, in a sentence."""
    return _WAYS[said.rendering]


def why(one: Statement, other: Statement) -> str:
    """Why two renderings of one utterance differ, in a sentence."""
    kinds = tuple(sorted({one.rendering, other.rendering}))
    return _WHY.get(kinds, "One gives the original words, the other a translation of them.")


def told_apart(wordings: Sequence[Statement | Account]) -> list[list[Piece]]:
    """The texts of some wordings in pieces that show where they differ.

    The first is compared with the second, all others with the first;
    wordings in different languages are not compared.
    """
    texts = [wording.text or "" for wording in wordings]
    pieces = [[(text, False)] for text in texts]
    for index in reversed(range(1, len(texts))):
        if wordings[index].lang == wordings[0].lang:
            pieces[0], pieces[index] = differences(texts[0], texts[index])
    return pieces


def differences(one: str, other: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces, which joined are the texts, with the words that differ told apart.

    Words are compared without the punctuation around them and without regard to case:
    what differs must be a word.
    """
    left, right = _tokens(one), _tokens(other)
    matcher = SequenceMatcher(None, [_bare(t) for t in left], [_bare(t) for t in right], False)
    pieces: tuple[list[Piece], list[Piece]] = ([], [])
    for kind, *bounds in matcher.get_opcodes():
        for side, tokens, (start, end) in ((0, left, bounds[:2]), (1, right, bounds[2:])):
            if start < end:
                pieces[side].append((" ".join(tokens[start:end]), kind != "equal"))
    return _spaced(pieces[0]), _spaced(pieces[1])


def _tokens(text: str) -> list[str]:
    """The words of a text; a dash by itself goes with the word before it."""
    return re.findall(r"[^ ]+(?: [^\w ]+(?= |$))*", text)


def _bare(word: str) -> str:
    bare = fold(word).text.casefold().strip(" .,;:!?\"'()[]…-")
    return bare or fold(word).text


def _spaced(pieces: list[Piece]) -> list[Piece]:
    """The pieces with the spaces between them, outside of what differs."""
    spaced: list[Piece] = []
    for text, differs in pieces:
        if spaced:
            spaced.append((" ", False))
        spaced.append((text, differs))
    return spaced
