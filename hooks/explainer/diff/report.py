"""The report of all differences, row by row, for a terminal or a job summary."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from rapidfuzz.distance import Indel

from explainer.diff.plain_records import KINDS
from explainer.problems import quoted
from explainer.yaml_text.reader import FORBIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.diff.comparison import Difference, Differences, PageDifference
    from explainer.diff.field_changes import FieldChange
    from explainer.diff.plain_records import PlainRecord
    from explainer.yaml_text.document import Value

Role = Literal["ours", "name", "data", "gone", "new"]
"""What a piece of a row is: our words, an id or a path, a text, a text no longer or newly there."""

Piece = tuple[str, Role]

LABELS = {
    "topic": ("title", "question"),
    "discrepancy": ("what",),
    "open question": ("text",),
    "position": ("question",),
    "event": ("date", "title"),
    "statement": ("speaker", "date", "text"),
    "source": ("publisher", "published", "title", "url"),
    "person": ("name",),
    "organisation": ("name",),
    "side": ("name",),
    "term": ("term",),
    "word": ("forms", "instead"),
    "list of names": ("names",),
}
"""The fields that tell what a record of each kind is."""

LEFT_OUT = "(left out)"
SHORT = 6
"""Texts of more words stand one below the other, with the words marked that changed."""


@dataclass(frozen=True)
class Row:
    """One line of the report."""

    depth: int
    """0 for a paragraph, 1 for a heading, from 2 on for the levels of a list."""
    pieces: tuple[Piece, ...]
    for_review: bool = False
    """Whether a reviewer should look at it first."""


def rows(differences: Differences, base: str) -> Iterator[Row]:
    """The report line by line: counts, what to look at first, then everything by kind.

    `base` is what the reader calls the version before.
    """
    yield from _head(differences, base)
    for kind, plural in KINDS.items():
        found = [one for one in differences.records if one.record.model.noun == kind]
        yield from [Row(1, ((plural, "ours"),))] if found else []
        for one in found:
            yield from _record_rows(one)
    yield from _quote_rows(differences)
    yield from [Row(1, (("pages", "ours"),))] if differences.pages else []
    for page in differences.pages:
        yield from _page_rows(page)


def text(row: Row) -> list[Piece]:
    """A row for a terminal, in pieces, without characters that would move its cursor.

    `!` stands before what to look at first; `[-words-]` were taken out, `{+words+}` put in.
    """
    indent = ("", "", "  ", "      ", "        ")[row.depth]
    pieces: list[Piece] = [("!" + indent[1:] if row.for_review and indent else indent, "ours")]
    for words, role in row.pieces:
        shown = FORBIDDEN.sub("\ufffd", words)
        shown = {"gone": f"[-{shown}-]", "new": f"{{+{shown}+}}"}.get(role, shown)
        pieces.append((shown, role))
    return pieces


def _head(differences: Differences, base: str) -> Iterator[Row]:
    changed = Counter((one.record.model.noun, one.change) for one in differences.records)
    counts = [f"{_count(n, kind, KINDS[kind])} {change}" for (kind, change), n in changed.items()]
    told = ", ".join(counts) or "no facts changed"
    yield Row(0, (("compared with ", "ours"), (base, "name"), (f": {told}", "ours")))
    if first := ", ".join(_for_review(differences)):
        yield Row(0, ((f"look first at: {first}", "ours"),), for_review=True)
    versions: tuple[Piece, Piece] = ((base, "name"), ("the working copy", "ours"))
    for version, problems, unread in zip(
        versions, differences.problems, differences.unread, strict=True
    ):
        if problems:
            told = f" has {_count(problems, 'problem', 'problems')} in data/"
            yield Row(0, (version, (f"{told}: compared as far as it can be read", "ours")))
        for path in unread:
            told = " cannot be read there: its records are not compared"
            yield Row(0, (version, (": ", "ours"), (path, "name"), (told, "ours")))


def _for_review(differences: Differences) -> Iterator[str]:
    """What to look at first, counted."""
    fields = [
        (one.record, change)
        for one in differences.records
        for change in one.fields
        if change.for_review
    ]
    dates = sum(change.path == "date" for _, change in fields)
    quotes = sum(change.path.endswith("text") for _, change in fields)
    people = len({record.id for record, change in fields if change.path.startswith("offices")})
    sources = Counter(one.change for one in differences.records if one.for_review)
    yield from [f"{_count(dates, 'date', 'dates')} changed"] if dates else []
    yield from [f"{_count(quotes, 'quote', 'quotes')} changed"] if quotes else []
    yield from [f"offices of {_count(people, 'person', 'people')}"] if people else []
    for change, number in sources.items():
        yield f"{_count(number, 'source', 'sources')} {change}"
    if lost := len(differences.lost):
        yield f"{_count(lost, 'quote', 'quotes')} no longer verified"


def _record_rows(one: Difference) -> Iterator[Row]:
    record = one.record
    head: list[Piece] = [(f"{one.change} ", "ours")]
    if one.before and one.after and one.before.id != one.after.id:
        head += [(one.before.id, "name"), (" → ", "ours")]
    head.append((record.id, "name"))
    if one.change in {"added", "removed"} and (label := _label(record)):
        head += [(": ", "ours"), (label, "data")]
    head += [(" (", "ours"), (f"{record.place.path}:{record.place.line}", "name"), (")", "ours")]
    yield Row(2, tuple(head), one.for_review)
    if one.moved and one.before:
        yield Row(3, (("moved from ", "ours"), (one.before.place.path, "name")))
    for change in one.fields:
        yield from _field_rows(change)


def _field_rows(change: FieldChange) -> Iterator[Row]:
    path: list[Piece] = [(change.path, "name")]
    if change.item:
        path += [(" (", "ours"), (quoted(change.item), "data"), (")", "ours")]
    before, after = change.before, change.after
    if isinstance(before, str) and isinstance(after, str) and _long(change):
        yield Row(3, tuple(path), change.for_review)
        for told, pieces in zip(("before: ", "after: "), _marked(before, after), strict=True):
            yield Row(4, ((told, "ours"), *pieces), change.for_review)
        return
    values: list[Piece] = []
    if isinstance(before or after, list) and (change.gone or change.new):
        for sign, items in (("+", change.new), ("−", change.gone)):
            if items:
                values += [(f" {sign} " if values else f"{sign} ", "ours")]
                values += [(", ".join(items), "data")]
    elif isinstance(before or after, dict) and (before is None or after is None):
        values = [("+ " if before is None else "− ", "ours"), (_said(after or before), "data")]
    else:
        values = [(_said(before), "data"), (" → ", "ours"), (_said(after), "data")]
    yield Row(3, (*path, (": ", "ours"), *values), change.for_review)


def _quote_rows(differences: Differences) -> Iterator[Row]:
    old, new = (
        f"{verified} of {quotes}"
        for verified, quotes in zip(differences.verified, differences.quotes, strict=True)
    )
    if old == new and not differences.lost and not differences.gained:
        return
    yield Row(1, (("quotes", "ours"),))
    if old != new:
        yield Row(2, ((f"verified: {old} → {new}", "ours"),))
    for name in differences.lost:
        yield Row(2, (("no longer verified: ", "ours"), (name, "name")), for_review=True)
    for name in differences.gained:
        yield Row(2, (("now verified: ", "ours"), (name, "name")))


def _page_rows(page: PageDifference) -> Iterator[Row]:
    told = []
    before, after = page.before, page.after
    if not before or not after:
        told.append("added" if after else "removed")
    cited = [f"{one.cited} of {one.factual}" for one in (before, after) if one]
    words = [f"{one.words:,}" for one in (before, after) if one]
    if len(set(cited)) > 1 or len(cited) == 1:
        told.append(f"{' → '.join(cited)} factual sentences cited")
    if len(set(words)) > 1 or len(words) == 1:
        told.append(f"{' → '.join(words)} words")
    yield Row(2, ((page.path, "name"), (f": {', '.join(told)}", "ours")))
    for sentence in page.uncited:
        yield Row(3, (("without a citation: ", "ours"), (sentence, "data")))


def _label(record: PlainRecord) -> str:
    fields = record.fields
    return ", ".join(
        f'"{_said(fields[name])}"' if (record.model.noun, name) == ("statement", "text")
        else _said(fields[name])
        for name in LABELS[record.model.noun]
        if name in fields
    )  # fmt: skip


def _said(value: Value | None) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_said(inner)}" for name, inner in value.items())
    if isinstance(value, list):
        return ", ".join(map(_said, value))
    return value or LEFT_OUT


def _long(change: FieldChange) -> bool:
    """Whether both texts are shown whole: they have many words, or somebody's exact ones."""
    exact = change.for_review and change.path.endswith("text")
    return exact or any(len(_said(one).split()) > SHORT for one in (change.before, change.after))


def _marked(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces, with the words that differ told apart, to the letter."""
    left, right = before.split(), after.split()
    was: list[Piece] = []
    now: list[Piece] = []
    for step in Indel.opcodes(left, right):
        same = step.tag == "equal"
        _add(was, left[step.src_start : step.src_end], "data" if same else "gone")
        _add(now, right[step.dest_start : step.dest_end], "data" if same else "new")
    return was, now


def _add(pieces: list[Piece], words: list[str], role: Role) -> None:
    if words:
        pieces += [(" ", "ours")] if pieces else []
        pieces.append((" ".join(words), role))


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
