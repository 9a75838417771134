"""Quotation marks in running text, and what stands between them.

A mark that can only open or only close by what stands beside it does so; where both can be,
or none, its model decides, as languages use it (Unicode Standard, 6.2, "Language-Based Usage
of Quotation Marks").
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

QUOTED = re.compile(
    r'"([^"]+)"|“([^“”]*(?:“[^“”]*”[^“”]*)*)”|„([^„“”]+)[“”]|«([^«»]+)»'
    r"|(?<!\w)‘([^‘’]+(?:’\w[^‘’]*)*)’(?!\w)"
)
_DOUBLE = re.compile('["“”„‟″＂]')
_GUILLEMETS = re.compile("[«»]")
_CORNERS = re.compile("[「」]")
_SINGLE = re.compile("['‘’‚＇]")
_OPENS = "“„«「‘‚"
_CLOSES = "”»」"


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """What stands between quotation marks, without them: 0-based first character and the end.

    A double mark that nothing closes holds to the end, as where a quote goes on in the next
    paragraph. A mark within a word is an apostrophe.
    """
    return [*_doubles(text), *_shaped(text), *_singles(text)]


def _doubles(text: str) -> Iterator[tuple[int, int]]:
    """Between double marks, which may stand within one another."""
    opened: list[int] = []
    for mark in _DOUBLE.finditer(text):
        opens, closes = _sides(text, mark)
        if opens == closes:
            opens = mark[0] in _OPENS or (opens and not opened and mark[0] not in _CLOSES)
            closes = not opens and (closes or mark[0] in _CLOSES)
        if opens:
            opened.append(mark.end())
        elif closes and opened:
            yield opened.pop(), mark.start()
    for start in opened[:1]:
        yield start, len(text)


def _shaped(text: str) -> Iterator[tuple[int, int]]:
    """Between marks whose shape alone tells: «so», »so« and 「so」."""
    for shapes in (_GUILLEMETS, _CORNERS):
        marks = list(shapes.finditer(text))
        opened: list[int] = []
        for mark in marks:
            if mark[0] == marks[0][0]:
                opened.append(mark.end())
            elif opened:
                yield opened.pop(), mark.start()
        for start in opened[:1]:
            yield start, len(text)


def _singles(text: str) -> Iterator[tuple[int, int]]:
    """Between single marks: to the first before the next opening one that closes.

    After an s it may be an apostrophe, as in `‘The boys’ boat is in’`: one further on is better.
    """
    opening = [mark for mark in _SINGLE.finditer(text) if _sides(text, mark) == (True, False)]
    starts = [mark.end() for mark in opening if mark[0] != "’"]
    for start, end in pairwise([*starts, len(text)]):
        closing = [
            mark.start() for mark in _SINGLE.finditer(text, start, end) if _sides(text, mark)[1]
        ]
        if closing:
            yield start, next((at for at in closing if text[at - 1] not in "sS"), closing[0])


def _sides(text: str, mark: re.Match[str]) -> tuple[bool, bool]:
    """Whether a mark can open, and whether it can close, by what stands beside it."""
    before, after = (
        text[max(mark.start() - 1, 0) : mark.start()] or " ",
        text[mark.end() : mark.end() + 1] or " ",
    )
    opens = not before.isalnum() and not after.isspace()
    closes = not before.isspace() and not after.isalnum()
    return opens, closes
