"""One YAML text as plain values, with the place of every key, value and word."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, Literal, TypeAlias

from explainer.problems import Place

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
"""What a YAML file comes down to here: text, lists and mappings of them."""

Loc: TypeAlias = "tuple[str | int, ...]"
"""The way from the root to a value: keys and list indices."""


@dataclass(frozen=True)
class Mark:
    """Where something stands: 0-based line and column within the text."""

    line: int
    column: int
    simple: bool = False  # the text stands as it is, on one line: offsets into it are columns


Kind: TypeAlias = Literal["key", "text", "open", "end"]
"""What a span is; of collections the opening, and the end where it is a bracket."""


@dataclass(frozen=True)
class Span:
    """Where a key, a text, or the opening or end of a collection reaches from and to."""

    loc: Loc
    kind: Kind
    style: str
    """How it is written: `>` or `|` for a block of text, `[` for an opening bracket."""
    start: Mark
    end: Mark


@dataclass(frozen=True, eq=False)
class Document:
    """One YAML text as plain values, and the place of each of them; itself a key to what it is."""

    path: str
    value: Value
    lines: tuple[str, ...]
    first_line: int = 1
    """The number of the first line in its file."""
    margin: str = ""
    """What stands before every line in its file, where the text is a part of one."""
    _values: dict[Loc, Mark] = field(default_factory=dict)
    _keys: dict[Loc, Mark] = field(default_factory=dict)

    def at(self, loc: Loc) -> Value:
        """The value at the end of the way; KeyError, IndexError or TypeError if there is none."""
        value: Any = self.value
        for step in loc:
            value = value[step]
        found: Value = value
        return found

    def place(self, loc: Loc, offset: int = 0) -> Place:
        """Where the value stands, or its nearest parent if there is none.

        The offset counts characters into a text that stands on one line.
        """
        while loc and loc not in self._values:
            loc, offset = loc[:-1], 0
        mark = self._values[loc]
        return self._place(mark).moved(offset if mark.simple else 0)

    def word_place(self, loc: Loc, index: int) -> Place:
        """Where a word of a text stands, by its 0-based index among words parted by space.

        Words stand in a file as they do in the text, however it is quoted or folded.
        """
        mark = self._values.get(loc)
        if mark is None:
            return self.place(loc)
        column = mark.column
        for number in range(mark.line, len(self.lines)):
            found = list(islice(re.finditer(r"\S+", self.lines[number][column:]), index + 2))
            if number == mark.line and found and re.fullmatch(r"[>|][+-]?\d?", found[0][0]):
                found = []  # what opens a block of text
            if index < len(found):
                at = column + found[index].start()
                at += found[index][0][0] in "'\"" and not mark.simple and at == mark.column
                return self._place(replace(mark, line=number, column=at))
            index -= len(found)
            column = 0
        return self.place(loc)

    def key_place(self, loc: Loc) -> Place:
        """Where the key of the value stands, or else the value."""
        mark = self._keys.get(loc)
        return self._place(mark) if mark else self.place(loc)

    def _place(self, mark: Mark) -> Place:
        text = self.lines[mark.line] if mark.line < len(self.lines) else ""
        column = mark.column + 1 + len(self.margin)
        return Place(self.path, mark.line + self.first_line, column, self.margin + text)


def nothing(place: Place) -> Document:
    """The document of a text without a word: a mapping without keys, at the given place."""
    mark = Mark(0, place.column - 1)
    return Document(place.path, {}, (place.text,), place.line, _values={(): mark})
