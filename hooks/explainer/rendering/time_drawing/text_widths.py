"""Text widths: how much room a text needs at most, whatever font the reader has.

A build has no browser, so each letter counts as wide as in the widest usual font, DejaVu Sans Bold.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_WIDTHS = {
    0.35: " 'ijl",
    0.4: "/\\|,.IJ’‘",
    0.46: ":;-f!()[]",
    0.5: "_`rt–",
    0.6: '"*?czs',
    0.68: "Lxvykae“”",
    0.72: "EFTo$0123456789Sbdghnpqu{}",
    0.78: "YZCPBRAKVX",
    0.88: "GUD#+<=>HN^~OQ&",
    1.05: "wm@M%—…",
    1.12: "W",
}
_WIDTH_OF = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
"""Each letter's width in its size."""
_REGULAR = 0.95
"""The width of a regular letter to that of a bold one."""


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the most that a text needs at a size, in the size's unit."""
    return _ems(text) * size * (1 if bold else _REGULAR)


@lru_cache(4096)
def wrapped(
    text: str, size: float, room: float, most: int, *, bold: bool = False
) -> tuple[str, ...]:
    """Return a text in lines of about one length that fit, the last one cut if there are too many.

    A word that is too long for a line is broken.
    """
    lines = _filled(text, size, room, bold=bold)
    if len(lines) > most:
        lines = lines[:most]
        while lines[-1] and width(f"{lines[-1]}…", size, bold=bold) > room:
            lines[-1] = lines[-1][:-1]
        lines[-1] = f"{lines[-1].rstrip(' ,;:')}…"
        return tuple(lines)
    longest = max((width(word, size, bold=bold) for word in text.split()), default=0)
    while (less := room - 4) >= longest:
        fewer = _filled(text, size, less, bold=bold)
        if len(fewer) > len(lines):
            break
        lines, room = fewer, less
    return tuple(lines)


def _filled(text: str, size: float, room: float, *, bold: bool) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if width(longer, size, bold=bold) <= room:
            lines[-1] = longer
            continue
        lines += [""] if lines[-1] else []
        for letter in word:
            fits = width(lines[-1] + letter, size, bold=bold) <= room
            lines += [] if fits or not lines[-1] else [""]
            lines[-1] += letter
    return lines


@lru_cache(4096)
def _ems(text: str) -> float:
    return sum(_em(letter) for letter in unicodedata.normalize("NFD", text))


@lru_cache(1024)
def _em(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0
    return _WIDTH_OF.get(letter) or (1.25 if letter.isupper() else 1.1)
