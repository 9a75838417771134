"""The detector of quotations: finds text between quotation marks of any shape.

The characters beside a mark show whether it can open or close a quotation.
If it can do both or neither, its shape decides, as languages use it (Unicode Standard, 6.2,
"Language-Based Usage of Quotation Marks").
A mark within a word is an apostrophe.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

QUOTATION_MARKS = "\"“”„‟″＂«»‹›「」『』'‘’‚‛＇"
"""All quotation marks; none is special within the brackets of a pattern."""

_ANY = re.compile(f"[{QUOTATION_MARKS}]")
_DOUBLE = re.compile('["“”„‟″＂]')
_ANGLES = (re.compile("[«»]"), re.compile("[‹›]"))
_CORNERS = (re.compile("[「」]"), re.compile("[『』]"))
_SINGLE = re.compile("['‘’‚‛＇]")
_ALWAYS_OPENS = "‘‚‛"
# 'twas and the '90s begin with an apostrophe.
_ELISION = re.compile(r"'(?:\d\ds|bout|cause|em|n|round|til|tis|twas|tween)\b", re.IGNORECASE)
# Scripts without spaces between words, or with particles directly after a mark.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)


@dataclass(frozen=True)
class Quotation:
    """The text between two quotation marks."""

    start: int
    """The 0-based character after the opening mark."""
    end: int
    """The 0-based character of the closing mark."""
    text: str
    closed: bool = True
    """Whether it has a closing mark; without one it runs to the end of the text."""


def quotations(text: str, *, unclosed: bool = False) -> list[Quotation]:
    """Return the outermost quotations in a text, in order.

    Include unclosed ones on request, since a quote may continue in the next paragraph.
    """
    if not _ANY.search(text):
        return []
    spans = [span for span in _spans(text) if unclosed or span[2]]
    found: list[Quotation] = []
    for start, end, closed in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not found or start > found[-1].end:
            found.append(Quotation(start, end, text[start:end], closed))
    return found


def without_quotations(text: str, fill: str) -> str:
    """Return the text with each quoted letter and digit replaced by a character."""
    parts: list[str] = []
    done = 0
    for one in quotations(text):
        parts += [text[done : one.start], re.sub(r"\w", fill, one.text)]
        done = one.end
    return "".join([*parts, text[done:]])


def _spans(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the start and end of every quotation, and whether a mark closes it."""
    yield from _between(text, [*_DOUBLE.finditer(text)], "“„‟", "”")
    for shapes in (*_ANGLES, *_CORNERS):
        marks = [*shapes.finditer(text)]
        if marks:
            opens = marks[0][0]  # in «so» the other one than in »so«
            closes = shapes.pattern.strip("[]").replace(opens, "")
            yield from _between(text, marks, opens, closes, by_shape=shapes in _CORNERS)
    yield from _between_singles(text)


def _between(
    text: str, marks: list[re.Match[str]], shapes: str, closing: str, *, by_shape: bool = False
) -> Iterator[tuple[int, int, bool]]:
    """Yield the quotations between marks of one kind, which may be nested."""
    opened: list[int] = []
    for mark in marks:
        opens, closes = _sides(text, mark)
        if by_shape or opens == closes:
            opens = mark[0] in shapes or (opens and not opened and mark[0] not in closing)
            closes = not opens and (closes or mark[0] in closing)
        if opens:
            opened.append(mark.end())
        elif closes and opened:
            yield opened.pop(), mark.start(), True
    for start in opened[:1]:
        yield start, len(text), False


def _between_singles(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the quotations between single marks, up to the first valid closing mark.

    After an s it may be an apostrophe, as in `‘The boys’ boat is in’`, so prefer a later one.
    """
    sides = [(mark, *_sides(text, mark)) for mark in _SINGLE.finditer(text)]
    starts = [
        mark.end()
        for mark, opens, closes in sides
        if opens
        and (not closes or mark[0] in _ALWAYS_OPENS)
        and mark[0] != "’"
        and not _ELISION.match(text, mark.start())
    ]
    ends = iter([mark.start() for mark, _, closes in sides if closes])
    end = next(ends, None)
    for start, limit in pairwise([*starts, len(text)]):
        closing: list[int] = []
        while end is not None and end < limit:
            closing += [end] if end >= start else []
            end = next(ends, None)
        if closing:
            yield start, next((at for at in closing if text[at - 1] not in "sS"), closing[0]), True


def _sides(text: str, mark: re.Match[str]) -> tuple[bool, bool]:
    """Return whether a mark can open, and whether it can close, by the characters beside it."""
    before, after = (
        text[max(mark.start() - 1, 0) : mark.start()] or " ",
        text[mark.end() : mark.end() + 1] or " ",
    )
    opens = not _is_letter(before) and not after.isspace()
    closes = not before.isspace() and not _is_letter(after)
    return opens, closes


def _is_letter(sign: str) -> bool:
    """Return whether a character makes a mark beside it an apostrophe."""
    return sign.isalnum() and not _UNSPACED.match(sign)
