"""The comments of a YAML text, each with its key or item."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from explainer.yaml_text.document import Document, Loc, Span


@dataclass(frozen=True)
class Comments:
    """The comments of a text by the way to their key or item.

    Each begins with `#` and has no trailing space.
    """

    head: Sequence[str] = ()
    """Comments before everything else; an empty text is a blank line."""
    before: Mapping[Loc, Sequence[str]] = field(default_factory=dict)
    """Comments on separate lines before a key or item."""
    beside: Mapping[Loc, Sequence[str]] = field(default_factory=dict)
    """Comments at the end of a key's or item's line."""
    after: Mapping[Loc, Sequence[str]] = field(default_factory=dict)
    """Comments on separate lines at the end of a list or mapping."""

    def within(self, loc: Loc) -> bool:
        """Return whether a comment belongs to an item or the end of the list."""
        return any(
            where[: len(loc)] == loc and (len(where) > len(loc) or where in self.after)
            for where in (*self.before, *self.beside, *self.after)
        )

    def all(self) -> list[str]:
        """Return the text of every comment, sorted."""
        named = (self.before, self.beside, self.after)
        found = [text for part in named for texts in part.values() for text in texts]
        return sorted([*filter(None, self.head), *found])


@dataclass(frozen=True)
class _Comment:
    line: int
    column: int
    text: str
    alone: bool
    """Whether it is alone on its line."""


def read_comments(document: Document) -> Comments:
    """Return the comments of a document that was read without problems."""
    spans = document.spans()
    first = next((span.start.line for span in spans if span.kind == "key"), len(document.lines))
    head: list[str] = []
    before: defaultdict[Loc, list[str]] = defaultdict(list)
    beside: defaultdict[Loc, list[str]] = defaultdict(list)
    after: defaultdict[Loc, list[str]] = defaultdict(list)
    last = -1
    for comment in _found(document, spans):
        if comment.line < first:
            apart = head and any(not line.strip() for line in document.lines[last : comment.line])
            head += ["", comment.text] if apart else [comment.text]
            last = comment.line
            continue
        loc, part = _home(document, spans, comment)
        if part == "beside" and loc in beside:
            part = "before"  # a second one, from a list over several lines
        part = part if loc else "after"
        {"before": before, "beside": beside, "after": after}[part][loc].append(comment.text)
    if head and any(not line.strip() for line in document.lines[last:first]):
        head.append("")
    return Comments(head, before, beside, after)


def _found(document: Document, spans: Sequence[Span]) -> Iterator[_Comment]:
    """Yield the comments: each `#` outside keys and texts begins one, to the end of its line."""
    taken: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for span in spans:
        if span.kind in {"key", "text"}:
            start, end = span.start, span.end
            # A comment may follow the indicator of a block of text.
            inner = start.line + 1 if span.style in {">", "|"} else start.line
            for line in range(inner, end.line + 1):
                begin = start.column if line == start.line else 0
                width = len(document.lines[line]) if line < len(document.lines) else 0
                taken[line].append((begin, end.column if line == end.line else width))
    for number, row in enumerate(document.lines):
        at = row.find("#")
        while at >= 0:
            within = [end for begin, end in taken[number] if begin <= at < end]
            if not within:
                yield _Comment(number, at, row[at:].rstrip(), alone=not row[:at].strip())
                break
            at = row.find("#", within[0])


def _home(document: Document, spans: Sequence[Span], comment: _Comment) -> tuple[Loc, str]:
    """Return the owner of a comment, and whether it is before it, beside it or at its end."""
    here = (comment.line, comment.column)
    at = sum((span.start.line, span.start.column) < here for span in spans)
    last, rest = spans[at - 1], spans[at:]
    if not comment.alone and last.start.line <= comment.line <= last.end.line:
        return last.loc, "beside"
    if last.kind == "key" and (rest[0].kind == "text" or rest[0].style == "["):
        return last.loc, "before"  # between a key and its value
    after = next((span for span in rest if span.kind == "key" or _is_item(span)), None)
    brackets = _brackets(spans[:at])
    if brackets:
        if (
            after
            and after.loc[: len(brackets.loc)] == brackets.loc
            and len(after.loc) > len(brackets.loc)
        ):
            return after.loc, "before"
        return brackets.loc, "after" if document.at(brackets.loc) else "before"
    if after is None:
        ended = _ended(spans[:at], last.loc, None)
    elif comment.alone and comment.column > _column(spans, after):
        ended = _ended(spans[:at], last.loc, after.loc)
    else:
        ended = []
    fitting = [loc for loc, column in ended if column <= comment.column] or [
        loc for loc, _ in ended[:1]
    ]
    if fitting:
        return fitting[-1], "after"
    return (after.loc if after else ()), "before"


def _ended(spans: Sequence[Span], last: Loc, after: Loc | None) -> list[tuple[Loc, int]]:
    """Return the collections that end before the next key or item, outermost first.

    Each has its column; a list at the column of its key counts as indented further.
    """
    opened = {span.loc: span.start.column for span in spans if span.kind == "open"}
    found: list[tuple[Loc, int]] = []
    outer = -1
    for size in range(len(last) + 1):
        loc = last[:size]
        if loc in opened:
            outer = max(opened[loc], outer + 1)
            if after is None or after[:size] != loc:
                found.append((loc, outer))
    return found


def _brackets(spans: Sequence[Span]) -> Span | None:
    """Return the innermost list or mapping in brackets that is still open at the end."""
    opened: list[Span] = []
    for span in spans:
        if span.style == "[" and span.kind == "open":
            opened.append(span)
        elif opened and span.kind == "end" and span.loc == opened[-1].loc:
            opened.pop()
    return opened[-1] if opened else None


def _is_item(span: Span) -> bool:
    return span.kind != "end" and bool(span.loc) and isinstance(span.loc[-1], int)


def _column(spans: Sequence[Span], span: Span) -> int:
    """Return the column of a key or of an item's dash."""
    if span.kind == "key":
        return span.start.column
    return next(
        one.start.column for one in spans if one.loc == span.loc[:-1] and one.kind == "open"
    )
