"""Differences: which facts differ between two versions of the site.

Records are compared by kind and id, as they are in their files, whether valid or not.
`plain_records` says which of them mean the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from explainer.diff.field_changes import FieldChange, field_changes, only_in_first
from explainer.diff.plain_records import KINDS, PlainRecord, plain_records, renamed, with_new_ids
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
    "statement": r"date|text|original",
    "number": r"date|value|unit",
    "discrepancy": r"accounts\[\d+\]\.text",
    "person": r"offices\[.*",
}
"""The fields of each kind that a reviewer should look at first: dates, words, values, offices."""


@dataclass(frozen=True)
class Version:
    """A site, and the records in its files."""

    site: Site
    records: Mapping[Key, PlainRecord]
    unread: frozenset[str]
    """The paths of files that cannot be read."""
    problems: int
    """How many problems data/ has."""

    def verified(self) -> dict[str, bool]:
        """Return for each statement whether it is verified, going by committed captures only."""
        catalog, captures = self.site.catalog, self.site.captures
        committed = {name: capture for name, capture in captures.items() if capture.committed}
        lock, _ = check_quotes(self.site.lock.checks, catalog, committed)
        return {name: lock.of(said) is not None for name, said in catalog.statements.items()}


@dataclass(frozen=True)
class Difference:
    """A record that differs between two versions."""

    before: PlainRecord | None
    after: PlainRecord | None
    fields: tuple[FieldChange, ...] = ()
    moved: bool = False
    """Whether it is in another file, and not just because its topic has a new name."""

    @property
    def record(self) -> PlainRecord:
        """The record as it is now, or as it was before it was removed."""
        record = self.after or self.before
        assert record
        return record

    @property
    def change(self) -> str:
        """Either added, removed, changed, renamed (just its id) or moved (just its file)."""
        if self.before is None:
            return "added"
        if self.after is None:
            return "removed"
        if self.fields:
            return "changed"
        return "renamed" if self.before.id != self.after.id else "moved"

    @property
    def for_review(self) -> bool:
        """Whether a reviewer should look at it first, apart from its fields."""
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
    """A page whose figures differ from before."""

    path: str
    before: PageFigures | None
    after: PageFigures | None

    @property
    def uncited(self) -> list[str]:
        """The sentences without a citation that are new."""
        return only_in_first(
            list(self.after.uncited if self.after else ()),
            list(self.before.uncited if self.before else ()),
        )


@dataclass(frozen=True)
class Differences:
    """Everything that differs between two versions."""

    records: tuple[Difference, ...]
    """By kind, in the order of the files; removed ones come last."""
    pages: tuple[PageDifference, ...]
    verified: tuple[int, int]
    """How many quotes are verified, before and after."""
    quotes: tuple[int, int]
    """How many quotes there are, before and after."""
    lost: tuple[str, ...]
    """The statements that were verified and no longer are."""
    gained: tuple[str, ...]
    """The statements that were not verified and now are."""
    problems: tuple[int, int]
    """How many problems data/ has in each version."""
    unread: tuple[tuple[str, ...], tuple[str, ...]]
    """The files of each version that cannot be read, and are not compared."""


def read_version(tree: SourceTree) -> Version:
    """Return the version of the site that a source tree makes."""
    site = read_site(tree, html=False)
    documents, _ = read_data(tree)
    records, unread = plain_records(documents)
    files = {problem.place.path for problem in site.unsound} | {*tree.unreadable}
    unread |= files - {document.path for document in documents}
    in_data = [problem for problem in site.problems if problem.place.path.startswith("data/")]
    return Version(site, records, frozenset(unread), len(in_data))


def compare(before: Version, after: Version) -> Differences:
    """Return everything that differs between two versions."""
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
    """Yield the records that differ, kind by kind."""
    old = {(key[0], names.get(key, key[1])): record for key, record in before.records.items()}
    for kind in KINDS:
        for key in [key for key in {**after.records, **old} if key[0] == kind]:
            found = _difference(old.get(key), after.records.get(key), names)
            if found is None or (found.before is None and _lost(found, before)):
                continue
            if found.after is not None or not _lost(found, after):
                yield found


def _lost(found: Difference, version: Version) -> bool:
    """Return whether a missing record may be in a file that cannot be read."""
    return found.record.place.path in version.unread


def _difference(
    before: PlainRecord | None, after: PlainRecord | None, names: Mapping[Key, str]
) -> Difference | None:
    """Return how a record differs from before; None if it does not."""
    if before is None or after is None:
        return Difference(before, after)
    then = with_new_ids(before.fields, before.model, names)
    pattern = _FOR_REVIEW.get(after.model.noun, "(?!)")
    fields = tuple(
        replace(change, for_review=bool(re.fullmatch(pattern, change.path)))
        for change in field_changes(then, after.fields, after.model)
    )
    moved = _home(before, names) != after.place.path
    same = not fields and not moved and before.id == after.id
    return None if same else Difference(before, after, fields, moved)


def _home(record: PlainRecord, names: Mapping[Key, str]) -> str:
    """Return the file of a record, in the folder that its topic has now."""
    path = PurePosixPath(record.place.path)
    folder = names.get(("topic", path.parent.name), path.parent.name)
    in_topic = len(path.parts) > 3
    return str(path.parent.with_name(folder) / path.name) if in_topic else str(path)


def _figures(results: Mapping[str, PageResult], path: str) -> PageFigures | None:
    """Return the figures of a page; None if there is no such page."""
    page = results.get(path)
    if page is None:
        return None
    coverage = page.coverage
    words = page.readability.words
    return PageFigures(words, coverage.cited, coverage.factual, coverage.uncited)
