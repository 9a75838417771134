"""Draws where events happened: land, a dot for each place, and its name.

The geometry is values in and values out; the template `map` turns it into SVG.
There are two drawings, since text must not shrink with the page: a wide one and a narrow one.
They share the path of the land.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from explainer.rendering.locator_map.land import land
from explainer.rendering.locator_map.names import Dot, place
from explainer.rendering.locator_map.projection import Projection, Room, projection
from explainer.rendering.time_drawing.text_widths import width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explainer.facts.catalog import Catalog
    from explainer.facts.places import NamedPlace
    from explainer.facts.records import Event
    from explainer.memory import Memory

FEWEST_PLACES = 2
"""The fewest places for which a map helps."""
WIDE = Room(width=660, least=200, most=330, side=76, above=40)
NARROW = Room(width=300, least=160, most=260, side=26, above=36)
SIZE = 12.5
"""The size of a name."""
_BASELINE = 11.5
_SMALLEST_DOT, _LARGEST_DOT = 3.5, 11.0


@dataclass(frozen=True)
class Spot:
    """A place with its events, in order of their dates."""

    place: NamedPlace
    events: tuple[Event, ...]

    @property
    def radius(self) -> float:
        """Return the radius of its dot, whose area grows with the number of events."""
        return round(min(_SMALLEST_DOT * sqrt(len(self.events)), _LARGEST_DOT), 1)

    @property
    def text(self) -> str:
        """Return its name, with the number of events if there are several."""
        count = len(self.events)
        return f"{self.place.name} {count}" if count > 1 else self.place.name


@dataclass(frozen=True)
class Mark:
    """A spot in a drawing."""

    spot: Spot
    x: float
    y: float
    text: tuple[float, float] | None
    """Where its name starts, on the baseline; None if there is no room for it."""
    line: tuple[float, ...] | None
    """The line from its dot to its name."""


@dataclass(frozen=True)
class Drawing:
    """One of the two drawings."""

    width: float
    height: float
    marks: list[Mark]
    """Large dots first, since they may cover smaller ones."""
    move: str
    """How the path of the land is put into this drawing."""


@dataclass(frozen=True)
class LocatorMap:
    """Everything that the template shows."""

    spots: list[Spot]
    """The places, those with most events first."""
    located: int
    """The number of events with a place on the map."""
    events: int
    """The number of all events."""
    land: str
    """The path of the land, in the measures of the wide drawing."""
    wide: Drawing
    narrow: Drawing


def locator_map(events: Sequence[Event], catalog: Catalog, memory: Memory) -> LocatorMap | None:
    """Return the map of some events, which are in order of date; None with too few places."""
    by_place: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if found := catalog.places_by_form.get(event.place or ""):
            by_place[found.id].append(event)
    spots = [Spot(catalog.places[name], tuple(own)) for name, own in by_place.items()]
    spots.sort(key=lambda spot: (-len(spot.events), spot.place.name))
    if len(spots) < FEWEST_PLACES:
        return None
    points = [(spot.place.longitude, spot.place.latitude) for spot in spots]
    wide, narrow = projection(points, WIDE), projection(points, NARROW)
    (west, south, east, north), (left, low, right, high) = wide.box, narrow.box
    box = min(west, left), min(south, low), max(east, right), max(north, high)
    return LocatorMap(
        spots=spots,
        located=sum(len(spot.events) for spot in spots),
        events=len(events),
        land=memory.once(("land", wide, box), None, lambda: land(wide, box)),
        wide=_drawing(spots, wide, wide, memory),
        narrow=_drawing(spots, narrow, wide, memory),
    )


def _drawing(
    spots: Sequence[Spot], shown: Projection, drawn: Projection, memory: Memory
) -> Drawing:
    """Return a drawing in one projection, for land that is drawn in another of the same kind."""
    at = [shown.at(spot.place.longitude, spot.place.latitude) for spot in spots]
    dots = tuple(
        Dot(x, y, spot.radius, width(spot.text, SIZE, bold=True))
        for spot, (x, y) in zip(spots, at, strict=True)
    )
    size = shown.width, shown.height
    names = memory.once(("names on a map", dots, size), None, lambda: place(dots, *size))
    marks = []
    for spot, (x, y), name in zip(spots, at, names, strict=True):
        text = (round(name.left, 1), round(name.top + _BASELINE, 1)) if name else None
        line = tuple(round(end, 1) for end in name.line) if name and name.line else None
        marks.append(Mark(spot, round(x, 1), round(y, 1), text, line))
    scale = shown.across / drawn.across
    x = (drawn.west - shown.west) * shown.across
    y = (shown.north - drawn.north) * shown.down
    move = "" if shown is drawn else f"translate({x:.1f} {y:.1f}) scale({scale:.4f})"
    return Drawing(shown.width, shown.height, marks, move)
