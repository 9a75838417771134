"""Quotations: a quote as it comes into the data, with its page, its source and its check.

All of it is written, or nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.captures import read_captures
from explainer.catalog import Catalog
from explainer.files import build_catalog
from explainer.lock import PATH, read_lock, verify
from explainer.problems import Place, Problem
from explainer.records import Source, Statement
from explainer.site import read_data, read_site
from explainer.wording import places
from explainer.writing.canonical import UnfitError
from explainer.writing.stubs import _add, _bytes, _key, _put_back, _write

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from explainer.captures import Capture
    from explainer.writing.stubs import Stub


def written(
    root: Path, text: str, stubs: Sequence[Stub], rights: str, today: date
) -> tuple[list[Place], list[Problem]]:
    """Where all of it stands, or the problems that it would bring: then all is as it was.

    The stubs are the source, if it is new, and the statement. The text of the page becomes the
    capture of the source, if the one that is there has not the quote; where everybody may have
    it by its rights, in captures/open/. Every quote of the source is checked against it.
    """
    site = read_site(root, today)
    before = {_key(problem) for problem in site.problems}
    said = stubs[-1].values
    old = site.renderer.captures.get(said["source"])
    path = capture_path(said["source"], rights, old)
    has_it = old is not None and _stands_in(said, old)
    if old and old.committed and not has_it:
        message = f"this text of '{said['source']}' does not have the words once in their context"
        hint = "it is committed: add their paragraph and those around it by hand"
        return [], [Problem(Place(path), message, hint)]
    kept = {name: _bytes(root / name) for name in (path, PATH, *(stub.path for stub in stubs))}
    problems: list[Problem] = []
    try:
        if not has_it:
            _write(root / path, f"{text}\n")
        at = [Place(path), *(_add(root, stub) for stub in stubs)]
        problems = _checked(root, said["source"], today)
        if not problems:
            after = read_site(root, today).problems
            problems = [problem for problem in after if _key(problem) not in before]
    except UnfitError as error:
        problems = [error.problem]
    except BaseException:
        _put_back(root, kept)
        raise
    if problems:
        _put_back(root, kept)
        return [], problems
    return at, []


def capture_path(source: str, rights: str, old: Capture | None) -> str:
    """Where the capture of a source stands, or is to stand."""
    if old:
        return old.path
    return f"captures/{'' if rights == 'reserved' else 'open/'}{source}.txt"


def _stands_in(said: Mapping[str, str], capture: Capture) -> bool:
    quote = said["text"], said["prefix"], said["suffix"]
    return len(places(capture.folded.text, *quote)) == 1


def _checked(root: Path, source: str, today: date) -> list[Problem]:
    """Write the checks of a source's quotes into the lock, and say what stands against them."""
    checks, problems = read_lock(root)
    catalog, _ = build_catalog(read_data(root)[0])
    captures, uncaught = read_captures(root, catalog)
    if problems:
        return problems
    quotes = {name: said for name, said in catalog.statements.items() if said.source == source}
    only = Catalog({Statement: {**quotes}, Source: {**catalog.sources}})
    text, problems = verify(checks, only, captures, [], today)
    _write(root / PATH, text)
    return problems + [
        problem for problem in uncaught if problem.place.path.endswith(f"{source}.txt")
    ]
