"""Which quotes have been checked against their sources: `data/quotes.lock`.

It is written by `python -m explainer verify`, never by hand, and read by every build.
It holds every quote, checked or not, so that none can change unseen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from explainer.facts.field_types import kind_of
from explainer.facts.validation import validate
from explainer.problems import Place, Problem, nearest, quoted
from explainer.quotes.check import READ, UNVERIFIED, Check, absence, changes, checked, fields_of
from explainer.yaml_text import reader

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from explainer.facts.catalog import Catalog
    from explainer.facts.records import Statement
    from explainer.quotes.captures import Capture
    from explainer.source_tree import SourceTree

PATH = "data/quotes.lock"
"""Where the lock lies, relative to the project's root."""

_HEAD = """\
# Every quote, and what it was checked against.
# Written by `make verify`: a line changed by hand breaks the seal of its check.
checks:
"""


@dataclass(frozen=True)
class Lock:
    """All checks by the id of their statements."""

    checks: Mapping[str, Check] = field(default_factory=dict)
    sound: frozenset[str] = frozenset()
    """The statements whose words and sources are those that were checked."""

    def of(self, said: Statement) -> Check | None:
        """The check of a statement; None if it is unverified."""
        check = self.checks.get(said.id) if said.id in self.sound else None
        return check if check and check.against != UNVERIFIED else None


def read_lock(tree: SourceTree) -> tuple[dict[str, Check], list[Problem]]:
    """Every check in the lock by the id of its statement, and what is wrong with the file."""
    if PATH not in tree:
        return {}, tree.problems(PATH)
    checks, problems = _read(tree[PATH])
    return {**checks}, [*problems]


@lru_cache(maxsize=1)  # a preview asks for it again and again
def _read(raw: bytes) -> tuple[dict[str, Check], list[Problem]]:
    document, problems = reader.read_bytes(PATH, raw)
    if document is None:
        return {}, problems
    top = document.value
    items = top.get("checks") if isinstance(top, dict) else None
    if not isinstance(items, list):
        kind = kind_of(top if items is None else items)
        message = f"expected a list of checks under the key 'checks', found {kind}"
        hint = "take the file back from the repository"
        return {}, [*problems, Problem(document.place(("checks",)), message, hint)]
    checks: dict[str, Check] = {}
    for index in range(len(items)):
        check, found = validate(document, ("checks", index), Check)
        problems += found
        if check and check.statement in checks:
            message = f"{quoted(check.statement, 100)} is checked a second time"
            problems.append(Problem(check.place_of("statement"), message, "keep one of them"))
        elif check:
            checks[check.statement] = check
    return checks, problems


def check_quotes(
    checks: Mapping[str, Check],
    catalog: Catalog,
    captures: Mapping[str, Capture],
    *,
    whole: bool = True,
) -> tuple[Lock, list[Problem]]:
    """The checks that hold, and a problem for each that does not.

    From a lock that could not be read as a whole, none is missed.
    """
    problems: list[Problem] = []
    sound: set[str] = set()
    for said in catalog.statements.values():
        check, source = checks.get(said.id), catalog.sources.get(said.source)
        if check and source:
            found = [*changes(said, source, check)] or [*_held(said, check, captures)]
            problems += found
            sound |= set() if found else {said.id}
        if check is None and whole:
            message = f"'{said.id}' is not in {PATH}"
            hint = f"{compare(said)}; if you cannot: make verify"
            problems.append(Problem(said.place_of("text"), message, hint))
    for name in _lost(checks, catalog):
        near = nearest(name, catalog.statements)
        other = f"did you mean '{near}'? " if near else ""
        hint = f"{other}if it is gone for good, delete this check, to its seal"
        place = checks[name].place_of("statement")
        problems.append(Problem(place, f"no statement {quoted(name, 100)}", hint))
    return Lock(checks, frozenset(sound)), problems


def verify(
    checks: Mapping[str, Check],
    catalog: Catalog,
    captures: Mapping[str, Capture],
    read: Mapping[str, bool],
    today: date,
) -> tuple[str, list[Problem]]:
    """The text of the lock after every quote that can be checked has been, and what failed.

    A check that failed stays as it was, so that the build goes on failing at its place;
    so does that of a statement that is not there: a check made by reading is not made twice.
    `read` holds the statements that a person has just compared with their sources, and whether
    the words are there: where they are not, nothing is taken down.
    """
    entries = {name: fields_of(check) for name, check in checks.items()}
    problems: list[Problem] = []
    for said in catalog.statements.values():
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
    lines = [
        "  - " + "\n    ".join(f"{key}: {value}" for key, value in entries[name].items())
        for name in sorted(entries)
    ]
    return _HEAD + "".join(f"{line}\n" for line in lines) if lines else "checks: []\n", problems


def _lost(checks: Mapping[str, Check], catalog: Catalog) -> set[str]:
    """The statements that are checked but are no more, without those that could not be read."""
    if "statement" in catalog.unreadable:
        return set()
    return checks.keys() - catalog.statements.keys() - catalog.unreadable


def compare(said: Statement) -> str:
    """What a person has to do to check a statement without a capture."""
    return f"compare it with the page and run: make verify READ={said.id}"


def _held(said: Statement, check: Check, captures: Mapping[str, Capture]) -> Iterator[Problem]:
    """Where a capture that is at hand says otherwise than the check."""
    capture = captures.get(said.source)
    if capture is None:
        return
    if check.against not in {READ, UNVERIFIED, capture.fingerprint}:
        message = f"this text is not the one that '{said.id}' was checked against"
        yield Problem(Place(capture.path), message, "put it back, or run: make verify")
        return
    yield from absence(said, capture)
