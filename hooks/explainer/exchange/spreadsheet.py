"""Spreadsheets: the rows of a file of separated values (RFC 4180), as spreadsheets save them.

The separator is a comma, a semicolon or a tab, and there may be a byte order mark, a line
`sep=;`, empty lines, and an apostrophe before what would be a formula, as in our own tables.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from explainer.exchange.imported import UnreadableFileError
from explainer.problems import Place, Problem, did_you_mean, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_SEPARATORS = ",;\t"
_APOSTROPHE = re.compile(r"\A'(?='*[=+\-@\t\r])")
"""What `forms.tables` writes before a text that begins like a formula."""
LONGEST_CELL = 131_072
"""The most characters of a cell: the limit of Python's csv."""


@dataclass(frozen=True)
class Row:
    """One row below the names of the columns."""

    place: Place
    cells: Mapping[str, str]
    """The text of each cell that is not empty, by the known name of its column."""


def rows_of(text: str, path: str, columns: Sequence[str]) -> tuple[list[Row], list[Problem]]:
    """Return the rows of a table, and problems for whatever has no known column.

    Names of columns are compared without case and white space around them.
    Raise UnreadableFileError if no column has a known name, or the file is no table.
    """
    lines = text.split("\n")
    skipped = 0
    if re.fullmatch(r"sep=[,;\t]\r?", lines[0]):
        skipped, text = 1, "\n".join(lines[1:])
    table = _table(text, path, skipped, _separator(text, columns))
    line, head = next(((line, row) for line, row in table if any(row)), (1, []))
    known = {name.casefold(): name for name in columns}
    names = [known.get(" ".join(cell.split()).casefold(), "") for cell in head]
    if not any(names):
        message = f"no known column; the first line has {quoted(', '.join(head), 60)}"
        hint = f"its columns are {', '.join(columns)}"
        raise UnreadableFileError(Place(path, line), message, hint)
    losses = [*_head_losses(head, names, columns, Place(path, line))]
    rows = []
    unnamed: dict[int, list[int]] = {}
    for start, row in table:
        cells: dict[str, str] = {}
        for index, cell in enumerate(row):
            if not cell.strip():
                continue
            if index < len(names) and names[index]:
                cells.setdefault(names[index], _APOSTROPHE.sub("", cell, count=1).strip())
            else:
                unnamed.setdefault(index, []).append(start)
        if cells:
            rows.append(Row(Place(path, start), cells))
    for index, starts in unnamed.items():
        what = quoted(head[index]) if index < len(head) and head[index].strip() else f"{index + 1}"
        message = f"column {what}: {len(starts)} cells not carried"
        message = message.replace("1 cells", "1 cell") if len(starts) == 1 else message
        losses.append(Problem(Place(path, starts[0]), message))
    return rows, losses


def _head_losses(
    head: list[str], names: list[str], columns: Sequence[str], place: Place
) -> Iterator[Problem]:
    for cell, name in zip(head, names, strict=True):
        if not name and cell.strip():
            hint = did_you_mean(cell.strip(), columns, "rename it if it is one of those that are")
            yield Problem(place, f"no column {quoted(cell.strip())} is known here", hint)
        if name and names.count(name) > 1:
            yield Problem(place, f"several columns {quoted(name)}: the first filled one counts")


def _separator(text: str, columns: Sequence[str]) -> str:
    """Return the separator with which most columns of the first filled line have known names."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    known = {name.casefold() for name in columns}

    def found(sign: str) -> int:
        cells = first.split(sign)
        return sum(cell.strip().strip('"').strip().casefold() in known for cell in cells)

    return max(_SEPARATORS, key=found)


def _table(text: str, path: str, skipped: int, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the 1-based first line of each row, and its cells."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        start = reader.line_num + 1 + skipped
        try:
            row = next(reader, None)
        except csv.Error as error:
            message = f"this row cannot be read: {error}"
            hint = "close each quotation mark, and double one within a cell"
            if "limit" in str(error):
                message = f"a cell of more than {LONGEST_CELL:,} characters"
            raise UnreadableFileError(Place(path, start), message, hint) from None
        if row is None:
            return
        yield start, row
