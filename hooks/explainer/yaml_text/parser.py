"""YAML's events as plain values, and as spans: the only module that imports yaml.

PyYAML's loaders turn `no` into False and `12:30` into 750, and keep the last of two equal keys.
So the plain values are built here from the parser's events.
Anchors, aliases and tags are refused: data should read the same wherever it is,
and a value that contains itself never ends.
Values and spans are two passes: the place of a key matters only where something is wrong.
"""

from __future__ import annotations

import re
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
"""What is raised for a text that is not YAML."""

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
"""What a YAML file comes down to here: text, lists and mappings of them."""

Loc: TypeAlias = "tuple[str | int, ...]"
"""The way from the root to a value: keys and list indices."""

DEEPEST, LONGEST, MOST = 20, 10_000, 20_000
"""How many levels a file may have, how many characters a text, and how many keys and values
a record: each item of a list is counted by itself, so a list may be as long as it likes."""
MOST_PROBLEMS = 1_000
"""After how many problems the rest of a file is left unread."""

# What YAML 1.2 does not allow, its exotic line breaks, and marks that turn the reading order:
# a reviewer must see what will be published.
FORBIDDEN = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd"
    "\U00010000-\U0010ffff]"
)


class Mark(NamedTuple):
    """A spot in a text: 0-based line and column."""

    line: int
    column: int


class Span(NamedTuple):
    """Where a key, a text, or the opening or end of a collection reaches from and to."""

    loc: Loc
    kind: str
    """`key`, `text`, `open`, or `end` where a collection ends with a bracket."""
    style: str
    """How it is written: `>` or `|` for a block of text, `[` for an opening bracket."""
    start: Mark
    end: Mark
    text: str = ""


class Finding(NamedTuple):
    """What is wrong at a spot of a text."""

    mark: Mark
    message: str
    hint: str = ""


class Parsed(NamedTuple):
    """What a text comes down to."""

    value: Value | None
    """None where there is none, or where the text cannot be read to its end."""
    findings: list[Finding]
    """What is wrong with it."""
    starts: Mapping[Loc, Mark]
    """Where the root begins, and each item of a list that is the value of one of its keys."""
    fault: SyntaxFault | None = None
    """Where it is not YAML at all."""


class _RefusedError(Exception):
    """The rest of a text is not read."""


def parse(text: str, first_line: int = 1) -> Parsed:
    """Return the plain values of a text, and what is wrong with it.

    The number of its first line in its file is for the words of a message.
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
    """Return where every key, text and collection is, in the order of a text that was parsed.

    What lies between them are comments, space and the signs of the syntax.
    """
    found: list[Span] = []
    take = Loader(text).get_event
    take()
    if isinstance(take(), yaml.DocumentStartEvent):
        _add_spans(found, take, take(), ())
    return found


def shown(text: str) -> str:
    """Return as much of a text as may be shown, with a sign for what cannot be seen."""
    return FORBIDDEN.sub("\ufffd", text[:LONGEST])


class _Builder:
    """Builds the plain values from the parser's events; keeps what is wrong with them."""

    def __init__(self, text: str, first_line: int) -> None:
        self.first_line = first_line
        self.take: Callable[[], Any] = Loader(text).get_event
        self.escapes = "\\" in text
        """Whether a text may hold what cannot be seen, written as an escape."""
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
        # Most of the time of reading is spent here: what is usual comes first.
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
            key = event.value
            if event.anchor or event.tag or escapes or len(key) > LONGEST:
                key = self.text(event)
            self.count += 2
            if self.count > MOST:
                self.stop(event, f"more than {MOST:,} keys and values in one record")
            if key in found:
                line = first[key].start_mark.line + self.first_line
                message = f"the key {quoted(key)} is here a second time"
                self.report(event, message, f"the first is in line {line}; keep one")
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
        """Return a scalar as text that can be shown; what cannot is reported, and left out."""
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
            rest = f"{MOST_PROBLEMS:,} problems up to here; the rest of the file was not read"
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
