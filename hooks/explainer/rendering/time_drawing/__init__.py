"""Draws where events lie in time: named key events, a mark for each other event, one axis.

The geometry is values in and values out; the template `overview` turns it into SVG.
There are two drawings, since text must not shrink with the page: a wide one and a tall one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from explainer.language.messages import ENGLISH
from explainer.rendering.time_drawing.moments import (
    Group,
    Key,
    key_events,
    moments,
    nearest,
    said,
    span,
)
from explainer.rendering.time_drawing.picture import Picture, picture
from explainer.rendering.time_drawing.shapes import shape
from explainer.rendering.time_drawing.tall import Strips, Tall, strips, tall
from explainer.rendering.time_drawing.wide import Wide, topic_lane, topic_lanes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explainer.facts.catalog import Catalog
    from explainer.facts.records import Event
    from explainer.language.messages import Messages

__all__ = ["FEWEST", "Picture", "TimeDrawing", "of_topic", "of_topics"]

FEWEST = 8
"""The fewest events for which a drawing helps."""


@dataclass(frozen=True)
class TimeDrawing:
    """Everything that the template shows."""

    wide: Wide
    tall: Tall | None
    """The narrow form of one topic."""
    strips: Strips | None
    """The narrow form of several topics."""
    legend: list[Key]
    turn: str
    """The name and date of the turning point."""
    unsure: bool
    """Whether an event is reported or disputed."""
    others: bool
    """Whether it shows events without names."""
    bars: bool
    """Whether an event is a bar."""
    wider: str
    """Says on which side of the break a day has more room; empty without a break."""
    ring: ClassVar[str] = shape(0)

    @property
    def picture(self) -> Picture:
        """Return the drawing for the picture of shared links."""
        return picture(self.wide)


def of_topic(
    topic: str, turn: Event | None, catalog: Catalog, messages: Messages = ENGLISH
) -> TimeDrawing:
    """Return the drawing of one topic's events."""
    events = catalog.events_of([topic])
    (drawn,), legend = moments([(events, key_events(events, topic, turn))], turn, catalog, messages)
    shown, name = span(drawn, turn), turn_name(turn, messages)
    wide = topic_lane(Group("", None, drawn), shown, name, messages)
    return _whole(wide, legend, name, messages, tall=tall(drawn, shown, messages))


def of_topics(
    topics: Sequence[str], turn: Event | None, catalog: Catalog, messages: Messages = ENGLISH
) -> TimeDrawing:
    """Return the drawing of several topics, a lane for each that has events."""
    listed = [(catalog.topics[slug], catalog.events_of([slug])) for slug in topics]
    filled = [(topic, events) for topic, events in listed if events]
    chosen = [(events, nearest(events, turn)) for _, events in filled]
    drawn, legend = moments(chosen, turn, catalog, messages)
    shown = span([one for group in drawn for one in group], turn)
    name = turn_name(turn, messages)
    groups = [
        Group(topic.title, topic.slug, group)
        for (topic, _), group in zip(filled, drawn, strict=True)
    ]
    wide = topic_lanes(groups, shown, name, messages)
    return _whole(wide, legend, name, messages, strips=strips(groups, shown, messages))


def turn_name(turn: Event | None, messages: Messages) -> str:
    """Return the name of the turning point with its date; empty without one."""
    if turn is None:
        return ""
    return f"{turn.short_title or turn.place or turn.title}, {said(turn, messages)}"


def _whole(  # noqa: PLR0913  (of two narrow forms, a drawing has one)
    wide: Wide,
    legend: list[Key],
    turn: str,
    messages: Messages,
    *,
    tall: Tall | None = None,
    strips: Strips | None = None,
) -> TimeDrawing:
    ticks = [tick for lane in wide.lanes for tick in lane.ticks]
    return TimeDrawing(
        wide=wide,
        tall=tall,
        strips=strips,
        legend=legend,
        turn=turn,
        unsure=any(tick.moment.unsure for tick in ticks),
        others=any(not tick.moment.named for tick in ticks),
        bars=any(tick.until is not None for tick in ticks),
        wider="" if wide.scale.broken is None else wide.scale.wider(messages),
    )
