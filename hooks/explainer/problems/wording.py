"""Parts of messages: the nearest valid name, and texts cut to fit a line.

rapidfuzz measures distance by optimal string alignment, which counts a swap as one change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the valid name that the given one probably means, or None.

    It is the most similar, or the only one with all parts of the given one: for `holt`,
    `mara-holt`.
    """
    known = sorted(names)
    found = process.extractOne(name, known, scorer=OSA.normalized_similarity, score_cutoff=0.6)
    if found:
        return found[0]
    parts = {*name.casefold().replace(" ", "-").split("-")}
    having = [one for one in known if parts <= {*one.split("-")}]
    return having[0] if len(having) == 1 else None


def did_you_mean(name: str, names: Iterable[str], otherwise: str = "") -> str:
    """Return a hint with the nearest valid name, or else the given text."""
    near = nearest(name, names)
    return f"did you mean '{near}'?" if near else otherwise


def letters_apart(one: str, other: str) -> int:
    """Return the number of letters to add, drop, change or swap to turn one into the other."""
    return int(OSA.distance(one, other))


def quoted(text: str, longest: int = 40) -> str:
    """Return the text between single quotes, cut if it is too long for a message."""
    return f"'{truncate(text, longest)}'"


def truncate(text: str, longest: int = 100) -> str:
    """Return the text on one line, cut if it is too long for a message."""
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else f"{flat[: longest - 1]}…"
