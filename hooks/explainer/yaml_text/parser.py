"""The parser: turns YAML events into plain values and spans. Only this module imports yaml.

PyYAML's loaders turn `no` into False and `12:30` into 750, and keep the last of two equal keys.
We therefore build plain values from the parser's events.
We refuse anchors, aliases and tags: data should read the same everywhere,
and a value that contains itself never ends.
Values and spans take two passes, since the place of a key matters only for problems.
"""

from __future__ import annotations

import re
from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, TypeAlias

import yaml

from explainer.problems import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

try:
    from yaml import CSafeLoader as Loader
except (
    ImportError
):  # pragma: no cover  (PyYAML built without libyaml: 15 times slower, same events)
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

SyntaxFault = yaml.MarkedYAMLError
"""The exception for a text that is not YAML."""

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
"""A value in a YAML file: text, lists and mappings."""

Loc: TypeAlias = "tuple[str | int, ...]"
"""The way from the root to a value, as keys and list indices."""

DEEPEST, LONGEST, MOST = 20, 10_000, 20_000
"""The most levels in a file, characters in a text, and keys and values in a record. Each item
of a list counts separately, so a list may have any length."""
MOST_PROBLEMS = 1_000
"""The number of problems after which the rest of a file is not read."""

# Characters that YAML 1.2 forbids, its exotic line breaks, and marks that reverse text
# direction: a reviewer must see what will be published.
FORBIDDEN = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd"
    "\U00010000-\U0010ffff]"
)


class Mark(NamedTuple):
    """A position in a text: 0-based line and column."""

    line: int
    column: int


class Span(NamedTuple):
    """The start and end of a key, a text, or a collection's opening or end."""

    loc: Loc
    kind: str
    """`key`, `text`, `open`, or `end` where a collection ends with a bracket."""
    style: str
    """Its style: `>` or `|` for a block of text, `[` for an opening bracket."""
    start: Mark
    end: Mark
    text: str = ""


class Finding(NamedTuple):
    """A problem at a position in a text."""

    mark: Mark
    message: str
    hint: str = ""


class Parsed(NamedTuple):
    """The contents of a text."""

    value: Value | None
    """The value; None if there is none or the text cannot be read to its end."""
    findings: list[Finding]
    """The problems of the text."""
    starts: Mapping[Loc, Mark]
    """The start of the root, and of each item in a list directly below it."""
    fault: SyntaxFault | None = None
    """The parser's error, if the text is not YAML."""


class _RefusedError(Exception):
    """Raised to leave the rest of a text unread."""


def parse(text: str, first_line: int = 1) -> Parsed:
    """Return the plain values of a text, and its problems.

    Messages use the number of its first line in its file.
    """
    builder = _Builder(text, first_line)
    value, fault = None, None
    try:
        value = builder.root()
    except _RefusedError:
        pass
    except SyntaxFault as error:
        fault = error
    return Parsed(value, builder.findings, builder.starts, fault)


def spans(text: str) -> list[Span]:
    """Return the span of every key, text and collection in a parsed text, in order.

    Between them are only comments, space and syntax.
    """
    found: list[Span] = []
    take = Loader(text).get_event
    take()
    if isinstance(take(), yaml.DocumentStartEvent):
        _add_spans(found, take, take(), ())
    return found


def shown(text: str) -> str:
    """Return the start of a text for display, marking characters that cannot be seen."""
    return FORBIDDEN.sub("\ufffd", text[:LONGEST])


class _Builder:
    """Builds plain values from the parser's events, and collects problems."""

    def __init__(self, text: str, first_line: int) -> None:
        self.first_line = first_line
        self.take: Callable[[], Any] = Loader(text).get_event
        self.escapes = "\\" in text
        """Whether a text may contain invisible characters, written as escapes."""
        self.findings: list[Finding] = []
        self.starts: dict[Loc, Mark] = {}
        self.depth = self.lists = 0
        self.count = 1
        self.key = ""
        """The last key of the root."""

    def root(self) -> Value | None:
        self.take()
        if not isinstance(self.take(), yaml.DocumentStartEvent):
            return None
        event = self.take()
        self.starts[()] = _mark(event.start_mark)
        value = self.value(event)
        self.take()
        after = self.take()
        if isinstance(after, yaml.DocumentStartEvent):
            self.report(after, "a second document begins", "keep one document in a file")
        return value

    def value(self, event: Any) -> Value:
        if event.__class__ is yaml.ScalarEvent:
            return self.text(event)
        if event.anchor or event.__class__ is yaml.AliasEvent or event.tag:
            self.refuse(event)
        if event.__class__ is yaml.AliasEvent:
            return f"*{event.anchor}"
        if self.depth >= DEEPEST:
            self.stop(event, f"nested more than {DEEPEST} levels deep")
        self.depth += 1
        is_list = event.__class__ is yaml.SequenceStartEvent
        value = self.sequence() if is_list else self.mapping()
        self.depth -= 1
        return value

    def mapping(self) -> dict[str, Value]:
        # Reading spends most of its time here, so the usual cases come first.
        found: dict[str, Value] = {}
        first: dict[str, Any] = {}
        take, escapes, scalar = self.take, self.escapes, yaml.ScalarEvent
        while True:
            event = take()
            if event.__class__ is not scalar:
                if event.__class__ is yaml.MappingEndEvent:
                    return found
                self.refuse(event)
                self.stop(event, "a key must be plain text", "for example: title: The talks")
            key = intern(event.value)  # all records have the same few keys
            if event.anchor or event.tag or escapes or len(key) > LONGEST:
                key = self.text(event)
            self.count += 2
            if self.count > MOST:
                self.stop(event, f"more than {MOST:,} keys and values in one record")
            if key in found:
                line = first[key].start_mark.line + self.first_line
                message = f"the key {quoted(key)} occurs twice"
                self.report(event, message, f"the first is on line {line}; keep one")
                self.key = ""
                self.value(take())
                continue
            first[key] = event
            event = take()
            if event.__class__ is not scalar:
                if self.depth == 1:
                    self.key = key
                found[key] = self.value(event)
            elif event.anchor or event.tag or escapes or len(event.value) > LONGEST:
                found[key] = self.text(event)
            else:
                found[key] = event.value

    def sequence(self) -> list[Value]:
        found: list[Value] = []
        outermost = not self.lists
        self.lists += 1
        while True:
            event = self.take()
            if event.__class__ is yaml.SequenceEndEvent:
                self.lists -= 1
                return found
            self.count += 1
            if self.count > MOST:
                self.stop(event, f"more than {MOST:,} keys and values in one record")
            if self.depth == 2 and outermost:
                self.starts[self.key, len(found)] = _mark(event.start_mark)
            if outermost and event.__class__ is not yaml.ScalarEvent:
                before, self.count = self.count, 1
                found.append(self.value(event))
                self.count = before
            else:
                found.append(self.value(event))

    def text(self, event: Any) -> str:
        """Return a scalar as visible text, leaving out and reporting invisible characters."""
        text: str = event.value
        if event.anchor or event.tag:
            self.refuse(event)
        if self.escapes and (hidden := FORBIDDEN.search(text)):
            message = f"a character that cannot be seen (U+{ord(hidden[0]):04X})"
            self.report(event, message, "leave it out")
            return shown(text)
        if len(text) > LONGEST:
            message = f"a text of {len(text):,} characters; {LONGEST:,} at most"
            self.report(event, message, "shorten it, and close any quotation mark")
            return shown(text)
        return text

    def refuse(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent):
            self.report(event, f"an alias, *{event.anchor}", "write the value out")
        elif event.anchor:
            self.report(event, f"an anchor, &{event.anchor}", "write the value where it is needed")
        if tag := getattr(event, "tag", None):
            self.report(
                event,
                f"a YAML tag, {quoted(tag.replace('tag:yaml.org,2002:', '!!'))}",
                "leave it out: every value is read as text",
            )

    def report(self, event: yaml.Event, message: str, hint: str) -> None:
        self.findings.append(Finding(_mark(event.start_mark), message, hint))
        if len(self.findings) == MOST_PROBLEMS:
            rest = f"{MOST_PROBLEMS:,} problems up to here; the rest of the file is not checked"
            self.stop(event, rest)

    def stop(self, event: yaml.Event, message: str, hint: str = "") -> NoReturn:
        """Leave the rest of the text unread."""
        self.findings.append(Finding(_mark(event.start_mark), message, hint))
        raise _RefusedError


def _add_spans(found: list[Span], take: Callable[[], Any], event: Any, loc: Loc) -> None:
    """Add the spans of one value, whose first event is given."""
    if not isinstance(event, yaml.CollectionStartEvent):
        found.append(_span(event, loc, "text"))
        return
    found.append(_span(event, loc, "open"))
    is_mapping, index = isinstance(event, yaml.MappingStartEvent), 0
    while not isinstance(inner := take(), yaml.CollectionEndEvent):
        if is_mapping:
            here = (*loc, shown(inner.value))
            found.append(_span(inner, here, "key"))
            inner = take()
        else:
            here = (*loc, index)
            index += 1
        _add_spans(found, take, inner, here)
    if event.flow_style:
        found.append(_span(inner, loc, "end"))


def _span(event: Any, loc: Loc, kind: str) -> Span:
    style = "[" if getattr(event, "flow_style", False) else getattr(event, "style", None) or ""
    text = getattr(event, "value", "")
    return Span(loc, kind, style, _mark(event.start_mark), _mark(event.end_mark), text)


def _mark(mark: Any) -> Mark:
    return Mark(mark.line, mark.column)
