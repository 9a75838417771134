"""Plain records: what contributors wrote, record by record, whether valid or not.

Two of them mean the same if they differ only in white space, in the order of keys and lists, and
in defaults that one of them spells out. The order of `topics` matters for the first: its folder
has the record.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from explainer.facts.field_types import Reference
from explainer.facts.house_style import House
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
"""The lists of a topic whose items have ids of their own, and count as records here."""

KINDS = {
    "topic": "topics",
    "discrepancy": "discrepancies",
    "open question": "open questions",
    "position": "positions",
    "event": "events",
    "statement": "statements",
    "number": "numbers",
    "source": "sources",
    "person": "people",
    "organisation": "organisations",
    "side": "sides",
    "term": "terms",
    "tag": "tags",
    "place": "places",
    "word": "words",
    "list of names": "lists of names",
}
"""The nouns of all kinds and their plurals, in the order of the report."""


@dataclass(frozen=True)
class PlainRecord:
    """One record as text, lists and mappings."""

    model: type[Model]
    id: str
    place: Place
    fields: dict[str, Value]
    """All but the id, in the order of the model, without defaults."""

    @property
    def key(self) -> Key:
        """The kind and the id, which identify the record in every version."""
        return self.model.noun, self.id


def plain_records(documents: Iterable[Document]) -> tuple[dict[Key, PlainRecord], set[str]]:
    """Return every record that has an id, and the paths of files without a readable list.

    Of two records with one id, the first counts, as in the catalog.
    """
    records: dict[Key, PlainRecord] = {}
    unread: set[str] = set()
    for document in documents:
        kind = kind_of_file(document.path)
        if kind is None or kind is House:  # rules are no facts
            continue
        top = document.value
        if not isinstance(top, dict) or not (
            kind is Topic or isinstance(top.get(LISTS[kind]), list)
        ):
            unread.add(document.path)
            continue
        for loc, model in _record_locs(top, kind):
            if record := _record(document, loc, model):
                records.setdefault(record.key, record)
    return records, unread


def meaning(value: Value | dict[str, Value], key: str = "") -> str:
    """Return a text that is the same for all values of a field that mean the same."""
    if isinstance(value, dict):
        return json.dumps({name: meaning(value[name], name) for name in sorted(value)})
    if isinstance(value, list):
        home = value[:1] if key == "topics" else []
        return json.dumps([*map(meaning, home), *sorted(map(meaning, value[len(home) :]))])
    return json.dumps(value)


def with_new_ids(
    fields: Mapping[str, Value], model: type[Model], names: Mapping[Key, str]
) -> dict[str, Value]:
    """Return fields with new ids in their references."""
    known = fields_of(model)
    return {
        name: _with_new_ids(value, known[name].annotation, names) if name in known else value
        for name, value in fields.items()
    }


def inner_model(model: type[Model] | None, name: str) -> type[Model] | None:
    """Return the model of what a field has, or lists; None if that is text, or unknown."""
    info = fields_of(model).get(name) if model else None
    return class_in(info.annotation, Model) if info else None


def renamed(before: Mapping[Key, PlainRecord], after: Mapping[Key, PlainRecord]) -> dict[Key, str]:
    """Return the new ids of records in which nothing but ids changed: theirs, or others'."""
    gone = {key: record for key, record in before.items() if key not in after}
    new = {key: record for key, record in after.items() if key not in before}
    # Records that refer to each other may all have new ids, so at first any new id will do.
    any_id = dict.fromkeys([*gone, *new], "*")
    free: dict[tuple[str, str], list[str]] = {}
    for (kind, name), record in reversed(new.items()):
        free.setdefault((kind, _meaning(record, any_id)), []).append(name)
    names = {
        key: alike.pop()
        for key, record in gone.items()
        if (alike := free.get((key[0], _meaning(record, any_id))))
    }
    while wrong := [
        key for key in names if _meaning(gone[key], names) != _meaning(new[key[0], names[key]], {})
    ]:
        for key in wrong:
            del names[key]
    return names


def _meaning(record: PlainRecord, names: Mapping[Key, str]) -> str:
    """Return the meaning of a record after some ids have changed."""
    return meaning(with_new_ids(record.fields, record.model, names))


def _record_locs(top: dict[str, Value], kind: type[Record]) -> Iterator[tuple[Loc, type[Model]]]:
    """Yield where in a file there should be a record, and its model."""
    if kind is Topic:
        yield (), Topic
    for name, model in INNER.items() if kind is Topic else [(LISTS[kind], kind)]:
        items = top.get(name)
        for index in range(len(items)) if isinstance(items, list) else ():
            yield (name, index), model


def _record(document: Document, loc: Loc, model: type[Model]) -> PlainRecord | None:
    """Return the record at a place of a document; None if it has no id."""
    value = document.at(loc)
    key = "slug" if model is Topic else "id"
    name = value.get(key) if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(name, str):
        return None
    apart = {key, *INNER} if model is Topic else {key}
    fields = {field: one for field, one in _plain(value, model).items() if field not in apart}
    return PlainRecord(model, name, document.place((*loc, key)), fields)


def _plain(values: dict[str, Value], model: type[Model] | None) -> dict[str, Value]:
    """Return the fields of a mapping in the order of its model, without defaults."""
    known = fields_of(model) if model else {}
    names = [name for name in known if name in values]
    names += [name for name in values if name not in known]
    plain: dict[str, Value] = {}
    for name in names:
        value = _normalised(values[name], inner_model(model, name))
        default = known[name].get_default() if name in known else None
        if value != (list(default) if isinstance(default, tuple) else default):
            plain[name] = value
    return plain


def _normalised(value: Value, model: type[Model] | None) -> Value:
    """Return a value with single spaces in its texts, and without defaults in its mappings."""
    if isinstance(value, dict):
        return _plain(value, model)
    if isinstance(value, list):
        return [_normalised(item, model) for item in value]
    return " ".join(value.split())


def _with_new_ids(value: Value, annotation: Any, names: Mapping[Key, str]) -> Value:
    if isinstance(value, list):
        return [_with_new_ids(item, annotation, names) for item in value]
    if isinstance(value, dict):
        model = class_in(annotation, Model)
        return with_new_ids(value, model, names) if model else value
    reference = class_in(annotation, Reference)
    kinds = reference.kinds if reference else ()
    return next((names[kind, value] for kind in kinds if (kind, value) in names), value)
