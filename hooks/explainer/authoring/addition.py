"""An addition: new records, and the files that belong to them, as changes to the source tree.

The changed tree is checked as a whole; only one without a new problem is written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from explainer.facts.indexing import make_catalog
from explainer.facts.loader import LISTS
from explainer.facts.records import Source, Statement
from explainer.facts.validation import validate
from explainer.json_schema import modeline
from explainer.problems import Place, Problem, errors
from explainer.quotes import lock
from explainer.site import read_site
from explainer.source_tree import put_in_place
from explainer.yaml_text import reader
from explainer.yaml_text.canonical import UnfitError, added

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from explainer.authoring.new_records import NewRecord
    from explainer.facts.model import Record
    from explainer.quotes.captures import Capture
    from explainer.site import Site


@dataclass(frozen=True)
class Addition:
    """Changes to a source tree, and what comes of them."""

    changes: Mapping[str, bytes | None]
    """The new bytes of each file; None removes it."""
    places: tuple[Place, ...] = ()
    """The place of everything new: files before records."""
    problems: tuple[Problem, ...] = ()
    """The problems that the site would have with the changes and does not have now."""


def add(
    root: Path, site: Site, new_records: Sequence[NewRecord], captures: Sequence[Capture] = ()
) -> Addition:
    """Write new records into a project's folder, and return what was added.

    The lock gets a check for each new statement, and for each statement whose source has one of
    the captures: against the capture, by reading if a person has compared the words, or else as
    unverified.
    If the site would have a new problem, write nothing.
    """
    addition = plan(site, new_records, captures)
    if addition.problems:
        return addition
    problems = put_in_place(root, site.tree, addition.changes)
    return replace(addition, problems=tuple(problems))


def plan(
    site: Site, new_records: Sequence[NewRecord], captures: Sequence[Capture] = ()
) -> Addition:
    """Return what new records would change in a site's source tree, without writing anything."""
    own_files = {path: text for new in new_records for path, text in new.files().items()}
    message = "this file already exists"
    problems = [Problem(Place(path), message) for path in own_files if path in site.tree]
    problems += [problem for new in new_records for problem in site.tree.problems(new.path)]
    if problems:
        return Addition({}, problems=tuple(problems))
    unstored = [one for one in captures if site.captures.get(one.source) is not one]
    texts = own_files | {capture.path: capture.text for capture in unstored}
    changes: dict[str, bytes | None] = {path: text.encode() for path, text in texts.items()}
    places = [*map(Place, own_files), *(Place(capture.path) for capture in captures)]
    listed = [new for new in new_records if new.path not in own_files]
    added_here: dict[str, Iterator[tuple[Place, Record | None]]] = {}
    try:
        for path in dict.fromkeys(new.path for new in listed):
            group = [new for new in listed if new.path == path]
            text = _with_records(site.tree.get(path, b""), group)
            changes[path] = text.encode()
            added_here[path] = _last_records(text, group)
        found = [next(added_here[new.path]) for new in listed]
        places += [place for place, _ in found]
        records = [record for _, record in found if record]
        lock_changes, problems = _checks(site, new_records, records, captures)
    except UnfitError as error:
        return Addition({}, problems=(error.problem,))
    changes |= lock_changes
    if not problems:
        problems = read_site(site.tree.overlay(changes), site.edition, html=False).problems
    known = {_key(problem) for problem in site.problems}
    unknown = [problem for problem in errors(problems) if _key(problem) not in known]
    return Addition(changes, tuple(places), tuple(unknown))


def _with_records(raw: bytes, group: Sequence[NewRecord]) -> str:
    """Return the text of a file with new records of one kind at its end."""
    path, key = group[0].path, LISTS[group[0].model]
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        raise UnfitError(reader.read_bytes(path, raw)[1][0]) from None
    return added(text, path, key, [new.text() for new in group], modeline(path))


def _last_records(text: str, group: Sequence[NewRecord]) -> Iterator[tuple[Place, Record | None]]:
    """Yield the place of each of the last records of a file, and the record if it is valid."""
    path, key = group[0].path, LISTS[group[0].model]
    document, _ = reader.read_text(path, text)
    assert document
    count = len(document.at((key,)))
    for index, new in enumerate(group, count - len(group)):
        loc = (key, index)
        yield document.place(loc), validate(document, loc, new.model)[0]


def _checks(
    site: Site,
    new_records: Sequence[NewRecord],
    records: Sequence[Record],
    captures: Sequence[Capture],
) -> tuple[dict[str, bytes | None], list[Problem]]:
    """Return the changes that checks of quotes make to the lock, and what is wrong with the quotes.

    Raise UnfitError if the lock cannot be read: its checks would be lost.
    """
    old = site.catalog.statements
    said_here = {said.id: said for said in records if isinstance(said, Statement)}
    sources = {source.id: source for source in records if isinstance(source, Source)}
    stored = {capture.source: capture for capture in captures}
    quotes = {name: said for name, said in old.items() if said.source in stored} | said_here
    if not quotes:
        return {}, []
    _, unread = lock.read_lock(site.tree)
    if unread:
        raise UnfitError(unread[0])
    known = {**site.catalog.sources, **sources}
    catalog, _ = make_catalog([*quotes.values(), *known.values()])
    read = {new.values["id"]: True for new in new_records if new.compared}
    return lock.verify(site.tree, catalog, {**site.captures, **stored}, read, site.edition.today)


def _key(problem: Problem) -> tuple[str, int, str]:
    """Return what identifies a problem in both versions of a site.

    Its hint does not: it may name another record when there are more.
    Nor does its line in the lock, where a new check moves those after it.
    """
    path, line = problem.place.path, problem.place.line
    return path, 0 if lock.is_lock(path) else line, problem.message
