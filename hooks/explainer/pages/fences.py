"""Fences: the place of each block in a page's text.

SuperFences does not report where it found a fence, but it reads the text in order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explainer.pages.conversion import Fence
    from explainer.pages.page import Page
    from explainer.problems import Place

MARGIN = "> \t"
"""What may precede a fence on its line, inside lists and quotes."""

NAMED = r"[ \t]*+(?:\{[ \t]*+)?\.?(?P<name>[\w-]+)"
OPENING = re.compile(rf"(?P<margin>[> \t]*)(?P<fence>`{{3,}}+|~{{3,}}+){NAMED}(?P<rest>.*)")


@dataclass(frozen=True)
class LocatedFence:
    """A fence with its place."""

    name: str
    body: str
    place: Place
    """The place of its name."""
    first_line: int
    """The 1-based line on which its body begins."""
    margin: str = ""
    """The text before each of its lines."""
    extra: str = ""
    """The text after its name, which should be empty."""


def locate(page: Page, fences: Iterable[Fence]) -> list[LocatedFence]:
    """Return the fences with their places, searching for each after the previous one."""
    found: list[LocatedFence] = []
    start = 0
    for fence in fences:
        located, start = _locate(page, fence, start)
        found.append(located)
    return found


def openings(page: Page, name: str) -> list[tuple[Place, str]]:
    """Return every place where a fence of that name opens above that body."""
    found = []
    for index, line in enumerate(page.lines):
        match = OPENING.match(line)
        if match and match["name"] == name:
            body = []
            for inner in page.lines[index + 1 :]:
                if inner.strip(MARGIN).startswith(match["fence"]):
                    break
                body.append(inner.strip(MARGIN))
            found.append((page.place(index, match.start("name")), "\n".join(body)))
    return found


def _locate(page: Page, fence: Fence, start: int) -> tuple[LocatedFence, int]:
    """Return a fence with its place, and the 0-based line for the next search."""
    wanted = [line.strip(MARGIN) for line in fence.body.split("\n")] if fence.body else []
    for index in [*range(start, len(page.lines)), *range(start)]:
        match = OPENING.match(page.lines[index])
        if not match or match["name"] != fence.name:
            continue
        inner = page.lines[index + 1 : index + 1 + len(wanted)]
        if [line.strip(MARGIN) for line in inner] == wanted:
            place = page.place(index, match.start("name"))
            extra = match["rest"].strip(" \t}")
            located = LocatedFence(fence.name, fence.body, place, index + 2, match["margin"], extra)
            return located, index + 1
    # It comes from another file, through an extension such as snippets.
    place = page.place(min(page.body_line, len(page.lines) - 1))
    return LocatedFence(fence.name, fence.body, place, place.line), start
