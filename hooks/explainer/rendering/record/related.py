"""Related topics: those that share events or people with a topic, and the reason in words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explainer.facts.topics import Topic
    from explainer.rendering.published import Published

MOST_RELATED = 3
"""The most topics named as related to one."""

_NAMED = 2
"""The most people named in a reason."""


@dataclass(frozen=True)
class Related:
    """A topic that shares something with another."""

    topic: Topic
    reason: str
    """What they share, such as `shares 2 events, Mike Pompeo and 3 other people`."""


def related(facts: Published, slug: str) -> list[Related]:
    """Return the topics that share most with a topic, first events and then people."""
    catalog = facts.catalog
    events = {event.id for event in catalog.events_of([slug])}
    people = _people(facts, slug)
    found = []
    for other in facts.topics:
        if other == slug:
            continue
        shared = sum(event.id in events for event in catalog.events_of([other]))
        theirs = _people(facts, other)
        # A person counts as often as in the topic with fewer mentions.
        both = people & theirs
        if shared or both:
            names = [catalog.people[name].name for name, _ in both.most_common()]
            found.append(
                (shared, both.total(), Related(catalog.topics[other], _why(shared, names)))
            )
    found.sort(key=lambda one: (-one[0], -one[1], one[2].topic.slug))
    return [one for _, _, one in found[:MOST_RELATED]]


def _people(facts: Published, slug: str) -> Counter[str]:
    """Return how often each person acts or speaks in a topic."""
    catalog = facts.catalog
    names = [name for event in catalog.events_of([slug]) for name in event.actors]
    names += [said.speaker for said in catalog.statements_of([slug])]
    return Counter(name for name in names if name in catalog.people)


def _why(events: int, people: list[str]) -> str:
    parts = [f"{events} event{'s' if events != 1 else ''}"] if events else []
    parts += people[:_NAMED]
    if others := len(people) - _NAMED if len(people) > _NAMED else 0:
        parts.append(f"{others} other {'people' if others != 1 else 'person'}")
    first, last = parts[:-1], parts[-1]
    return f"shares {', '.join(first)} and {last}" if first else f"shares {last}"
