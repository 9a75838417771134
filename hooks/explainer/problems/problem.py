"""Problems: what is wrong, where, and how to correct it.

A problem is a value with a place.
Every step returns its problems; nothing is raised for bad input.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, order=True)
class Place:
    """A position in a text file."""

    path: str
    """Path relative to the project's root, with forward slashes."""
    line: int = 1
    """1-based line."""
    column: int = 1
    """1-based column, in characters."""
    text: str = ""
    """The line itself, without its line break."""

    def moved(self, characters: int) -> Place:
        """Return the place that many characters further right on the same line."""
        return Place(self.path, self.line, self.column + characters, self.text)


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong."""

    place: Place
    message: str
    """What was expected and what was found, without a full stop."""
    hint: str = ""
    """How to correct it: the nearest valid name, or an example."""
    level: Literal["error", "warning"] = "error"
    """Whether it fails a build; a warning is only shown."""

    def __str__(self) -> str:
        """Return the problem for a person: place, message, the line, a caret and the hint."""
        place = self.place
        head = f"{place.path}:{place.line}:{place.column}: {self.text}"
        excerpt = self.excerpt
        if not excerpt:
            return f"{head} ({self.hint})" if self.hint else head
        return f"{head}\n{excerpt} {self.hint}".rstrip()

    @property
    def text(self) -> str:
        """Return the message, marked if it is a warning."""
        return self.message if self.level == "error" else f"warning: {self.message}"

    @property
    def excerpt(self) -> str:
        """Return the line with its number and a caret below; empty for an empty line."""
        place = self.place
        if not place.text or place.text.isspace():
            return ""
        text, column = _window(place.text, place.column)
        gutter = f"{place.line:>5} | "
        return f"{gutter}{text}\n{' ' * (len(gutter) - 2)}| {' ' * (column - 1)}^"


def _window(text: str, column: int, width: int = 96) -> tuple[str, int]:
    """Return the part of a long line around the column, and the column within that part."""
    if len(text) <= width:
        return text, column
    start = max(0, min(column - 1 - width // 2, len(text) - width))
    cut = text[start : start + width]
    head, tail = "…" if start else "", "…" if start + width < len(text) else ""
    return head + cut + tail, column - start + len(head)
