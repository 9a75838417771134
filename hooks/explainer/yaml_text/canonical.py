"""The canonical form of YAML: one way to write values and their comments.

A layout sets the order of a mapping's keys, and which texts have one sentence per line;
every other text is on one line if it is one paragraph, and every comment keeps its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from explainer.problems import Place, Problem
from explainer.yaml_text import reader
from explainer.yaml_text.comments import Comments, read_comments
from explainer.yaml_text.scalars import folded, is_plain, paragraphs, scalar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from explainer.yaml_text.document import Document, Loc, Value

WIDTH = 100
"""The most columns in a line that can be broken."""

_NO_NOTES: Mapping[str, str] = {}


@dataclass(frozen=True)
class Layout:
    """The layout of a value, or of each item if it is a list."""

    keys: Mapping[str, Layout] = field(default_factory=dict)
    """The keys of a mapping in order, with the layouts of their values."""
    folded: bool = False
    """Whether a text has one sentence per line."""


_PLAIN = Layout()


class UnfitError(ValueError):
    """A file that cannot be written or extended."""

    def __init__(self, problem: Problem) -> None:
        """Take what is wrong with the file."""
        super().__init__(str(problem))
        self.problem = problem


def record_text(
    layout: Layout, values: Mapping[str, Any], notes: Mapping[str, str] = _NO_NOTES, indent: int = 0
) -> str:
    """Return a mapping in canonical form, without the dash of its list, ending with a line break.

    Values are plain YAML values by key.
    Write a note for a key without a value in its place, as `# key: note`.
    Wrap lines to fit a record indented by that many columns.
    """
    names = [*layout.keys, *(name for name in values if name not in layout.keys)]
    before: dict[Loc, list[str]] = {}
    waiting: list[str] = []
    for name in names:
        if name in values:
            before[(name,)], waiting = waiting, []
        elif name in notes:
            waiting.append(f"# {name}: {' '.join(notes[name].split())}")
    pen = _Pen(Comments(before=before, after={(): waiting}))
    lines = pen.keys(layout, dict(values), (), indent)
    return "".join(f"{line[indent:]}\n" for line in lines)


def added(text: str, path: str, key: str, records: list[str], head: str) -> str:
    """Return the text of a file with more records at the end of the list under its key.

    `record_text` wrote each of them; all the rest stays as it is.
    An empty text is begun with the head, a line of comment, and the key.
    UnfitError, which is a ValueError with a message for a person, if the file is no such list.
    """
    rows, end = text.split("\n"), "\r" if "\r\n" in text else ""
    if not any(row.strip() and not row.strip().startswith("#") for row in rows):
        at, dash, new = len(rows) - (not rows[-1]), 2, [f"{key}:"]
        if not text:
            new.insert(0, head)
    else:
        document, problems = reader.read_text(path, text)
        if document is None or problems:
            raise UnfitError(problems[0])
        at, dash = _end_of_list(document, key)
        opened = next(span for span in document.spans() if span.loc == (key,))
        new = [""] if at > opened.start.line + 1 and rows[at - 1].strip() else []
        rows[opened.start.line] = re.sub(r":\s*\[\s*\]", ":", rows[opened.start.line], count=1)
    for number, record in enumerate(records):
        new += [*([""] if number else []), *as_item(record, dash)]
    new += [""] if "".join(rows[at : at + 1]).strip() else []
    if at == len(rows):
        rows[-1] += end
        rows.append("")
    return "\n".join([*rows[:at], *(row + end for row in new), *rows[at:]])


def as_item(record: str, dash: int = 2) -> list[str]:
    """Return the lines of a record from `record_text`, as a list item with its dash."""
    pad, lines = " " * dash, record.splitlines()
    notes = list(takewhile(lambda line: line.startswith("#"), lines))
    first, *rest = lines[len(notes) :]
    return [
        *(pad + note for note in notes),
        f"{pad}- {first}",
        *(f"{pad}  {one}" if one else "" for one in rest),
    ]


def _end_of_list(document: Document, key: str) -> tuple[int, int]:
    """Return the 0-based line after the last item of a list, and the column of its dashes."""
    root = document.value
    items = root.get(key) if isinstance(root, dict) else None
    spans = [span for span in document.spans() if span.loc[:1] == (key,)]
    whole = next((span for span in spans if span.kind != "key"), None)
    listed = isinstance(items, list) and (not items or (whole is not None and whole.style != "["))
    if whole is None or not (listed or items == ""):
        message = f"expected '{key}:', and then each on lines of its own after '- '"
        raise UnfitError(Problem(Place(document.path), message))
    if not items:
        return spans[0].start.line + 1, 2
    at = 0
    for span in spans:
        # A block of text ends where the next line begins, after blank lines.
        before = span.style in {">", "|"} and not span.end.column
        at = max(at, span.end.line + (not before))
    while not document.lines[at - 1].strip():
        at -= 1
    # Comments indented further than the dashes belong to the last record.
    for number, line in enumerate(document.lines[at:], at):
        if line.strip():
            if not line.lstrip().startswith("#") or line.index("#") <= whole.start.column:
                break
            at = number + 1
    return at, whole.start.column


def formatted(document: Document, layout: Layout, parted: Loc | None = None) -> str | None:
    """Return the canonical text of a document, or None if anything would be lost.

    Its value is a mapping that was read without problems.
    Blank lines separate the items of the list at `parted`.
    """
    assert isinstance(document.value, dict)
    comments = read_comments(document)
    lines = _Pen(comments, parted).keys(layout, document.value, (), 0)
    text = "".join(f"{line}\n" for line in [*comments.head, *lines])
    again, _ = reader.read_text(document.path, text)
    if again is None or again.value != document.value:
        return None
    return text if read_comments(again).all() == comments.all() else None


@dataclass(frozen=True)
class _Pen:
    """Writes values with their comments; every function returns lines."""

    comments: Comments
    parted: Loc | None = None
    """The list whose items have blank lines between them."""

    def keys(
        self,
        layout: Layout,
        values: dict[str, Value],
        loc: Loc,
        indent: int,
        *,
        led: bool = False,
    ) -> list[str]:
        """Return the lines of a mapping; the comments before it may already be written."""
        lines: list[str] = []
        for number, name in enumerate(_ordered(layout.keys, values)):
            here = (*loc, name)
            if number or not led:
                lines += self.before(here, indent)
            lead = f"{' ' * indent}{scalar(name)}:"
            inner = layout.keys.get(name, _PLAIN)
            lines += self.value(lead, values[name], inner, here, indent)
        return [*lines, *self.after(loc, indent)]

    def items(self, layout: Layout, values: list[Value], loc: Loc, indent: int) -> list[str]:
        """Return the lines of a list, one or more for each item."""
        lines: list[str] = []
        for index, value in enumerate(values):
            here = (*loc, index)
            lines += [""] if index and loc == self.parted else []
            lines += self.before(here, indent)
            lead = f"{' ' * indent}-"
            if not isinstance(value, dict) or not value:
                lines += self.value(lead, value, layout, here, indent)
                continue
            # Beside the braces of a mapping that was written between them.
            lines += [" " * indent + text for text in self.comments.beside.get(here, ())]
            lines += self.before((*here, _ordered(layout.keys, value)[0]), indent)
            first, *rest = self.keys(layout, value, here, indent + 2, led=True)
            lines += [f"{lead} {first.lstrip()}", *rest]
        return [*lines, *self.after(loc, indent)]

    def value(self, lead: str, value: Value, layout: Layout, loc: Loc, indent: int) -> list[str]:
        """Return the lines of a value after its key or dash."""
        beside = "".join(f"  {text}" for text in self.comments.beside.get(loc, ()))
        if isinstance(value, str):
            if block := paragraphs(value):
                mark, *rows = (" " * (indent + 2) + one if one else "" for one in block)
                return [f"{lead} {mark.strip()}{beside}", *rows]
            line = f"{lead} {scalar(value)}"
            parts = folded(value) if layout.folded else []
            if len(parts) > 1 or (parts and len(line) > WIDTH):
                return [f"{lead} >-{beside}", *(" " * (indent + 2) + one for one in parts)]
            return [line + beside]
        if not value:
            return [f"{lead} {'[]' if isinstance(value, list) else '{}'}{beside}"]
        if isinstance(value, dict):
            return [lead + beside, *self.keys(layout, value, loc, indent + 2)]
        short = [item for item in value if isinstance(item, str) and is_plain(item, between=True)]
        line = f"{lead} [{', '.join(short)}]"
        if len(short) == len(value) and len(line) <= WIDTH and not self.comments.within(loc):
            return [line + beside]
        return [lead + beside, *self.items(layout, value, loc, indent + 2)]

    def before(self, loc: Loc, indent: int) -> list[str]:
        return [" " * indent + text for text in self.comments.before.get(loc, ())]

    def after(self, loc: Loc, indent: int) -> list[str]:
        return [" " * indent + text for text in self.comments.after.get(loc, ())]


def _ordered(fields: Iterable[str], values: Mapping[str, Value]) -> list[str]:
    known = [name for name in fields if name in values]
    return [*known, *(name for name in values if name not in known)]
