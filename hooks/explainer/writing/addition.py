"""An addition: new records, with the files that belong to them; all of it is written, or nothing.

Whether it stands is told by the problems of the site before and after it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer import located_yaml, lock
from explainer.catalog import Catalog
from explainer.files import LISTS
from explainer.problems import Place, Problem
from explainer.records import Source, Statement
from explainer.site import read_site
from explainer.validation import validate

from .canonical import UnfitError, added

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from explainer.captures import Capture
    from explainer.shapes import Record
    from explainer.site import Site

    from .stubs import Stub


def written(
    root: Path, site: Site, stubs: Sequence[Stub], captures: Sequence[Capture] = ()
) -> tuple[list[Place], list[Problem]]:
    """Where it all stands, files before records, or the problems that it would bring.

    The site is as it was read before; with a problem, all files are as they were.
    What somebody else has saved meanwhile is left as it is, and named.
    New statements, and all whose sources have one of the captures, are checked into the lock:
    by the capture, or by reading if somebody has compared the words, or else as unverified.
    """
    begun = {path: text for stub in stubs for path, text in stub.files().items()}
    if there := [Place(path) for path in begun if (root / path).exists()]:
        return [], [Problem(place, "this file is there already") for place in there]
    new = [one for one in captures if site.renderer.captures.get(one.source) is not one]
    texts = begun | {capture.path: capture.text for capture in new}
    paths = [*texts, lock.PATH, *(stub.path for stub in stubs)]
    kept: dict[str, bytes | None] = {}
    ours: dict[str, bytes | None] = {}
    old = {_key(problem) for problem in site.problems}
    try:
        kept |= {path: _bytes(root, path) for path in paths}
        for path, text in texts.items():
            write(root, path, text)
        listed = [_added(root, stub) for stub in stubs if stub.path not in begun]
        records = [record for _, record in listed if record]
        problems = _new(_checked(root, site, stubs, records, captures), old)
        ours |= {path: _bytes(root, path) for path in paths}
        if not problems:
            problems = _new(read_site(root, site.renderer.edition.today).problems, old)
    except UnfitError as error:
        problems = [error.problem]
    except BaseException:
        _put_back(root, kept, ours)
        raise
    if problems:
        return [], [*problems, *_put_back(root, kept, ours)]
    files = [*begun, *(capture.path for capture in captures)]
    return [*map(Place, files), *(place for place, _ in listed)], []


def _added(root: Path, stub: Stub) -> tuple[Place, Record | None]:
    """Write the record to the end of its file: where it stands, and the record if it is sound."""
    raw = _bytes(root, stub.path) or b""
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        raise UnfitError(located_yaml.read_bytes(stub.path, raw)[1][0]) from None
    text = added(text, stub.path, stub.shape, stub.text())
    write(root, stub.path, text)
    document, _ = located_yaml.read_text(stub.path, text)
    assert document
    key = LISTS[stub.shape]
    loc = (key, len(document.at((key,))) - 1)
    return document.place(loc), validate(document, loc, stub.shape)[0]


def _checked(
    root: Path,
    site: Site,
    stubs: Sequence[Stub],
    records: Sequence[Record],
    captures: Sequence[Capture],
) -> list[Problem]:
    """Write the checks of quotes into the lock, and say what stands against them."""
    renderer, old = site.renderer, site.catalog.statements
    new = {said.id: said for said in records if isinstance(said, Statement)}
    sources = {source.id: source for source in records if isinstance(source, Source)}
    stored = {capture.source: capture for capture in captures}
    quotes = {name: said for name, said in old.items() if said.source in stored} | new
    if not quotes:
        return []
    checks, unread = lock.read_lock(root)
    if unread:  # what cannot be read of it would be lost
        raise UnfitError(unread[0])
    catalog = Catalog({Statement: {**quotes}, Source: {**site.catalog.sources, **sources}})
    read = {stub.values["id"]: True for stub in stubs if stub.compared}
    text, problems = lock.verify(
        checks, catalog, {**renderer.captures, **stored}, read, renderer.edition.today
    )
    write(root, lock.PATH, text)
    return problems


def _new(problems: Iterable[Problem], old: set[tuple[str, int, str]]) -> list[Problem]:
    return [problem for problem in problems if _key(problem) not in old]


def _key(problem: Problem) -> tuple[str, int, str]:
    """What a problem is known by; its hint may name another record when there are more."""
    path, line = problem.place.path, problem.place.line
    # One more check moves those behind it.
    return path, 0 if path == lock.PATH else line, problem.message


def _bytes(root: Path, path: str) -> bytes | None:
    try:
        return (root / path).read_bytes() if (root / path).exists() else None
    except OSError as error:
        raise UnfitError(Problem(Place(path), f"this cannot be read: {error.strerror}")) from None


def write(root: Path, path: str, text: str) -> None:
    """Write a file, and the folders above it; UnfitError if that is not possible."""
    file = root / path
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    except OSError as error:
        message = f"this cannot be written: {error.strerror}"
        raise UnfitError(Problem(Place(path), message)) from None


def _put_back(
    root: Path, kept: Mapping[str, bytes | None], ours: Mapping[str, bytes | None]
) -> list[Problem]:
    """Make every file what it was, but one that holds more than was written here by now."""
    left = []
    for path, raw in kept.items():
        file = root / path
        now = file.read_bytes() if file.exists() else None
        if now not in {raw, ours.get(path, now)}:
            message = "this file was saved by somebody else meanwhile, and is left as it is"
            left.append(Problem(Place(path), message, "take out by hand what does not belong in"))
        elif raw is not None and now != raw:
            file.write_bytes(raw)
        elif raw is None and now is not None:
            file.unlink()
            if not any(file.parent.iterdir()):
                file.parent.rmdir()
    return left
