"""Related topics: those that share events or people with a topic, and the reason in words."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from heapq import nsmallest
from typing import TYPE_CHECKING

from explainer.rendering.labels import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explainer.facts.topics import Topic
    from explainer.language.messages import Messages
    from explainer.rendering.published import Published

MOST_RELATED = 3
"""The most topics named as related to one."""
MOST_TOPICS = 50
"""A person in more topics relates none of them."""

_NAMED = 2
"""The most people named in a reason."""


@dataclass(frozen=True)
class Related:
    """A topic that shares something with another."""

    topic: Topic
    reason: str
    """What they share, such as `shares 2 events, Mara Holt and 3 other people`."""


def related_topics(facts: Published, messages: Messages) -> dict[str, list[Related]]:
    """Return the topics that share most with each topic, first events and then people."""
    people = {slug: _people(facts, slug) for slug in facts.topics}
    among: dict[str, list[str]] = defaultdict(list)
    for slug, counts in people.items():
        for name in counts:
            among[name].append(slug)
    events: dict[str, Counter[str]] = defaultdict(Counter)
    for event in facts.events:
        shown = [slug for slug in event.topics if slug in people]
        for slug in shown if len(shown) > 1 else ():
            events[slug].update(other for other in shown if other != slug)
    return {
        slug: _related(facts, slug, people, among, events[slug], messages=messages)
        for slug in facts.topics
    }


def _related(  # noqa: PLR0913  (all but the topic is the same for all topics)
    facts: Published,
    slug: str,
    people: Mapping[str, Counter[str]],
    among: Mapping[str, list[str]],
    events: Counter[str],
    *,
    messages: Messages,
) -> list[Related]:
    """Return the topics that share most with a topic.

    `people` counts the people of each topic, `among` has the topics of each person, and `events`
    counts the events shared with each other topic.
    """
    shared: Counter[str] = Counter()
    for name, count in people[slug].items():
        for other in among[name] if len(among[name]) <= MOST_TOPICS else ():
            # A person counts as often as in the topic with fewer mentions.
            shared[other] += min(count, people[other][name])
    others = {*shared, *events} - {slug}
    found = nsmallest(MOST_RELATED, others, key=lambda one: (-events[one], -shared[one], one))
    return [
        Related(
            facts.catalog.topics[other],
            _why(events[other], _names(facts, people[slug] & people[other]), messages),
        )
        for other in found
    ]


def _people(facts: Published, slug: str) -> Counter[str]:
    """Return how often each person acts or speaks in a topic."""
    catalog = facts.catalog
    names = [name for event in catalog.events_of([slug]) for name in event.actors]
    names += [name for said in catalog.statements_of([slug]) for name in said.speakers]
    return Counter(name for name in names if name in catalog.people)


def _names(facts: Published, people: Counter[str]) -> list[str]:
    """Return the names of people, those with most mentions first."""
    return [facts.catalog.people[name].name for name, _ in people.most_common()]


def _why(events: int, people: list[str], messages: Messages) -> str:
    shared = [counted("event", events, messages)] if events else []
    shared += people[:_NAMED]
    if len(people) > _NAMED:
        others = len(people) - _NAMED
        shared.append(messages.ngettext("%(num)s other person", "%(num)s other people", others))
    return messages.gettext("shares %(what)s", what=messages.joined(shared))
