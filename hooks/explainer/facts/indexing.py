"""Indexing: makes a catalog from records, building every index once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, cast

from explainer.facts.actors import Organisation, Person
from explainer.facts.catalog import Catalog, folder
from explainer.facts.house_style import House
from explainer.facts.model import PublishedRecord, Record, RecordWithId
from explainer.facts.name_forms import form_key
from explainer.facts.numbers import Number
from explainer.facts.places import NamedPlace
from explainer.facts.records import Event, Source, Statement
from explainer.facts.terms import Term
from explainer.facts.topics import Position, Topic
from explainer.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from explainer.facts.catalog import R
    from explainer.facts.topics import Discrepancy
    from explainer.problems import Place
    from explainer.yaml_text.document import Loc


def make_catalog(
    records: Iterable[Record], unreadable: Iterable[str] = ()
) -> tuple[Catalog, list[Problem]]:
    """Return the catalog of records, and a problem for each duplicate id.

    An alias counts as an id. If two records share an id, the first counts.
    `unreadable` has nouns and ids, as in `Catalog.unreadable`.
    """
    kept: dict[type[Record], dict[str, Record]] = {}
    given: dict[str, tuple[Record, Loc]] = {}
    discrepancies: dict[str, Discrepancy] = {}
    problems: list[Problem] = []
    for record in records:
        for name, loc, inner in _ids(record):
            if name in given:
                first, where = given[name]
                problems.append(taken(name, first.place_of(*where), record.place_of(*loc)))
                continue
            given[name] = record, loc
            if inner:
                discrepancies[name] = inner
            elif len(loc) == 1:
                kept.setdefault(type(record), {})[_name(record)] = record
    return _indexed(kept, given, discrepancies, frozenset(unreadable)), problems


def _indexed(
    kept: Mapping[type[Record], Mapping[str, Record]],
    given: Mapping[str, tuple[Record, Loc]],
    discrepancies: Mapping[str, Discrepancy],
    unreadable: frozenset[str],
) -> Catalog:
    def all_of(model: type[R]) -> Iterable[R]:
        return cast("Iterable[R]", kept.get(model, {}).values())

    events = sorted(all_of(Event), key=lambda event: event.date.key)
    statements = sorted(all_of(Statement), key=lambda said: said.date.key)
    numbers = sorted(all_of(Number), key=lambda number: number.date.key)
    source_at: dict[str, Source] = {}
    for source in all_of(Source):
        if source.page:
            source_at.setdefault(source.page, source)
    named: dict[str, dict[str, None]] = defaultdict(dict)
    actors: list[Person | Organisation] = [*all_of(Person), *all_of(Organisation)]
    for actor in actors:
        for form in (actor.name, *actor.also):
            named[form_key(form)][actor.id] = None
    places: dict[str, NamedPlace] = {}
    for place in all_of(NamedPlace):
        for form in (place.name, *place.also):
            places.setdefault(form, place)
    everything = (record for records in kept.values() for record in records.values())
    return Catalog(
        kept,
        given,
        _grouped(everything, lambda record: [name for _, name in record.references]),
        unreadable,
        discrepancies,
        source_at,
        {form: tuple(names) for form, names in named.items()},
        places_by_form=places,
        said_at=_grouped(statements, lambda said: [said.event] if said.event else []),
        by_noun={model.noun: records for model, records in kept.items()},
        _events=_grouped(events, lambda event: event.topics),
        _statements=_grouped(statements, lambda said: said.topics),
        _numbers=_grouped(numbers, lambda number: number.topics),
        _events_by_actor=_grouped(events, lambda event: event.actors),
        _statements_by_speaker=_grouped(statements, lambda said: said.speakers),
        _positions=_grouped(all_of(Position), lambda position: [folder(position)]),
        _terms=_grouped(all_of(Term), lambda term: term.topics),
    )


def taken(name: str, first: Place, place: Place) -> Problem:
    """Return the problem of an id given at a second place."""
    message = f"the id '{name}' is given a second time"
    hint = f"the first is in {first.path}:{first.line}; never reuse an id"
    return Problem(place, message, hint)


def _grouped(records: Iterable[R], keys: Callable[[R], Sequence[str]]) -> dict[str, list[R]]:
    """Return the records by key, each once under a key, in order."""
    found: dict[str, list[R]] = defaultdict(list)
    for record in records:
        names = keys(record)
        for key in dict.fromkeys(names) if len(names) > 1 else names:
            found[key].append(record)
    return dict(found)


def _ids(record: Record) -> Iterator[tuple[str, Loc, Discrepancy | None]]:
    """Yield every id that a record gives, the way to it, and its discrepancy if it is one."""
    if isinstance(record, House):
        yield record.noun, ("id",), None  # no other id can contain a space
        return
    if not isinstance(record, Topic):
        yield _name(record), ("id",), None
        if isinstance(record, PublishedRecord):
            for index, alias in enumerate(record.aliases):
                yield alias, ("aliases", index), None
        return
    # A slug names a page, not an anchor: a topic and a state may both be north-korea.
    yield f"topic {record.slug}", ("slug",), None
    for index, one in enumerate(record.discrepancies):
        yield one.id, ("discrepancies", index, "id"), one
    for index, question in enumerate(record.open_questions):
        yield question.id, ("open_questions", index, "id"), None


def _name(record: Record) -> str:
    if isinstance(record, Topic):
        return record.slug
    if isinstance(record, House):
        return record.noun
    assert isinstance(record, RecordWithId)
    return record.id
