"""The drawing without its records, for the picture of shared links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from explainer.rendering.time_drawing.wide import WIDTH

if TYPE_CHECKING:
    from explainer.rendering.time_drawing.wide import Wide


@dataclass(frozen=True)
class Stamp:
    """A mark of the picture."""

    x: float
    """Its position, in shares of the width."""
    lane: int
    until: float | None
    """The end of its bar."""
    named: bool
    """Whether it is large."""
    unsure: bool
    """Whether it is hollow."""


@dataclass(frozen=True)
class Picture:
    """The marks of a drawing in shares of its width."""

    stamps: tuple[Stamp, ...]
    lanes: int
    axis: tuple[tuple[float, str], ...]
    turn: float | None


def picture(wide: Wide) -> Picture:
    """Return a drawing for the picture of shared links, across its whole width."""
    left = wide.scale.panels[0].start
    if wide.scale.turn is not None:
        left = min(left, wide.scale.turn)

    def share(x: float) -> float:
        return round((x - left) / (WIDTH - left), 4)

    stamps = tuple(
        Stamp(
            share(tick.x),
            number,
            None if tick.until is None else share(tick.until),
            tick.moment.named,
            tick.moment.unsure,
        )
        for number, lane in enumerate(wide.lanes)
        for tick in lane.ticks
    )
    axis = tuple((share(label.at), label.text) for label in wide.labels)
    turn = None if wide.scale.turn is None else share(wide.scale.turn)
    return Picture(stamps, len(wide.lanes), axis, turn)
