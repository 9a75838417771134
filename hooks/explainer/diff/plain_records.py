"""Plain records: what a contributor wrote, record by record, valid or not.

Two of them say the same if they differ in nothing but white space, the order of keys and lists,
and values that are the same left out; the first of `topics` is the home, and counts.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from explainer.facts.field_types import Reference
from explainer.facts.loader import LISTS, kind_of_file
from explainer.facts.model import Model, Record, class_in, fields_of
from explainer.facts.topics import Discrepancy, OpenQuestion, Topic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from explainer.problems import Place
    from explainer.yaml_text.document import Document, Loc, Value

Key = tuple[str, str]
"""The noun of a kind and an id: a topic and a state may both be `north-korea`."""

INNER: dict[str, type[Model]] = {"discrepancies": Discrepancy, "open_questions": OpenQuestion}
"""The lists of a topic whose items have ids of their own, and are records here."""

KINDS = {
    "topic": "topics",
    "discrepancy": "discrepancies",
    "open question": "open questions",
    "position": "positions",
    "event": "events",
    "statement": "statements",
    "source": "sources",
    "person": "people",
    "organisation": "organisations",
    "side": "sides",
    "term": "terms",
    "word": "words",
    "list of names": "lists of names",
}
"""The nouns of all kinds and their plurals, in the order in which they are told."""


@dataclass(frozen=True)
class PlainRecord:
    """One record as text, lists and mappings."""

    model: type[Model]
    id: str
    place: Place
    fields: dict[str, Value]
    """All but the id, in the order of the shape, without what is the same left out."""

    @property
    def key(self) -> Key:
        """What it is found by in every version."""
        return self.model.noun, self.id


def plain_records(documents: Iterable[Document]) -> tuple[dict[Key, PlainRecord], set[str]]:
    """Every record that has an id, and the paths of files of which no list can be read.

    Of two with one id the first holds, as in the catalog.
    """
    records: dict[Key, PlainRecord] = {}
    unread: set[str] = set()
    for document in documents:
        kind = kind_of_file(document.path)
        if kind is None:
            continue
        top = document.value
        if not isinstance(top, dict) or not (
            kind is Topic or isinstance(top.get(LISTS[kind]), list)
        ):
            unread.add(document.path)
            continue
        for loc, model in _ways(top, kind):
            if record := _record(document, loc, model):
                records.setdefault(record.key, record)
    return records, unread


def meaning(value: Value | dict[str, Value], key: str = "") -> str:
    """A text that is the same for values that say the same; the key is the field's."""
    if isinstance(value, dict):
        return json.dumps({name: meaning(value[name], name) for name in sorted(value)})
    if isinstance(value, list):
        home = value[:1] if key == "topics" else []
        return json.dumps([*map(meaning, home), *sorted(map(meaning, value[len(home) :]))])
    return json.dumps(value)


def follow(
    fields: Mapping[str, Value], model: type[Model], names: Mapping[Key, str]
) -> dict[str, Value]:
    """The fields with other names in their references."""
    known = fields_of(model)
    return {
        name: _follow(value, known[name].annotation, names) if name in known else value
        for name, value in fields.items()
    }


def inner_model(model: type[Model] | None, name: str) -> type[Model] | None:
    """The model of what a field holds, or lists; None if that is text, or not known."""
    info = fields_of(model).get(name) if model else None
    return class_in(info.annotation, Model) if info else None


def renamed(before: Mapping[Key, PlainRecord], after: Mapping[Key, PlainRecord]) -> dict[Key, str]:
    """The new ids of records that are the same but for their ids, and those they name."""
    gone = {key: record for key, record in before.items() if key not in after}
    new = {key: record for key, record in after.items() if key not in before}
    # Records that name one another may all have new ids: at first these are left open.
    left_open = dict.fromkeys([*gone, *new], "*")
    free: dict[tuple[str, str], list[str]] = {}
    for (kind, name), record in reversed(new.items()):
        free.setdefault((kind, _told(record, left_open)), []).append(name)
    names = {
        key: alike.pop()
        for key, record in gone.items()
        if (alike := free.get((key[0], _told(record, left_open))))
    }
    while wrong := [
        key for key in names if _told(gone[key], names) != _told(new[key[0], names[key]], {})
    ]:
        for key in wrong:
            del names[key]
    return names


def _told(record: PlainRecord, names: Mapping[Key, str]) -> str:
    return meaning(follow(record.fields, record.model, names))


def _ways(top: dict[str, Value], kind: type[Record]) -> Iterator[tuple[Loc, type[Model]]]:
    """The way to everything in a file that should be a record, and its model."""
    if kind is Topic:
        yield (), Topic
    for name, model in INNER.items() if kind is Topic else [(LISTS[kind], kind)]:
        items = top.get(name)
        for index in range(len(items)) if isinstance(items, list) else ():
            yield (name, index), model


def _record(document: Document, loc: Loc, model: type[Model]) -> PlainRecord | None:
    written = document.at(loc)
    name = "slug" if model is Topic else "id"
    given = written.get(name) if isinstance(written, dict) else None
    if not isinstance(written, dict) or not isinstance(given, str):
        return None
    apart = {name, *INNER} if model is Topic else {name}
    fields = _plain(written, model)
    fields = {key: value for key, value in fields.items() if key not in apart}
    return PlainRecord(model, given, document.place((*loc, name)), fields)


def _plain(written: dict[str, Value], model: type[Model] | None) -> dict[str, Value]:
    """The fields in the order of the shape, without those that hold what is so if left out."""
    known = fields_of(model) if model else {}
    names = [name for name in known if name in written]
    names += [name for name in written if name not in known]
    plain: dict[str, Value] = {}
    for name in names:
        value = _flat(written[name], inner_model(model, name))
        default = known[name].get_default() if name in known else None
        if value != (list(default) if isinstance(default, tuple) else default):
            plain[name] = value
    return plain


def _flat(value: Value, model: type[Model] | None) -> Value:
    if isinstance(value, dict):
        return _plain(value, model)
    if isinstance(value, list):
        return [_flat(item, model) for item in value]
    return " ".join(value.split())


def _follow(value: Value, annotation: Any, names: Mapping[Key, str]) -> Value:
    if isinstance(value, list):
        return [_follow(item, annotation, names) for item in value]
    if isinstance(value, dict):
        model = class_in(annotation, Model)
        return follow(value, model, names) if model else value
    reference = class_in(annotation, Reference)
    kinds = reference.kinds if reference else ()
    return next((names[kind, value] for kind in kinds if (kind, value) in names), value)
