"""Memory: what the last build made, for a preview that makes only what would be different.

A value is used again if it would be made from the same input, and if all questions asked while it
was made have the same answers as then. A question is an attribute, a key or a method of a watched
object, such as the catalog: who renders a page need not say which records it depends on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

T = TypeVar("T")


class Memory:
    """Values by name, limited to those that the last build used."""

    def __init__(self, *, keep: bool = False) -> None:
        """Take whether to keep values for the next build; otherwise everything is made anew."""
        self.keep = keep
        self._subjects: dict[str, Any] = {}
        self._made: dict[Hashable, _Made[Any]] = {}
        self._shared: dict[Hashable, _Made[Any]] = {}
        self._used: set[Hashable] = set()
        """The values to keep for the next build."""
        self._right: set[Hashable] = set()
        """The values that this build has made, or found to be the same as it would make."""
        self._questions: dict[tuple[str, ...], dict[Hashable, _Question]] = {}
        """Every question that a value depends on, with the last answer, by what was asked."""
        self._pruned = 0
        """How many questions there were once those that no value depends on were forgotten."""
        self._changed: set[Hashable] = set()
        """The questions with another answer than in the last build."""
        self._asked: set[Hashable] | None = None
        """What has been asked for the value that is now being made."""
        self._uses: set[Hashable] | None = None
        """The values used for it, by name."""

    def begin(self) -> None:
        """Begin a build: forget the values that the last one did not use."""
        for name in self._made.keys() - self._used:
            del self._made[name]
        self._shared, self._used, self._right = {}, set(), set()
        self._asked, self._uses = None, None
        self._changed = set()
        if sum(map(len, self._questions.values())) > 2 * self._pruned:
            self._prune()

    def watched(self, name: str, subject: T) -> T:
        """Return an object like the subject; what it is asked counts as part of an input."""
        if not self.keep:
            return subject
        before = self._subjects.get(name)
        if name not in self._subjects or before != subject:
            self._subjects[name] = subject
            self._ask_again(name)
        watched = _WatchedMapping if isinstance(subject, Mapping) else _Watched
        return cast("T", watched(self, (name,)))

    def once(self, name: Hashable, of: object, make: Callable[[], T]) -> T:
        """Return the value made from an input, or the last one if it would be the same."""
        if not self.keep:
            return make()
        made: _Made[T] | None = self._made.get(name)
        if (
            made is None
            or made.of != of
            or not (name in self._right or self._changed.isdisjoint(made.asked))
        ):
            made = self._made[name] = self._make(of, make)
        self._right.add(name)
        self._used.add(name)
        self._used |= made.uses
        if self._uses is not None:
            self._uses.add(name)
        return self._used_again(made)

    def shared(self, name: Hashable, make: Callable[[], T]) -> T:
        """Return the value of this name, made once a build."""
        made: _Made[T] | None = self._shared.get(name)
        if made is None:
            made = self._shared[name] = self._make(None, make)
        return self._used_again(made)

    def ask(self, subject: tuple[str, ...], how: str, *args: Any) -> Any:
        """Return what a watched object answers; raise what it raises."""
        try:
            answer = _HOW[how](self.value(subject), *args)
        except Exception as error:
            self._note(_Question(subject, how, args, _Raised(repr(error))))
            raise
        # A list may be changed by who asked.
        noted = [*answer] if isinstance(answer, list) else answer
        self._note(_Question(subject, how, args, noted))
        return answer

    def value(self, subject: tuple[str, ...]) -> Any:
        """Return a watched object itself, found anew in this build."""
        name, *attributes = subject
        value = self._subjects[name]
        for attribute in attributes:
            value = getattr(value, attribute)
        return value

    def _make(self, of: object, make: Callable[[], T]) -> _Made[T]:
        before, self._asked = self._asked, set()
        outer, self._uses = self._uses, set()
        try:
            return _Made(of, make(), self._asked, self._uses)
        except Exception:
            if before is not None:
                before |= self._asked  # who catches it depends on the answers too
            raise
        finally:
            self._asked, self._uses = before, outer

    def _used_again(self, made: _Made[T]) -> T:
        """Return the value; what it depends on and uses counts for what is being made of it."""
        if self._asked is not None:
            self._asked |= made.asked
        if self._uses is not None:
            self._uses |= made.uses
        return made.value

    def _note(self, question: _Question) -> None:
        if self._asked is not None:
            subject, how, args, _ = question
            key = (subject, how, *(one if isinstance(one, str) else id(one) for one in args))
            self._questions.setdefault(subject, {}).setdefault(key, question)
            self._asked.add(key)

    def _ask_again(self, name: str) -> None:
        """Ask an object that has changed all questions again, and note which answers are others."""
        for subject, questions in self._questions.items():
            if subject[0] != name:
                continue
            value = self.value(subject)
            for key, question in questions.items():
                answer = _answer(value, question)
                if answer is not question.answer:
                    if answer != question.answer:
                        self._changed.add(key)
                    # Keep the new records, not the old ones.
                    questions[key] = question._replace(answer=answer)

    def _prune(self) -> None:
        """Forget the questions that no value depends on."""
        needed = set().union(*(made.asked for made in self._made.values()))
        for subject, questions in self._questions.items():
            kept = {key: one for key, one in questions.items() if key in needed}
            self._questions[subject] = kept
        self._pruned = len(needed)


@dataclass(frozen=True)
class _Made(Generic[T]):
    """A value with everything that it depends on."""

    of: object
    value: T
    asked: set[Hashable]
    """The questions asked while it was made."""
    uses: set[Hashable]
    """The values used for it, by name, which are kept as long as it is."""


class _Question(NamedTuple):
    """A question to a watched object, and its answer."""

    subject: tuple[str, ...]
    how: str
    args: tuple[Any, ...]
    answer: Any = None


class _Raised(NamedTuple):
    """An error instead of an answer."""

    error: str


def _answer(value: Any, question: _Question) -> Any:
    """Return what an object answers to a question, or the error that it raises."""
    if question.how == "get" and type(value) is dict:
        return value.get(question.args[0], _NOTHING)  # most questions are like this
    try:
        return _HOW[question.how](value, *question.args)
    except Exception as error:  # noqa: BLE001  (it is an answer too)
        return _Raised(repr(error))


_NOTHING = object()

_HOW: dict[str, Callable[..., Any]] = {
    "attribute": getattr,
    "call": lambda value, name, *args: getattr(value, name)(*args),
    "get": lambda value, key: value.get(key, _NOTHING),
    "has": lambda value, key: key in value,
    "keys": list,
    "items": lambda value: [*value.items()],
    "length": len,
}
"""The ways to ask."""


class _Watched:
    """Asks the memory for what a watched object has."""

    def __init__(self, memory: Memory, subject: tuple[str, ...]) -> None:
        self._memory, self._subject = memory, subject

    def __getattr__(self, name: str) -> Any:
        memory, subject = self._memory, self._subject
        value = getattr(memory.value(subject), name)
        if isinstance(value, Mapping):
            found: Any = _WatchedMapping(memory, (*subject, name))
        elif callable(value):

            def found(*args: Any) -> Any:
                return memory.ask(subject, "call", name, *args)

        else:
            return memory.ask(subject, "attribute", name)
        self.__dict__[name] = found  # the next time, Python finds it without this method
        return found


class _WatchedMapping(Mapping[str, Any]):
    """Asks the memory for what a watched mapping has."""

    def __init__(self, memory: Memory, subject: tuple[str, ...]) -> None:
        self._memory, self._subject = memory, subject

    def __getitem__(self, key: str) -> Any:
        found = self._memory.ask(self._subject, "get", key)
        if found is _NOTHING:
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
