"""Choices: what a timeline can be narrowed down to, without a script.

Each choice of a timeline has a number, which its events carry; `filter.css` hides the others.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from explainer.rendering.time_strip import FEWEST, KINDS, lane_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explainer.facts.catalog import Catalog
    from explainer.facts.records import Event

MOST = 36
"""How many choices `filter.css` can tell apart."""


@dataclass(frozen=True)
class Choice:
    """One side, sort of event, person or body that events can be chosen by."""

    number: int
    """From 1, within its timeline."""
    value: str
    """What stands in the address of the page, such as `moscow`."""
    name: str
    """What a reader sees."""
    events: frozenset[str]
    """The ids of the events that it leaves."""


def choices(events: Sequence[Event], catalog: Catalog) -> dict[str, list[Choice]]:
    """By heading: sides, sorts of events, and who takes part in two events or more.

    Nothing where the events are few, and never what would leave all of them.
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
        "Sorts of event": [(name.lower(), name.lower()) for name in KINDS],
        "People and bodies": [
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
    """The numbers of the choices that leave an event."""
    named = (choice for options in found.values() for choice in options)
    return [choice.number for choice in named if event.id in choice.events]


def marks_of(event: Event, catalog: Catalog) -> dict[str, set[str]]:
    """The values by which an event can be chosen, by heading."""
    return {
        "Sides": {catalog.actor(name).side for name in event.actors},
        "Sorts of event": {lane_of(event).lower()},
        "People and bodies": {*event.actors},
    }


def _often(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda found: (-found[1], found[0]))
