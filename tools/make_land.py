"""Makes `land.txt`, the coastlines of the locator maps, from Natural Earth's data.

Get the npm package `world-atlas` (Natural Earth 1:50m as TopoJSON; the data is in the public
domain), and then: `python tools/make_land.py land-50m.json`
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

HOOKS = Path(__file__).parent.parent / "hooks"
sys.path.insert(0, str(HOOKS))

from explainer.rendering.locator_map.outline import area, simplified  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.rendering.locator_map.outline import Point

FILE = HOOKS / "explainer" / "rendering" / "locator_map" / "land.txt"
TOLERANCE = 0.2
"""How far an outline may move, in degrees."""
SMALLEST = 0.5
"""The area of the smallest island, in square degrees."""
SOUTHERNMOST = -60
"""Antarctica is left out."""


def rings(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """Yield every outline of the land, in degrees east and north."""
    (wide, high), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[Point]] = []
    for steps in topology["arcs"]:
        x, y = 0, 0
        arcs.append([])
        for east, north in steps:
            x, y = x + east, y + north
            arcs[-1].append((x * wide + west, y * high + south))
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            for ring in polygon:
                parts = [arcs[at] if at >= 0 else arcs[~at][::-1] for at in ring]
                yield unbroken([*parts[0], *(point for part in parts[1:] for point in part[1:])])


def unbroken(ring: list[Point]) -> list[Point]:
    """Return an outline that goes on past 180 degrees where it would jump to the other end.

    Its middle is within 180 degrees of Greenwich.
    """
    found = ring[:1]
    for east, north in ring[1:]:
        turns = round((found[-1][0] - east) / 360)
        found.append((east + 360 * turns, north))
    easts = [east for east, _ in found]
    turns = round((min(easts) + max(easts)) / 2 / 360)
    return [(east - 360 * turns, north) for east, north in found]


def main(source: Path) -> None:
    """Write the file."""
    lines = ["# Coastlines: Natural Earth 1:50m, public domain; tenths of a degree east and north."]
    for ring in rings(json.loads(source.read_text(encoding="utf-8"))):
        if area(ring) < SMALLEST or max(y for _, y in ring) < SOUTHERNMOST:
            continue
        half = len(ring) // 2
        points = [
            *simplified(ring[: half + 1], TOLERANCE),
            *simplified(ring[half:], TOLERANCE)[1:-1],
        ]
        lines.append(" ".join(f"{round(10 * x)} {round(10 * y)}" for x, y in points))
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
