"""An addition: new records, with the files that belong to them, laid over the source tree.

The changed tree is checked as a whole; only one without a new problem is put in place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from explainer.authoring.canonical import UnfitError, added
from explainer.facts.catalog import Catalog
from explainer.facts.loader import LISTS
from explainer.facts.records import Source, Statement
from explainer.facts.validation import validate
from explainer.problems import Place, Problem
from explainer.quotes import lock
from explainer.site import read_site
from explainer.source_tree import WriteError, put_in_place, read_folder
from explainer.yaml_text import reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from explainer.authoring.new_records import Stub
    from explainer.facts.model import Record
    from explainer.quotes.captures import Capture
    from explainer.site import Site


@dataclass(frozen=True)
class Addition:
    """Changes to a source tree, and what they would bring."""

    changes: Mapping[str, bytes]
    """The new bytes of each file."""
    places: tuple[Place, ...]
    """Where everything is: files before records."""
    problems: tuple[Problem, ...]
    """The problems that the site would have by it, and has not now."""


def add(
    root: Path, site: Site, stubs: Sequence[Stub], captures: Sequence[Capture] = ()
) -> Addition:
    """Add records to a project's folder, if the site has no new problem by them; return it.

    New statements, and all whose sources have one of the captures, are checked into the lock:
    by the capture, or by reading if somebody has compared the words, or else as unverified.
    With a problem, nothing is written.
    """
    addition = planned(site, stubs, captures)
    if addition.problems:
        return addition
    problems = changed_meanwhile(root, site, addition.changes)
    if not problems:
        try:
            put_in_place(root, addition.changes)
        except WriteError as error:
            problems = [error.problem]
    return Addition(addition.changes, addition.places, tuple(problems))


def planned(site: Site, stubs: Sequence[Stub], captures: Sequence[Capture] = ()) -> Addition:
    """Return what adding records would change in the site's tree; nothing is written."""
    begun = {path: text for stub in stubs for path, text in stub.files().items()}
    if there := [Place(path) for path in begun if path in site.tree]:
        problems = [Problem(place, "this file is there already") for place in there]
        return Addition({}, (), tuple(problems))
    new = [one for one in captures if site.captures.get(one.source) is not one]
    texts = begun | {capture.path: capture.text for capture in new}
    changes = {path: text.encode() for path, text in texts.items()}
    places = [*map(Place, begun), *(Place(capture.path) for capture in captures)]
    records: list[Record] = []
    try:
        for stub in stubs:
            if stub.path not in begun:
                text = _with_record(changes.get(stub.path, site.tree.get(stub.path, b"")), stub)
                changes[stub.path] = text.encode()
                place, record = _last_record(text, stub)
                places.append(place)
                records += [record] if record else []
        checks, problems = _checks(site, stubs, records, captures)
    except UnfitError as error:
        return Addition({}, (), (error.problem,))
    changes |= checks
    if not problems:
        problems = read_site(site.tree.overlay(changes), site.edition).problems
    old = {_key(problem) for problem in site.problems}
    new_ones = [problem for problem in problems if _key(problem) not in old]
    return Addition(changes, tuple(places), tuple(new_ones))


def changed_meanwhile(root: Path, site: Site, paths: Iterable[str]) -> list[Problem]:
    """Return a problem for each file that is no longer as the site was read from it."""
    now = read_folder(root)
    message = "this file was saved by somebody else meanwhile, and is left as it is"
    return [
        Problem(Place(path), message, "run the command again")
        for path in paths
        if now.get(path) != site.tree.get(path)
    ]


def _with_record(raw: bytes, stub: Stub) -> str:
    """Return the text of a file with one more record at its end."""
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        raise UnfitError(reader.read_bytes(stub.path, raw)[1][0]) from None
    return added(text, stub.path, stub.model, stub.text())


def _last_record(text: str, stub: Stub) -> tuple[Place, Record | None]:
    """Return where the last record of a file is, and the record if it is valid."""
    document, _ = reader.read_text(stub.path, text)
    assert document
    key = LISTS[stub.model]
    loc = (key, len(document.at((key,))) - 1)
    return document.place(loc), validate(document, loc, stub.model)[0]


def _checks(
    site: Site, stubs: Sequence[Stub], records: Sequence[Record], captures: Sequence[Capture]
) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the lock with the checks of new quotes, and what is wrong with these."""
    old = site.catalog.statements
    new = {said.id: said for said in records if isinstance(said, Statement)}
    sources = {source.id: source for source in records if isinstance(source, Source)}
    stored = {capture.source: capture for capture in captures}
    quotes = {name: said for name, said in old.items() if said.source in stored} | new
    if not quotes:
        return {}, []
    checks, unread = lock.read_lock(site.tree)
    if unread:  # what cannot be read of it would be lost
        raise UnfitError(unread[0])
    catalog = Catalog({Statement: {**quotes}, Source: {**site.catalog.sources, **sources}})
    read = {stub.values["id"]: True for stub in stubs if stub.compared}
    text, problems = lock.verify(
        checks, catalog, {**site.captures, **stored}, read, site.edition.today
    )
    return {lock.PATH: text.encode()}, problems


def _key(problem: Problem) -> tuple[str, int, str]:
    """What a problem is known by; its hint may name another record when there are more."""
    path, line = problem.place.path, problem.place.line
    # One more check moves those behind it.
    return path, 0 if path == lock.PATH else line, problem.message
