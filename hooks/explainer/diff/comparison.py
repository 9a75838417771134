"""Differences: which facts are not the same in two versions of the site.

Records are compared as they are written, by kind and id; see `plain_records.py` for what is alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from explainer.diff.field_changes import FieldChange, changes, less
from explainer.diff.plain_records import KINDS, PlainRecord, follow, plain_records, renamed
from explainer.facts.loader import read_data
from explainer.quotes.lock import check_quotes
from explainer.site import read_site

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from explainer.diff.plain_records import Key
    from explainer.rendering.page_result import PageResult
    from explainer.site import Site
    from explainer.source_tree import SourceTree

_FOR_REVIEW = {
    "event": r"date",
    "statement": r"date|text",
    "discrepancy": r"accounts\[\d+\]\.text",
    "person": r"offices\[.*",
}
"""The fields of each kind that a reviewer should look at first: when, the exact words, offices."""


@dataclass(frozen=True)
class Version:
    """The site as it is read from one folder."""

    site: Site
    records: Mapping[Key, PlainRecord]
    unread: frozenset[str]
    """The paths of files in data/ that cannot be read."""
    problems: int
    """How many problems data/ has."""

    def verified(self) -> dict[str, bool]:
        """Whether each statement is verified, as far as can be told from what is committed."""
        catalog = self.site.catalog
        committed = {name: text for name, text in self.site.captures.items() if text.committed}
        lock, _ = check_quotes(self.site.lock.checks, catalog, committed)
        return {name: lock.of(said) is not None for name, said in catalog.statements.items()}


@dataclass(frozen=True)
class Difference:
    """A record that is not the same in both versions."""

    before: PlainRecord | None
    after: PlainRecord | None
    fields: tuple[FieldChange, ...] = ()
    moved: bool = False
    """Whether it stands in another file, beyond what a new name of its topic explains."""

    @property
    def record(self) -> PlainRecord:
        """The record as it is now, or as it was last."""
        record = self.after or self.before
        assert record
        return record

    @property
    def change(self) -> str:
        """added, removed, changed, renamed (nothing but its id changed) or moved (nothing)."""
        if self.before is None:
            return "added"
        if self.after is None:
            return "removed"
        if self.fields:
            return "changed"
        return "renamed" if self.before.id != self.after.id else "moved"

    @property
    def for_review(self) -> bool:
        """Whether a reviewer should look at it first, beside its fields."""
        return self.record.model.noun == "source" and self.change in {"added", "removed"}


@dataclass(frozen=True)
class PageFigures:
    """How much of a page's prose is cited."""

    words: int
    cited: int
    factual: int
    uncited: tuple[str, ...]
    """The factual sentences without a citation."""


@dataclass(frozen=True)
class PageDifference:
    """A page with other figures than before."""

    path: str
    before: PageFigures | None
    after: PageFigures | None

    @property
    def uncited(self) -> list[str]:
        """The sentences without a citation that are new."""
        return less(
            list(self.after.uncited if self.after else ()),
            list(self.before.uncited if self.before else ()),
        )


@dataclass(frozen=True)
class Differences:
    """Everything that is not the same in two versions."""

    records: tuple[Difference, ...]
    """By kind, in the order of the files; what was removed comes last."""
    pages: tuple[PageDifference, ...]
    verified: tuple[int, int]
    """How many quotes are verified, before and after."""
    quotes: tuple[int, int]
    """Of how many."""
    lost: tuple[str, ...]
    """The statements that were verified, and are no more."""
    gained: tuple[str, ...]
    """The statements that were not verified, and are now."""
    problems: tuple[int, int]
    """How many problems data/ has in each version."""
    unread: tuple[tuple[str, ...], tuple[str, ...]]
    """The files of each version that cannot be read: what stood in them is not compared."""


def read_version(tree: SourceTree) -> Version:
    """Return the version of the site that a source tree makes."""
    site = read_site(tree)
    documents, _ = read_data(tree)
    records, unread = plain_records(documents)
    files = {problem.place.path for problem in site.unsound}
    unread |= files - {document.path for document in documents}
    in_data = [problem for problem in site.problems if problem.place.path.startswith("data/")]
    return Version(site, records, frozenset(unread), len(in_data))


def compare(before: Version, after: Version) -> Differences:
    """Everything that is not the same in two versions."""
    names = renamed(before.records, after.records)
    was, now = before.verified(), after.verified()
    then = {names.get(("statement", name), name): verified for name, verified in was.items()}
    pages = (
        PageDifference(
            path, _figures(before.site.results, path), _figures(after.site.results, path)
        )
        for path in sorted({*before.site.pages, *after.site.pages})
    )
    return Differences(
        tuple(_records(before, after, names)),
        tuple(page for page in pages if page.before != page.after),
        (sum(was.values()), sum(now.values())),
        (len(was), len(now)),
        tuple(name for name, verified in now.items() if then.get(name) and not verified),
        tuple(name for name, verified in now.items() if then.get(name) is False and verified),
        (before.problems, after.problems),
        (tuple(sorted(before.unread)), tuple(sorted(after.unread))),
    )


def _records(before: Version, after: Version, names: Mapping[Key, str]) -> Iterator[Difference]:
    """The differences of the records, kind by kind."""
    old = {(key[0], names.get(key, key[1])): record for key, record in before.records.items()}
    for kind in KINDS:
        for key in [key for key in {**after.records, **old} if key[0] == kind]:
            found = _difference(old.get(key), after.records.get(key), names)
            if found is None or (found.before is None and _lost(found, before)):
                continue
            if found.after is not None or not _lost(found, after):
                yield found


def _lost(found: Difference, version: Version) -> bool:
    """Whether a record that is not there may stand in a file that cannot be read."""
    return found.record.place.path in version.unread


def _difference(
    before: PlainRecord | None, after: PlainRecord | None, names: Mapping[Key, str]
) -> Difference | None:
    """What became of a record; None if it is the same."""
    if before is None or after is None:
        return Difference(before, after)
    then = follow(before.fields, before.model, names)
    pattern = _FOR_REVIEW.get(after.model.noun, "(?!)")
    fields = tuple(
        replace(change, for_review=bool(re.fullmatch(pattern, change.path)))
        for change in changes(then, after.fields, after.model)
    )
    moved = _home(before, names) != after.place.path
    same = not fields and not moved and before.id == after.id
    return None if same else Difference(before, after, fields, moved)


def _home(record: PlainRecord, names: Mapping[Key, str]) -> str:
    """The file of a record, in the folder that its topic has now."""
    path = PurePosixPath(record.place.path)
    folder = names.get(("topic", path.parent.name), path.parent.name)
    in_topic = len(path.parts) > 3
    return str(path.parent.with_name(folder) / path.name) if in_topic else str(path)


def _figures(results: Mapping[str, PageResult], path: str) -> PageFigures | None:
    page = results.get(path)
    if page is None:
        return None
    told = page.coverage
    return PageFigures(page.readability.words, told.cited, told.factual, told.uncited)
