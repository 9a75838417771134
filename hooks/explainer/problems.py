"""Problems: what is wrong, where, what was expected, and how to mend it.

A problem is a value with a place.
Every step of the line returns its problems; nothing is raised for bad input.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, order=True)
class Place:
    """A spot in a text file."""

    path: str
    """Path relative to the project's root, with forward slashes."""
    line: int = 1
    """1-based line."""
    column: int = 1
    """1-based column, in characters."""
    text: str = ""
    """The line itself, without its line break."""

    def moved(self, characters: int) -> Place:
        """The place so many characters further right on the same line."""
        return Place(self.path, self.line, self.column + characters, self.text)


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong."""

    place: Place
    message: str
    """What was expected and what was found, without a full stop."""
    hint: str = ""
    """How to mend it: the nearest valid name, or an example."""

    def __str__(self) -> str:
        """The problem as a person reads it: place, message, the line, a caret and the hint."""
        place = self.place
        head = f"{place.path}:{place.line}:{place.column}: {self.message}"
        excerpt = self.excerpt
        if not excerpt:
            return f"{head} ({self.hint})" if self.hint else head
        return f"{head}\n{excerpt} {self.hint}".rstrip()

    @property
    def excerpt(self) -> str:
        """The line with its number, and a caret below; empty where there is nothing on it."""
        place = self.place
        if not place.text or place.text.isspace():
            return ""
        text, column = _window(place.text, place.column)
        gutter = f"{place.line:>5} | "
        return f"{gutter}{text}\n{' ' * (len(gutter) - 2)}| {' ' * (column - 1)}^"


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, in the order of their places."""

    # By a key, as a file may hold ten thousands of mistakes, and pairs are slow to compare.
    def key(problem: Problem) -> tuple[str, int, int, str, str]:
        place = problem.place
        return place.path, place.line, place.column, problem.message, problem.hint

    return sorted(set(problems), key=key)


def report(problems: Iterable[Problem]) -> str:
    """All problems as one text, in the order of their places, with the count in the last line."""
    ordered = in_order(problems)
    if not ordered:
        return "no problems"
    count = "1 problem" if len(ordered) == 1 else f"{len(ordered)} problems"
    return "\n\n".join(map(str, ordered)) + f"\n\n{count}"


def workflow_commands(problems: Iterable[Problem]) -> str:
    """All problems as GitHub's workflow commands, which put each on its line of a pull request.

    Empty without problems.
    See "Workflow commands for GitHub Actions", "Setting an error message".
    """
    lines = []
    for problem in in_order(problems):
        place = problem.place
        text = problem.message + (f"\n{problem.hint}" if problem.hint else "")
        at = f"file={_property(place.path)},line={place.line},col={place.column}"
        lines.append(f"::error {at}::{_data(text)}\n")
    return "".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The valid name that the given one was most likely meant to be, or None.

    It is the most alike, or the only one that has all parts of the given one: for `lavrov`,
    `sergei-lavrov`.
    """
    known = sorted(names)
    found = process.extractOne(name, known, scorer=OSA.normalized_similarity, score_cutoff=0.6)
    if found:
        return found[0]
    parts = {*name.casefold().replace(" ", "-").split("-")}
    having = [one for one in known if parts <= {*one.split("-")}]
    return having[0] if len(having) == 1 else None


def did_you_mean(name: str, names: Iterable[str], otherwise: str = "") -> str:
    """A hint that offers the nearest valid name, or else the given text."""
    near = nearest(name, names)
    return f"did you mean '{near}'?" if near else otherwise


def letters_apart(one: str, other: str) -> int:
    """How many letters must be added, dropped, changed or swapped to get from one to the other."""
    return int(OSA.distance(one, other))


def quoted(text: str, longest: int = 40) -> str:
    """The text between single quotes, cut where it is too long for a message."""
    return f"'{shortened(text, longest)}'"


def shortened(text: str, longest: int = 100) -> str:
    """The text on one line, cut where it is too long for a message."""
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else f"{flat[: longest - 1]}…"


def _window(text: str, column: int, width: int = 96) -> tuple[str, int]:
    """The part of a long line around the column, and the column within that part."""
    if len(text) <= width:
        return text, column
    start = max(0, min(column - 1 - width // 2, len(text) - width))
    cut = text[start : start + width]
    head, tail = "…" if start else "", "…" if start + width < len(text) else ""
    return head + cut + tail, column - start + len(head)
