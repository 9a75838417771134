"""The report for people: all differences row by row, for a terminal or a job summary."""

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

Role = Literal["label", "name", "data", "removed", "added"]
"""What a run of text is: words of the report, an id or a path, data, removed data, added data."""

Run = tuple[str, Role]

LABELS = {
    "topic": ("title", "question"),
    "discrepancy": ("what",),
    "open question": ("text",),
    "position": ("question",),
    "event": ("date", "title"),
    "statement": ("speaker", "joint_with", "unnamed_speaker", "date", "text"),
    "number": ("value", "unit", "what", "date"),
    "source": ("publisher", "published", "title", "url", "edition", "held_by", "call_number"),
    "person": ("name",),
    "organisation": ("name",),
    "side": ("name",),
    "term": ("term",),
    "tag": ("name",),
    "word": ("forms", "instead"),
    "list of names": ("names",),
}
"""The fields that describe a record of each kind."""

_EXACT = ("text", "original")
"""How the paths of fields with somebody's exact words end."""
NOT_GIVEN = "(not given)"
SHORT = 6
"""Longer texts, in words, have a row each, in which the words that changed are marked."""


@dataclass(frozen=True)
class Row:
    """One line of the report."""

    depth: int
    """0 for a paragraph, 1 for a heading, from 2 on for the levels of a list."""
    runs: tuple[Run, ...]
    for_review: bool = False
    """Whether a reviewer should look at it first."""


def rows(differences: Differences, base: str) -> Iterator[Row]:
    """Yield the rows of the report: counts, what to review first, then everything by kind.

    `base` is the reader's name for the earlier version.
    """
    yield from _head(differences, base)
    for kind, plural in KINDS.items():
        found = [one for one in differences.records if one.record.model.noun == kind]
        yield from [Row(1, ((plural, "label"),))] if found else []
        for one in found:
            yield from _record_rows(one)
    yield from _quote_rows(differences)
    yield from [Row(1, (("pages", "label"),))] if differences.pages else []
    for page in differences.pages:
        yield from _page_rows(page)


def styled_text(row: Row) -> list[Run]:
    """Return a row for a terminal, without characters that would move its cursor.

    `!` marks what to review first, `[-words-]` were removed, and `{+words+}` were added.
    """
    indent = ("", "", "  ", "      ", "        ")[row.depth]
    runs: list[Run] = [("!" + indent[1:] if row.for_review and indent else indent, "label")]
    for words, role in row.runs:
        shown = FORBIDDEN.sub("\ufffd", words)
        shown = {"removed": f"[-{shown}-]", "added": f"{{+{shown}+}}"}.get(role, shown)
        runs.append((shown, role))
    return runs


def _head(differences: Differences, base: str) -> Iterator[Row]:
    """Yield how many records changed, what to review first, and what cannot be compared."""
    changed = Counter((one.record.model.noun, one.change) for one in differences.records)
    counts = [f"{_count(n, kind, KINDS[kind])} {change}" for (kind, change), n in changed.items()]
    summary = ", ".join(counts) or "no facts changed"
    yield Row(0, (("compared with ", "label"), (base, "name"), (f": {summary}", "label")))
    if first := ", ".join(_for_review(differences)):
        yield Row(0, ((f"review first: {first}", "label"),), for_review=True)
    versions: tuple[Run, Run] = ((base, "name"), ("the working copy", "label"))
    for version, problems, unread in zip(
        versions, differences.problems, differences.unread, strict=True
    ):
        if problems:
            count = _count(problems, "problem", "problems")
            text = f" has {count} in data/: only what can be read is compared"
            yield Row(0, (version, (text, "label")))
        for path in unread:
            text = " cannot be read, and is not compared"
            yield Row(0, (version, (": ", "label"), (path, "name"), (text, "label")))


def _for_review(differences: Differences) -> Iterator[str]:
    """Yield how many there are of each thing to review first."""
    fields = [
        (one.record, change)
        for one in differences.records
        for change in one.fields
        if change.for_review
    ]
    dates = sum(change.path == "date" for _, change in fields)
    numbers = len({record.id for record, change in fields if change.path in {"value", "unit"}})
    quotes = sum(change.path.endswith(_EXACT) for _, change in fields)
    people = len({record.id for record, change in fields if change.path.startswith("offices")})
    sources = Counter(one.change for one in differences.records if one.for_review)
    yield from [f"{_count(dates, 'date', 'dates')} changed"] if dates else []
    yield from [f"{_count(numbers, 'number', 'numbers')} changed"] if numbers else []
    yield from [f"{_count(quotes, 'quote', 'quotes')} changed"] if quotes else []
    yield from [f"offices of {_count(people, 'person', 'people')}"] if people else []
    for change, number in sources.items():
        yield f"{_count(number, 'source', 'sources')} {change}"
    if lost := len(differences.lost):
        yield f"{_count(lost, 'quote', 'quotes')} no longer verified"


def _record_rows(one: Difference) -> Iterator[Row]:
    """Yield the rows of one record."""
    record = one.record
    head: list[Run] = [(f"{one.change} ", "label")]
    if one.before and one.after and one.before.id != one.after.id:
        head += [(one.before.id, "name"), (" → ", "label")]
    head.append((record.id, "name"))
    if one.change in {"added", "removed"} and (label := _label(record)):
        head += [(": ", "label"), (label, "data")]
    head += [(" (", "label"), (f"{record.place.path}:{record.place.line}", "name"), (")", "label")]
    yield Row(2, tuple(head), one.for_review)
    if one.moved and one.before:
        yield Row(3, (("moved from ", "label"), (one.before.place.path, "name")))
    for change in one.fields:
        yield from _field_rows(change)


def _field_rows(change: FieldChange) -> Iterator[Row]:
    """Yield the rows of one field."""
    path: list[Run] = [(change.path, "name")]
    if change.item:
        path += [(" (", "label"), (quoted(change.item), "data"), (")", "label")]
    before, after = change.before, change.after
    if isinstance(before, str) and isinstance(after, str) and _long(change):
        yield Row(3, tuple(path), change.for_review)
        for label, runs in zip(("before: ", "after: "), _marked(before, after), strict=True):
            yield Row(4, ((label, "label"), *runs), change.for_review)
        return
    values: list[Run] = []
    if isinstance(before or after, list) and (change.removed or change.added):
        for sign, items in (("+", change.added), ("−", change.removed)):
            if items:
                values += [(f" {sign} " if values else f"{sign} ", "label")]
                values += [(", ".join(items), "data")]
    elif isinstance(before or after, dict) and (before is None or after is None):
        values = [("+ " if before is None else "− ", "label"), (_inline(after or before), "data")]
    else:
        values = [(_inline(before), "data"), (" → ", "label"), (_inline(after), "data")]
    yield Row(3, (*path, (": ", "label"), *values), change.for_review)


def _quote_rows(differences: Differences) -> Iterator[Row]:
    """Yield how many quotes are verified, if that changed, and which ones."""
    old, new = (
        f"{verified} of {quotes}"
        for verified, quotes in zip(differences.verified, differences.quotes, strict=True)
    )
    if old == new and not differences.lost and not differences.gained:
        return
    yield Row(1, (("quotes", "label"),))
    if old != new:
        yield Row(2, ((f"verified: {old} → {new}", "label"),))
    for name in differences.lost:
        yield Row(2, (("no longer verified: ", "label"), (name, "name")), for_review=True)
    for name in differences.gained:
        yield Row(2, (("now verified: ", "label"), (name, "name")))


def _page_rows(page: PageDifference) -> Iterator[Row]:
    """Yield the figures of one page that changed, and its new sentences without a citation."""
    parts = []
    before, after = page.before, page.after
    if not before or not after:
        parts.append("added" if after else "removed")
    cited = [f"{one.cited} of {one.factual}" for one in (before, after) if one]
    words = [f"{one.words:,}" for one in (before, after) if one]
    if len(set(cited)) > 1 or len(cited) == 1:
        parts.append(f"{' → '.join(cited)} factual sentences cited")
    if len(set(words)) > 1 or len(words) == 1:
        parts.append(f"{' → '.join(words)} words")
    yield Row(2, ((page.path, "name"), (f": {', '.join(parts)}", "label")))
    for sentence in page.uncited:
        yield Row(3, (("without a citation: ", "label"), (sentence, "data")))


def _label(record: PlainRecord) -> str:
    """Return the fields that describe a record, on one line."""
    fields = record.fields
    return ", ".join(
        f'"{_inline(fields[name])}"' if (record.model.noun, name) == ("statement", "text")
        else _inline(fields[name])
        for name in LABELS[record.model.noun]
        if name in fields
    )  # fmt: skip


def _inline(value: Value | None) -> str:
    """Return a value on one line."""
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_inline(inner)}" for name, inner in value.items())
    if isinstance(value, list):
        return ", ".join(map(_inline, value))
    return (" ".join(value.split()) if "\n" in value else value) if value else NOT_GIVEN


def _long(change: FieldChange) -> bool:
    """Return whether both texts get a row each: they are long, or somebody's exact words."""
    exact = change.for_review and change.path.endswith(_EXACT)
    return exact or any(len(_inline(one).split()) > SHORT for one in (change.before, change.after))


def _marked(before: str, after: str) -> tuple[list[Run], list[Run]]:
    """Return both texts as runs, with the words that differ apart from the others."""
    left, right = before.split(), after.split()
    was: list[Run] = []
    now: list[Run] = []
    for step in Indel.opcodes(left, right):
        same = step.tag == "equal"
        _add(was, left[step.src_start : step.src_end], "data" if same else "removed")
        _add(now, right[step.dest_start : step.dest_end], "data" if same else "added")
    return was, now


def _add(runs: list[Run], words: list[str], role: Role) -> None:
    """Add words to a line, if there are any."""
    if words:
        runs += [(" ", "label")] if runs else []
        runs.append((" ".join(words), role))


def _count(number: int, one: str, many: str) -> str:
    """Return a number with its noun."""
    return f"{number} {one if number == 1 else many}"
