"""All records by id, with every reference resolved both ways."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeVar, cast

from .actors import Organisation, Person, Side
from .fields import kind_of
from .offices import office_on
from .problems import Place, Problem, did_you_mean
from .records import Event, Source, Statement, Term
from .shapes import NamedRecord, Record, Shape, references
from .topics import Position, Topic
from .validation import validate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .actors import Office
    from .fields import Reference
    from .located_yaml import Document, Loc

R = TypeVar("R", bound=Record)

FILES: dict[str, type[Record]] = {
    "data/sides.yml": Side,
    "data/people.yml": Person,
    "data/organisations.yml": Organisation,
    "data/glossary.yml": Term,
    "data/sources.yml": Source,
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
    Event: "events",
    Statement: "statements",
    Position: "positions",
}
"""The key under which a file lists its records; topic.yml is one record by itself."""


@dataclass
class Catalog:
    """Every record of the site."""

    records: dict[type[Record], dict[str, Record]] = field(
        default_factory=lambda: {shape: {} for shape in FILES.values()}
    )
    """By kind and id, in the order of the files."""
    places: dict[str, Place] = field(default_factory=dict)
    """Where each id is given, those of discrepancies and open questions included."""
    referrers: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    """The records that name an id, in the order of the files."""
    unreadable: set[str] = field(default_factory=set)
    """Nouns of which some records could not be read, and their ids where these could:
    a reference to one of them is not reported as well."""

    def all(self, shape: type[R]) -> dict[str, R]:
        """All records of one kind by id."""
        return cast("dict[str, R]", self.records[shape])

    @property
    def sides(self) -> dict[str, Side]:
        """Sides by id."""
        return self.all(Side)

    @property
    def people(self) -> dict[str, Person]:
        """People by id."""
        return self.all(Person)

    @property
    def organisations(self) -> dict[str, Organisation]:
        """Organisations by id."""
        return self.all(Organisation)

    @property
    def sources(self) -> dict[str, Source]:
        """Sources by id."""
        return self.all(Source)

    @property
    def terms(self) -> dict[str, Term]:
        """Terms by id."""
        return self.all(Term)

    @property
    def topics(self) -> dict[str, Topic]:
        """Topics by slug."""
        return self.all(Topic)

    @property
    def events(self) -> dict[str, Event]:
        """Events by id."""
        return self.all(Event)

    @property
    def statements(self) -> dict[str, Statement]:
        """Statements by id."""
        return self.all(Statement)

    @property
    def positions(self) -> dict[str, Position]:
        """Positions by id."""
        return self.all(Position)

    def actor(self, actor: str) -> Person | Organisation:
        """The person or organisation with that id; KeyError if there is none."""
        return self.people.get(actor) or self.organisations[actor]

    def office(self, statement: Statement) -> Office | None:
        """The office of the speaker on the day; None for bodies and where it cannot be told."""
        person = self.people.get(statement.speaker)
        return office_on(person, statement.date) if person else None

    def events_of(self, topics: Iterable[str]) -> list[Event]:
        """The events shown under any of these topics, by date."""
        wanted = set(topics)
        found = (event for event in self.events.values() if wanted & set(event.topics))
        return sorted(found, key=lambda event: event.date.key)

    def statements_of(self, topics: Iterable[str]) -> list[Statement]:
        """The statements shown under any of these topics, by date."""
        wanted = set(topics)
        found = (said for said in self.statements.values() if wanted & set(said.topics))
        return sorted(found, key=lambda said: said.date.key)

    def said_at(self, event: Event) -> list[Statement]:
        """The statements made at an event."""
        return [
            record
            for record in self.referrers.get(event.id, [])
            if isinstance(record, Statement) and record.event == event.id
        ]

    def positions_of(self, topic: str) -> list[Position]:
        """The positions in the folder of a topic, in their order."""
        return [position for position in self.positions.values() if folder(position) == topic]

    def names(self, kinds: Iterable[str]) -> list[str]:
        """Every id of these kinds, by their nouns."""
        return [
            name
            for shape, records in self.records.items()
            if shape.noun in kinds
            for name in records
        ]

    def resolve(self, shape: Shape, place: PlaceOf) -> list[Problem]:
        """A problem for each reference in the shape to something that is not there."""
        return [
            self.unresolved(reference, place(loc))
            for loc, reference in references(shape)
            if not self.resolves(reference)
        ]

    def resolves(self, reference: Reference) -> bool:
        """Whether the reference leads to a record, or to one that could not be read."""
        if reference in self.unreadable or self.unreadable.intersection(reference.kinds):
            return True
        return any(
            reference in records
            for shape, records in self.records.items()
            if shape.noun in reference.kinds
        )

    def unresolved(self, reference: Reference, place: Place) -> Problem:
        """The problem of a reference to something that is not there."""
        kind = " or ".join(reference.kinds)
        names = self.names(reference.kinds)
        hint = did_you_mean(reference, names, f"for example: {names[0]}" if names else "")
        if reference in self.places:
            at = self.places[reference]
            hint = f"that id stands in {at.path}:{at.line}, for something else"
        return Problem(place, f"no {kind} '{reference}'", hint)


if TYPE_CHECKING:
    from collections.abc import Callable

    PlaceOf = Callable[[Loc], Place]


def folder(record: Record) -> str:
    """The topic in whose folder the record stands; empty for shared records."""
    parts = PurePosixPath(record.place_of().path).parts
    return parts[-2] if len(parts) > 2 else ""


def build_catalog(
    documents: Iterable[Document], unreadable: Iterable[str] = ()
) -> tuple[Catalog, list[Problem]]:
    """The catalog of all that could be read, and everything that is wrong with the rest.

    Unreadable are the paths of files that are no YAML.
    """
    catalog, problems = Catalog(), []
    for path in unreadable:
        lost = kind_of_file(path)
        if lost is Topic:
            catalog.unreadable.add(PurePosixPath(path).parent.name)
        elif lost:
            catalog.unreadable.add(lost.noun)
    for document in documents:
        shape = kind_of_file(document.path)
        if shape is None:
            problems.append(_misplaced(document))
            continue
        for record, found in _records(catalog, document, shape):
            problems += found
            if record is not None:
                problems += _add(catalog, record)
    for records in catalog.records.values():
        for record in records.values():
            problems += catalog.resolve(record, lambda loc: record.place_of(*loc))  # noqa: B023  (called at once)
            for _, reference in references(record):
                if record not in catalog.referrers[reference]:
                    catalog.referrers[reference].append(record)
    return catalog, problems


def kind_of_file(path: str) -> type[Record] | None:
    """The kind of record that the file holds, or None if no such file belongs there."""
    depth = len(PurePosixPath(path).parts)
    for pattern, shape in FILES.items():
        if len(PurePosixPath(pattern).parts) == depth and PurePosixPath(path).match(pattern):
            return shape
    return None


def _misplaced(document: Document) -> Problem:
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


def _records(
    catalog: Catalog, document: Document, shape: type[Record]
) -> Iterator[tuple[Record | None, list[Problem]]]:
    """Every record of a file, each read by itself, so that a bad one does not hide the others."""
    if shape is Topic:
        topic, problems = validate(document, (), Topic)
        home = PurePosixPath(document.path).parent.name
        if topic is None or topic.slug != home:
            catalog.unreadable.add(home)
        yield topic, problems
        return
    key = LISTS[shape]
    root = document.value
    if not isinstance(root, dict) or not isinstance(root.get(key), list):
        catalog.unreadable.add(shape.noun)
    if not isinstance(root, dict):
        message = f"expected a list of {key} under the key '{key}'"
        yield None, [Problem(document.place(()), message, f"begin the file with '{key}:'")]
        return
    for name in root:
        if name != key:
            message = f"only '{key}' belongs at the top of this file, not '{name}'"
            hint = did_you_mean(name, [key])
            yield None, [Problem(document.key_place((name,)), message, hint)]
    if key in root and not isinstance(root[key], list):
        message = f"expected a list of {key}, found {kind_of(root[key])}"
        yield None, [Problem(document.place((key,)), message, "begin each with '- '")]
    items = root.get(key)
    for index, item in enumerate(items if isinstance(items, list) else []):
        record, problems = validate(document, (key, index), shape)
        if record is None:
            given = item.get("id") if isinstance(item, dict) else None
            catalog.unreadable.add(given if isinstance(given, str) else shape.noun)
        yield record, problems


def _add(catalog: Catalog, record: Record) -> list[Problem]:
    """Put the record under its id; ids are unique over all files."""
    if isinstance(record, NamedRecord):
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
    message = f"the id '{name}' is given a second time"
    hint = f"the first stands in {first.path}:{first.line}; ids are never used again"
    return [Problem(place, message, hint)]
