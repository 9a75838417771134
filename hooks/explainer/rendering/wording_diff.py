"""The wording diff: marks where different wordings of one utterance differ.

A minister's words reach English more than once: through an interpreter, a ministry, an agency.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from explainer.language.messages import message
from explainer.language.normalisation import fold
from explainer.language.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from explainer.facts.records import Statement
    from explainer.facts.topics import Account
    from explainer.language.messages import Messages

_WAYS = {
    "original": message("These are the words as they were spoken or written."),
    "interpreter": message(
        "An interpreter said these words while the speaker spoke another language."
    ),
    "official-translation": message("A government or its news service published this translation."),
    "agency-translation": message("A newsroom translated these words."),
    "translation": message("These words were translated; who translated them is not recorded."),
    "own-translation": message("We translated these words; the original is below them."),
}

_WHY = {
    ("agency-translation",): message("Two newsrooms translated the same words."),
    ("interpreter",): message(
        "Both go back to an interpreter; different people wrote down what they heard."
    ),
    ("official-translation",): message("Both are official translations of the same words."),
    ("translation",): message(
        "Both are translations of the same words; who made them is not recorded."
    ),
    ("own-translation",): message("Both are our own translations."),
    ("original",): message(
        "Both give the same spoken words; different people wrote down what they heard."
    ),
    ("interpreter", "official-translation"): message(
        "An interpreter chose words while listening; the official translation was written down."
    ),
    ("agency-translation", "interpreter"): message(
        "An interpreter chose words while listening; a newsroom made its own translation."
    ),
    ("agency-translation", "official-translation"): message(
        "An official body and a newsroom each translated the same words."
    ),
    ("agency-translation", "translation"): message(
        "Both are translations of the same words; a newsroom made one."
    ),
    ("interpreter", "translation"): message(
        "Both are translations of the same words; an interpreter made one on the spot."
    ),
    ("official-translation", "translation"): message(
        "Both are translations of the same words; one is official."
    ),
    ("agency-translation", "own-translation"): message(
        "Both are translations of the same words; a newsroom made one, and we the other."
    ),
    ("interpreter", "own-translation"): message(
        "Both are translations of the same words; an interpreter made one on the spot, "
        "and we the other."
    ),
    ("official-translation", "own-translation"): message(
        "Both are translations of the same words; one is official, and one is ours."
    ),
    ("own-translation", "translation"): message(
        "Both are translations of the same words; we made one."
    ),
}
_ONE_ORIGINAL = message("One gives the original words, the other a translation of them.")

Part = tuple[str, bool]
"""A part of a text, and whether it differs from the other text."""


def way(rendering: str, messages: Messages) -> str:
    """Return a sentence on how words reached the language of the quote."""
    return messages.gettext(_WAYS[rendering])


def why(one: str, other: str, messages: Messages) -> str:
    """Return a sentence on why two renderings of one utterance differ."""
    kinds = tuple(sorted({one, other}))
    return messages.gettext(_WHY.get(kinds, _ONE_ORIGINAL))


def account_pieces(accounts: Sequence[Account]) -> list[tuple[Account, list[Part]]]:
    """Return differing accounts, each with its words in parts that show differences, if any."""
    pieces = iter(wording_diffs([account for account in accounts if account.text]))
    return [(account, next(pieces) if account.text else []) for account in accounts]


def wording_diffs(wordings: Sequence[Statement | Account]) -> list[list[Part]]:
    """Return the texts of several wordings, each in parts that show where they differ.

    In each language, the first wording is compared with the second and all others with the
    first; wordings in different languages are not compared.
    """
    texts = [wording.text or "" for wording in wordings]
    diffs = [[(text, False)] for text in texts]
    for lang in {wording.lang for wording in wordings}:
        first, *others = [at for at, wording in enumerate(wordings) if wording.lang == lang]
        for other in reversed(others):
            diffs[first], diffs[other] = wording_diff(texts[first], texts[other], lang)
    return diffs


def wording_diff(one: str, other: str, lang: str) -> tuple[list[Part], list[Part]]:
    """Return both texts in parts that mark the differing words; joined, they are the texts.

    Mark as few words as possible, sentence by sentence if both have the same number.
    Ignore case and the punctuation around words: only words can differ.
    """
    compared = [sentences(one, lang), sentences(other, lang)]
    if len(compared[0]) != len(compared[1]):
        compared = [[one], [other]]
    diff: tuple[list[Part], list[Part]] = ([], [])
    for left, right in zip(*compared, strict=True):
        for whole, found in zip(diff, _diff(_tokens(left), _tokens(right)), strict=True):
            whole.extend(found)
    return diff


def paragraphs(parts: Iterable[Part]) -> list[list[Part]]:
    """Return the parts of a text, split where it has a line break between paragraphs."""
    found: list[list[Part]] = [[]]
    for text, differs in parts:
        first, *others = text.split("\n")
        found[-1] += [(first, differs)] if first else []
        found += [[(line, differs)] if line else [] for line in others]
    return [paragraph for paragraph in found if any(text.strip() for text, _ in paragraph)]


def _diff(left: list[str], right: list[str]) -> tuple[list[Part], list[Part]]:
    # difflib looks for the longest run first, and so marks too much: between
    # "We are ready to do so" and "We are prepared to do so if they are ready to" it keeps the end.
    diff: tuple[list[Part], list[Part]] = ([], [])
    for step in Indel.opcodes([*map(_bare, left)], [*map(_bare, right)]):
        for whole, tokens in zip(
            diff,
            (left[step.src_start : step.src_end], right[step.dest_start : step.dest_end]),
            strict=True,
        ):
            whole.extend(_parts("".join(tokens), differs=step.tag != "equal"))
    return diff


def _parts(text: str, *, differs: bool) -> list[Part]:
    """Return the text as one part, with outer spaces separate since spaces do not differ."""
    words = text.strip()
    if not differs or not words:
        return [(text, False)] if text else []
    before, after = text.split(words)
    return [part for part in ((before, False), (words, True), (after, False)) if part[0]]


def _tokens(text: str) -> list[str]:
    """Return the words of a text, each with any space before it and dash after it."""
    return re.findall(r"\s*\S+(?:\s+[^\w\s]+(?=\s|$))*|\s+$", text)


def _bare(word: str) -> str:
    """Return a word in the form to compare; leave pure punctuation unchanged."""
    folded = re.sub(r"(?<=[A-Z])\.", "", fold(word).text.strip())  # U.S. equals US
    return folded.casefold().strip(" .,;:!?\"'()[]…-") or folded
