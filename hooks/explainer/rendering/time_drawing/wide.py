"""The wide drawing: time runs from left to right, with names above it.

Its unit is a twentieth of the page's text unit (`rem`), 1 px at the usual size.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from explainer.rendering.time_drawing.names import LINE, NAME, SMALL, Name, Rooms, baselines, names
from explainer.rendering.time_drawing.scale import lay_out
from explainer.rendering.time_drawing.text_widths import width, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explainer.language.messages import Messages
    from explainer.rendering.time_drawing.moments import Group, Moment
    from explainer.rendering.time_drawing.scale import AxisLabel, Scale, Span

WIDTH = 660
"""Fits the narrowest column beside the list of contents."""
_EDGE = 7.0  # left free at both ends of the axis, half a mark
_GAP = 18.0  # for the line of the turning point
_TITLE = 24.0  # for the titles of the panels
_MARK = 23.0  # from the axis up to the middle of the marks
_LEAST = 3.0  # the shortest bar that can be seen
_FOOT = 24.0  # from the axis down to below its labels
_TURN = 20.0  # for the name of the turning point
_LANE = 14.0  # between two lanes
_HIGH = 260.0  # the height from which other scales are tried
_BREAK = 40.0  # the height that another scale must save
_ROOMS = Rooms((108.0, 134.0, 86.0), 4)
_ROOMS_OF_LANES = Rooms((134.0, 230.0), 4)
_SHARES = (0.4, 0.5, 0.6)


@dataclass(frozen=True)
class Tick:
    """An event on the axis."""

    moment: Moment
    x: float
    until: float | None
    """The end of its bar if it lasted, or its day is not known."""


@dataclass(frozen=True)
class Lane:
    """An axis with its marks."""

    title: list[tuple[float, str]]
    """The lines of its title with their baselines; none in the drawing of one topic."""
    topic: str | None
    y: float
    """The height of the axis."""
    mark: float
    """The height of the middle of the marks."""
    ticks: list[Tick]
    names: list[Name]


@dataclass(frozen=True)
class Title:
    """The title of a panel."""

    x: float
    text: str


@dataclass(frozen=True)
class Wide:
    """The wide drawing."""

    width: ClassVar[int] = WIDTH
    height: float
    scale: Scale
    titles: list[Title]
    lanes: list[Lane]
    lines: list[tuple[float, float]]
    """Where each axis starts and ends."""
    labels: list[AxisLabel]
    foot: float
    """The height of the lowest axis, which has the labels."""
    turn_name: float
    """The middle of the name of the turning point."""

    @property
    def badness(self) -> float:
        """Return how high it is and how far its poles bend."""
        return self.height + sum(
            abs(name.pole - name.x) for lane in self.lanes for name in lane.names
        )


def topic_lane(group: Group, span: Span, turn: str, messages: Messages) -> Wide:
    """Return the drawing of one topic.

    If the texts rise too high it tries other scales, and takes one that lowers them a lot.
    """
    named = [moment for moment in group.moments if moment.named] or group.moments
    before = sum(moment.first < span.turn for moment in named if span.turn) / max(len(named), 1)

    def drawn(share: float, *, broken: bool = False) -> Wide:
        shared = min(max(share, 0.34), 0.66)
        scale = lay_out(span, _EDGE, WIDTH - _EDGE, shared, _GAP, broken=broken)
        lane = _lane(group, scale, 0, _TITLE, _ROOMS)
        return _drawing([lane], scale, turn, messages)

    best = drawn(before)
    if best.height > _HIGH and len(span.parts) > 1:
        others = [drawn(share, broken=True) for share in (before, *_SHARES)]
        best = min([best, *others], key=lambda one: one.badness + _BREAK * (one is not best))
    return best


def topic_lanes(groups: Sequence[Group], span: Span, turn: str, messages: Messages) -> Wide:
    """Return the drawing of several topics, with their titles left of their lanes."""
    titles = [line for group in groups for line in _title(group.title)]
    start = round(max(width(line, NAME, bold=True) for line in titles) + 2 * _EDGE)
    scale = lay_out(span, start, WIDTH - _EDGE, 0.5, _GAP)
    lanes: list[Lane] = []
    top = _TITLE
    for group in groups:
        lanes.append(_lane(group, scale, start - _EDGE, top, _ROOMS_OF_LANES))
        top = lanes[-1].y + _LANE
    return _drawing(lanes, scale, turn, messages)


def _drawing(lanes: list[Lane], scale: Scale, turn: str, messages: Messages) -> Wide:
    foot = lanes[-1].y
    lines = [(panel.start, panel.end) for panel in scale.panels]
    if scale.broken is None:
        lines = [(lines[0][0], lines[-1][1])]
    labels = [
        label
        for panel in scale.panels
        for label in panel.labels(
            lambda text: width(text, SMALL),
            messages,
            apart=12,
            over=_EDGE if panel is scale.panels[-1] else 0,
        )
    ]
    half = width(turn, NAME, bold=True) / 2
    return Wide(
        height=foot + _FOOT + (_TURN if turn else 0),
        scale=scale,
        titles=_titles(scale, messages),
        lanes=lanes,
        lines=lines,
        labels=labels,
        foot=foot,
        turn_name=round(min(max(scale.turn or 0, half), WIDTH - half), 1),
    )


def _titles(scale: Scale, messages: Messages) -> list[Title]:
    """Return the title of each scale, in the longest form that has room."""
    panels = [*scale.panels] if scale.broken is not None else [scale.whole]
    found: list[Title] = []
    for panel in panels:
        room = panel.end - panel.start
        fitting = (one for one in panel.titles(messages) if width(one, SMALL, bold=True) <= room)
        found += [Title(panel.start, text) for text in [next(fitting, "")] if text]
    return found


def _lane(group: Group, scale: Scale, left: float, top: float, rooms: Rooms) -> Lane:
    """Return a lane below a height of the drawing."""
    above = names(group.moments, scale, (left, WIDTH), rooms)
    title = _title(group.title)
    y = top + max(above.height, _MARK, len(title) * LINE + 2)
    return Lane(
        title=baselines(title, y - 2 - (len(title) - 1) * LINE),
        topic=group.topic,
        y=y,
        mark=y - _MARK,
        ticks=[_tick(moment, scale) for moment in group.moments],
        names=above.above(y),
    )


def _tick(moment: Moment, scale: Scale) -> Tick:
    x, end = scale.at(moment.first), scale.at(moment.last)
    return Tick(moment, x, end if end - x >= _LEAST else None)


def _title(title: str) -> Sequence[str]:
    return wrapped(title, NAME, 120, 3, bold=True) if title else ()
