"""The timeline filter: narrows a timeline to one choice without a script.

Each choice has a number, which its events carry; `filter.css` hides the other events.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from explainer.rendering.time_drawing import FEWEST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explainer.facts.catalog import Catalog
    from explainer.facts.records import Event

KINDS = {
    "Talks": {"meeting", "call", "agreement"},
    "Words": {"statement", "report"},
    "Acts": {"sanction", "vote", "election", "deployment", "strike", "other"},
    "Law": {"arrest", "indictment", "sentence", "release"},
}
"""The groups of kinds of event to choose from."""
MOST = 36
"""The most choices that `filter.css` supports."""


@dataclass(frozen=True)
class Choice:
    """A side, kind of event, person or organisation to filter by."""

    number: int
    """Its number in its timeline, from 1."""
    value: str
    """Its value in the page's address, such as `moscow`."""
    name: str
    """Its label for readers."""
    events: frozenset[str]
    """The ids of the events it shows."""


def choices(events: Sequence[Event], catalog: Catalog) -> dict[str, list[Choice]]:
    """Return choices by heading: sides, kinds of event, and actors in two or more events.

    There are none for few events, and none that would show every event.
    """
    if len(events) < FEWEST:
        return {}
    sides: Counter[str] = Counter()
    actors: Counter[str] = Counter()
    for event in events:
        sides.update({catalog.actor(name).side for name in event.actors})
        actors.update({*event.actors})
    named = {
        "Sides": [(slug, catalog.sides[slug].name) for slug, _ in _often(sides)],
        "Kinds of event": [(name.lower(), name.lower()) for name in KINDS],
        "People and organisations": [
            (name, catalog.actor(name).name) for name, count in _often(actors) if count > 1
        ],
    }
    marks = {event.id: marks_of(event, catalog) for event in events}
    found: dict[str, list[Choice]] = {}
    number = 0
    for heading, options in named.items():
        for value, name in options:
            left = frozenset(name for name, known in marks.items() if value in known[heading])
            if 0 < len(left) < len(events) and number < MOST:
                number += 1
                found.setdefault(heading, []).append(Choice(number, value, name, left))
    return found


def numbers_of(event: Event, found: dict[str, list[Choice]]) -> list[int]:
    """Return the numbers of the choices that show an event."""
    named = (choice for options in found.values() for choice in options)
    return [choice.number for choice in named if event.id in choice.events]


def marks_of(event: Event, catalog: Catalog) -> dict[str, set[str]]:
    """Return the values that an event can be filtered by, by heading."""
    return {
        "Sides": {catalog.actor(name).side for name in event.actors},
        "Kinds of event": {group_of(event).lower()},
        "People and organisations": {*event.actors},
    }


def group_of(event: Event) -> str:
    """Return the name of the group of an event's kind."""
    return next(name for name, kinds in KINDS.items() if event.kind in kinds)


def _often(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda found: (-found[1], found[0]))
