"""Questions: what a watched object has been asked, for the memory to ask again.

A question is an attribute, a key or a method with its arguments.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Group = tuple[tuple[str, ...], str]
"""A subject, which is a watched object or an attribute of it, and how it was asked."""


Key = tuple[Any, ...]
"""A group, and the arguments."""


class Question(NamedTuple):
    """A question to a watched object, and its answer."""

    subject: tuple[str, ...]
    how: str
    args: tuple[Any, ...]
    answer: Any = None

    @property
    def key(self) -> Key:
        """What equal questions have in common: texts by value, all other arguments by identity."""
        args = (one if isinstance(one, str) else _Same(one) for one in self.args)
        return (self.subject, self.how, *args)


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


class _Nothing(Enum):
    """What a mapping has at an unknown key; a pickle has it by its name."""

    NOTHING = auto()


NOTHING = _Nothing.NOTHING

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


class _Same:
    """An argument, equal only to itself; a pickle has it with its questions."""

    def __init__(self, of: object) -> None:
        self.of = of

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.of is other.of

    def __hash__(self) -> int:
        return id(self.of)

    def __reduce__(self) -> tuple[type[_Same], tuple[object]]:
        return _Same, (self.of,)  # it is made whole before a set or mapping asks for its hash


class Asks(Protocol):
    """Asks objects that are watched, and notes the questions."""

    def ask(self, subject: tuple[str, ...], how: str, *args: Any) -> Any:
        """Return what an object, or an attribute of it, answers; raise what it raises."""

    def value(self, subject: tuple[str, ...]) -> Any:
        """Return an object, or an attribute of it."""


class Watched:
    """Asks the memory for what a watched object has."""

    def __init__(self, memory: Asks, subject: tuple[str, ...]) -> None:
        """Take what notes the questions, and which object or attribute they are about."""
        self._memory, self._subject = memory, subject

    def __reduce__(self) -> Any:
        return Watched, (self._memory, self._subject)

    def __getattr__(self, name: str) -> Any:
        """Return an attribute, or what asks for a method or the keys of a mapping."""
        memory, subject = self._memory, self._subject
        value = getattr(memory.value(subject), name)
        if isinstance(value, Mapping):
            found: Any = WatchedMapping(memory, (*subject, name))
        elif callable(value):

            def found(*args: Any) -> Any:
                return memory.ask(subject, "call", name, *args)

        else:
            return memory.ask(subject, "attribute", name)
        self.__dict__[name] = found  # the next time, Python finds it without this method
        return found


class WatchedMapping(Mapping[str, Any]):
    """Asks the memory for what a watched mapping has."""

    def __init__(self, memory: Asks, subject: tuple[str, ...]) -> None:
        """Take what notes the questions, and which object or attribute they are about."""
        self._memory, self._subject = memory, subject

    def __reduce__(self) -> Any:
        return WatchedMapping, (self._memory, self._subject)

    def __getitem__(self, key: str) -> Any:
        found = self._memory.ask(self._subject, "get", key)
        if found is NOTHING:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        return bool(self._memory.ask(self._subject, "has", key))

    def __iter__(self) -> Iterator[str]:
        return iter(self._memory.ask(self._subject, "keys"))

    def __len__(self) -> int:
        return int(self._memory.ask(self._subject, "length"))

    def items(self) -> Any:
        """Return all keys and values, as one answer."""
        return self._memory.ask(self._subject, "items")

    def values(self) -> Any:
        """Return all values, as one answer."""
        return [value for _, value in self.items()]
