"""Placing: imported events as records of a topic, with ids and sources.

What a file does not say gets the value that a person gave for the whole file.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from explainer.authoring.ids import proposed_id
from explainer.authoring.new_records import NewRecord
from explainer.exchange.placed import Placed
from explainer.exchange.source_matching import (
    can_be_found,
    host_of,
    identity,
    matching,
    not_found,
)
from explainer.facts.edtf import parse
from explainer.facts.field_types import ID, LONGEST_ID, Reference
from explainer.facts.layout import text_of
from explainer.facts.model import class_in, fields_of
from explainer.facts.records import Event, Source
from explainer.facts.topics import Topic
from explainer.facts.validation import validate
from explainer.problems import did_you_mean, quoted
from explainer.source_tree import SETTINGS, docs_folder, is_image
from explainer.yaml_text import reader
from explainer.yaml_text.reader import FORBIDDEN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from explainer.exchange.imported import ImportedEvent, SourceFields
    from explainer.exchange.placed import Answers
    from explainer.facts.catalog import Catalog
    from explainer.facts.model import Record
    from explainer.problems import Problem
    from explainer.site import Site

_ATTRIBUTED = {"reported", "disputed"}
_DATED = {"occurred", *_ATTRIBUTED}
"""The status of what is past."""


def place(events: Iterable[ImportedEvent], answers: Answers, site: Site) -> Placed:
    """Return the events as new records of a site, in the order of the file."""
    docs = docs_folder(site.tree.get(SETTINGS, b""))
    pictures = {path.removeprefix(f"{docs}/") for path in site.tree if is_image(path)}
    there: dict[tuple[str, str], Event] = {
        (event.date.edtf(), event.title): event for event in site.catalog.events_of([answers.topic])
    }
    return _Placing(answers, site.catalog, site.edition.today, pictures, there).all([*events])


@dataclass
class _Placing:
    """The work on one file: ids and sources are given out one after the other."""

    answers: Answers
    catalog: Catalog
    today: date
    pictures: Collection[str]
    """The files of images, as an event names them."""
    at_date: Mapping[tuple[str, str], Event]
    """The events of the topic by date, as EDTF text, and title."""
    sources: dict[str, NewRecord] = field(default_factory=dict)
    by_page: dict[str, str] = field(default_factory=dict)
    """The id of each new source by its page."""
    taken: set[str] = field(default_factory=set)
    losses: list[Problem] = field(default_factory=list)
    there: int = 0

    def all(self, events: list[ImportedEvent]) -> Placed:
        """Place every event."""
        kept = [self.with_usable_id(event) for event in events]
        records = [(event, self.event(event)) for event in kept]
        placed = tuple((event, new) for event, new in records if new)
        used = {name for _, new in placed for name in new.values["sources"]}
        sources = {name: new for name, new in self.sources.items() if name in used}
        fallen = sum(not event.sources for event, _ in placed)
        return Placed(sources, placed, self.there, fallen, tuple(self.losses))

    def with_usable_id(self, event: ImportedEvent) -> ImportedEvent:
        """Return an event without an id that is not one, or that the file has used already."""
        name = event.fields.get("id", "")
        if not name:
            return event
        why = ""
        if len(name) > LONGEST_ID or not re.fullmatch(ID, name):
            why = "an id is lower-case words with hyphens"
        elif name in self.taken:
            why = "another event of the file has it"
        elif name in self.catalog.given and name not in self.catalog.events:
            why = "another record has it"
        if not why:
            self.taken.add(name)
            return event
        self.losses.append(event.loss(f"id {quoted(name, 60)} not carried: {why}"))
        fields = {key: value for key, value in event.fields.items() if key != "id"}
        return replace(event, fields=fields)

    def event(self, event: ImportedEvent) -> NewRecord | None:
        """Return the record of an event; None if it is there already or cannot be one."""
        values = self.cleaned(event)
        self.check_references(event, Event, values)
        self.check_image(event, values)
        topics = [one for one in values.get("topics", []) if one != self.answers.topic]
        values["topics"] = [self.answers.topic, *topics]
        for name, value in self.answers.event.items():
            if name != "attribution":
                values.setdefault(name, value)
        given = parse(values["date"])
        values["date"], first = given.edtf(), given.day.first_day
        to_come = (first.year, first.month, first.day) > self.today.timetuple()[:3]
        if to_come and "status" not in event.fields and values["status"] in _DATED:
            values["status"] = "scheduled"
        elif to_come and values["status"] == "occurred":
            values["status"] = "scheduled"  # of a calendar, whose CONFIRMED says no more
        if values["status"] in _ATTRIBUTED and "attribution" in self.answers.event:
            values.setdefault("attribution", self.answers.event["attribution"])
        if values["status"] in _ATTRIBUTED and "attribution" not in values:
            self.refuse(event, f"the status {values['status']} needs an 'attribution'")
            return None
        old = self.same(values)
        if old is not None:
            self.compare(event, values, old)
            return None
        values["sources"] = self.sources_of(event)
        if not values["sources"]:
            self.refuse(event, "it has no source", "name one for all that have none: --source")
            return None
        if "id" not in values:
            values["id"] = self.free_id(Event, values, f"{self.answers.topic}-{abs(first.year):04}")
        self.taken.add(values["id"])
        new = NewRecord(Event, values, self.answers.topic, left_out=[*fields_of(Event)])
        return new if self.valid(event, new) else None

    def refuse(self, event: ImportedEvent, why: str, hint: str = "") -> None:
        self.losses.append(event.loss(f"not imported: {why}", hint))

    def cleaned(self, event: ImportedEvent) -> dict[str, Any]:
        """Return the fields of an event without characters that cannot be seen."""
        values: dict[str, Any] = {}
        for name, value in event.fields.items():
            if value in ("", []) or name not in fields_of(Event):
                continue
            values[name] = value
            if isinstance(value, str) and FORBIDDEN.search(value):
                values[name] = FORBIDDEN.sub("", value)
                message = f"characters of '{name}' that cannot be seen not carried"
                self.losses.append(event.loss(message))
        return values

    def check_references(
        self, event: ImportedEvent, model: type[Record], values: dict[str, Any]
    ) -> None:
        """Take out of the values the names of records that the site does not have."""
        for name, info in fields_of(model).items():
            reference = class_in(info.annotation, Reference)
            if name not in values or reference is None or name == "sources":
                continue
            given = values[name] if isinstance(values[name], list) else [values[name]]
            own = {self.answers.topic} if Topic.noun in reference.kinds else set()
            own |= self.taken if Event.noun in reference.kinds else set()
            kinds = [self.catalog.by_noun.get(noun, {}) for noun in reference.kinds]
            rest = [one for one in given if one in own or any(one in kind for kind in kinds)]
            for one in given:
                if one not in rest:
                    hint = did_you_mean(one, self.catalog.names(reference.kinds))
                    message = f"{name} {quoted(one)} not carried: there is no such record"
                    self.losses.append(event.loss(message, hint))
            if rest:
                values[name] = rest if isinstance(values[name], list) else rest[0]
            else:
                del values[name]

    def check_image(self, event: ImportedEvent, values: dict[str, Any]) -> None:
        """Take an image out of the values if the site does not have its file."""
        if "image" in values:
            file = values["image"].get("file", "")
            if not isinstance(file, str) or file not in self.pictures:
                message = f"image not carried: there is no file {quoted(str(file))}"
                self.losses.append(event.loss(message, "put it into docs/images/"))
                del values["image"]

    def same(self, values: Mapping[str, Any]) -> Event | None:
        """Return the event that the site has already: with this id, or else date and title."""
        if "id" in values:
            return self.catalog.events.get(values["id"])
        return self.at_date.get((values["date"], values.get("title", "")))

    def compare(self, event: ImportedEvent, values: Mapping[str, Any], old: Event) -> None:
        """Report the fields in which an event of the file differs from the one that is there."""
        plain = {**old.plain, "date": old.date.edtf()}
        differing = [
            name
            for name in event.fields
            if name in values and name not in {"id", "topics"} and values[name] != plain.get(name)
        ]
        sources = {
            known.id if (known := matching(one, self.catalog)) else "" for one in event.sources
        }
        if event.sources and sources != {*old.sources}:
            differing.append("sources")
        if differing:
            place = old.place_of()
            message = f"not imported: '{old.id}' is there with another {', '.join(differing)}"
            self.losses.append(event.loss(message, f"see {place.path}:{place.line}"))
        else:
            self.there += 1

    def sources_of(self, event: ImportedEvent) -> list[str]:
        """Return the ids of an event's sources; new ones are added."""
        found: dict[str, None] = {}
        fallback = self.answers.fallback
        for source in event.sources or ([fallback] if fallback else []):
            known = matching(source, self.catalog)
            if known:
                found[known.id] = None
            elif not can_be_found(source):
                self.losses.append(event.loss(*not_found(source, self.catalog)))
            elif name := self.new_source(event, source):
                found[name] = None
        return [*found]

    def new_source(self, event: ImportedEvent, source: SourceFields) -> str:
        """Return the id of a new source; empty if it cannot be one."""
        page = identity(source)
        if page in self.by_page:
            return self.by_page[page]
        host = host_of(source.get("url", ""))
        if host is None:
            message = (
                f"source {quoted(source['url'])} not carried: it is not an http or https address"
            )
            self.losses.append(event.loss(message))
            return ""
        given = {**self.answers.source, **source}
        values = {"publisher": host.removeprefix("www.") or "unknown", **given}
        name = values.get("id", "")
        if not re.fullmatch(ID, name) or name in self.catalog.given or name in self.taken:
            values.pop("id", None)
            values["id"] = self.free_id(Source, values, re.sub("[^a-z0-9]+", "-", host).strip("-"))
        self.check_references(event, Source, values)
        filled = {key: values[key] for key in fields_of(Source) if values.get(key)}
        new = NewRecord(Source, filled, self.answers.topic, left_out=[*fields_of(Source)])
        if not self.valid(event, new):
            self.by_page[page] = ""
            return ""
        self.taken.add(values["id"])
        self.sources[values["id"]] = new
        self.by_page[page] = values["id"]
        return str(values["id"])

    def free_id(self, model: type[Record], values: Mapping[str, Any], lead: str) -> str:
        """Return an id that nobody has: from the words, or else from the lead and a number."""
        name = proposed_id(model, values, self.catalog, self.taken)
        if 0 < len(name) <= LONGEST_ID:
            return name
        lead = lead[: LONGEST_ID - 10].strip("-") or self.answers.topic
        names = itertools.chain([lead], (f"{lead}-{number}" for number in itertools.count(2)))
        return next(one for one in names if one not in self.taken and one not in self.catalog.given)

    def valid(self, event: ImportedEvent, new: NewRecord) -> bool:
        """Return whether a record is one by itself; report why not."""
        document, problems = reader.read_text(new.path, text_of(new.model, new.values))
        if document and not problems:
            _, problems = validate(document, (), new.model)
        if problems:
            name = new.values.get("url") or new.values["id"]
            what = "not imported" if new.model is Event else f"source {name} not carried"
            why = "; ".join(dict.fromkeys(problem.message for problem in problems))
            self.losses.append(event.loss(f"{what}: {why}", problems[0].hint))
        return not problems
