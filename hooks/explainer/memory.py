"""Memory: what the last build made, for a preview or a check that makes only what would differ.

A value is used again if it would be made from the same input, and if all questions asked while it
was made have the same answers as then. A question is an attribute, a key or a method of a watched
object, such as the catalog: who renders a page need not say which records it depends on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from explainer.questions import (
    HOW,
    KEYED,
    Question,
    Raised,
    Watched,
    WatchedMapping,
    answer,
    attribute,
    differing,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable

    from explainer.questions import Group, Key

T = TypeVar("T")


class Memory:
    """Values by name, limited to those that the last build used."""

    def __init__(self, *, keep: bool = False, lasting: Collection[str] = ()) -> None:
        """Take whether to keep values for the next build; otherwise everything is made anew.

        A pickle has the `lasting` kinds of values; the kind is the first part of a name.
        """
        self.keep, self.lasting = keep, lasting
        self.new = 0
        """How many values of these kinds have been made."""
        self.may_go_on: Callable[[], object] = lambda: None
        """Called by `once`; stops the build if it raises an exception."""
        self._stopped = False
        """Whether the last build was stopped."""
        self._subjects: dict[str, Any] = {}
        self._made: dict[Hashable, _Made[Any]] = {}
        self._shared: dict[Hashable, _Made[Any]] = {}
        self._used: set[Hashable] = set()
        """The values to keep for the next build."""
        self._questions: dict[Group, dict[Key, Question]] = {}
        """Every question that a value depends on, with the last answer."""
        self._pruned = 0
        """How many questions there were once those that no value depends on were forgotten."""
        self._build = 0
        """The number of this build, or part of one."""
        self._changed: dict[int, set[Key]] = {0: set()}
        """The questions with another answer than before, by the number of the build."""
        self._asked: set[Key] | None = None
        """What has been asked for the value that is now being made."""
        self._uses: set[Hashable] | None = None
        """The values used for it, by name."""

    def begin(self) -> None:
        """Begin a build: forget the values that the last one did not use, unless it was stopped."""
        if not self._stopped:
            for name, made in [*self._made.items()]:
                # One that is only used for another is not looked at in each build.
                if name not in self._used or not self._is_right(made):
                    del self._made[name]
            self._changed.clear()
        self._stopped = False
        self._used = set()
        self.begin_part()
        if sum(map(len, self._questions.values())) > 2 * self._pruned:
            self._prune()

    def begin_part(self) -> None:
        """Begin a build of a part of the site: forget nothing."""
        self._build += 1
        self._changed[self._build] = set()
        self._shared, self._asked, self._uses = {}, None, None

    def watched(self, name: str, subject: T) -> T:
        """Return an object like the subject; what it is asked counts as part of an input.

        If it is not what it was, it is asked all questions again.
        """
        if not self.keep:
            return subject
        before = self._subjects.get(name)
        if before != subject:
            self._subjects[name] = subject
            for group in self._questions:
                if group[0][0] == name:
                    self._ask_again(group, before)
        watched = WatchedMapping if isinstance(subject, Mapping) else Watched
        return cast("T", watched(self, (name,)))

    def once(self, name: Hashable, of: object, make: Callable[[], T]) -> T:
        """Return the value made from an input, or the last one if it would be the same."""
        if not self.keep:
            return make()
        try:
            self.may_go_on()
        except BaseException:
            self._stopped = True
            raise
        made: _Made[T] | None = self._made.get(name)
        if made is None or made.of != of or not self._is_right(made):
            made = self._made[name] = self._make(of, make)
            self.new += self._is_lasting(name)
        self._used.add(name)
        self._used |= made.uses
        if self._uses is not None:
            self._uses.add(name)
        return self._used_again(made)

    def pack(self, names: Iterable[Hashable]) -> Parcel:
        """Return the values of some names, which this build has used, for another process."""
        made = {name: self._made[name] for name in names if name in self._made}
        asked = {key for one in made.values() for key in one.asked}
        return Parcel(made, {key: self._questions[key[:2]][key] for key in asked})

    def unpack(self, parcel: Parcel) -> None:
        """Take the values of another process that has the same subjects."""
        for key, question in parcel.questions.items():
            self._questions.setdefault(key[:2], {}).setdefault(key, question)
        for name, made in parcel.made.items():
            self._made[name] = replace(made, uses=set(), build=self._build)
        self._used |= parcel.made.keys()

    def __reduce__(self) -> tuple[object, ...]:
        make = partial(Memory, keep=True, lasting=self.lasting)
        # The values refer to the memory, so it is made before they are.
        return make, (), self.pack(filter(self._is_lasting, self._used))

    def __setstate__(self, parcel: Parcel) -> None:
        self.unpack(parcel)
        self._pruned = len(parcel.questions)

    def _is_lasting(self, name: Hashable) -> bool:
        return (name[0] if isinstance(name, tuple) else name) in self.lasting

    def shared(self, name: Hashable, make: Callable[[], T]) -> T:
        """Return the value of this name, made once a build."""
        made: _Made[T] | None = self._shared.get(name)
        if made is None:
            made = self._shared[name] = self._make(None, make)
        return self._used_again(made)

    def ask(self, subject: tuple[str, ...], how: str, *args: Any) -> Any:
        """Return what a watched object answers; raise what it raises."""
        try:
            found = HOW[how](self.value(subject), *args)
        except Exception as error:
            self._note(Question(subject, how, args, Raised(repr(error))))
            raise
        # A list may be changed by who asked.
        noted = [*found] if isinstance(found, list) else found
        self._note(Question(subject, how, args, noted))
        return found

    def value(self, subject: tuple[str, ...]) -> Any:
        """Return a watched object itself, found anew in this build."""
        name, *attributes = subject
        return attribute(self._subjects[name], attributes)

    def _is_right(self, made: _Made[Any]) -> bool:
        """Return whether no question has another answer than when it was made."""
        since = (keys for one, keys in self._changed.items() if one > made.build)
        return all(keys.isdisjoint(made.asked) for keys in since)

    def _make(self, of: object, make: Callable[[], T]) -> _Made[T]:
        before, self._asked = self._asked, set()
        outer, self._uses = self._uses, set()
        try:
            return _Made(of, make(), self._asked, self._uses, self._build)
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

    def _note(self, question: Question) -> None:
        if self._asked is not None:
            key = question.key
            self._questions.setdefault(key[:2], {}).setdefault(key, question)
            self._asked.add(key)

    def _ask_again(self, group: Group, before: Any) -> None:
        """Ask the questions of a group, and note which answers are not those of before."""
        (subject, how), questions = group, self._questions[group]
        value, keys = self.value(subject), {*questions}
        if how in KEYED and before is not None:
            others = differing(attribute(before, subject[1:]), value)
            keys &= {(subject, how, key) for key in others}
        for key in keys:
            question = questions[key]
            now = answer(value, question)
            if now is not question.answer:
                if now != question.answer:
                    self._changed[self._build].add(key)
                # Keep the new records, not the old ones.
                questions[key] = question._replace(answer=now)

    def _prune(self) -> None:
        """Forget the questions that no value depends on."""
        needed = set().union(*(made.asked for made in self._made.values()))
        for group, questions in self._questions.items():
            kept = {key: one for key, one in questions.items() if key in needed}
            self._questions[group] = kept
        self._pruned = len(needed)


@dataclass(frozen=True)
class _Made(Generic[T]):
    """A value with everything that it depends on."""

    of: object
    value: T
    asked: set[Key]
    """The questions asked while it was made."""
    uses: set[Hashable]
    """The values used for it, by name, which are kept as long as it is."""
    build: int
    """The number of the build that made it."""


@dataclass(frozen=True)
class Parcel:
    """Some values by name, and the questions that they depend on."""

    made: Mapping[Hashable, _Made[Any]]
    questions: Mapping[Key, Question]
