"""Stubs: new records, with every field that could still be filled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import create_model

from explainer.authoring.canonical import as_item, text_of
from explainer.authoring.page_template import page_of
from explainer.facts.actors import Person
from explainer.facts.loader import FILES, LISTS, taken
from explainer.facts.model import Record, fields_of
from explainer.facts.records import Event, Source, Statement
from explainer.facts.topics import Topic
from explainer.facts.validation import validate
from explainer.json_schema import modeline
from explainer.yaml_text import reader

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from explainer.facts.catalog import Catalog
    from explainer.problems import Problem


KINDS: tuple[type[Record], ...] = (Topic, Event, Statement, Source, Person)
"""What can be begun here."""


def needed(model: type[Record], values: Mapping[str, Any]) -> list[str]:
    """The keys that a record must have and the values have not, in their order.

    The id is none of them, nor are the changes of a new topic: both can be told.
    """
    names = [name for name, info in fields_of(model).items() if info.is_required()]
    if values.get("status") in {"reported", "disputed"}:
        names.append("attribution")
    return [name for name in names if name not in {*values, "id", "slug", "changes"}]


def field_problems(model: type[Record], name: str, value: Any, catalog: Catalog) -> list[Problem]:
    """What is wrong with the value of one field, in the words of a check."""
    where = f"a new {model.noun}"
    document, problems = reader.read_text(where, text_of(model, {name: value}))
    if document is None or problems:
        return problems
    info = fields_of(model)[name]
    fields: Any = {name: (info.annotation, info)}
    part = create_model(model.__name__, __base__=Record, __module__=__name__, **fields)
    part.noun = model.noun
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

    model: type[Record]
    values: Mapping[str, Any]
    """Plain YAML values by key."""
    topic: str = ""
    """The topic in whose folder a source stands; empty if it is shared."""
    compared: bool = False
    """Whether a person has compared the words of a statement with the page."""
    left_out: Collection[str] = ()
    """The keys of fields that a person was asked for, and left out: no comment speaks of them."""

    @property
    def path(self) -> str:
        """The file in which the record belongs."""
        first, *_ = self.values.get("topics", [""])
        folder = self.topic or self.values.get("slug", first)
        paths = [path for path, kind in FILES.items() if kind is self.model]
        return next(path.replace("*", folder) for path in paths if ("*" in path) == bool(folder))

    @property
    def open_fields(self) -> dict[str, str]:
        """What could still be filled: by the key of each field, what it holds."""
        return {
            name: info.description or ""
            for name, info in fields_of(self.model).items()
            if not info.is_required() and name not in {*self.values, *self.left_out}
        }

    def text(self) -> str:
        """The record in canonical form, with a comment for each of its open fields."""
        return text_of(self.model, self.values, self.open_fields)

    def as_written(self) -> str:
        """The record as it stands in its file, among others if it is one of a list."""
        text = self.text()
        return "\n".join(as_item(text)) if self.model in LISTS else text.rstrip("\n")

    def files(self) -> dict[str, str]:
        """The text of each file that the record begins: of a topic its own, and its page."""
        if self.model is not Topic:
            return {}
        return {
            self.path: f"{modeline(self.path)}\n{self.text()}",
            f"docs/topics/{self.values['slug']}.md": page_of(self.values),
        }


def first_change(today: date) -> dict[str, str]:
    """The first entry in the log of a new topic."""
    return {"date": today.isoformat(), "kind": "new fact", "text": "First edition of this page."}
