"""The base of all records: known fields, a place in a file, references to others."""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, get_args

from pydantic import BaseModel, ConfigDict

from explainer.facts.field_types import Headline, Id, Reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

    from explainer.problems import Place
    from explainer.yaml_text.document import Document, Loc

V = TypeVar("V")

_GIVEN: set[str] = set()
"""Shared by all records instead of a set each of the fields that were given."""


class Model(BaseModel):
    """A YAML mapping with known fields: a part of a record or the options of a block."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        # `from` is a Python keyword: the attribute is from_, the YAML key is from.
        alias_generator=lambda name: name.rstrip("_"),
    )
    noun: ClassVar[str] = "entry"
    """The noun for it in messages."""
    one_of: ClassVar[tuple[str, ...]] = ()
    """The keys of fields of which at least one is needed, beginning with the most usual."""

    @cached_property
    def references(self) -> tuple[tuple[Loc, Reference], ...]:
        """Return every reference in a record or a block's options, with the way to it."""
        return tuple(_values(self, (), Reference))

    @cached_property
    def written(self) -> tuple[tuple[Loc, Headline], ...]:
        """Return every text in a record that is our own, with the way to it."""
        return tuple(_values(self, (), Headline))


class Record(Model):
    """A model in a file; others can refer to one with an id."""

    if TYPE_CHECKING:  # pydantic's private attributes would cost more than all the fields
        _document: Document
        _loc: Loc

    def model_post_init(self, context: tuple[Document, Loc], /) -> None:
        """Store the document and the way to the record in it."""
        self.__dict__["_document"], self.__dict__["_loc"] = context
        # A set each takes as much memory as all references, and nothing asks for it.
        object.__setattr__(self, "__pydantic_fields_set__", _GIVEN)

    def __eq__(self, other: object) -> bool:
        """Return whether the other has the same fields and starts at the same place."""
        if self is other:
            return True
        same = isinstance(other, Record) and self.place_of() == other.place_of()
        return same and super().__eq__(other)

    __hash__ = Model.__hash__

    @property
    def path(self) -> str:
        """Return the path of the record's file, relative to the project's root."""
        return self._document.path

    @property
    def plain(self) -> dict[str, Any]:
        """Return the record as written: text, lists and mappings."""
        value: Any = self._document.at(self._loc)
        return dict(value)

    def place_of(self, *steps: str | int) -> Place:
        """Return the place of the record, or of the value at the end of the steps."""
        return self._document.place((*self._loc, *steps))

    def place_of_word(self, index: int, *steps: str | int) -> Place:
        """Return the place of a word, by its 0-based index, in the text at the end of the steps."""
        return self._document.word_place((*self._loc, *steps), index)


class RecordWithId(Record):
    """A record with its own id, which is the anchor that readers see."""

    id: Id
    """Lower-case words with hyphens."""


class PublishedRecord(RecordWithId):
    """A record that readers may have linked to."""

    aliases: tuple[Id, ...] = ()
    """Its former ids: links to them still lead to it."""


def fields_of(model: type[Model]) -> dict[str, FieldInfo]:
    """Return the fields of a model by YAML key, in order."""
    return {info.alias or name: info for name, info in model.model_fields.items()}


def class_in(annotation: Any, wanted: type[V]) -> type[V] | None:
    """Return the first subclass of a class in an annotation such as `tuple[View, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, wanted):
        return annotation
    inner = (class_in(part, wanted) for part in get_args(annotation))
    return next((found for found in inner if found), None)


@cache
def _holders(model: type[Model], kind: type[Any]) -> tuple[tuple[str, str], ...]:
    """Return the attribute and YAML key of each field that may contain a value of a class."""
    found = []
    for name, info in model.model_fields.items():
        inner = class_in(info.annotation, Model)
        if class_in(info.annotation, kind) or (inner and _holders(inner, kind)):  # type: ignore[arg-type]  # mypy: classes have no hash
            found.append((name, info.alias or name))
    return tuple(found)


def _values(model: Model, loc: Loc, kind: type[V]) -> Iterator[tuple[Loc, V]]:
    for name, key in _holders(type(model), kind):  # type: ignore[arg-type]  # as above
        value = getattr(model, name)
        items = enumerate(value) if isinstance(value, tuple) else [(None, value)]
        for index, item in items:
            here = (*loc, key) if index is None else (*loc, key, index)
            if isinstance(item, kind):
                yield here, item
            elif isinstance(item, Model):
                yield from _values(item, here, kind)
