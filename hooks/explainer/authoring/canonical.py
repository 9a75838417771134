"""The canonical form of the files of data/: the one way in which a record is written.

Keys stand in the order of the record's fields, texts written here with one sentence a line,
exact words on one line, and every comment where it was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from explainer.facts.field_types import Headline, kind_of
from explainer.facts.loader import LISTS, kind_of_file, misplaced
from explainer.facts.model import Model, Record, class_in, fields_of
from explainer.facts.topics import Topic
from explainer.json_schema import modeline
from explainer.problems import Place, Problem
from explainer.yaml_text import reader
from explainer.yaml_text.comments import Comments, read_comments
from explainer.yaml_text.scalars import folded, is_plain, scalar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from explainer.yaml_text.document import Document, Loc, Value

WIDTH = 100
"""How many columns a line may have, if it can be broken."""

_NO_NOTES: Mapping[str, str] = {}


class UnfitError(ValueError):
    """A file that cannot be written, or to which no record can be added."""

    def __init__(self, problem: Problem) -> None:
        """Take what is wrong with the file."""
        super().__init__(str(problem))
        self.problem = problem


def text_of(
    model: type[Model], values: Mapping[str, Any], notes: Mapping[str, str] = _NO_NOTES
) -> str:
    """One record in canonical form, without the dash of its list, ending with a line break.

    Values are plain YAML values by key.
    A note by a key that has no value is written in its place, as `# key: note`.
    """
    names = [*_kinds(model), *(name for name in values if name not in _kinds(model))]
    before: dict[Loc, list[str]] = {}
    waiting: list[str] = []
    for name in names:
        if name in values:
            before[(name,)], waiting = waiting, []
        elif name in notes:
            waiting.append(f"# {name}: {' '.join(notes[name].split())}")
    indent = 4 if model in LISTS else 0
    pen = _Pen(Comments(before=before, after={(): waiting}))
    lines = pen.keys(_kinds(model), dict(values), (), indent)
    return "".join(f"{line[indent:]}\n" for line in lines)


def added(text: str, path: str, model: type[Record], record: str) -> str:
    """The text of a file with one more record at its end; all the rest stays as it is.

    The record is one that `text_of` wrote.
    An empty text is begun with the address of its schema and the key of its list.
    UnfitError, which is a ValueError with a message for a person, if the file is no such list.
    """
    key = LISTS[model]
    rows, end = text.split("\n"), "\r" if "\r\n" in text else ""
    if not any(row.strip() and not row.strip().startswith("#") for row in rows):
        at, dash, new = len(rows) - (not rows[-1]), 2, [f"{key}:"]
        if not text:
            new.insert(0, modeline(path))
    else:
        document, problems = reader.read_text(path, text)
        if document is None or problems:
            raise UnfitError(problems[0])
        at, dash = _end_of_list(document, key)
        opened = next(span for span in document.spans() if span.loc == (key,))
        new = [""] if at > opened.start.line + 1 and rows[at - 1].strip() else []
        rows[opened.start.line] = re.sub(r":\s*\[\s*\]", ":", rows[opened.start.line], count=1)
    new += as_item(record, dash)
    new += [""] if "".join(rows[at : at + 1]).strip() else []
    if at == len(rows):
        rows[-1] += end
        rows.append("")
    return "\n".join([*rows[:at], *(row + end for row in new), *rows[at:]])


def as_item(record: str, dash: int = 2) -> list[str]:
    """The lines of a record that `text_of` wrote, as one of a list with its dash in that column."""
    pad, lines = " " * dash, record.splitlines()
    notes = list(takewhile(lambda line: line.startswith("#"), lines))
    first, *rest = lines[len(notes) :]
    return [*(pad + note for note in notes), f"{pad}- {first}", *(f"{pad}  {one}" for one in rest)]


def _end_of_list(document: Document, key: str) -> tuple[int, int]:
    """The 0-based line after the last item of the file's list, and the column of its dashes."""
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
        # A block of text ends where the next line begins, after blank ones.
        before = span.style in {">", "|"} and not span.end.column
        at = max(at, span.end.line + (not before))
    while not document.lines[at - 1].strip():
        at -= 1
    # What is set in further than the dashes speaks of the last record.
    for number, line in enumerate(document.lines[at:], at):
        if line.strip():
            if not line.lstrip().startswith("#") or line.index("#") <= whole.start.column:
                break
            at = number + 1
    return at, whole.start.column


def canonical(path: str, raw: bytes) -> tuple[str | None, list[Problem]]:
    """The text of a file of data/ in canonical form, or None and why there is none."""
    document, problems = reader.read_bytes(path, raw)
    model = kind_of_file(path)
    if document and model is None:
        problems = [misplaced(document)]
    if document is None or model is None or problems:
        return None, problems
    if not isinstance(document.value, dict) or not document.value:
        message = f"expected lines of 'key: value', found {kind_of(document.value or '')}"
        hint = f"begin the file with '{LISTS.get(model, 'slug')}:'"
        return None, [Problem(document.place(()), message, hint)]
    comments = read_comments(document)
    text = _written(document.value, model, comments)
    again, _ = reader.read_text(path, text)
    if (
        again is None
        or again.value != document.value
        or read_comments(again).all() != comments.all()
    ):
        message = "this file cannot be written in canonical form without a loss"
        return None, [Problem(Place(path), message, "it was left as it is; please report it")]
    return text, []


def _written(root: dict[str, Value], model: type[Record], comments: Comments) -> str:
    if model is Topic:
        lines = _Pen(comments).keys(_kinds(Topic), root, (), 0)
    else:
        key = LISTS[model]
        lines = _Pen(comments, parted=(key,)).keys({key: tuple[model, ...]}, root, (), 0)  # type: ignore[valid-type]  # made at run time
    return "".join(f"{line}\n" for line in [*comments.head, *lines])


@dataclass(frozen=True)
class _Pen:
    """Writes values with their comments; every function gives lines."""

    comments: Comments
    parted: Loc | None = None
    """The list whose items are parted by blank lines."""

    def keys(
        self,
        fields: Mapping[str, Any],
        values: dict[str, Value],
        loc: Loc,
        indent: int,
        *,
        led: bool = False,
    ) -> list[str]:
        """The lines of a mapping; what stands before it may have been written already."""
        lines: list[str] = []
        for number, name in enumerate(_ordered(fields, values)):
            here = (*loc, name)
            if number or not led:
                lines += self.before(here, indent)
            lead = f"{' ' * indent}{scalar(name)}:"
            lines += self.value(lead, values[name], fields.get(name), here, indent)
        return [*lines, *self.after(loc, indent)]

    def items(self, kind: Any, values: list[Value], loc: Loc, indent: int) -> list[str]:
        """The lines of a list, one item or more for each."""
        lines: list[str] = []
        fields = _kinds(class_in(kind, Model))
        for index, value in enumerate(values):
            here = (*loc, index)
            lines += [""] if index and loc == self.parted else []
            lines += self.before(here, indent)
            lead = f"{' ' * indent}-"
            if not isinstance(value, dict) or not value:
                lines += self.value(lead, value, kind, here, indent)
                continue
            # Beside the braces of a mapping that stood between them.
            lines += [" " * indent + text for text in self.comments.beside.get(here, ())]
            lines += self.before((*here, _ordered(fields, value)[0]), indent)
            first, *rest = self.keys(fields, value, here, indent + 2, led=True)
            lines += [f"{lead} {first.lstrip()}", *rest]
        return [*lines, *self.after(loc, indent)]

    def value(self, lead: str, value: Value, kind: Any, loc: Loc, indent: int) -> list[str]:
        """The lines of a value after its key or dash."""
        beside = "".join(f"  {text}" for text in self.comments.beside.get(loc, ()))
        if isinstance(value, str):
            line = f"{lead} {scalar(value)}"
            told = folded(value) if class_in(kind, Headline) else []
            if len(told) > 1 or (told and len(line) > WIDTH):
                return [f"{lead} >-{beside}", *(" " * (indent + 2) + one for one in told)]
            return [line + beside]
        if not value:
            return [f"{lead} {'[]' if isinstance(value, list) else '{}'}{beside}"]
        if isinstance(value, dict):
            return [
                lead + beside,
                *self.keys(_kinds(class_in(kind, Model)), value, loc, indent + 2),
            ]
        short = [item for item in value if isinstance(item, str) and is_plain(item, between=True)]
        line = f"{lead} [{', '.join(short)}]"
        if len(short) == len(value) and len(line) <= WIDTH and not self.comments.within(loc):
            return [line + beside]
        return [lead + beside, *self.items(kind, value, loc, indent + 2)]

    def before(self, loc: Loc, indent: int) -> list[str]:
        return [" " * indent + text for text in self.comments.before.get(loc, ())]

    def after(self, loc: Loc, indent: int) -> list[str]:
        return [" " * indent + text for text in self.comments.after.get(loc, ())]


def _kinds(model: type[Model] | None) -> dict[str, Any]:
    """The kind of each field by its key, in their order; of no model, none."""
    return {name: info.annotation for name, info in fields_of(model).items()} if model else {}


def _ordered(fields: Iterable[str], values: Mapping[str, Value]) -> list[str]:
    known = [name for name in fields if name in values]
    return [*known, *(name for name in values if name not in known)]
