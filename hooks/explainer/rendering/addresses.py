"""The addresses of the record: the pages that list every fact, made from the facts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from explainer.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from explainer.facts.actors import Person
    from explainer.pages.page import Page
    from explainer.rendering.published import Published

T = TypeVar("T")

LISTS = {
    "timeline": "timeline.md",
    "statements": "statements.md",
    "people": "people/index.md",
    "sources": "sources/index.md",
    "glossary": "glossary.md",
    "changes": "changes.md",
    "corrections": "corrections.md",
}
"""The file of each page that covers all topics, as a path in the docs folder."""

EVENTS_FOR_A_PAGE = 3
"""The number of events from which a person has a page."""

MOST_PER_PAGE = {"timeline": 180, "statements": 120, "sources": 200}
"""So many that a page and what it needs are sent in less than 100 KiB."""


@dataclass(frozen=True)
class Addresses:
    """The addresses of the record's pages and entries, relative to the site's root."""

    files: Mapping[str, str] = field(default_factory=dict)
    """The address of each page by its file, as a path in the docs folder."""
    lists: Mapping[str, str] = field(default_factory=dict)
    """The pages that cover all topics, by name; those without a record are missing."""
    topics: Mapping[str, str] = field(default_factory=dict)
    """The page with all records of a topic, by its slug."""
    actors: Mapping[str, str] = field(default_factory=dict)
    """The page or the entry of each person and organisation."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """The entry of each source."""
    terms: Mapping[str, str] = field(default_factory=dict)
    """The entry of each term."""


def addresses(facts: Published, address: Callable[[str], str]) -> Addresses:
    """Return the addresses for some facts; `address` is as in `read_site`."""
    if not facts.topics:
        return Addresses()
    catalog = facts.catalog
    needs = {
        "timeline": facts.events,
        "statements": facts.statements,
        "people": catalog.people or catalog.organisations,
        "sources": facts.sources,
        "glossary": catalog.terms,
    }
    lists = {name: path for name, path in LISTS.items() if needs.get(name, True)}
    topics = {slug: topic_path(slug) for slug in facts.topics}
    people = {
        name: person_path(name)
        for name, person in catalog.people.items()
        if has_page(person, facts)
    }
    sources = by_page("sources", facts.sources)
    dated = [*by_page("timeline", facts.events), *by_page("statements", facts.statements)]
    paths = [*lists.values(), *topics.values(), *people.values(), *sources, *dated]
    urls = {path: address(path) for path in paths}
    return Addresses(
        files=urls,
        lists={name: urls[path] for name, path in lists.items()},
        topics={slug: urls[path] for slug, path in topics.items()},
        actors={
            name: urls[people[name]] if name in people else f"{urls[LISTS['people']]}#{name}"
            for name in (*catalog.people, *catalog.organisations)
        },
        sources={
            source.id: f"{urls[path]}#{source.id}"
            for path, listed in sources.items()
            for source in listed
        },
        terms={name: f"{urls[LISTS['glossary']]}#{name}" for name in catalog.terms},
    )


def has_page(person: Person, facts: Published) -> bool:
    """Return whether a person is quoted, or acts in enough events, to have a page."""
    often = len(facts.events_with(person.id)) >= EVENTS_FOR_A_PAGE
    # MkDocs takes a file called `index` for the page of its folder.
    return person.id != "index" and (often or bool(facts.statements_by(person.id)))


def person_path(person: str) -> str:
    """Return the file of a person's page, as a path in the docs folder."""
    return f"people/{person}.md"


def topic_path(slug: str) -> str:
    """Return the file of a topic's record, as a path in the docs folder."""
    return f"topics/{slug}/record.md"


def by_page(name: str, records: Sequence[T]) -> dict[str, Sequence[T]]:
    """Return the records of a list by the file of their page, as a path in the docs folder.

    `name` is as in `LISTS`; all pages but the first have a number.
    """
    most, first = MOST_PER_PAGE[name], LISTS[name]
    folder = first.removesuffix(".md").removesuffix("/index")
    return {
        f"{folder}/{start // most + 1}.md" if start else first: records[start : start + most]
        for start in range(0, len(records), most)
    }


def same_addresses(
    pages: Iterable[Page], urls: Mapping[str, str], made: Addresses
) -> Iterator[Problem]:
    """Yield a problem for each written page with the address of a page of the record."""
    taken = frozenset(made.files.values())
    for page in pages:
        if (url := urls[page.path]) in taken:
            message = f"the site makes a page at this address from the facts: '{url}'"
            yield Problem(page.place(0), message, "give this file another name")
