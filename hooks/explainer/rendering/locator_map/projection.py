"""The projection of a map: which part of the earth a drawing shows, and where a point lies in it.

It is the equirectangular one, which is true to scale along the middle latitude of the places.
Its meridian in the middle is the one opposite to the widest gap between the places.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explainer.rendering.locator_map.outline import Box

NORTHERNMOST, SOUTHERNMOST = 84.0, -60.0
FEWEST_DEGREES = 30.0
"""The least that a map shows from west to east: enough coastline to recognise the place."""
WORTH_TURNING = 60.0
"""How many degrees a turned map must spare; readers know the usual one, cut at the Pacific."""


@dataclass(frozen=True)
class Room:
    """The size that a drawing may have."""

    width: float
    least: float
    """The least height."""
    most: float
    """The greatest height."""
    side: float
    """The room for names left and right of the places."""
    above: float
    """The room for names above and below the places."""


@dataclass(frozen=True)
class Projection:
    """A part of the earth in a drawing."""

    width: float
    height: float
    start: float
    """The degrees east of the westernmost place."""
    west: float
    """The degrees east of the left edge."""
    north: float
    """The degrees north of the upper edge."""
    across: float
    """The width of a degree from west to east."""
    down: float
    """The height of a degree from north to south."""

    def at(self, east: float, north: float) -> tuple[float, float]:
        """Return where a point lies in the drawing."""
        turned = self.start + (east - self.start) % 360
        return (turned - self.west) * self.across, (self.north - north) * self.down

    @property
    def box(self) -> Box:
        """Return the part of the earth, in degrees east and north: west, south, east, north."""
        east = self.west + self.width / self.across
        return self.west, self.north - self.height / self.down, east, self.north


def projection(points: Sequence[tuple[float, float]], room: Room) -> Projection:
    """Return the part of the earth with some points, in degrees east and north."""
    start, span = arc([east for east, _ in points])
    norths = [north for _, north in points]
    low, high = min(norths), max(norths)
    flat = cos(radians(max(min((low + high) / 2, 60), -60)))
    scale = min(
        (room.width - 2 * room.side) / (max(span, FEWEST_DEGREES) * flat),
        (room.most - 2 * room.above) / max(high - low, 1),
    )
    height = min(max((high - low) * scale + 2 * room.above, room.least), room.most)
    across = scale * flat
    top = min((low + high) / 2 + height / scale / 2, NORTHERNMOST)
    west = start + span / 2 - room.width / across / 2
    return Projection(room.width, round(height), start, west, top, across, scale)


def arc(easts: Sequence[float]) -> tuple[float, float]:
    """Return where the shortest useful stretch of all longitudes starts, and how long it is."""
    found = sorted(set(easts))
    usual = found[-1] - found[0]
    gap, after = max(
        ((other - one, other) for one, other in pairwise(found)), default=(0.0, found[0])
    )
    if usual - (360 - gap) >= WORTH_TURNING:
        return after, 360 - gap
    return found[0], usual
