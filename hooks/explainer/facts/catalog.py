"""All records, indexed once; no lookup scans records other than those it returns."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from explainer.facts.actors import Organisation, Person, Side
from explainer.facts.field_types import SourceId
from explainer.facts.house_style import DEFAULT_HOUSE, House, LoadedWord, Names
from explainer.facts.model import Model, Record
from explainer.facts.name_forms import form_key
from explainer.facts.numbers import Number
from explainer.facts.offices import office_on
from explainer.facts.places import NamedPlace
from explainer.facts.records import Event, Source, Statement
from explainer.facts.tags import Tag
from explainer.facts.terms import Term
from explainer.facts.topics import Position, Topic

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from explainer.facts.actors import Office
    from explainer.facts.dates import EdtfDate
    from explainer.facts.field_types import Reference
    from explainer.facts.topics import Discrepancy
    from explainer.problems import Place
    from explainer.yaml_text.document import Loc

R = TypeVar("R", bound=Record)
D = TypeVar("D", Event, Statement, Number)

if TYPE_CHECKING:
    Groups = Mapping[str, Sequence[R]]


@dataclass(frozen=True, eq=False)
class Catalog:
    """Every record of the site; made by `make_catalog`, and never changed."""

    records: Mapping[type[Record], Mapping[str, Record]] = field(default_factory=dict)
    """The records by kind and id, in the order of the files."""
    given: Mapping[str, tuple[Record, Loc]] = field(default_factory=dict)
    """The record that gives each id and the way to the id, including discrepancies and open
    questions; the slug of a topic is `topic x`."""
    referrers: Mapping[str, list[Record]] = field(default_factory=dict)
    """The records that name an id, in the order of the files."""
    unreadable: frozenset[str] = frozenset()
    """Nouns with unreadable records, and the ids of those records if known; references to these
    are not reported too."""
    discrepancies: Mapping[str, Discrepancy] = field(default_factory=dict)
    """Discrepancies of all topics by id."""
    source_at: Mapping[str, Source] = field(default_factory=dict)
    """The first source with each address, by `page_at` of it."""
    actors_by_form: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The ids of the people and bodies with each name or other form, by `form_key`."""
    places_by_form: Mapping[str, NamedPlace] = field(default_factory=dict)
    """The first place with each name or other form."""
    said_at: Groups[Statement] = field(default_factory=dict)
    """The statements made at each event, by its id, each by date."""
    by_noun: Mapping[str, Mapping[str, Record]] = field(default_factory=dict)
    drafts: Mapping[tuple[str, str], Record] = field(default_factory=dict)
    """The drafts by noun and id, if it is for readers, who do not see them."""
    _events: Groups[Event] = field(default_factory=dict)
    _statements: Groups[Statement] = field(default_factory=dict)
    _numbers: Groups[Number] = field(default_factory=dict)
    _events_by_actor: Groups[Event] = field(default_factory=dict)
    _statements_by_speaker: Groups[Statement] = field(default_factory=dict)
    _positions: Groups[Position] = field(default_factory=dict)
    _terms: Groups[Term] = field(default_factory=dict)

    def all(self, model: type[R]) -> Mapping[str, R]:
        """Return all records of one kind by id."""
        return cast("Mapping[str, R]", self.records.get(model, {}))

    @cached_property
    def house(self) -> House:
        """The house rules, or the defaults if the site sets none."""
        return next(iter(self.all(House).values()), DEFAULT_HOUSE)

    @cached_property
    def sides(self) -> Mapping[str, Side]:
        """Sides by id."""
        return self.all(Side)

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """People by id."""
        return self.all(Person)

    @cached_property
    def organisations(self) -> Mapping[str, Organisation]:
        """Organisations by id."""
        return self.all(Organisation)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Sources by id."""
        return self.all(Source)

    @cached_property
    def terms(self) -> Mapping[str, Term]:
        """Terms by id."""
        return self.all(Term)

    @cached_property
    def tags(self) -> Mapping[str, Tag]:
        """Tags by id."""
        return self.all(Tag)

    @cached_property
    def places(self) -> Mapping[str, NamedPlace]:
        """Places by id."""
        return self.all(NamedPlace)

    @cached_property
    def loaded_words(self) -> Mapping[str, LoadedWord]:
        """Words to avoid, by id."""
        return self.all(LoadedWord)

    @cached_property
    def plain_names(self) -> Mapping[str, Names]:
        """Names that need no record, by group."""
        return self.all(Names)

    @cached_property
    def citable(self) -> Mapping[str, Source | Statement | Number]:
        """The records that pages may cite, by id."""
        return {**self.numbers, **self.statements, **self.sources}

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """Topics by slug."""
        return self.all(Topic)

    @cached_property
    def events(self) -> Mapping[str, Event]:
        """Events by id."""
        return self.all(Event)

    @cached_property
    def event_places(self) -> frozenset[str]:
        """The names of events' places."""
        return frozenset(event.place for event in self.events.values() if event.place)

    @cached_property
    def statements(self) -> Mapping[str, Statement]:
        """Statements by id."""
        return self.all(Statement)

    @cached_property
    def numbers(self) -> Mapping[str, Number]:
        """Numbers by id."""
        return self.all(Number)

    @cached_property
    def positions(self) -> Mapping[str, Position]:
        """Positions by id."""
        return self.all(Position)

    def actor(self, actor: str) -> Person | Organisation:
        """Return the person or organisation with that id; raise KeyError if there is none."""
        return self.people.get(actor) or self.organisations[actor]

    def actors_named(self, form: str) -> tuple[str, ...]:
        """Return the ids of all people and bodies with this name or other form."""
        return self.actors_by_form.get(form_key(form), ())

    def office(self, actor: str, date: EdtfDate) -> Office | None:
        """Return somebody's office on the day; None for bodies or if it is unknown."""
        person = self.people.get(actor)
        return office_on(person, date) if person else None

    def events_of(self, topics: Iterable[str]) -> list[Event]:
        """Return the events shown under any of these topics, by date."""
        return _merged(self._events, topics)

    def statements_of(self, topics: Iterable[str]) -> list[Statement]:
        """Return the statements shown under any of these topics, by date."""
        return _merged(self._statements, topics)

    def numbers_of(self, topics: Iterable[str]) -> list[Number]:
        """Return the numbers shown under any of these topics, by date."""
        return _merged(self._numbers, topics)

    def events_with(self, actor: str) -> tuple[Event, ...]:
        """Return the events in which a person or body took part, by date."""
        return tuple(self._events_by_actor.get(actor, ()))

    def statements_by(self, speaker: str) -> tuple[Statement, ...]:
        """Return the statements of a person or body, also joint ones, by date."""
        return tuple(self._statements_by_speaker.get(speaker, ()))

    def sides_in(self, event: Event) -> list[str]:
        """Return the sides of those who took part in an event, each once, in their order."""
        return [*dict.fromkeys(self.actor(actor).side for actor in event.actors)]

    def acting_side(self, event: Event) -> str | None:
        """Return the side of the first actor; None if sides met or nobody is named."""
        sides = self.sides_in(event)
        return None if event.kind in BETWEEN_SIDES and len(sides) > 1 else next(iter(sides), None)

    def tags_of(self, record: Event | Statement | Topic) -> list[Tag]:
        """Return the tags of a record, in its order."""
        return [self.tags[name] for name in record.tags if name in self.tags]

    def positions_of(self, topic: str) -> list[Position]:
        """Return the positions in the folder of a topic, in order."""
        return [*self._positions.get(topic, ())]

    def terms_of(self, topic: str) -> list[Term]:
        """Return the terms used in a topic, in order."""
        return [*self._terms.get(topic, ())]

    def sources_of(self, topics: Iterable[str], cited: Iterable[str] = ()) -> dict[str, Source]:
        """Return every source behind the pages of some topics and their citations, by id."""
        names = {*cited}.union(*map(self._source_names, topics))
        for name in cited:
            if record := self.statements.get(name) or self.numbers.get(name):
                names |= _sources_in(record)
        return {name: self.sources[name] for name in sorted(names) if name in self.sources}

    def _source_names(self, topic: str) -> frozenset[str]:
        """Return the ids of the sources of a topic's records, finding them once."""
        if topic not in self._sources_by_topic:
            said, events = self.statements_of([topic]), self.events_of([topic])
            actors = {actor for event in events for actor in event.actors}
            actors |= {actor for one in said for actor in one.speakers}
            numbers = self.numbers_of([topic])
            actors |= {one.estimate_by for one in numbers if one.estimate_by}
            records: list[Model] = [*said, *events, *numbers, *self.positions_of(topic)]
            records += self.terms_of(topic)
            # One that is missing is a problem at its place, but not here.
            for records_of in (self.people, self.organisations):
                records += [records_of[actor] for actor in actors if actor in records_of]
            records += [self.topics[topic]] if topic in self.topics else []
            self._sources_by_topic[topic] = frozenset().union(*map(_sources_in, records))
        return self._sources_by_topic[topic]

    @cached_property
    def _sources_by_topic(self) -> dict[str, frozenset[str]]:
        """The ids of the sources of each topic asked for."""
        return {}

    def names(self, kinds: Collection[str]) -> list[str]:
        """Return every id of these kinds, given by their nouns."""
        return [name for noun, records in self.by_noun.items() if noun in kinds for name in records]

    def place(self, name: str) -> Place | None:
        """Return the place that gives an id, or None."""
        record, loc = self.given.get(name, (None, ()))
        return record.place_of(*loc) if record else None

    def resolves(self, reference: Reference) -> bool:
        """Return whether the reference leads to a record, readable or not."""
        for kind in reference.kinds:
            if (kind, reference) in self.drafts:
                return False
            if reference in self.by_noun.get(kind, ()):
                return True
        unreadable = self.unreadable
        return reference in unreadable or not unreadable.isdisjoint(reference.kinds)


BETWEEN_SIDES = {"agreement", "call", "meeting", "release", "vote"}
"""The kinds of event that belong to no side if several took part."""


def folder(record: Record) -> str:
    """Return the topic whose folder has the record; empty for shared records."""
    _, above, topic, *_ = (*record.path.split("/"), "", "")
    return topic if above == "topics" else ""


def _sources_in(record: Model) -> frozenset[str]:
    """Return the ids of the sources that a record names."""
    return frozenset(name for _, name in record.references if isinstance(name, SourceId))


def _merged(by_topic: Groups[D], topics: Iterable[str]) -> list[D]:
    """Return the records of several topics, each once and by date."""
    groups: list[Sequence[D]] = [by_topic.get(topic, ()) for topic in dict.fromkeys(topics)]
    if len(groups) == 1:
        return list(groups[0])
    found = {record.id: record for group in groups for record in group}
    return sorted(found.values(), key=lambda record: record.date.key)
