"""New records: the values that somebody gave, and the fields that are still open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import create_model

from explainer.authoring.page_template import new_page_text
from explainer.facts.actors import Organisation, Person, Side
from explainer.facts.indexing import taken
from explainer.facts.layout import text_of
from explainer.facts.loader import FILES, LISTS
from explainer.facts.missing_records import missing_records
from explainer.facts.model import Record, fields_of
from explainer.facts.numbers import Number
from explainer.facts.records import Event, Source, Statement
from explainer.facts.tags import Tag
from explainer.facts.topics import Topic
from explainer.facts.validation import validate
from explainer.json_schema import modeline
from explainer.yaml_text import reader
from explainer.yaml_text.canonical import as_item

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from explainer.facts.catalog import Catalog
    from explainer.problems import Problem


KINDS: tuple[type[Record], ...] = (
    *(Topic, Event, Statement, Number, Source),
    *(Person, Organisation, Side, Tag),
)
"""The kinds of record that `explainer new` can begin."""


def missing_fields(model: type[Record], values: Mapping[str, Any]) -> list[str]:
    """Return the keys that a record must have and the values lack, in their order.

    The id is none of them, nor are the changes of a new topic: the program can supply both.
    """
    instead = next((name for name in model.one_of if name in values), "")
    needed = {instead or name for name in model.one_of[:1]}
    names = [
        name for name, info in fields_of(model).items() if info.is_required() or name in needed
    ]
    if values.get("status") in {"reported", "disputed"}:
        names.append("attribution")
    if values.get("rendering") == "own-translation":
        names += ["original", "translator", "original_lang"]
    return [name for name in names if name not in {*values, "id", "slug", "changes"}]


def field_problems(model: type[Record], name: str, value: Any, catalog: Catalog) -> list[Problem]:
    """Return what is wrong with the value of one field, in the words of `explainer check`."""
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
        problems += missing_records(record, lambda loc: record.place_of(*loc), catalog)
    key = {"id": value, "slug": f"topic {value}"}.get(name, "")
    if first := catalog.place(key):
        problems.append(taken(value, first, document.place((name,))))
    return problems


def shared_file(model: type[Record]) -> str:
    """Return the path of the file that all topics share for a kind of record; empty without one."""
    return next((path for path, kind in FILES.items() if kind is model and "*" not in path), "")


def topic_file(model: type[Record], topic: str) -> str:
    """Return the path of the file that a topic has of its own for a kind of record."""
    paths = (path for path, kind in FILES.items() if kind is model)
    return next(path for path in paths if "/*/" in path).replace("*", topic)


@dataclass(frozen=True)
class NewRecord:
    """A record that is not in its file yet."""

    model: type[Record]
    values: Mapping[str, Any]
    """Plain YAML values by key."""
    topic: str = ""
    """The topic whose folder a source belongs to; empty if topics share it."""
    compared: bool = False
    """Whether a person has compared the words of a statement with the page."""
    left_out: Collection[str] = ()
    """The keys of fields that a person chose to leave out: they get no comment."""
    shown: Collection[str] = ()
    """The blocks that the page of a new topic has something for, such as `timeline until`."""

    @property
    def path(self) -> str:
        """The file that the record belongs in."""
        first, *_ = self.values.get("topics", [""])
        topic = self.topic or self.values.get("slug", first)
        return topic_file(self.model, topic) if topic else shared_file(self.model)

    @property
    def open_fields(self) -> dict[str, str]:
        """What could still be filled in: the key of each field, and what the field is for."""
        # Of fields of which one is enough, one is there.
        enough = () if self.values.keys().isdisjoint(self.model.one_of) else self.model.one_of
        closed = {"aliases", *enough, *self.values, *self.left_out}
        return {
            name: info.description or ""
            for name, info in fields_of(self.model).items()
            # A new record has no former ids.
            if not info.is_required() and name not in closed
        }

    def text(self) -> str:
        """Return the record in canonical form, with a comment for each open field."""
        return text_of(self.model, self.values, self.open_fields)

    def text_in_file(self) -> str:
        """Return the record as its file would have it, indented if it is one of a list."""
        text = self.text()
        return "\n".join(as_item(text)) if self.model in LISTS else text.rstrip("\n")

    def files(self) -> dict[str, str]:
        """Return the text of each file that the record begins: a topic's own file, and its page."""
        if self.model is not Topic:
            return {}
        return {
            self.path: f"{modeline(self.path)}\n{self.text()}",
            f"docs/topics/{self.values['slug']}.md": new_page_text(self.values, self.shown),
        }


def first_change(today: date) -> dict[str, str]:
    """Return the first entry for the log of a new topic."""
    return {"date": today.isoformat(), "kind": "new fact", "text": "First edition of this page."}
