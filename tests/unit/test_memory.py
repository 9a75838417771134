"""What a preview made last is used again only while it would be made the same."""

from __future__ import annotations

import random
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from bad_examples import TODAY
from conftest import BUSY, GOOD
from explainer.edition import Edition
from explainer.memory import Memory
from explainer.pages.conversion import Converter
from explainer.rendering.blocks import BLOCKS
from explainer.site import read_site
from explainer.source_tree import read_folder
from random_edits import USUAL, edited

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from explainer.rendering.page_result import PageResult
    from explainer.site import Site

TREE = read_folder(GOOD).overlay(read_folder(BUSY))
FEW, MANY = 3, 300
"""How many edits are tried, each after the last one."""


@dataclass
class Subject:
    """An object that can be watched."""

    name: str = "one"
    words: Mapping[str, str] = field(default_factory=lambda: {"a": "A", "b": "B"})

    def starting(self, letters: list[str]) -> list[str]:
        """Return the words that start with one of the letters."""
        return [word for word in self.words.values() if word[:1] in letters]

    def must(self, key: str) -> str:
        """Return a word; raise KeyError if there is none."""
        return self.words[key]


def or_nothing(ask: Callable[[], object]) -> object:
    """Return an answer, or nothing if it is an error."""
    try:
        return ask()
    except KeyError:
        return None


A, AB = Subject(words={"a": "A"}), Subject()
QUESTIONS: list[tuple[str, Callable[[Subject], object], Subject, Subject]] = [
    # What is asked, and an object with the same answer as the usual one, and one with another.
    ("attribute", lambda one: one.name, A, Subject(name="two")),
    ("key", lambda one: one.words["a"], A, Subject(words={"a": "AA"})),
    ("key with default", lambda one: one.words.get("c"), A, Subject(words={"c": "C"})),
    ("missing key", lambda one: one.words["c"], A, Subject(words={"c": "C"})),
    ("has", lambda one: "a" in one.words, A, Subject(words={})),
    ("all keys", lambda one: [*one.words], Subject(words={"a": "", "b": ""}), A),
    ("all values", lambda one: [*one.words.values()], Subject("two"), A),
    ("all items", lambda one: {**one.words}, Subject("two"), A),
    ("length", lambda one: len(one.words), Subject(words={"c": "", "d": ""}), A),
    ("method", lambda one: one.starting(["A"]), A, Subject(words={"c": "A", "d": "A"})),
    ("error", lambda one: one.must("c"), A, Subject(words={"c": ""})),
]


@pytest.mark.parametrize(
    ("ask", "same", "other"), [pytest.param(*one[1:], id=one[0]) for one in QUESTIONS]
)
def test_a_value_depends_on_the_answers(
    ask: Callable[[Subject], object], same: Subject, other: Subject
) -> None:
    """Of each kind, also if they were asked for another value in it or for a shared one."""
    memory, made = Memory(keep=True), 0

    def value(subject: Subject, *, shared: bool) -> object:
        memory.begin()
        watched = memory.watched("subject", subject)

        def inner() -> object:
            return memory.shared("inner", lambda: ask(watched)) if shared else ask(watched)

        def outer() -> object:
            nonlocal made
            made += 1
            return or_nothing(lambda: memory.once("inmost", None, inner))

        or_nothing(lambda: memory.once("before", None, inner))  # who asks first must not matter
        return memory.once("outer", None, outer)

    for shared in (False, True):
        memory, made = Memory(keep=True), 0
        for subject, count in ((AB, 1), (AB, 1), (same, 1), (other, 2), (other, 2), (AB, 3)):
            assert value(subject, shared=shared) == or_nothing(partial(ask, subject))
            assert made == count, subject


def test_only_what_the_last_build_used_is_kept() -> None:
    """A page that is gone is forgotten; another input makes a new value."""
    memory, made = Memory(keep=True), list[str]()
    for names in (["a", "b"], ["a"], ["a", "b"], ["a", "B"]):
        memory.begin()
        for name in names:
            memory.once(name.lower(), name, lambda name=name: made.append(name))  # type: ignore[misc]
    assert made == ["a", "b", "b", "B"]


def test_what_is_used_for_a_value_is_kept_with_it() -> None:
    """For the day on which it has to be made again."""
    memory, made = Memory(keep=True), list[str]()

    def page(name: str) -> None:
        memory.once("event", None, lambda: made.append("event"))
        made.append(name)

    for name in ("a", "a", "a", "b"):
        memory.begin()
        memory.once("page", name, partial(page, name))
    assert made == ["event", "a", "b"]


def test_questions_are_forgotten_with_their_values() -> None:
    """Each build may ask with other objects, which would fill the memory."""
    memory = Memory(keep=True)
    for build in range(50):
        memory.begin()
        watched = memory.watched("subject", Subject(str(build)))
        memory.once("words", build, partial(watched.starting, ["A"]))
        memory.once("name", None, lambda watched=watched: watched.name)  # type: ignore[misc]
    for noted in ("_questions", "_changed"):
        assert sum(map(len, vars(memory)[noted].values())) < 5, noted


def test_values_of_one_name_for_different_inputs_do_not_hide_an_edit() -> None:
    """As when a page has two lists with the same record: each makes the record's entry anew."""
    memory = Memory(keep=True)

    def entry(subject: Subject, key: str) -> str:
        return memory.once("entry", key, lambda: subject.must(key))

    def page(words: dict[str, str], keys: str = "ab") -> list[str]:
        memory.begin()
        subject = memory.watched("subject", Subject(words=words))
        return [memory.once(f"list {key}", None, partial(entry, subject, key)) for key in keys]

    assert page({"a": "A", "b": "B"}) == ["A", "B"]
    assert page({"a": "A", "b": "B2"}) == ["A", "B2"]
    for _ in range(3):  # the other list is away meanwhile
        assert page({"a": "A", "b": "B3"}, "a") == ["A"]
    assert page({"a": "A", "b": "B3"}) == ["A", "B3"]


def test_an_answer_that_changes_back_is_seen() -> None:
    """Also if only a part of the site was made in between, of an old value or of a new one."""
    memory, first, second = Memory(keep=True), Subject(words={"a": "A"}), Subject(words={"a": "B"})

    def value(name: str, subject: Subject, begin: Callable[[], None]) -> str:
        begin()
        watched = memory.watched("subject", subject)
        return memory.once(name, None, lambda: watched.words["a"])

    assert value("old", first, memory.begin) == "A"
    assert value("old", second, memory.begin_part) == "B"
    assert value("old", first, memory.begin) == "A"
    assert value("new", second, memory.begin_part) == "B"
    assert value("new", first, memory.begin) == "A"


def test_a_build_that_was_stopped_forgets_nothing() -> None:
    """It did not come to the values that it did not use."""
    memory, made = Memory(keep=True), list[str]()

    def page(name: str) -> None:
        memory.once(name, None, lambda: made.append(name))

    memory.begin()
    page("a")
    page("b")
    memory.begin()
    stop_after(1, memory)
    page("a")
    with pytest.raises(Stopped):
        page("b")
    memory.may_go_on = lambda: None
    memory.begin()
    page("b")
    assert made == ["a", "b"]


def test_a_build_for_publication_keeps_nothing() -> None:
    """It would take the memory of a large site, and it asks the objects themselves."""
    memory, made = Memory(), list[int]()
    assert memory.watched("subject", AB) is AB
    for number in range(2):
        memory.once("name", None, lambda number=number: made.append(number))  # type: ignore[misc]
    assert made == [0, 1]


def shown(page: PageResult) -> tuple[object, ...]:
    """Return what a page shows, and what is known of it besides."""
    return page.html(), page.links, page.anchors, page.chart, page.description


def contents(site: Site) -> dict[str, Any]:
    """Return all that a site shows, by where."""
    pages: dict[str, Any] = {path: shown(result) for path, result in site.results.items()}
    pages |= {page.url: (page.html, page.anchors, page.links) for page in site.record}
    return pages | {"problems": [*map(str, [*site.problems, *site.record_problems])]}


def test_each_usual_edit_is_seen() -> None:
    """One after the other, on a site without problems."""
    memory, converter, tree = Memory(keep=True), Converter(BLOCKS), TREE
    read_site(tree, memory=memory, converter=converter)
    for path, old, new in USUAL:
        if path not in tree:
            continue
        text = tree[path].decode()
        assert old in text, path
        tree = tree.overlay({path: text.replace(old, new).encode()})
        memory.begin()
        kept = contents(read_site(tree, memory=memory, converter=converter))
        assert kept == contents(read_site(tree)), (path, new)


def test_a_file_that_cannot_be_read_any_more_is_seen() -> None:
    """Also one of which nothing was read before."""
    memory = Memory(keep=True)
    read_site(TREE, memory=memory)
    memory.begin()
    locked = replace(TREE, unreadable={"data/new.yml": "Permission denied"})
    problems = read_site(locked, memory=memory).problems
    assert [problem.text for problem in problems] == ["this cannot be read: Permission denied"]


class Stopped(BaseException):
    """A build is to stop."""


def stop_after(count: int, memory: Memory) -> None:
    """Stop a build when it has made some things."""
    left = iter(range(count))

    def may_go_on() -> None:
        if next(left, None) is None:
            raise Stopped

    memory.may_go_on = may_go_on


@pytest.mark.parametrize("count", [FEW, pytest.param(MANY, marks=pytest.mark.slow)])
def test_a_site_with_a_memory_is_the_same_as_one_made_anew(count: int) -> None:
    """After each of many random edits, character by character.

    Between two of them a page is made alone, as a preview does, or a build is stopped.
    """
    chance = random.Random(count)  # noqa: S311  (it keeps no secret)
    memory, converter = Memory(keep=True), Converter(BLOCKS)
    edition, tree = Edition(TODAY, editor="https://example.org/edit/", drafts=True), TREE
    good: Mapping[str, PageResult] = {}
    for number in range(count):
        read = partial(read_site, edition=edition, converter=converter, memory=memory)
        for _ in range(chance.randrange(3) if good else 0):
            page = chance.choice([*good])
            others = {path: one for path, one in good.items() if path != page}
            memory.begin_part()
            part, anew = read(tree, kept=others), read_site(tree, edition)
            assert part.results.keys() == anew.results.keys(), number
            for path in anew.results.keys() - others.keys():
                assert shown(part.results[path]) == shown(anew.results[path]), (number, path)
            tree = edited(tree, TREE, chance)
        if not chance.randrange(4):
            stop_after(chance.randrange(300), memory)
            with suppress(Stopped):
                memory.begin()
                contents(read(tree))
            memory.may_go_on = lambda: None
            tree = edited(tree, TREE, chance)
        if not chance.randrange(6):
            today = chance.choice([TODAY, date(2021, 6, 5)])
            edition = replace(edition, today=today, drafts=chance.random() < 0.5)
        memory.begin()
        site = read_site(tree, edition, memory=memory, converter=converter)
        kept, right, good = contents(site), contents(read_site(tree, edition)), site.results
        assert kept.keys() == right.keys(), number
        assert [where for where in right if kept[where] != right[where]] == [], number
        tree = edited(tree, TREE, chance)
