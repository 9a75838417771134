"""What every record has in common: known fields, a place in a file, references to others."""

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
    """A model that is in a file; with an id, others can name it."""

    if TYPE_CHECKING:  # no private attributes of pydantic, which cost more than all the fields
        _document: Document
        _loc: Loc

    def model_post_init(self, context: tuple[Document, Loc], /) -> None:
        """Remember the document and the way to the record in it."""
        self.__dict__["_document"], self.__dict__["_loc"] = context

    @property
    def path(self) -> str:
        """The file with the record, relative to the project's root."""
        return self._document.path

    def place_of(self, *steps: str | int) -> Place:
        """Return the place of the record, or of the value that the steps lead to."""
        return self._document.place((*self._loc, *steps))

    def place_of_word(self, index: int, *steps: str | int) -> Place:
        """Return the place of the word with that 0-based index in the text the steps lead to."""
        return self._document.word_place((*self._loc, *steps), index)


class RecordWithId(Record):
    """A record with an id of its own, the anchor that readers see."""

    id: Id
    """Lower-case words with hyphens."""


def fields_of(model: type[Model]) -> dict[str, FieldInfo]:
    """Return the fields of a model by their YAML keys, in its order."""
    return {info.alias or name: info for name, info in model.model_fields.items()}


def class_in(annotation: Any, wanted: type[V]) -> type[V] | None:
    """Return the first class of a kind in an annotation such as `tuple[View, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, wanted):
        return annotation
    inner = (class_in(part, wanted) for part in get_args(annotation))
    return next((found for found in inner if found), None)


@cache
def _holders(model: type[Model], kind: type[Any]) -> tuple[tuple[str, str], ...]:
    """Return the fields that can have a value of a kind in them: attribute and YAML key."""
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
