"""All records by id, with every reference resolved both ways."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar, cast

from explainer.facts.actors import Organisation, Person, Side
from explainer.facts.field_types import SourceId
from explainer.facts.house_style import LoadedWord, Names
from explainer.facts.model import Model, Record
from explainer.facts.offices import office_on
from explainer.facts.records import Event, Source, Statement, Term
from explainer.facts.topics import Position, Topic
from explainer.problems import Place, Problem, did_you_mean, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explainer.facts.actors import Office
    from explainer.facts.field_types import Reference
    from explainer.yaml_text.document import Loc

R = TypeVar("R", bound=Record)


@dataclass
class Catalog:
    """Every record of the site."""

    records: dict[type[Record], dict[str, Record]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    """By kind and id, in the order of the files."""
    places: dict[str, Place] = field(default_factory=dict)
    """Where each id is given, those of discrepancies and open questions included."""
    referrers: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    """The records that name an id, in the order of the files."""
    unreadable: set[str] = field(default_factory=set)
    """Nouns of which some records could not be read, and their ids where these could:
    a reference to one of them is not reported as well."""

    def all(self, model: type[R]) -> dict[str, R]:
        """All records of one kind by id."""
        return cast("dict[str, R]", self.records.get(model, {}))

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
    def loaded_words(self) -> dict[str, LoadedWord]:
        """Words that are not used here, by id."""
        return self.all(LoadedWord)

    @property
    def plain_names(self) -> dict[str, Names]:
        """Names that need no record, by what they are."""
        return self.all(Names)

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

    def terms_of(self, topic: str) -> list[Term]:
        """The terms that a topic uses."""
        return [term for term in self.terms.values() if topic in term.topics]

    def sources_of(self, topics: Iterable[str], cited: Iterable[str] = ()) -> dict[str, Source]:
        """Every source on which the pages of some topics and their citations rest, by id."""
        names = {*cited}
        records: list[Model] = [self.statements[name] for name in cited if name in self.statements]
        for topic in topics:
            said, events = self.statements_of([topic]), self.events_of([topic])
            actors = {actor for event in events for actor in event.actors}
            actors |= {one.speaker for one in said}
            records += [*said, *events, *self.positions_of(topic), self.topics[topic]]
            records += [term for term in self.terms.values() if topic in term.topics]
            records += [self.actor(actor) for actor in actors]
        for record in records:
            names |= {name for _, name in record.references if isinstance(name, SourceId)}
        return {name: self.sources[name] for name in sorted(names) if name in self.sources}

    def names(self, kinds: Iterable[str]) -> list[str]:
        """Every id of these kinds, by their nouns."""
        return [
            name
            for model, records in self.records.items()
            if model.noun in kinds
            for name in records
        ]

    def resolve(self, model: Model, place: PlaceOf) -> list[Problem]:
        """A problem for each reference in the shape to something that is not there."""
        return [
            self.unresolved(reference, place(loc))
            for loc, reference in model.references
            if not self.resolves(reference)
        ]

    def resolves(self, reference: Reference) -> bool:
        """Whether the reference leads to a record, or to one that could not be read."""
        if reference in self.unreadable or self.unreadable.intersection(reference.kinds):
            return True
        return any(
            reference in records
            for model, records in self.records.items()
            if model.noun in reference.kinds
        )

    def unresolved(self, reference: Reference, place: Place) -> Problem:
        """The problem of a reference to something that is not there."""
        kind = " or ".join(reference.kinds) if len(reference.kinds) < 4 else "record"
        names = self.names(reference.kinds)
        hint = did_you_mean(reference, names, f"for example: {names[0]}" if names else "")
        if reference in self.places:
            at = self.places[reference]
            hint = f"that id stands in {at.path}:{at.line}, for something else"
        return Problem(place, f"no {kind} {quoted(reference, 100)}", hint)


if TYPE_CHECKING:
    from collections.abc import Callable

    PlaceOf = Callable[[Loc], Place]


def folder(record: Record) -> str:
    """The topic in whose folder the record stands; empty for shared records."""
    parts = record.path.split("/")
    return parts[-2] if len(parts) > 2 else ""
