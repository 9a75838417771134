"""Names: everybody whom a page names is a record, and is named in full the first time."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from explainer.language.normalisation import whole_words
from explainer.language.quotation_marks import without_quotations
from explainer.pages.term_popovers import forms
from explainer.problems import Problem, did_you_mean, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator

    from explainer.facts.catalog import Catalog
    from explainer.pages.citations import Prose
    from explainer.problems import Place

_WORD = re.compile(r"\w+(?:[’-](?!s\b)\w+)*")
_OPENING = frozenset(':;…(–"”')
"""Signs after which any word may be written large."""


def name_problems(
    prose: Iterable[Prose], catalog: Catalog, find: Callable[[str], list[Place]]
) -> Iterator[Problem]:
    """A problem for each name without a record, and for each person not first named in full.

    What is quoted is not ours; `find` gives every place of a text on the page.
    Nothing while some records cannot be read: they may be the ones that are missed.
    """
    if catalog.unreadable:
        return
    people = catalog.people.values()
    in_full = {form: person.id for person in people for form in (person.name, *person.also)}
    in_part: dict[str, set[str]] = {}
    for person in people:
        for word in person.name.split():
            in_part.setdefault(word, set()).add(person.id)
    full, known = whole_words(in_full), whole_words(_known(catalog))
    named: set[str] = set()
    reported: set[str] = set()
    running = (part for part in prose if not part.label and "[^" not in part.text)
    for text in (one.text for part in running for one in _ours(part).sentences()):
        told = {match.start(): in_full[match[0]] for match in full.finditer(text)}
        for start, words in _names(known.sub(_blank, full.sub(_blank, text)), in_part):
            if any({*words} <= {*person.name.split()} for person in people):
                before = named | {name for at, name in told.items() if at < start}
                problems = [
                    _not_in_full(word, in_part[word], catalog, find)
                    for word in words
                    if not in_part[word] & before
                ]
            else:
                problems = [_no_record(" ".join(words), catalog, find)]
            yield from (problem for problem in problems if problem.message not in reported)
            reported |= {problem.message for problem in problems}
        named |= {*told.values()}


def _ours(part: Prose) -> Prose:
    """A stretch of prose without what it quotes; signs stay, which tell where sentences end."""
    return replace(part, text=without_quotations(part.text, "x").replace("'", "’"))


def _names(text: str, parts: Container[str]) -> Iterator[tuple[int, list[str]]]:
    """Runs of words written large, and where each begins.

    Where a sentence begins any word is, so that the first tells nothing by that.
    """
    run: list[tuple[int, str]] = []
    end = 0
    for start, word in [*_large(text, parts), (-1, "")]:
        if run and (start < 0 or text[end:start] != " "):
            if run[0][1] not in parts and _begins(text, run[0][0]):
                run = run[1:]
            if run:
                yield run[0][0], [one for _, one in run]
            run = []
        run.append((start, word))
        end = start + len(word)


def _begins(text: str, start: int) -> bool:
    """Whether the word at a place is written large whatever it is."""
    end = start
    while end and not (text[end - 1].isalnum() or text[end - 1] == "_"):
        end -= 1
    return end == 0 or not _OPENING.isdisjoint(text[end:start])


def _large(text: str, parts: Container[str]) -> Iterator[tuple[int, str]]:
    """Every word that is written large; of two names joined by a hyphen each."""
    for match in _WORD.finditer(text):
        whole = match[0] if match[0] in parts else ""
        start = match.start()
        for word in [whole] if whole else match[0].split("-"):
            if word[:1].isupper() and word != "I":
                yield start, word
            start += len(word) + 1


def _known(catalog: Catalog) -> set[str]:
    """Every form of a name that is no person's: bodies, states, terms, places."""
    found = set(forms(catalog, None)) | {side.name for side in catalog.sides.values()}
    found |= {form for body in catalog.organisations.values() for form in (body.name, *body.also)}
    found |= {topic.title for topic in catalog.topics.values()}
    found |= {name for names in catalog.plain_names.values() for name in names.names}
    for event in catalog.events.values():
        found |= {*(event.place or "").split(", ")}
    return found - {""} - {person.name for person in catalog.people.values()}


def _not_in_full(
    name: str, people: set[str], catalog: Catalog, find: Callable[[str], list[Place]]
) -> Problem:
    full = " or ".join(sorted(catalog.people[one].name for one in people))
    message = f"{quoted(name)} is named here for the first time, and not in full"
    return Problem(_first(name, find), message, f"write: {full}")


def _no_record(name: str, catalog: Catalog, find: Callable[[str], list[Place]]) -> Problem:
    people = [form for one in catalog.people.values() for form in (one.name, *one.also)]
    hint = did_you_mean(
        name,
        people,
        "add who it is to data/people.yml or data/organisations.yml; a place to data/names.yml",
    )
    return Problem(_first(name, find), f"no record tells who or what {quoted(name)} is", hint)


def _first(name: str, find: Callable[[str], list[Place]]) -> Place:
    """Where a name stands first in running text; it may go over the end of a line."""
    tries = (name, name.split(maxsplit=1)[0], "")
    running = (one for text in tries for one in find(text) if not one.text.startswith("#"))
    return next(running, None) or next(one for text in tries for one in find(text))


def _blank(match: re.Match[str]) -> str:
    return "x" * len(match[0])
