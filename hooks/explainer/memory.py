"""Memory: what the last build made, for a preview that makes only what would be different.

A value is used again if it would be made from the same input, and if all questions asked while it
was made have the same answers as then. A question is an attribute, a key or a method of a watched
object, such as the catalog: who renders a page need not say which records it depends on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
    from collections.abc import Callable, Hashable, Iterable

    from explainer.questions import Group

T = TypeVar("T")


class Memory:
    """Values by name, limited to those that the last build used."""

    def __init__(self, *, keep: bool = False) -> None:
        """Take whether to keep values for the next build; otherwise everything is made anew."""
        self.keep = keep
        self.may_go_on: Callable[[], object] = lambda: None
        """Called by `once`; stops the build if it raises an exception."""
        self._stopped = False
        """Whether the last build was stopped."""
        self._subjects: dict[str, Any] = {}
        self._made: dict[Hashable, _Made[Any]] = {}
        self._shared: dict[Hashable, _Made[Any]] = {}
        self._used: set[Hashable] = set()
        """The values to keep for the next build."""
        self._questions: dict[Group, dict[Hashable, Question]] = {}
        """Every question that a value depends on, with the last answer."""
        self._pruned = 0
        """How many questions there were once those that no value depends on were forgotten."""
        self._build, self._whole = 0, 0
        """The number of this build, and that of the last one of the whole site."""
        self._unasked: dict[str, Any] = {}
        """What each object that has changed was when it was last asked all questions.

        It is None if the object is new or has changed more than once.
        """
        self._settled: set[Hashable] = set()
        """The questions, and groups of questions, that they have been asked again already."""
        self._changed: dict[int, set[Hashable]] = {0: set()}
        """The questions with another answer than before, by the number of the build."""
        self._asked: set[Hashable] | None = None
        """What has been asked for the value that is now being made."""
        self._uses: set[Hashable] | None = None
        """The values used for it, by name."""

    def begin(self) -> None:
        """Begin a build: forget the values that the last one did not use, unless it was stopped."""
        if not self._stopped:
            for name, made in [*self._made.items()]:
                # One that is only used for another is not looked at in each build.
                if name not in self._used or not self._is_unchanged(made):
                    del self._made[name]
            self._changed = {one: keys for one, keys in self._changed.items() if one > self._whole}
        self._stopped = False
        self._used = set()
        self.begin_part()
        self._whole = self._build
        if sum(map(len, self._questions.values())) > 2 * self._pruned:
            self._prune()

    def begin_part(self) -> None:
        """Begin a build of a part of the site: forget nothing."""
        self._build += 1
        self._changed[self._build] = set()
        self._shared, self._asked, self._uses = {}, None, None

    def watched(self, name: str, subject: T) -> T:
        """Return an object like the subject; what it is asked counts as part of an input."""
        if not self.keep:
            return subject
        before = self._subjects.get(name)
        if before != subject:
            self._subjects[name] = subject
            self._settled.clear()
            # If it has changed twice, what it was between the two may have been asked some.
            self._unasked[name] = before if name not in self._unasked else None
        if name in self._unasked and self._build == self._whole:
            self._ask_all(name, self._unasked.pop(name))
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
        """Return whether its questions, asked again, have the same answers as when it was made."""
        for key in made.asked if self._unasked else ():
            subject, how, *_ = cast("tuple[Any, ...]", key)
            if subject[0] in self._unasked:
                self._settle(key, (subject, how))
        return self._is_unchanged(made)

    def _is_unchanged(self, made: _Made[Any]) -> bool:
        """Return whether no question is known to have another answer than when it was made."""
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
            subject, how, args, _ = question
            key = (subject, how, *(one if isinstance(one, str) else id(one) for one in args))
            questions = self._questions.setdefault((subject, how), {})
            questions.setdefault(key, question)
            if subject[0] in self._unasked:
                self._update(key, questions, question.answer)
            self._asked.add(key)

    def _ask_all(self, name: str, before: Any) -> None:
        """Ask an object that has changed all questions again; `before` is as in `_unasked`."""
        for group in self._questions:
            if group[0][0] == name:
                self._ask(group, self._doubtful(group, before))

    def _settle(self, key: Hashable, group: Group) -> None:
        """Ask an object that has changed a question again, with its group if that takes no time."""
        whole = group[1] in KEYED
        if (group if whole else key) not in self._settled:
            self._settled.add(group if whole else key)
            before = self._unasked[group[0][0]]
            self._ask(group, self._doubtful(group, before) if whole else [key])

    def _doubtful(self, group: Group, before: Any) -> Iterable[Hashable]:
        """Return the questions of a group whose answers may be others than before."""
        (subject, how), questions = group, self._questions[group]
        if before is None or how not in KEYED:
            return questions
        keys = differing(attribute(before, subject[1:]), self.value(subject))
        return {(subject, how, key) for key in keys} & questions.keys()

    def _ask(self, group: Group, keys: Iterable[Hashable]) -> None:
        """Ask some questions of a group again."""
        questions, value = self._questions[group], self.value(group[0])
        for key in keys:
            self._update(key, questions, answer(value, questions[key]))

    def _update(self, key: Hashable, questions: dict[Hashable, Question], now: Any) -> None:
        """Note the answer of now to a question."""
        question = questions[key]
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
    asked: set[Hashable]
    """The questions asked while it was made."""
    uses: set[Hashable]
    """The values used for it, by name, which are kept as long as it is."""
    build: int
    """The number of the build that made it."""
