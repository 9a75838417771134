"""One YAML text as plain values, with the place of every key, value and word."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from explainer.problems import Place
from explainer.yaml_text import parser
from explainer.yaml_text.parser import Loc, Mark, Span, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["Document", "Loc", "Span", "Value", "nothing"]

T = TypeVar("T")


class _Spot(NamedTuple):
    """Where a key or value begins: 0-based line and column."""

    line: int
    column: int
    as_written: bool = False
    """Whether it is on one line without escapes, which makes offsets into it columns."""


@dataclass(frozen=True, eq=False)
class Document:
    """One YAML text as plain values with the place of each; equal only to itself.

    The starts of records are known; other places are found on first request, since few are.
    """

    path: str
    value: Value
    text: str
    first_line: int = 1
    """The number of the first line in its file."""
    margin: str = ""
    """The text before every line in its file, if the text is part of a file."""
    starts: Mapping[Loc, Mark] = field(default_factory=dict)
    """The start of the root, and of each item in a list directly below it."""
    is_yaml: bool = True
    """Whether the value was read from the text."""
    _derived: dict[Callable[[Document], Any], Any] = field(default_factory=dict)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of the text."""
        return tuple(self.text.split("\n"))

    def spans(self) -> list[Span]:
        """Return the place of every key, text and collection, in the order of the text."""
        return parser.spans(self.text) if self.is_yaml else []

    def derived(self, make: Callable[[Document], T]) -> T:
        """Return a function's result for the document, calling it once and keeping the result."""
        if make not in self._derived:
            self._derived[make] = make(self)
        found: T = self._derived[make]
        return found

    def at(self, loc: Loc) -> Value:
        """Return the value at the end of the way; raise LookupError or TypeError if none."""
        value: Any = self.value
        for step in loc:
            value = value[step]
        found: Value = value
        return found

    def place(self, loc: Loc, offset: int = 0) -> Place:
        """Return the place of a value, or of its nearest parent if there is none.

        The offset counts characters into a text on one line.
        """
        if not offset and loc in self.starts:
            return self.spot(*self.starts[loc])
        while loc and loc not in self._values:
            loc, offset = loc[:-1], 0
        spot = self._values.get(loc, _Spot(0, 0))
        return self.spot(spot.line, spot.column + (offset if spot.as_written else 0))

    def word_place(self, loc: Loc, index: int) -> Place:
        """Return the place of a word in a text, by its 0-based index among words between spaces.

        Quoting and folding do not change the words in the file.
        """
        spot = self._values.get(loc)
        if spot is None:
            return self.place(loc)
        column = spot.column
        for number in range(spot.line, len(self.lines)):
            found = list(islice(re.finditer(r"\S+", self.lines[number][column:]), index + 2))
            if number == spot.line and found and re.fullmatch(r"[>|][+-]?\d?", found[0][0]):
                found = []  # the indicator of a block of text
            if index < len(found):
                at = column + found[index].start()
                at += found[index][0][0] in "'\"" and not spot.as_written and at == spot.column
                return self.spot(number, at)
            index -= len(found)
            column = 0
        return self.place(loc)

    def key_place(self, loc: Loc) -> Place:
        """Return the place of a value's key, or else of the value."""
        spot = self._keys.get(loc)
        return self.spot(spot.line, spot.column) if spot else self.place(loc)

    @cached_property
    def _values(self) -> dict[Loc, _Spot]:
        # The first of two equal keys counts.
        spans = (span for span in reversed(self.spans()) if span.kind in {"text", "open"})
        return {span.loc: _spot(span) for span in spans}

    @cached_property
    def _keys(self) -> dict[Loc, _Spot]:
        return {span.loc: _spot(span) for span in reversed(self.spans()) if span.kind == "key"}

    def spot(self, line: int, column: int) -> Place:
        """Return the place at a 0-based line and column of the text."""
        text = self.lines[line] if line < len(self.lines) else ""
        column += 1 + len(self.margin)
        return Place(self.path, line + self.first_line, column, self.margin + text)


def nothing(place: Place) -> Document:
    """Return the document of an empty text: a mapping without keys, at a place."""
    before, after = place.text[: place.column - 1], place.text[place.column - 1 :]
    return Document(place.path, {}, after, place.line, before, is_yaml=False)


def _spot(span: Span) -> _Spot:
    (line, column), end = span.start, span.end
    if span.kind != "open" and line == end.line:
        width = end.column - column - len(span.text)
        if not span.style and not width:
            return _Spot(line, column, as_written=True)
        if span.style in {"'", '"'} and width == 2:
            return _Spot(line, column + 1, as_written=True)
    return _Spot(line, column)
