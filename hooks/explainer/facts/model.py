"""What every record has in common: known fields, a place in a file, references to others."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, PrivateAttr

from explainer.facts.field_types import Headline, Id, Reference
from explainer.yaml_text.document import Document, Loc

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

    from explainer.problems import Place

V = TypeVar("V")


class Model(BaseModel):
    """A mapping in YAML with known fields; a part of a record, or the options of a block."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        # `from` is a word of Python's: the attribute is from_, the YAML key is from.
        alias_generator=lambda name: name.rstrip("_"),
    )
    noun: ClassVar[str] = "entry"
    """What a message calls it."""

    @cached_property
    def references(self) -> tuple[tuple[Loc, Reference], ...]:
        """Every reference in a record or a block's options, with the way to it."""
        return tuple(_values(self, (), Reference))

    @cached_property
    def written(self) -> tuple[tuple[Loc, Headline], ...]:
        """Every text in a record that is written here, with the way to it."""
        return tuple(_values(self, (), Headline))


class Record(Model):
    """A model that stands in a file; with an id, others can name it."""

    _document: Document = PrivateAttr()
    _loc: Loc = PrivateAttr(default=())

    def model_post_init(self, context: Any, /) -> None:
        """Remember the document and the way to the record in it."""
        self._document, self._loc = context

    @property
    def path(self) -> str:
        """The file that the record stands in, relative to the project's root."""
        return self._document.path

    def place_of(self, *steps: str | int) -> Place:
        """Where the record stands, or the value that the steps lead to."""
        return self._document.place((*self._loc, *steps))

    def place_of_word(self, index: int, *steps: str | int) -> Place:
        """Where the word with that 0-based index stands in the text the steps lead to."""
        return self._document.word_place((*self._loc, *steps), index)


class RecordWithId(Record):
    """A record with an id of its own, the anchor that readers see."""

    id: Id
    """Lower-case words with hyphens."""


def fields_of(model: type[Model]) -> dict[str, FieldInfo]:
    """The fields of a model by their YAML keys, in its order."""
    return {info.alias or name: info for name, info in model.model_fields.items()}


def class_in(annotation: Any, wanted: type[V]) -> type[V] | None:
    """The first class of a kind in an annotation such as `tuple[View, ...]` or `Id | None`."""
    if isinstance(annotation, type) and issubclass(annotation, wanted):
        return annotation
    inner = (class_in(part, wanted) for part in get_args(annotation))
    return next((found for found in inner if found), None)


def _values(value: object, loc: Loc, kind: type[V]) -> Iterator[tuple[Loc, V]]:
    if isinstance(value, kind):
        yield loc, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _values(item, (*loc, index), kind)
    elif isinstance(value, Model):
        for name, info in type(value).model_fields.items():
            yield from _values(getattr(value, name), (*loc, info.alias or name), kind)
