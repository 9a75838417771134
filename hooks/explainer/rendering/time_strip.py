"""The time strip: shows at a glance where events lie in time.

It is only geometry: horizontal positions are percentages, to keep the drawing readable from
320 px to 1920 px wide; vertical positions are CSS pixels.
The time scale changes at the turning point: the time before it and the time after it each get
room in proportion to their events.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day  # noqa: N812  (an event's field is called date)
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explainer.facts.records import Event
    from explainer.facts.topics import Topic

FEWEST = 8
"""The fewest events for which an overview helps."""

KINDS = {
    "Talks": {"meeting", "call", "agreement"},
    "Words": {"statement", "report"},
    "Acts": {"sanction", "vote", "election", "deployment", "strike", "other"},
    "Law": {"arrest", "indictment", "sentence", "release"},
}
"""The lanes of one topic, with the kinds of event in each."""

_EDGE = 2.0  # per cent left free at both ends
_REACH = 3.0  # per cent of the width of a mark at 320 px
_ROW = 10  # pixels
_LABEL = 16  # pixels above the marks of a lane
_TOP = 20  # pixels for the name of the event in the middle
_FOOT = 20  # pixels for the axis
_STEPS = ((1, 15), (2, 15), (3, 15), (6, 15), (12, 9), (24, 9), (60, 9), (120, 9))
"""Months between labels of the axis, and the room each label needs in per cent."""


@dataclass(frozen=True)
class Mark:
    """An event in the drawing."""

    event: Event
    x: float
    y: int
    until: float | None = None
    """The end of the band for an event that lasted, or whose day is not known."""


@dataclass(frozen=True)
class Lane:
    """A row of marks for one group of events or one topic."""

    name: str
    y: int
    """The baseline of the name."""
    marks: list[Mark]
    topic: str | None = None
    """The slug of the topic, if each lane is a topic."""


@dataclass(frozen=True)
class Tick:
    """A label of the axis."""

    x: float
    label: str


@dataclass(frozen=True)
class Overview:
    """Everything the drawing shows."""

    lanes: list[Lane]
    ticks: list[Tick]
    height: int
    """The height in CSS pixels."""
    turn: float | None
    """The horizontal position of the turning point."""


@dataclass(frozen=True)
class Strip:
    """The drawing without its records, for the shared picture."""

    marks: tuple[tuple[float, int, float | None, bool], ...]
    """The position, row and end of each mark, and whether its event is reported or disputed."""
    ticks: tuple[Tick, ...]
    height: int
    turn: float | None


def strip(chart: Overview) -> Strip:
    """Return a drawing without its records."""
    marks = tuple(
        (mark.x, mark.y, mark.until, mark.event.status in {"reported", "disputed"})
        for lane in chart.lanes
        for mark in lane.marks
    )
    return Strip(marks, tuple(chart.ticks), chart.height, chart.turn)


class _Scale:
    """Converts days to per cent of the width."""

    def __init__(self, events: Sequence[Event], turn: Day | None) -> None:
        days = [_first(event) for event in events]
        first, last = min(days), max(_last(event) for event in events)
        middle = turn if turn and first < turn < last else first
        before = sum(day < middle for day in days) / len(days)
        at = _EDGE + (100 - 2 * _EDGE) * (min(max(before, 0.3), 0.7) if middle > first else 0)
        self.parts = [(first, middle, _EDGE, at), (middle, last, at, 100 - _EDGE)]

    def __call__(self, day: Day) -> float:
        start, end, left, right = self.parts[day >= self.parts[1][0]]
        share = (day - start).days / max((end - start).days, 1)
        return round(left + (right - left) * min(max(share, 0), 1), 1)

    def ticks(self) -> Iterator[Tick]:
        """Return the labels of the axis, as close together as is readable."""
        for start, end, left, right in self.parts:
            if start < end:
                per_month = (right - left) / ((end - start).days / 30.44)
                step = next((months for months, room in _STEPS if months * per_month >= room), 120)
                yield from self._labels(start, end, step)

    def _labels(self, start: Day, end: Day, step: int) -> Iterator[Tick]:
        year = 0
        for number in range(start.year * 12, end.year * 12 + 12, step):
            day = Day(number // 12, number % 12 + 1, 1)
            if start <= day <= end:
                month = f"{day:%b} " if step < 12 else ""
                yield Tick(self(day), f"{month}{day.year if day.year != year else ''}".strip())
                year = day.year


def by_kind(events: Sequence[Event], turn: Event | None) -> Overview:
    """Return the drawing of a topic's events, with a lane for each group of kinds."""
    lanes = [(name, [event for event in events if lane_of(event) == name]) for name in KINDS]
    return _overview([(name, found, None) for name, found in lanes], turn, rows=6)


def by_topic(topics: Sequence[tuple[Topic, Sequence[Event]]], turn: Event | None) -> Overview:
    """Return the drawing of several topics, a lane for each; many events may overlap."""
    lanes = [(topic.title, events, topic.slug) for topic, events in topics]
    return _overview(lanes, turn, rows=2)


def _overview(
    lanes: Sequence[tuple[str, Sequence[Event], str | None]], turn: Event | None, rows: int
) -> Overview:
    filled = [(name, events, topic) for name, events, topic in lanes if events]
    middle = _first(turn) if turn else None
    scale = _Scale([event for _, events, _ in filled for event in events], middle)
    drawn: list[Lane] = []
    y = _TOP
    for name, events, topic in filled:
        marks = list(_marks(events, scale, y + _LABEL, rows))
        drawn.append(Lane(name, y + 11, marks, topic))
        y = max(mark.y for mark in marks) + _ROW
    return Overview(drawn, list(scale.ticks()), y + _FOOT, scale(middle) if middle else None)


def lane_of(event: Event) -> str:
    """Return the name of the lane for an event's kind."""
    return next(name for name, kinds in KINDS.items() if event.kind in kinds)


def _marks(events: Sequence[Event], scale: _Scale, top: int, most: int) -> Iterator[Mark]:
    """Put marks that would touch into rows below one another, while rows remain."""
    rows: list[float] = []
    for event in events:
        x, end = scale(_first(event)), scale(_last(event))
        until = end if end - x > _REACH else None
        free = [row for row, taken in enumerate(rows) if x - taken >= _REACH]
        if free or len(rows) == most:
            row = free[0] if free else rows.index(min(rows))
            rows[row] = until or x
        else:
            row = len(rows)
            rows.append(until or x)
        yield Mark(event, x, top + row * _ROW + _ROW // 2, until)


def _first(event: Event) -> Day:
    """Return the first known day of an event."""
    return event.date.points[0].first_day


def _last(event: Event) -> Day:
    """Return the last known day of an event."""
    return event.date.points[-1].last_day
