"""The land of a map: coastlines as a path for SVG.

There are no borders on it: a map that draws some must decide whose they are.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from explainer.rendering.locator_map.outline import area, clipped, simplified

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explainer.rendering.locator_map.outline import Box, Point
    from explainer.rendering.locator_map.projection import Projection

TOLERANCE = 1.8
"""How far a coastline may move in a drawing."""
SMALLEST = 18.0
"""The area of the smallest island or lake in a drawing."""
TURNS = (-360.0, 0.0, 360.0)


@cache
def coastlines() -> list[tuple[Box, list[Point]]]:
    """Return every outline of the land with its extent, in degrees east and north."""
    file = Path(__file__).with_name("land.txt")
    found = []
    for line in file.read_text(encoding="utf-8").splitlines()[1:]:
        numbers = [int(number) / 10 for number in line.split()]
        ring = [*zip(numbers[::2], numbers[1::2], strict=True)]
        easts, norths = [east for east, _ in ring], [north for _, north in ring]
        found.append(((min(easts), min(norths), max(easts), max(norths)), ring))
    return found


def land(projection: Projection, box: Box) -> str:
    """Return the path of the land in a part of the earth, in the measures of a drawing."""
    west, south, east, north = box
    paths: list[str] = []
    for turn in TURNS:
        for (left, low, right, high), ring in coastlines():
            if right + turn > west and left + turn < east and high > south and low < north:
                moved = [(x + turn, y) for x, y in ring]
                paths += _path(clipped(moved, box), projection)
    return "".join(paths)


def _path(ring: Sequence[Point], projection: Projection) -> Iterator[str]:
    drawn = [
        ((x - projection.west) * projection.across, (projection.north - y) * projection.down)
        for x, y in ring
    ]
    if len(drawn) < 3 or area(drawn) < SMALLEST:
        return
    half = len(drawn) // 2
    line = [*simplified(drawn[: half + 1], TOLERANCE), *simplified(drawn[half:], TOLERANCE)[1:]]
    points = [(round(x), round(y)) for x, y in line]
    steps: list[str] = []
    at = points[0]
    for point in points[1:]:
        if max(abs(point[0] - at[0]), abs(point[1] - at[1])) > 1:
            steps.append(f"{point[0] - at[0]} {point[1] - at[1]}".replace(" -", "-"))
            at = point
    if len(steps) > 1:
        joined = "".join(
            step if step[0] == "-" or not n else f" {step}" for n, step in enumerate(steps)
        )
        yield f"M{points[0][0]} {points[0][1]}l{joined}z"
