"""Questions: what a watched object has been asked, for the memory to ask again.

A question is an attribute, a key or a method with its arguments.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

Group = tuple[tuple[str, ...], str]
"""A subject, which is a watched object or an attribute of it, and how it was asked."""


class Question(NamedTuple):
    """A question to a watched object, and its answer."""

    subject: tuple[str, ...]
    how: str
    args: tuple[Any, ...]
    answer: Any = None


class Raised(NamedTuple):
    """An error instead of an answer."""

    error: str


def attribute(value: Any, names: Iterable[str]) -> Any:
    """Return an attribute of an attribute, and so on, of an object."""
    for name in names:
        value = getattr(value, name)
    return value


def differing(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """Yield each key with another object in one of two mappings than in the other."""
    yield from old.keys() - new.keys()
    for key, value in new.items():
        if old.get(key, NOTHING) is not value:
            yield key


def answer(value: Any, question: Question) -> Any:
    """Return what an object answers to a question, or the error that it raises."""
    try:
        return HOW[question.how](value, *question.args)
    except Exception as error:  # noqa: BLE001  (it is an answer too)
        return Raised(repr(error))


NOTHING = object()

HOW: dict[str, Callable[..., Any]] = {
    "attribute": getattr,
    "call": lambda value, name, *args: getattr(value, name)(*args),
    "get": lambda value, key: value.get(key, NOTHING),
    "has": lambda value, key: key in value,
    "keys": list,
    "items": lambda value: [*value.items()],
    "length": len,
}
"""The ways to ask."""

KEYED = {"get", "has"}
"""Those that ask a mapping for one key, and have another answer only if it has another value."""
