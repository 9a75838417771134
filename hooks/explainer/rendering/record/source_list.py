"""The list of all sources, by publisher, with what rests on each."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from explainer.facts.actors import Organisation, Person
from explainer.facts.catalog import folder
from explainer.facts.numbers import Number
from explainer.facts.records import Event, Statement
from explainer.facts.terms import Term
from explainer.facts.topics import Position, Topic
from explainer.rendering.addresses import by_page
from explainer.rendering.record.record_page import Content, Heading, aliases, numbered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from explainer.facts.records import Source
    from explainer.language.messages import Messages
    from explainer.rendering.published import Published


@dataclass
class Uses:
    """What rests on a source."""

    topics: dict[str, None] = field(default_factory=dict)
    """The slugs of the topics whose prose cites it, or whose lists of what is disputed or unknown
    name it."""
    events: list[Event] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)
    positions: list[tuple[Position, str]] = field(default_factory=list)
    """Each position with the slug of its topic."""
    actors: list[str] = field(default_factory=list)
    """The ids of people and organisations."""
    terms: list[Term] = field(default_factory=list)

    @property
    def count(self) -> int:
        """Return how many records and pages rest on it."""
        records = (self.events, self.statements, self.numbers, self.positions)
        return sum(map(len, (self.topics, *records, self.actors, self.terms)))


def source_lists(
    facts: Published, cited: Mapping[str, Sequence[str]], messages: Messages
) -> Iterator[Content]:
    """Yield the pages with all sources; `cited` has what each topic's prose cites."""
    if not facts.topics:
        return
    pages = by_page("sources", facts.sources)
    links = [
        (path, messages.gettext("Page %(number)s", number=number))
        for number, path in enumerate(pages, 1)
    ]
    uses = _uses(facts, cited)
    for number, (path, sources) in enumerate(pages.items(), 1):
        letters = [
            (Heading(f"publishers-{letter}", letter.upper()), _by_publisher([*group]))
            for letter, group in groupby(sources, key=_letter)
        ]
        title = messages.gettext("Sources")
        about = messages.ngettext(
            "%(num)s source of this site by publisher",
            "%(num)s sources of this site by publisher",
            len(facts.sources),
        )
        yield Content(
            path=path,
            template="sources",
            title=numbered(title, number, len(pages), messages),
            description=messages.gettext(
                "%(list)s: where each is, where it is archived, and what rests on it.",
                list=numbered(about, number, len(pages), messages),
            ),
            values={
                "letters": letters,
                "uses": {source.id: uses.get(source.id, Uses()) for source in sources},
                "count": len(facts.sources),
                "number": number,
                "pages": links,
            },
            data=LISTED_IN,
            search=0.5,
            anchors=aliases(sources),
            headings=tuple(heading for heading, _ in letters),
        )


LISTED_IN = "data/sources.yml"


def _letter(source: Source) -> str:
    """Return the letter of a publisher, or `0` for a digit or another sign."""
    first = source.publisher.casefold()[:1]
    return first if first.isalpha() else "0"


def _by_publisher(sources: list[Source]) -> list[tuple[str, list[Source]]]:
    groups = groupby(sources, key=lambda source: source.publisher)
    return [(publisher, [*group]) for publisher, group in groups]


def _uses(facts: Published, cited: Mapping[str, Sequence[str]]) -> dict[str, Uses]:
    """Return what rests on each source, by its id."""
    catalog = facts.catalog
    found: dict[str, Uses] = {}
    for source in facts.sources:
        uses = found[source.id] = Uses()
        for record in catalog.referrers.get(source.id, ()):
            match record:
                case Topic(slug=slug) if slug in facts.topics:
                    uses.topics[slug] = None
                case Event() if facts.shows(record):
                    uses.events.append(record)
                case Statement() if facts.shows(record):
                    uses.statements.append(record)
                case Number() if facts.shows(record):
                    uses.numbers.append(record)
                case Position() if (home := folder(record)) in facts.topics:
                    uses.positions.append((record, home))
                case Person() | Organisation():
                    uses.actors.append(record.id)
                case Term():
                    uses.terms.append(record)
    for slug in facts.topics:
        for name in cited.get(slug, ()):
            said, number = catalog.statements.get(name), catalog.numbers.get(name)
            names = number.sources if number else (said.source if said else name,)
            for source_id in names:
                if source_id in found:
                    found[source_id].topics[slug] = None
    return found
