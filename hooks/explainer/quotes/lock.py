"""The lock: the quotes checked against their sources, in one file `quotes.lock` per topic.

`explainer verify` writes it and every build reads it; nobody edits it by hand.
It contains every quote, checked or not, to reveal any change.
A check counts in any lock file; `data/quotes.lock` may contain those of all topics.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from explainer.facts.catalog import folder
from explainer.facts.field_types import kind_of
from explainer.facts.validation import validate
from explainer.problems import Place, Problem, nearest, quoted
from explainer.quotes.check import READ, UNVERIFIED, Check, absence, changes, checked, fields_of
from explainer.yaml_text import reader
from explainer.yaml_text.scalars import scalar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from explainer.facts.catalog import Catalog
    from explainer.facts.records import Statement
    from explainer.quotes.captures import Capture
    from explainer.source_tree import SourceTree

SHARED = "data/quotes.lock"
"""The lock of all topics in one file, relative to the project's root."""

_LOCK = re.compile(r"data/(?:topics/[^/]+/)?quotes\.lock")

_HEAD = """\
# The quotes, each with the words that were checked and what they were checked against.
# Written by `make verify`: a line changed by hand breaks the seal of its check.
checks:
"""


@dataclass(frozen=True)
class Lock:
    """All checks by the id of their statements."""

    checks: Mapping[str, Check] = field(default_factory=dict)
    sound: frozenset[str] = frozenset()
    """The ids of statements with the same words and sources as when checked."""

    def of(self, said: Statement) -> Check | None:
        """Return the check of a statement, or None if it is unverified."""
        check = self.checks.get(said.id) if said.id in self.sound else None
        return check if check and check.against != UNVERIFIED else None


def is_lock(path: str) -> bool:
    """Return whether a path, relative to the project's root, is a lock file."""
    return _LOCK.fullmatch(path) is not None


def path_for(said: Statement) -> str:
    """Return the path of the file for a statement's check."""
    topic = folder(said)
    return f"data/topics/{topic}/quotes.lock" if topic else SHARED


_Read = tuple[list[Check], list[Problem]]
LAST_READ: dict[tuple[str, bytes], _Read] = {}
"""The contents of the locks read last, by path and bytes; a preview and a check reuse most."""


def read_lock(tree: SourceTree) -> tuple[dict[str, Check], list[Problem]]:
    """Return every check by the id of its statement, and all problems."""
    files = {(path, raw) for path, raw in tree.under("data") if is_lock(path)}
    read = {file: LAST_READ.get(file) or _read(*file) for file in sorted(files)}
    LAST_READ.clear()
    LAST_READ.update(read)
    checks: dict[str, Check] = {}
    problems = [one for one in tree.problems("data") if is_lock(one.place.path)]
    for found, wrong in read.values():
        problems += wrong
        for check in found:
            if first := checks.get(check.statement):
                message = f"{quoted(check.statement, 100)} is checked a second time"
                at = first.place_of()
                hint = f"keep one of them; the first is in {at.path}:{at.line}"
                problems.append(Problem(check.place_of("statement"), message, hint))
            else:
                checks[check.statement] = check
    return checks, problems


def _read(path: str, raw: bytes) -> _Read:
    """Return every check in a file, and its problems."""
    document, problems = reader.read_bytes(path, raw)
    if document is None:
        return [], problems
    top = document.value
    items = top.get("checks") if isinstance(top, dict) else None
    if not isinstance(items, list):
        kind = kind_of(top if items is None else items)
        message = f"expected a list of checks under the key 'checks', found {kind}"
        hint = "restore the file from the repository"
        return [], [*problems, Problem(document.place(("checks",)), message, hint)]
    checks: list[Check] = []
    for index in range(len(items)):
        check, found = validate(document, ("checks", index), Check)
        problems += found
        checks += [check] if check else []
    return checks, problems


def check_quotes(
    checks: Mapping[str, Check],
    catalog: Catalog,
    captures: Mapping[str, Capture],
    *,
    whole: bool = True,
) -> tuple[Lock, list[Problem]]:
    """Return the checks that still apply, and a problem for each that does not.

    A missing check is not a problem if part of the lock could not be read.
    """
    problems: list[Problem] = []
    sound: set[str] = set()
    for said in catalog.statements.values():
        check, source = checks.get(said.id), catalog.sources.get(said.source)
        if check and source:
            found = [*changes(said, source, check)] or [*_by_capture(said, check, captures)]
            problems += found
            sound |= set() if found else {said.id}
        if check is None and whole:
            message = f"'{said.id}' is not in {path_for(said)}"
            hint = f"{compare(said)}; if you cannot: make verify"
            problems.append(Problem(said.place_of("text"), message, hint))
    for name in _lost(checks, catalog):
        near = nearest(name, catalog.statements)
        other = f"did you mean '{near}'? " if near else ""
        hint = f"{other}if it is gone for good, delete this check up to and including its seal"
        place = checks[name].place_of("statement")
        problems.append(Problem(place, f"no statement {quoted(name, 100)}", hint))
    return Lock(checks, frozenset(sound)), problems


def verify(
    tree: SourceTree,
    catalog: Catalog,
    captures: Mapping[str, Capture],
    read: Mapping[str, bool],
    today: date,
) -> tuple[dict[str, bytes | None], list[Problem]]:
    """Check every quote possible; return the changes to the lock, and the failures.

    The changes are new bytes for files of the tree, or None for a file without checks.
    A failed check does not change, and the build continues to fail at its place.
    The check of a missing statement also stays, to save a person from reading it again.
    `read` has the statements that a person has just compared with their sources, and whether
    the words were there; if not, nothing is recorded.
    """
    checks, _ = read_lock(tree)
    entries = {name: fields_of(check) for name, check in checks.items()}
    paths = {name: check.path for name, check in checks.items()}
    problems: list[Problem] = []
    for said in catalog.statements.values():
        paths[said.id] = path_for(said)
        source, capture = catalog.sources.get(said.source), captures.get(said.source)
        old = checks.get(said.id)
        if source is None or not read.get(said.id, True):
            continue
        if capture:
            found = [*absence(said, capture)]
            if not found:
                entries[said.id] = checked(said, source, capture.fingerprint, today, old)
            problems += found
        elif said.id in read:
            entries[said.id] = checked(said, source, READ, today, None)
        elif old is None or old.against == UNVERIFIED:
            entries[said.id] = checked(said, source, UNVERIFIED, today, old)
        else:
            problems += changes(said, source, old)
    files: dict[str, list[str]] = defaultdict(list)
    for name in sorted(entries):
        lines = (f"{key}: {scalar(value)}" for key, value in entries[name].items())
        files[paths[name]].append("  - " + "\n    ".join(lines) + "\n")
    texts: dict[str, bytes | None] = {path: None for path in tree if is_lock(path)}
    texts |= {path: (_HEAD + "\n".join(blocks)).encode() for path, blocks in files.items()}
    return {path: raw for path, raw in texts.items() if raw != tree.get(path)}, problems


def _lost(checks: Mapping[str, Check], catalog: Catalog) -> set[str]:
    """Return the checked statements that are gone, leaving out unreadable ones."""
    if "statement" in catalog.unreadable:
        return set()
    return checks.keys() - catalog.statements.keys() - catalog.unreadable


def compare(said: Statement) -> str:
    """Return a hint for checking a statement without a capture."""
    return f"compare it with the page and run: make verify READ={said.id}"


def _by_capture(
    said: Statement, check: Check, captures: Mapping[str, Capture]
) -> Iterator[Problem]:
    """Yield a problem if the capture contradicts the check."""
    capture = captures.get(said.source)
    if capture is None:
        return
    if check.against not in {READ, UNVERIFIED, capture.fingerprint}:
        message = f"this text differs from the one that '{said.id}' was checked against"
        yield Problem(Place(capture.path), message, "restore it, or run: make verify")
        return
    yield from absence(said, capture)
