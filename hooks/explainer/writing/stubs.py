"""Stubs: a new record at the end of its file, with every field that could still be filled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import create_model

from explainer import located_yaml
from explainer.actors import Person
from explainer.catalog import Catalog
from explainer.files import FILES, LISTS, build_catalog, taken
from explainer.lock import PATH, read_lock, verify
from explainer.problems import Place, Problem
from explainer.records import Event, Source, Statement
from explainer.shapes import Record, fields_of
from explainer.site import read_data, read_site
from explainer.topics import Topic
from explainer.validation import validate

from .canonical import UnfitError, added, text_of
from .skeleton import page_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from explainer.site import Site


KINDS: tuple[type[Record], ...] = (Topic, Event, Statement, Source, Person)
"""What can be begun here."""


def needed(shape: type[Record], values: Mapping[str, Any]) -> list[str]:
    """The keys that a record must have and the values have not, in their order.

    The id is none of them, nor are the changes of a new topic: both can be told.
    """
    names = [name for name, info in fields_of(shape).items() if info.is_required()]
    if values.get("status") in {"reported", "disputed"}:
        names.append("attribution")
    return [name for name in names if name not in {*values, "id", "slug", "changes"}]


def field_problems(shape: type[Record], name: str, value: Any, catalog: Catalog) -> list[Problem]:
    """What is wrong with the value of one field, in the words of a check."""
    where = f"a new {shape.noun}"
    document, problems = located_yaml.read_text(where, text_of(shape, {name: value}))
    if document is None or problems:
        return problems
    info = fields_of(shape)[name]
    fields: Any = {name: (info.annotation, info)}
    part = create_model(shape.__name__, __base__=Record, __module__=__name__, **fields)
    part.noun = shape.noun
    record, problems = validate(document, (), part)
    if record:
        problems += catalog.resolve(record, lambda loc: record.place_of(*loc))
    key = {"id": value, "slug": f"topic {value}"}.get(name, "")
    if first := catalog.places.get(key):
        problems.append(taken(value, first, document.place((name,))))
    return problems


@dataclass(frozen=True)
class Stub:
    """A record to be written."""

    shape: type[Record]
    values: Mapping[str, Any]
    """Plain YAML values by key."""
    topic: str = ""
    """The topic in whose folder a source stands; empty if it is shared."""
    compared: bool = False
    """Whether a person has compared the words of a statement with the page."""

    @property
    def path(self) -> str:
        """The file in which the record belongs."""
        first, *_ = self.values.get("topics", [""])
        folder = self.topic or self.values.get("slug", first)
        paths = [path for path, kind in FILES.items() if kind is self.shape]
        return next(path.replace("*", folder) for path in paths if ("*" in path) == bool(folder))

    def text(self) -> str:
        """The record in canonical form, with a comment for each field that was left out."""
        notes = {
            name: info.description or ""
            for name, info in fields_of(self.shape).items()
            if not info.is_required()
        }
        return text_of(self.shape, self.values, notes)


def written(root: Path, site: Site, stub: Stub) -> tuple[list[Place], list[Problem]]:
    """Where the new record stands, or the problems that it would bring: then all is as it was.

    The site is as it was read before.
    Of a topic the page is begun, too.
    Of a statement the check is written into the lock: by the capture of its source, or by reading
    if somebody has compared the words, or else as unverified.
    """
    page = f"docs/topics/{stub.values.get('slug', '')}.md"
    kept = {name: _bytes(root / name) for name in (stub.path, page, PATH)}
    if stub.shape is Topic:
        there = [Place(name) for name in (stub.path, page) if kept[name] is not None]
        if there:
            return [], [Problem(place, "this file is there already") for place in there]
    today = site.renderer.edition.today
    before = {_key(problem) for problem in site.problems}
    places: list[Place] = []
    problems: list[Problem] = []
    try:
        places.append(_add(root, stub))
        if stub.shape is Topic:
            _write(root / page, page_of(stub.values))
            places.append(Place(page))
        if stub.shape is Statement:
            problems = _check(root, site, stub)
        if not problems:
            after = read_site(root, today).problems
            problems = [problem for problem in after if _key(problem) not in before]
    except UnfitError as error:
        problems = [error.problem]
    except OSError as error:
        problems = [Problem(Place(stub.path), f"this cannot be written: {error.strerror}")]
    except BaseException:
        _put_back(root, kept)
        raise
    if problems:
        _put_back(root, kept)
    return ([] if problems else places), problems


def first_change(today: date) -> dict[str, str]:
    """The first entry in the log of a new topic."""
    return {"date": today.isoformat(), "kind": "new fact", "text": "First edition of this page."}


def _add(root: Path, stub: Stub) -> Place:
    """Write the record into its file, and say where it stands."""
    path = stub.path
    if stub.shape is Topic:
        _write(root / path, stub.text())
        return Place(path)
    raw = _bytes(root / path) or b""
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        raise UnfitError(located_yaml.read_bytes(path, raw)[1][0]) from None
    text = added(text, path, stub.shape, stub.text())
    _write(root / path, text)
    document, _ = located_yaml.read_text(path, text)
    assert document
    key = LISTS[stub.shape]
    return document.place((key, len(document.at((key,))) - 1))


def _check(root: Path, site: Site, stub: Stub) -> list[Problem]:
    """Write the check of a new statement into the lock, and say what stands against it."""
    checks, problems = read_lock(root)
    catalog, _ = build_catalog(read_data(root)[0])
    name = stub.values["id"]
    if problems or name not in catalog.statements:
        return problems
    only = Catalog({Statement: {name: catalog.statements[name]}, Source: {**catalog.sources}})
    read = [name] if stub.compared else []
    captures, today = site.renderer.captures, site.renderer.edition.today
    text, problems = verify(checks, only, captures, read, today)
    _write(root / PATH, text)
    return problems


def _bytes(file: Path) -> bytes | None:
    return file.read_bytes() if file.exists() else None


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode("utf-8"))


def _put_back(root: Path, kept: Mapping[str, bytes | None]) -> None:
    for name, raw in kept.items():
        file = root / name
        if raw is not None:
            if file.read_bytes() != raw:
                file.write_bytes(raw)
        elif file.exists():
            file.unlink()
            if not any(file.parent.iterdir()):
                file.parent.rmdir()


def _key(problem: Problem) -> tuple[str, int, str]:
    """What a problem is known by; its hint may name another record when there are more."""
    return problem.place.path, problem.place.line, problem.message
