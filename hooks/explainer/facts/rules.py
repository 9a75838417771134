"""The editorial rules that a program can check."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING

from explainer.facts.actors import Person
from explainer.facts.catalog import folder
from explainer.facts.event_rules import event_problems, parts_of_themselves
from explainer.facts.house_style import with_strictness
from explainer.facts.loaded_words import LoadedWords, in_records
from explainer.facts.numbers import Number, misplaced_numbers, number_problems
from explainer.facts.offices import office_problems
from explainer.facts.places import place_problems
from explainer.facts.position_rules import position_problems
from explainer.facts.records import Event, Source, Statement
from explainer.facts.speakers import speaker_problems
from explainer.facts.topics import Position, Topic
from explainer.language.normalisation import fold
from explainer.problems import Problem, truncate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from explainer.facts.catalog import Catalog
    from explainer.facts.dates import EdtfDate
    from explainer.facts.model import Record
    from explainer.facts.tags import Tag
    from explainer.memory import Memory


_OURS = {
    "original": "write the words as the source has them: they are what is checked",
    "original_lang": "for example: original_lang: ru",
    "translator": "name who translated the words, for example: translator: Nora Lind",
}
"""What to write into each field that our own translation needs."""


def catalog_problems(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for what breaks a rule about all records of a kind."""
    yield from parts_of_themselves(catalog)
    yield from _twice(catalog)
    yield from place_problems(catalog)


def file_problems(catalog: Catalog, today: date, memory: Memory) -> list[Problem]:
    """Return a problem for each record of a file that breaks a rule on the given day."""
    problems: list[Problem] = []
    watched, words = memory.watched("facts of rules", catalog), LoadedWords.of(catalog)
    files: dict[str, list[Record]] = defaultdict(list)
    for records in catalog.records.values():
        for record in records.values():
            files[record.path].append(record)
    for path, own in files.items():
        of = own, today, [*catalog.loaded_words.values()]
        make = partial(_problems_in, own, watched, today, words)
        problems += memory.once(("rules", path), of, make)
    return problems


def _problems_in(
    records: Iterable[Record], catalog: Catalog, today: date, words: LoadedWords
) -> list[Problem]:
    """Return the problems of the records of a file."""
    problems = [problem for record in records for problem in _problems_of(record, catalog, today)]
    loaded = in_records(records, words)
    problems += with_strictness(loaded, catalog.house.loaded_words)
    return [*problems, *misplaced_numbers(records)]


def _problems_of(record: Record, catalog: Catalog, today: date) -> Iterator[Problem]:
    match record:
        case Event():
            yield from event_problems(record, today)
            yield from _home(catalog, record)
            yield from _sourced(catalog, record, record.sources)
            yield from _reported_before(catalog, record)
        case Statement():
            yield from _home(catalog, record)
            yield from _office(catalog, record)
            yield from _mutual(catalog, record)
            yield from _sourced(catalog, record, (record.source, *record.carried_by))
            yield from _published_before(catalog, record)
            yield from _elsewhen(catalog, record)
            yield from speaker_problems(record, catalog)
            yield from _translation(record)
        case Number():
            yield from number_problems(record, today)
            yield from _home(catalog, record)
            yield from _sourced(catalog, record, record.sources)
        case Source():
            yield from _findable(record)
        case Position():
            yield from position_problems(catalog, record)
            yield from _sourced(catalog, record, record.sources)
        case Topic():
            yield from _slug(record)
            yield from _log(record)
        case Person():
            yield from office_problems(record)


def _slug(topic: Topic) -> Iterator[Problem]:
    if folder(topic) != topic.slug:
        hint = f"the folder is called '{folder(topic)}'"
        yield Problem(topic.place_of("slug"), "slug and folder differ", hint)


def _log(topic: Topic) -> Iterator[Problem]:
    for index, change in enumerate(topic.changes):
        place = topic.place_of("changes", index)
        if change.kind == "correction":
            if not (change.wrong and change.right):
                message = "a correction needs the fields 'wrong' and 'right'"
                yield Problem(place, message, "say what the page said, and what is right")
        elif not change.text:
            message = "a change needs the field 'text'"
            yield Problem(place, message, "for example: text: First edition of this page.")
        elif change.wrong or change.right:
            message = f"'wrong' and 'right' belong to a correction, not to a {change.kind}"
            yield Problem(place, message, "write kind: correction, or say it in 'text'")


def _home(catalog: Catalog, record: Event | Statement | Number) -> Iterator[Problem]:
    home = folder(record)
    first = record.topics[0]
    if first != home and home in catalog.topics and first in catalog.topics:
        message = f"the first topic must be '{home}', the topic of this folder"
        yield Problem(record.place_of("topics"), message, f"for example: topics: [{home}]")


def _sourced(
    catalog: Catalog, record: Event | Statement | Number | Position, sources: Iterable[str]
) -> Iterator[Problem]:
    known = [catalog.sources[name] for name in sources if name in catalog.sources]
    if known and all(source.tier == "C" for source in known):
        name = "source" if isinstance(record, Statement) else "sources"
        message = "only sources of tier C, which are copies or unknown"
        hint = "add a source of tier A or B" + (" in carried_by" if name == "source" else "")
        yield Problem(record.place_of(name), message, hint)


def _published_before(catalog: Catalog, said: Statement) -> Iterator[Problem]:
    """Yield a problem if a source is older than the words it quotes."""
    source = catalog.sources.get(said.source)
    if source and source.published and _after(said.date, source.published):
        message = f"said on {said.date.say()}, after its source of {source.published.say()}"
        yield Problem(said.place_of("date"), message, f"correct it here or in {_at(source)}")


def _reported_before(catalog: Catalog, event: Event) -> Iterator[Problem]:
    """Yield a problem for each date of an event if all sources that give it are older."""
    if event.status in {"scheduled", "cancelled"}:
        return
    given: list[tuple[EdtfDate, tuple[str, ...], tuple[str | int, ...]]]
    given = [(event.date, event.sources, ("date",))]
    for index, other in enumerate(event.disputed_dates):
        given.append((other.date, other.sources, ("disputed_dates", index, "date")))
    for date, names, loc in given:
        sources = [catalog.sources.get(name) for name in names]
        days = [source.published for source in sources if source and source.published]
        if len(days) == len(names) and all(_after(date, day) for day in days):
            message = f"dated {date.say()}, after all its sources"
            newest = max(days, key=lambda day: day.last_day)
            yield Problem(event.place_of(*loc), message, f"the latest is dated {newest.say()}")


def _after(date: EdtfDate, published: EdtfDate) -> bool:
    """Return whether something happened after a page was published.

    Allow for places where the next day has already begun when the page is dated.
    """
    return date.day.first_day > published.last_day.after(1)


def _elsewhen(catalog: Catalog, said: Statement) -> Iterator[Problem]:
    """Yield a problem if words were not said on the day of their event."""
    event = catalog.events.get(said.event or "")
    if event is None:
        return
    if said.date.last_day < event.date.first_day or event.date.last_day < said.date.first_day:
        message = f"said on {said.date.say()}, but '{event.id}' is dated {event.date.say()}"
        yield Problem(said.place_of("event"), message, f"correct one of them; see {_at(event)}")


def _twice(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for the same source, the same words or the same name of a tag, twice."""
    addresses: dict[str, Source] = {}
    for source in catalog.sources.values():
        first = addresses.setdefault(_identity(source), source)
        if first is not source:
            message = f"'{first.id}' already has this address"
            if not source.url:
                message = f"'{first.id}' already has this title and place"
            place = source.place_of("url" if source.url else "title")
            yield Problem(place, message, f"use that source; see {_at(first)}")
    quotes: dict[tuple[str, ...], Statement] = {}
    for said in catalog.statements.values():
        words = said.source, *said.speakers, *(fold(part).text for part in _selector(said))
        before = quotes.setdefault(words, said)
        if before is not said:
            message = f"'{before.id}' already has these words"
            yield Problem(said.place_of("text"), message, f"keep one of them; see {_at(before)}")
    tags: dict[str, Tag] = {}
    for tag in catalog.tags.values():
        other = tags.setdefault(tag.name.casefold(), tag)
        if other is not tag:
            message = f"'{other.id}' already has this name"
            yield Problem(tag.place_of("name"), message, f"use that tag; see {_at(other)}")


def _identity(source: Source) -> str:
    """Return what no two sources share: the address, or what is needed to find one without."""
    return source.page or f"{source.found_at}, {source.published and source.published.edtf()}"


def _findable(source: Source) -> Iterator[Problem]:
    """Yield a problem for what a reader needs to find a source without an address."""
    if source.call_number and not source.held_by:
        message = "a source with a call number needs the field 'held_by'"
        hint = "say which archive or library uses the number"
        yield Problem(source.place_of("call_number"), message, hint)
    if source.url:
        return
    if not source.title:
        message = "a source without an address needs the field 'title'"
        hint = "write what is on it, or what it is, for example: title: Interview with Mara Holt"
        yield Problem(source.place_of(), message, hint)
    if not (source.isbn or source.held_by or source.published):
        message = "an edition that cannot be found: the source needs the field 'published'"
        hint = "or the field 'isbn' or 'held_by'"
        yield Problem(source.place_of("edition"), message, hint)


def _selector(said: Statement) -> tuple[str, str, str]:
    return said.prefix, said.source_words, said.suffix


def _at(record: Record) -> str:
    place = record.place_of()
    return f"{place.path}:{place.line}"


def _office(catalog: Catalog, said: Statement) -> Iterator[Problem]:
    for name in said.speakers:
        person = catalog.people.get(name)
        if person and person.offices and catalog.office(name, said.date) is None:
            message = f"the office of {truncate(person.name)} on {said.date.say()} is not known"
            hint = f"date the offices in {_at(person)} with from, to or seen"
            yield Problem(said.place_of("date"), message, hint)


def _translation(said: Statement) -> Iterator[Problem]:
    """Yield a problem for what our own translation lacks, or another wording has too much."""
    ours = said.rendering == "own-translation"
    for name in ("original", "original_lang", "translator"):
        if ours and not getattr(said, name):
            message = f"our own translation needs the field '{name}'"
            yield Problem(said.place_of("rendering"), message, _OURS[name])
    for name in ("original", "translator"):
        if not ours and getattr(said, name):
            message = f"'{name}' belongs to rendering: own-translation"
            hint = "leave it out; another wording is a statement of its own, in same_words_as"
            yield Problem(said.place_of(name), message, hint)
    if ours and said.original_lang == said.lang:
        message = f"a translation from '{said.lang}' into the same language"
        yield Problem(said.place_of("original_lang"), message, "correct 'lang' or 'original_lang'")


def _mutual(catalog: Catalog, said: Statement) -> Iterator[Problem]:
    for field in ("same_words_as", "answered_by"):
        for index, name in enumerate(getattr(said, field)):
            if name == said.id:
                message = f"'{name}' names itself"
                yield Problem(said.place_of(field, index), message, "leave it out")
    for index, name in enumerate(said.same_words_as):
        other = catalog.statements.get(name)
        if other and said.id not in other.same_words_as:
            message = f"'{name}' does not name this statement in return"
            hint = f"add same_words_as: [{said.id}] in {_at(other)}"
            yield Problem(said.place_of("same_words_as", index), message, hint)
