"""Moments: events as a drawing shows them, with their days, their marks and the legend."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from explainer.facts.dates import EdtfDate, Point
from explainer.language.messages import ENGLISH
from explainer.rendering.time_drawing.labels import MOST
from explainer.rendering.time_drawing.scale import Span
from explainer.rendering.time_drawing.shapes import shape

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from explainer.facts.catalog import Catalog
    from explainer.facts.dates import End
    from explainer.facts.days import Day
    from explainer.facts.records import Event
    from explainer.language.messages import Messages

UNSURE = {"reported", "disputed"}
"""The statuses with hollow marks."""


@dataclass(frozen=True)
class Moment:
    """An event in a drawing."""

    event: Event
    named: bool = False
    """Whether the drawing has its name."""
    path: str = ""
    """The shape of its mark if it is named."""
    tone: str = ""
    """The tone of its side; empty if it belongs to none."""
    messages: Messages = field(default=ENGLISH, compare=False, repr=False)

    @property
    def first(self) -> Day:
        """Return its first known day."""
        return self.event.date.points[0].first_day

    @property
    def last(self) -> Day:
        """Return its last known day."""
        return max(point.last_day for point in self.event.date.points[-1:] + self.event.date.others)

    @property
    def unsure(self) -> bool:
        """Return whether it is reported or disputed."""
        return self.event.status in UNSURE

    @property
    def day(self) -> str:
        """Return its date in words, without a time."""
        return said(self.event, self.messages)


@dataclass(frozen=True)
class Group:
    """The moments of a lane."""

    title: str
    topic: str | None
    """The slug of its topic."""
    moments: Sequence[Moment]


@dataclass(frozen=True)
class Key:
    """An entry of the legend: a mark and what it means."""

    path: str
    tone: str
    words: str


def said(event: Event, messages: Messages) -> str:
    """Return an event's date in words, without a time."""
    date = event.date
    if not any(point.time for point in date.points):
        return date.say(messages=messages)

    def day(end: End) -> End:
        return replace(end, time=None) if isinstance(end, Point) else end

    end = day(date.end) if date.end is not None else None
    others = tuple(replace(point, time=None) for point in date.others)
    return EdtfDate(day(date.start), end, others).say(messages=messages)


def key_events(events: Iterable[Event], topic: str, turn: Event | None) -> list[Event]:
    """Return the events to name, without the turning point, which has its own line.

    If there are too many, a topic's own events come before those that it shares.
    """
    found = [event for event in events if event.importance == "key" and event != turn]
    chosen = sorted(found, key=lambda event: event.topics[0] != topic)[:MOST]
    return [event for event in found if event in chosen]


def nearest(events: Sequence[Event], turn: Event | None) -> list[Event]:
    """Return the one key event to name: the last up to the turning point, else the first."""
    found = [event for event in events if event.importance == "key" and event != turn]
    if turn:
        before = [event for event in found if event.date.points[0].first_day <= _day(turn)]
        return before[-1:] or found[:1]
    return found[:1]


def moments(
    groups: Sequence[tuple[Sequence[Event], Sequence[Event]]],
    turn: Event | None,
    catalog: Catalog,
    messages: Messages,
) -> tuple[list[list[Moment]], list[Key]]:
    """Return the moments of each group of events and the legend of all.

    Each group comes with those of its events that are named.
    """
    named = {event.id: event for _, chosen in groups for event in chosen}
    acting = {event.id: catalog.acting_side(event) for event in named.values()}
    sides = [side for side in catalog.sides if side in acting.values()]

    def moment(event: Event, chosen: Collection[str]) -> Moment:
        if event.id not in chosen:
            return Moment(event, messages=messages)
        side = acting[event.id]
        number = None if side is None else sides.index(side)
        tone = "" if side is None else catalog.sides[side].tone
        return Moment(event, True, shape(number), tone, messages)

    # The line of the turning point is its mark.
    line = turn.id if turn else ""
    drawn = [
        [moment(event, {one.id for one in chosen}) for event in events if event.id != line]
        for events, chosen in groups
    ]
    legend = [
        Key(shape(number), catalog.sides[side].tone, catalog.sides[side].name)
        for number, side in enumerate(sides)
    ]
    alone = [event for event in named.values() if acting[event.id] is None]
    if alone:
        between = all(catalog.sides_in(event) for event in alone)
        both, none = messages.gettext("Between sides"), messages.gettext("Between sides or none")
        legend.append(Key(shape(None), "", both if between else none))
    return drawn, legend


def span(all_moments: Iterable[Moment], turn: Event | None) -> Span:
    """Return the days that a drawing shows."""
    found = [*all_moments]
    middle = [_day(turn)] if turn else []
    first = min([*(moment.first for moment in found), *middle])
    last = max([*(moment.last for moment in found), *middle])
    return Span(first, last, _day(turn) if turn else None)


def _day(event: Event) -> Day:
    return event.date.points[0].first_day
