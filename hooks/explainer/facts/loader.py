"""The loader: reads the files of data/ into a catalog."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from explainer import garbage_collection
from explainer.facts.actors import Organisation, Person, Side
from explainer.facts.field_types import kind_of
from explainer.facts.house_style import House, LoadedWord, Names
from explainer.facts.indexing import make_catalog
from explainer.facts.missing_records import missing_record
from explainer.facts.numbers import Number
from explainer.facts.places import NamedPlace
from explainer.facts.records import Event, Source, Statement
from explainer.facts.tags import Tag
from explainer.facts.terms import Term
from explainer.facts.topics import Position, Topic
from explainer.facts.validation import validate
from explainer.problems import Place, Problem, did_you_mean, quoted
from explainer.yaml_text import reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from explainer.facts.catalog import Catalog
    from explainer.facts.field_types import Reference
    from explainer.facts.model import Record
    from explainer.source_tree import SourceTree
    from explainer.yaml_text.document import Document

FILES: dict[str, type[Record]] = {
    "data/house.yml": House,
    "data/sides.yml": Side,
    "data/people.yml": Person,
    "data/organisations.yml": Organisation,
    "data/glossary.yml": Term,
    "data/sources.yml": Source,
    "data/tags.yml": Tag,
    "data/places.yml": NamedPlace,
    "data/words.yml": LoadedWord,
    "data/names.yml": Names,
    "data/topics/*/events.yml": Event,
    "data/topics/*/statements.yml": Statement,
    "data/topics/*/numbers.yml": Number,
    "data/topics/*/positions.yml": Position,
    "data/topics/*/sources.yml": Source,
    "data/topics/*/topic.yml": Topic,
}
"""The records in each file."""

FOLDERS: dict[str, type[Record]] = {
    "data/people": Person,
    "data/organisations": Organisation,
    "data/glossary": Term,
    "data/sources": Source,
}
"""The records that may also be divided into several files in a folder."""

LISTS: dict[type[Record], str] = {
    Side: "sides",
    Person: "people",
    Organisation: "organisations",
    Term: "terms",
    Source: "sources",
    Tag: "tags",
    NamedPlace: "places",
    LoadedWord: "words",
    Names: "names",
    Event: "events",
    Statement: "statements",
    Number: "numbers",
    Position: "positions",
}
"""The key under which a file lists its records; topic.yml and house.yml are one record each."""


MOST_PROBLEMS = 1_000
"""The number of problems after which the rest of a file is not checked."""

_PARTS = {tuple(path.split("/")): model for path, model in FILES.items()}


@dataclass(frozen=True)
class FileContents:
    """The contents of a data file."""

    records: tuple[Record, ...] = ()
    lost: frozenset[str] = frozenset()
    """The id, or else the noun, of each record that could not be read."""
    problems: tuple[Problem, ...] = ()


LAST_READ: dict[str, tuple[bytes, Document | None, list[Problem]]] = {}
"""The contents of the files read last, by path; a preview and a check reuse most of them."""


def data_files(tree: SourceTree) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of every YAML file below data/."""
    return ((path, raw) for path, raw in tree.under("data") if not path.endswith(".lock"))


@garbage_collection.paused()
def read_data(tree: SourceTree, processes: int = 1) -> tuple[list[Document], list[Problem]]:
    """Return every YAML file below data/ as a document, and all problems."""
    documents: list[Document] = []
    problems = [one for one in tree.problems("data") if not one.place.path.endswith(".lock")]
    files = dict(data_files(tree))
    for path in LAST_READ.keys() - files.keys():
        del LAST_READ[path]
    new = {path: raw for path, raw in files.items() if LAST_READ.get(path, (None,))[0] != raw}
    for path, read in reader.read_files(new, processes).items():
        LAST_READ[path] = new[path], *read
    for path in files:
        _, document, found = LAST_READ[path]
        problems += found
        documents += [document] if document else []
    return documents, problems


@garbage_collection.paused()
def build_catalog(
    documents: Iterable[Document], unreadable: Iterable[str] = ()
) -> tuple[Catalog, list[Problem]]:
    """Return the catalog of all readable records, and all problems.

    `unreadable` has the paths of files that are not YAML.
    """
    files = [document.derived(read_records) for document in documents]
    lost = {name for path in {*unreadable} for name in _lost_with(path)}
    catalog, repeated = make_catalog(
        (record for file in files for record in file.records),
        lost.union(*(file.lost for file in files)),
    )
    problems = [problem for file in files for problem in file.problems] + repeated
    hints: dict[tuple[Reference, tuple[str, ...]], Problem] = {}
    for records in catalog.records.values():
        for record in records.values():
            for loc, reference in record.references:
                if catalog.resolves(reference):
                    continue
                # Finding the nearest name takes time, and one slip may occur in many places.
                key, place = (reference, reference.kinds), record.place_of(*loc)
                hints[key] = hints.get(key) or missing_record(reference, place, catalog)
                problems.append(replace(hints[key], place=place))
    return catalog, problems


def _lost_with(path: str) -> list[str]:
    """Return the noun of the records in an unreadable file, or the slug of its topic."""
    model = kind_of_file(path)
    if model is Topic:
        return [path.split("/")[-2]]
    return [model.noun] if model else []


def kind_of_file(path: str) -> type[Record] | None:
    """Return the kind of record in the file, or None if the file does not belong there."""
    parts = path.split("/")
    if parts[:2] == ["data", "topics"] and len(parts) == 4:
        parts[2] = "*"
    above, _, name = path.rpartition("/")
    if above in FOLDERS and name.endswith(".yml"):
        return FOLDERS[above]
    return _PARTS.get(tuple(parts))


def misplaced(document: Document) -> Problem:
    """Return the problem of a file that does not belong in its folder."""
    above, _, name = document.path.rpartition("/")
    right = PurePosixPath(name).with_suffix(".yml").name
    for one in (right, right.lower()):
        if kind_of_file(f"{above}/{one}"):
            message = f"a file of data whose name ends with '{PurePosixPath(name).suffix}'"
            message = message if one == right else f"no file of the name '{name}' belongs here"
            return Problem(Place(document.path), message, f"rename it to '{one}'")
    depth = above.count("/")
    patterns = [path.rpartition("/") for path in FILES]
    names = [file for folder, _, file in patterns if folder.count("/") == depth]
    otherwise = "put it in data/ or a topic's folder"
    if names:
        otherwise = f"use one of: {', '.join(names)}"
    message = f"no file of the name '{name}' belongs here"
    return Problem(Place(document.path), message, did_you_mean(name, names, otherwise))


def read_records(document: Document) -> FileContents:
    """Return every record of a file, read separately, since one error should not hide others."""
    model = kind_of_file(document.path)
    if model is None:
        return FileContents(problems=(misplaced(document),))
    if model in LISTS:
        return _read_list(document, model)
    record, problems = validate(document, (), model)
    expected = PurePosixPath(document.path).parent.name if model is Topic else model.noun
    given = record.slug if isinstance(record, Topic) else record and model.noun
    lost = frozenset[str]() if given == expected else frozenset([expected])
    return FileContents((record,) if record else (), lost, tuple(problems))


def _read_list(document: Document, model: type[Record]) -> FileContents:
    """Return the records of a file with a list of them."""
    key, root = LISTS[model], document.value
    if not isinstance(root, dict):
        message = f"expected a list of {key} under the key '{key}'"
        problem = Problem(document.place(()), message, f"begin the file with '{key}:'")
        return FileContents((), frozenset([model.noun]), (problem,))
    problems = []
    for name in (name for name in root if name != key):
        message = f"only '{key}' belongs at the top of this file, not {quoted(name)}"
        problems.append(Problem(document.key_place((name,)), message, did_you_mean(name, [key])))
    items = root.get(key)
    if not isinstance(items, list):
        if key in root:
            message = f"expected a list of {key}, found {kind_of(items)}"
            problems.append(Problem(document.place((key,)), message, "begin each with '- '"))
        return FileContents((), frozenset([model.noun]), tuple(problems))
    records: list[Record] = []
    lost: set[str] = set()
    for index, item in enumerate(items):
        if len(problems) >= MOST_PROBLEMS:
            message = f"{len(items) - index:,} more {key}, not checked yet"
            hint = "correct the ones above first"
            problems.append(Problem(document.place((key, index)), message, hint))
            lost.add(model.noun)
            break
        record, found = validate(document, (key, index), model)
        problems += found
        if record:
            records.append(record)
        else:
            given = item.get("id") if isinstance(item, dict) else None
            lost.add(given if isinstance(given, str) else model.noun)
    return FileContents(tuple(records), frozenset(lost), tuple(problems))
