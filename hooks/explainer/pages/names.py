"""Names: everyone named on a page has a record and gets a full name at first mention."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from explainer.language.phrases import Phrases, hidden
from explainer.language.quotation_marks import without_quotations
from explainer.pages import capitals
from explainer.pages.term_popovers import explained_by
from explainer.problems import Problem, nearest, quoted, truncate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from explainer.facts.catalog import Catalog
    from explainer.pages.prose import Prose
    from explainer.problems import Place

    Find = Callable[[str], list[Place]]


@dataclass(frozen=True)
class NameIndex:
    """All names of a site, prepared once for searching its pages."""

    people: Mapping[str, frozenset[str]]
    """The ids of the people with each full name or other form."""
    parts: Mapping[str, frozenset[str]]
    """The ids of the people with each word in their names."""
    names: Mapping[str, str]
    """The name of each person, by id."""
    in_full: Phrases
    """The forms of people's names."""
    others: Phrases
    """The forms of all other names: bodies, states, terms and places."""


def name_index(catalog: Catalog) -> NameIndex:
    """Return the names of a catalog."""
    people: dict[str, frozenset[str]] = {}
    parts: dict[str, set[str]] = {}
    for person in catalog.people.values():
        for form in (person.name, *person.also):
            people[form] = people.get(form, frozenset()) | {person.id}
        for word in person.name.split():
            parts.setdefault(word, set()).add(person.id)
    return NameIndex(
        people,
        {word: frozenset(ids) for word, ids in parts.items()},
        {person.id: person.name for person in catalog.people.values()},
        Phrases(people),
        Phrases(_other_names(catalog)),
    )


def name_problems(prose: Iterable[Prose], index: NameIndex, find: Find) -> Iterator[Problem]:
    """Yield a problem for each name without a record, and each person not named in full at first.

    Quoted text is not checked. `find` returns every place of a text on the page.
    """
    named: frozenset[str] = frozenset()
    reported: set[str] = set()
    running = (part for part in prose if not part.label and "[^" not in part.text)
    for text in (one.text for part in running for one in _ours(part).sentences()):
        found = [*index.in_full.find(text)]
        full = [(start, index.people[form]) for start, _, form in found]
        rest = index.others.hide(hidden(text, found))
        for start, words in capitals.names(rest, index.parts):
            if _is_person(words, index):
                before = named.union(*(ids for at, ids in full if at < start))
                problems = [
                    _not_in_full(word, index, find)
                    for word in words
                    if not index.parts[word] & before
                ]
            else:
                title = capitals.title_before(rest, start)
                problems = [_no_record(" ".join(words), title, index, find)]
            yield from (problem for problem in problems if problem.message not in reported)
            reported |= {problem.message for problem in problems}
        named = named.union(*(ids for _, ids in full))


def _ours(part: Prose) -> Prose:
    """Return a stretch of prose without quotations, keeping the marks that end sentences."""
    text = without_quotations(part.text, "x").replace("'", "’")
    return part if text == part.text else replace(part, text=text)


def _is_person(words: Iterable[str], index: NameIndex) -> bool:
    """Return whether any person has all these words in their name."""
    return bool(frozenset.intersection(*(index.parts.get(word, frozenset()) for word in words)))


def _other_names(catalog: Catalog) -> set[str]:
    """Return every form of the names that are not people's."""
    found = {*explained_by(catalog.terms.values())} | {side.name for side in catalog.sides.values()}
    for body in catalog.organisations.values():
        found |= {*explained_by([body])}
    found |= {topic.title for topic in catalog.topics.values()}
    found |= {name for names in catalog.plain_names.values() for name in names.names}
    for place in catalog.event_places:
        found |= {*place.split(", ")}
    return found


def _not_in_full(name: str, index: NameIndex, find: Find) -> Problem:
    full = " or ".join(sorted(index.names[one] for one in index.parts[name]))
    message = f"{quoted(name)} is named here for the first time, but not in full"
    hint = f"write: {full}; or, if you mean something else, add it to {_list_with(name)}"
    return Problem(_first(name, find), message, hint)


def _no_record(name: str, title: str, index: NameIndex, find: Find) -> Problem:
    near = nearest(name, index.people)
    meant = f"did you mean '{near}'? Otherwise " if near else ""
    files = "data/people.yml or data/organisations.yml"
    hint = f"{meant}add it to {files}, or, if it is neither, to {_list_with(name)}"
    if title:
        hint += f"; if {quoted(f'{title} {name}')} is one name, add all of it"
    return Problem(_first(name, find), f"no record says who or what {quoted(name)} is", hint)


def _list_with(name: str) -> str:
    return f"a list in data/names.yml: names: [{truncate(name)}]"


def _first(name: str, find: Find) -> Place:
    """Return the first place of a name in running text; the name may span two lines."""
    tries = (name, name.split(maxsplit=1)[0], "")
    running = (one for text in tries for one in find(text) if not one.text.startswith("#"))
    return next(running, None) or next(one for text in tries for one in find(text))
