"""YAML as text with places: every scalar a string, every key and value with its line and column.

PyYAML's loaders turn `no` into False and `12:30` into 750, and keep the last of two equal keys.
So the plain values are built here from the parser's events, which carry a place each.
Anchors, aliases and tags are refused: data should read the same in every place it stands,
and a value that contains itself never ends.
The only module that imports yaml.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import yaml

from explainer.problems import Place, Problem, quoted
from explainer.yaml_text.document import Document, Loc, Mark, Span, Value
from explainer.yaml_text.mistakes import explain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explainer.yaml_text.document import Kind

try:
    from yaml import CSafeLoader as Loader
except (
    ImportError
):  # pragma: no cover  (PyYAML built without libyaml: 15 times slower, same events)
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

_CLOSED_TOO_EARLY = re.compile(
    r"""\s*(?:- +)*(?:[\w-]+: +)?(?:'(?:[^']|'')*'|"(?:[^"\\]|\\.)*")\s*(?=[^\s#,:\]}])"""
)
"""A line whose value begins with a quotation mark, up to what stands after the closing one."""

DEEPEST, LONGEST, MOST = 20, 10_000, 20_000
"""How many levels a file may have, how many characters a text in it, and how many keys
and values."""
MOST_LINES = 1_000
"""Of how many lines in one file it is told that they have what cannot be seen."""

# What YAML 1.2 does not allow, its exotic line breaks, and marks that turn the reading order:
# a reviewer must see what will be published.
FORBIDDEN = re.compile(
    "[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
    "|[\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]"
)


def read_bytes(path: str, raw: bytes) -> tuple[Document | None, list[Problem]]:
    """The document in the bytes of a UTF-8 file, and the problems found on the way."""
    raw = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        return read_text(path, raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        text = FORBIDDEN.sub("\ufffd", raw.split(b"\n")[line - 1].decode("utf-8", "replace"))
        place = Place(path, line, column, text)
        byte = raw[error.start]
        return None, [
            Problem(place, f"not UTF-8: byte 0x{byte:02X}", "save the file with encoding UTF-8")
        ]


def read_text(
    path: str, text: str, first_line: int = 1, margin: str = ""
) -> tuple[Document | None, list[Problem]]:
    """The document in a text, and its problems; without a document it is not YAML at all.

    For a part of a file: the number of its first line, and what stands before each of its lines.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = tuple(text.split("\n"))
    document = Document(path, "", lines, first_line, margin)
    if bad := hidden_characters(path, lines, first_line, margin):
        return None, bad
    builder = _Builder(document)
    try:
        for event in yaml.parse(text, Loader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        return None, [*builder.problems, _syntax_problem(document, error)]
    except _RefusedError as error:
        return None, [*builder.problems, error.problem]
    if builder.root is None:
        return None, [Problem(Place(path, first_line), "the file is empty", "delete it or fill it")]
    return replace(document, value=builder.root), builder.problems


def spans(document: Document) -> list[Span]:
    """Where every key, text and collection of a sound document stands, in the order of the text.

    What lies between them are comments, space and the signs of the syntax.
    """
    builder = _SpanBuilder(replace(document, value="", _values={}, _keys={}))
    for event in yaml.parse("\n".join(document.lines), Loader):
        builder.take(event)
    return builder.spans


def hidden_characters(
    path: str, lines: Iterable[str], first_line: int = 1, margin: str = ""
) -> list[Problem]:
    """For each line, the first character that cannot be seen, and how many more there are."""
    problems = []
    bad = [numbered for numbered in enumerate(lines, first_line) if FORBIDDEN.search(numbered[1])]
    for number, line in bad[:MOST_LINES]:
        found = FORBIDDEN.findall(line)
        column = len(margin) + line.index(found[0]) + 1
        place = Place(path, number, column, FORBIDDEN.sub("\ufffd", margin + line))
        more = f", and {len(found) - 1} more in this line" if found[1:] else ""
        message = f"a character that cannot be seen (U+{ord(found[0]):04X}){more}"
        problems.append(Problem(place, message, "delete it, or write a space"))
    if bad[MOST_LINES:]:
        message = f"{len(bad) - MOST_LINES:,} more lines with characters that cannot be seen"
        problems.append(replace(problems[-1], message=message))
    return problems


class _RefusedError(Exception):
    """What comes after it could not be told apart."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


class _Builder:
    """Builds the plain values from the parser's events; keeps what is wrong with them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[Problem] = []
        self.root: Value | None = None
        self.stack: list[tuple[Value, Loc]] = []
        self.key: str | None = None
        self.count = 0

    def take(self, event: yaml.Event) -> None:
        match event:
            case yaml.DocumentStartEvent() if self.root is not None:
                self.report(event, "a second document begins", "keep one document in a file")
            case yaml.NodeEvent():
                self.node(event)
            case yaml.CollectionEndEvent():
                self.stack.pop()
                self.key = None

    def node(self, event: yaml.NodeEvent) -> None:
        self.refuse(event)
        self.count += 1
        if self.count > MOST:
            place = self.document._place(_mark(event))
            raise _RefusedError(Problem(place, f"more than {MOST:,} keys and values in one file"))
        if self.expects_key():
            if not isinstance(event, yaml.ScalarEvent):
                place = self.document._place(_mark(event))
                hint = "for example: title: The talks"
                raise _RefusedError(Problem(place, "a key must be plain text", hint))
            self.add_key(event)
            return
        value: Value
        match event:
            case yaml.ScalarEvent():
                value = self.text(event)
            case yaml.SequenceStartEvent():
                value = []
            case yaml.MappingStartEvent():
                value = {}
            case _:
                value = f"*{event.anchor}"  # an alias, refused above
        loc = self.add(event, value)
        if isinstance(value, (list, dict)):
            if len(self.stack) >= DEEPEST:
                place = self.document._place(_mark(event))
                raise _RefusedError(Problem(place, f"nested more than {DEEPEST} levels deep"))
            self.stack.append((value, loc))

    def expects_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1][0], dict) and self.key is None

    def add_key(self, event: yaml.ScalarEvent) -> None:
        parent, loc = self.stack[-1]
        assert isinstance(parent, dict)
        self.key = key = self.text(event)
        here = (*loc, key)
        if key in parent:
            first = self.document._keys[here].line + self.document.first_line
            self.report(
                event,
                f"the key {quoted(key)} stands here a second time",
                f"the first is in line {first}; keep one",
            )
            return
        self.document._keys[here] = _mark(event)

    def add(self, event: yaml.NodeEvent, value: Value) -> Loc:
        """Put the value into its parent, where the first of two equal keys holds."""
        if not self.stack:
            if self.root is None:
                self.root = value
            self.document._values.setdefault((), _mark(event))
            return ()
        parent, loc = self.stack[-1]
        if isinstance(parent, list):
            loc = (*loc, len(parent))
            parent.append(value)
        else:
            assert isinstance(parent, dict)
            assert self.key is not None
            loc = (*loc, self.key)
            parent.setdefault(self.key, value)
            self.key = None
        self.document._values.setdefault(loc, _mark(event))
        return loc

    def text(self, event: yaml.ScalarEvent) -> str:
        """The scalar as text that can be shown; what cannot is reported, and left out."""
        text: str = event.value
        if hidden := FORBIDDEN.search(text):  # written as an escape
            message = f"a character that cannot be seen (U+{ord(hidden[0]):04X})"
            self.report(event, message, "leave it out")
        if len(text) > LONGEST:
            message = f"a text of {len(text):,} characters; {LONGEST:,} at most"
            self.report(event, message, "shorten it, and close any quotation mark")
        return FORBIDDEN.sub("\ufffd", text[:LONGEST])

    def refuse(self, event: yaml.NodeEvent) -> None:
        if isinstance(event, yaml.AliasEvent):
            self.report(event, f"an alias, *{event.anchor}", "write the value out")
        elif event.anchor:
            self.report(event, f"an anchor, &{event.anchor}", "write the value where it is needed")
        tag = getattr(event, "tag", None)
        if tag:
            self.report(
                event,
                f"a YAML tag, {quoted(tag.replace('tag:yaml.org,2002:', '!!'))}",
                "leave it out: every value is read as text",
            )

    def report(self, event: yaml.Event, message: str, hint: str) -> None:
        place = self.document._place(_position(event.start_mark))
        self.problems.append(Problem(place, message, hint))


class _SpanBuilder(_Builder):
    """Keeps besides where everything begins and ends."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.spans: list[Span] = []
        self.between: set[Loc] = set()
        """The collections that stand between brackets."""

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.CollectionEndEvent) and self.stack[-1][1] in self.between:
            self.note(event, self.stack[-1][1], "end")
        super().take(event)

    def add_key(self, event: yaml.ScalarEvent) -> None:
        super().add_key(event)
        self.note(event, (*self.stack[-1][1], event.value), "key")

    def add(self, event: yaml.NodeEvent, value: Value) -> Loc:
        loc = super().add(event, value)
        self.note(event, loc, "text" if isinstance(value, str) else "open")
        return loc

    def note(self, event: yaml.Event, loc: Loc, kind: Kind) -> None:
        style = getattr(event, "style", None) or ""
        if getattr(event, "flow_style", False):
            self.between.add(loc)
            style = "["
        start, end = _position(event.start_mark), _position(event.end_mark)
        self.spans.append(Span(loc, kind, style, start, end))


def _mark(event: yaml.Event) -> Mark:
    start, end = _position(event.start_mark), _position(event.end_mark)
    if not isinstance(event, yaml.ScalarEvent):
        return start
    width = end.column - start.column
    one_line = start.line == end.line
    if one_line and not event.style and width == len(event.value):
        return Mark(start.line, start.column, simple=True)
    if one_line and event.style in {"'", '"'} and width == len(event.value) + 2:
        return Mark(start.line, start.column + 1, simple=True)
    return start


def _position(mark: Any) -> Mark:
    return Mark(mark.line, mark.column)


def _syntax_problem(document: Document, error: yaml.MarkedYAMLError) -> Problem:
    """The parser's error in our words, at the place where a person would look."""
    place = _syntax_place(document, error)
    before = place.text[: place.column]
    if "\t" in before:
        return Problem(
            place.moved(before.index("\t") + 1 - place.column), "a tab", "indent with spaces"
        )
    found = before[-1:]
    if error.problem == "found character that cannot start any token":
        return Problem(place, f"a value cannot begin with {found}", "put it between single quotes")
    if closed := _CLOSED_TOO_EARLY.match(place.text[len(document.margin) :]):
        message = "text after a closing quotation mark"
        at = len(document.margin) + closed.end() + 1 - place.column
        return Problem(place.moved(at), message, "put all of it between quotation marks, or none")
    message, hint = explain(error.problem or "")
    return Problem(place, message, hint)


def _syntax_place(document: Document, error: yaml.MarkedYAMLError) -> Place:
    mark = error.problem_mark
    if (error.context or "").startswith("while scanning a quoted"):
        mark = error.context_mark  # where the quotation mark is opened, not where the file ends
    if error.context == "while scanning a simple key" and error.context_mark:
        mark = error.context_mark  # the line that has no colon, not the one after it
    last = len(document.lines) - 1
    line, column = (mark.line, mark.column) if mark else (last, 0)
    if line >= last and last and not document.lines[last]:
        last -= 1
    if line > last:  # the end of the text: after its last character
        line, column = last, len(document.lines[last])
    return document._place(Mark(line, column))
