"""Limits of a page that keep conversion fast.

Python-Markdown takes quadratic time for open brackets, nested lists and quotes, and headings
without empty lines between them.
A page of a hundred thousand brackets would block a build or a preview for hours.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explainer.problems import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST, HIGHEST, DEEPEST, MOST = 50_000, 200, 20, 100
"""The most characters and blocks in a page, lines in a stretch, and levels of nesting."""
MARKS, SIGNS = 1_000, 3_000
"""The most quotation marks in a stretch, since each pair is searched for sentences, and the most
list and quote markers in a page, since each level is read separately."""

_MARK = re.compile(r"[`'\"“”„‘’«»「」]")
_NESTED = re.compile(r">|[-+*]|\d+")
_MARGIN = re.compile(r"(?:>|(?:[-+*]|\d{1,9}\.)(?=[ \t])|[ \t])*")
_FENCE = re.compile(r"[> \t]*(?:`{3}|~{3})")
_BRACKET = re.compile(r"[\[\]]")


def too_large(path: str, lines: Sequence[str]) -> Problem | None:
    """Return a problem for the first limit that a page's lines exceed, or None."""
    size = sum(map(len, lines)) + len(lines)
    if size > LONGEST:
        message = f"a page of {size:,} characters; {LONGEST:,} at most"
        return Problem(Place(path), message, "divide it into two pages")
    begun = depth = fences = marks = signs = 0
    for number, line in enumerate(lines):
        fences += bool(_FENCE.match(line))
        if fences > 2 * MOST:  # one opens a block, one closes it
            place = Place(path, number + 1, 1, line)
            return Problem(place, f"more than {MOST} blocks", "divide it into two pages")
        if not line.strip():
            begun, depth, marks = number + 1, 0, 0
        if number - begun >= HIGHEST:
            message = f"more than {HIGHEST} lines without an empty one"
            hint = "separate paragraphs with empty lines"
            return Problem(Place(path, begun + 1, 1, lines[begun]), message, hint)
        marks += len(_MARK.findall(line))
        if marks > MARKS:
            message = f"more than {MARKS:,} quotation marks without an empty line"
            return Problem(Place(path, number + 1, 1, line), message)
        margin = _MARGIN.match(line)
        levels = len(_NESTED.findall(margin[0])) if margin and margin[0] else 0
        signs += levels
        if signs > SIGNS:
            message = f"more than {SIGNS:,} signs of lists and quotes"
            return Problem(Place(path, number + 1, 1, line), message, "divide it into two pages")
        if levels > DEEPEST:
            message = f"quotes or lists within others, more than {DEEPEST} levels deep"
            return Problem(Place(path, number + 1, 1, line), message)
        for bracket in _BRACKET.finditer(line):
            depth = max(0, depth + (1 if bracket[0] == "[" else -1))
            if depth > DEEPEST:
                message = f"brackets within brackets, more than {DEEPEST} levels deep"
                place = Place(path, number + 1, bracket.start() + 1, line)
                return Problem(place, message, "close them, or write \\[ for a plain bracket")
    return None
