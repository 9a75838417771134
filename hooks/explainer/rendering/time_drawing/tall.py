"""The tall drawing, for phones: time runs down an axis beside a list of the named events.

The list is text that wraps; a line leads from each entry to its day on the axis.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from explainer.rendering.time_drawing.scale import AxisLabel, Panel, lay_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explainer.language.messages import Messages
    from explainer.rendering.time_drawing.moments import Group, Moment
    from explainer.rendering.time_drawing.scale import Span

ENTRY = 54.0
"""The room for an entry of the list: its date and two lines."""
WIDTH = 80
AXIS = 58.0
"""The horizontal position of the axis."""
_MIDDLE = 10.0  # the middle of an entry's first line
_LEAST = 60.0  # the least height of an axis
_END = 6.0  # left free at both ends of an axis
_SHORTEST = 3.0  # the shortest bar that can be seen


@dataclass(frozen=True)
class Stroke:
    """An event on the axis."""

    moment: Moment
    y: float
    until: float | None
    entry: float | None
    """The middle of its entry in the list if it is named."""


@dataclass(frozen=True)
class TallPanel:
    """An axis with its list."""

    width: ClassVar[int] = WIDTH
    axis_at: ClassVar[float] = AXIS
    title: str
    height: float
    labels: list[AxisLabel]
    strokes: list[Stroke]


@dataclass(frozen=True)
class Tall:
    """The tall drawing: before the turning point and after it."""

    before: list[TallPanel]
    after: list[TallPanel]


@dataclass(frozen=True)
class Strip:
    """A topic in the narrow drawing of several: its marks in per cent of the width."""

    title: str
    topic: str | None
    marks: list[tuple[Moment, float, float | None]]
    """Each event with its position and, for a bar, its end."""
    named: list[Moment]


@dataclass(frozen=True)
class Strips:
    """The narrow drawing of several topics."""

    strips: list[Strip]
    labels: list[AxisLabel]
    turn: float | None
    broken: float | None


def tall(moments: Sequence[Moment], span: Span, messages: Messages) -> Tall:
    """Return the tall drawing of one topic."""
    panels: dict[bool, list[TallPanel]] = {True: [], False: []}
    for first, last in span.parts:
        before = span.turn is not None and first < span.turn
        own = [one for one in moments if not span.turn or (one.first < span.turn) == before]
        panels[before].append(_panel(own, Panel(first, last, 0, 1), messages))
    return Tall(panels[True], panels[False])


def _panel(moments: Sequence[Moment], days: Panel, messages: Messages) -> TallPanel:
    named = [one for one in moments if one.named]
    height = max(len(named) * ENTRY, _LEAST)
    scale = Panel(days.first, days.last, _END, height - _END)
    strokes: list[Stroke] = []
    for moment in moments:
        y, end = scale.at(moment.first), scale.at(moment.last)
        entry = named.index(moment) * ENTRY + _MIDDLE if moment.named else None
        strokes.append(Stroke(moment, y, end if end - y >= _SHORTEST else None, entry))
    axis = scale.labels(lambda _: 0, messages, apart=28, over=_END)
    return TallPanel(scale.titles(messages)[0], height, axis, strokes)


def strips(groups: Sequence[Group], span: Span, messages: Messages) -> Strips:
    """Return the narrow drawing of several topics."""
    scale = lay_out(span, 1.5, 98.5, 0.5, 3)
    drawn: list[Strip] = []
    for group in groups:
        marks: list[tuple[Moment, float, float | None]] = []
        for moment in group.moments:
            x, end = scale.at(moment.first), scale.at(moment.last)
            marks.append((moment, x, end if end - x >= 1 else None))
        drawn.append(
            Strip(group.title, group.topic, marks, [one for one in group.moments if one.named])
        )
    # Per cent of 288 px, the width of the column on a phone 320 px wide.
    axis = [
        label
        for panel in scale.panels
        for label in panel.labels(lambda text: 2.8 * len(text), messages, apart=2, over=1.5)
    ]
    return Strips(drawn, axis, scale.turn, scale.broken)
