"""The files of data/: which records stand in which, and the catalog that they make together."""

from __future__ import annotations

from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from explainer.facts.actors import Organisation, Person, Side
from explainer.facts.catalog import Catalog
from explainer.facts.field_types import kind_of
from explainer.facts.house_style import LoadedWord, Names
from explainer.facts.model import Record, RecordWithId
from explainer.facts.records import Event, Source, Statement, Term
from explainer.facts.topics import Position, Topic
from explainer.facts.validation import validate
from explainer.problems import Place, Problem, did_you_mean, quoted
from explainer.yaml_text import reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from explainer.source_tree import SourceTree
    from explainer.yaml_text.document import Document

FILES: dict[str, type[Record]] = {
    "data/sides.yml": Side,
    "data/people.yml": Person,
    "data/organisations.yml": Organisation,
    "data/glossary.yml": Term,
    "data/sources.yml": Source,
    "data/words.yml": LoadedWord,
    "data/names.yml": Names,
    "data/topics/*/events.yml": Event,
    "data/topics/*/statements.yml": Statement,
    "data/topics/*/positions.yml": Position,
    "data/topics/*/sources.yml": Source,
    "data/topics/*/topic.yml": Topic,
}
"""Which records stand in which file."""

LISTS: dict[type[Record], str] = {
    Side: "sides",
    Person: "people",
    Organisation: "organisations",
    Term: "terms",
    Source: "sources",
    LoadedWord: "words",
    Names: "names",
    Event: "events",
    Statement: "statements",
    Position: "positions",
}
"""The key under which a file lists its records; topic.yml is one record by itself."""


# A preview reads most files again and again.
_read = lru_cache(maxsize=64)(reader.read_bytes)


def data_files(tree: SourceTree) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of every YAML file below data/."""
    return ((path, raw) for path, raw in tree.under("data") if not path.endswith(".lock"))


def read_data(tree: SourceTree) -> tuple[list[Document], list[Problem]]:
    """Return every YAML file below data/ as a document, and what is wrong with the others."""
    documents: list[Document] = []
    problems = [one for one in tree.problems("data") if not one.place.path.endswith(".lock")]
    for path, raw in data_files(tree):
        document, found = _read(path, raw)
        problems += found
        documents += [document] if document else []
    return documents, problems


def build_catalog(
    documents: Iterable[Document], unreadable: Iterable[str] = ()
) -> tuple[Catalog, list[Problem]]:
    """The catalog of all that could be read, and everything that is wrong with the rest.

    Unreadable are the paths of files that are no YAML.
    """
    catalog, problems = Catalog(), []
    for path in {*unreadable}:
        model = kind_of_file(path)
        if model is Topic:
            catalog.unreadable.add(PurePosixPath(path).parent.name)
        elif model:
            catalog.unreadable.add(model.noun)
    for document in documents:
        model = kind_of_file(document.path)
        if model is None:
            problems.append(misplaced(document))
            continue
        for record, lost, found in _records(document, model):
            problems += found
            catalog.unreadable |= {lost} if lost else set()
            if record is not None:
                problems += _add(catalog, record)
    for records in catalog.records.values():
        for record in records.values():
            problems += catalog.resolve(record, lambda loc: record.place_of(*loc))  # noqa: B023  (called at once)
            for reference in dict.fromkeys(name for _, name in record.references):
                catalog.referrers[reference].append(record)
    return catalog, problems


def kind_of_file(path: str) -> type[Record] | None:
    """The kind of record that the file holds, or None if no such file belongs there."""
    depth = len(PurePosixPath(path).parts)
    for pattern, model in FILES.items():
        if len(PurePosixPath(pattern).parts) == depth and PurePosixPath(path).match(pattern):
            return model
    return None


def misplaced(document: Document) -> Problem:
    """The problem of a file that does not belong where it lies."""
    depth = len(PurePosixPath(document.path).parts)
    names = [
        PurePosixPath(pattern).name
        for pattern in FILES
        if len(PurePosixPath(pattern).parts) == depth
    ]
    name = PurePosixPath(document.path).name
    otherwise = (
        f"here belong {', '.join(names)}" if names else "data lies in data/ or a topic's folder"
    )
    message = f"no file of the name '{name}' belongs here"
    return Problem(Place(document.path), message, did_you_mean(name, names, otherwise))


@lru_cache(maxsize=64)  # a preview asks for most files again and again
def _records(
    document: Document, model: type[Record]
) -> list[tuple[Record | None, str, list[Problem]]]:
    """Every record of a file; where it cannot be read its id or noun, and what is wrong.

    Each is read by itself, so that a bad one does not hide the others.
    """
    if model is Topic:
        topic, problems = validate(document, (), Topic)
        home = PurePosixPath(document.path).parent.name
        return [(topic, "" if topic and topic.slug == home else home, problems)]
    key = LISTS[model]
    root = document.value
    if not isinstance(root, dict):
        message = f"expected a list of {key} under the key '{key}'"
        problem = Problem(document.place(()), message, f"begin the file with '{key}:'")
        return [(None, model.noun, [problem])]
    problems = []
    for name in root:
        if name != key:
            message = f"only '{key}' belongs at the top of this file, not {quoted(name)}"
            hint = did_you_mean(name, [key])
            problems.append(Problem(document.key_place((name,)), message, hint))
    items = root.get(key)
    if not isinstance(items, list):
        if key in root:
            message = f"expected a list of {key}, found {kind_of(items)}"
            problems.append(Problem(document.place((key,)), message, "begin each with '- '"))
        return [(None, model.noun, problems)]
    found: list[tuple[Record | None, str, list[Problem]]] = [(None, "", problems)]
    for index, item in enumerate(items):
        record, problems = validate(document, (key, index), model)
        given = item.get("id") if isinstance(item, dict) else None
        name = given if isinstance(given, str) else model.noun
        found.append((record, "" if record else name, problems))
    return found


def _add(catalog: Catalog, record: Record) -> list[Problem]:
    """Put the record under its id; ids are unique over all files."""
    if isinstance(record, RecordWithId):
        problems = _take(catalog, record.id, record.place_of("id"))
        if not problems:
            catalog.records[type(record)][record.id] = record
        return problems
    assert isinstance(record, Topic)
    # A slug names a page, not an anchor: the topic and the state may both be north-korea.
    problems = _take(catalog, f"topic {record.slug}", record.place_of("slug"))
    if not problems:
        catalog.records[Topic][record.slug] = record
    for index, discrepancy in enumerate(record.discrepancies):
        problems += _take(catalog, discrepancy.id, record.place_of("discrepancies", index, "id"))
    for index, question in enumerate(record.open_questions):
        problems += _take(catalog, question.id, record.place_of("open_questions", index, "id"))
    return problems


def _take(catalog: Catalog, name: str, place: Place) -> list[Problem]:
    """Note where an id is given; a problem if it was given before."""
    first = catalog.places.setdefault(name, place)
    if first is place:
        return []
    return [taken(name, first, place)]


def taken(name: str, first: Place, place: Place) -> Problem:
    """The problem of an id that is given at a place, and was first given at another."""
    message = f"the id '{name}' is given a second time"
    hint = f"the first stands in {first.path}:{first.line}; ids are never used again"
    return Problem(place, message, hint)
