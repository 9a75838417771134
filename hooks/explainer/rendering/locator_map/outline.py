"""Outlines: rings of points, cut to a rectangle and made simpler."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""The left, upper, right and lower edge."""


def area(ring: Sequence[Point]) -> float:
    """Return the area inside a ring, which need not repeat its first point."""
    around = pairwise([*ring, ring[0]])
    return abs(sum(x * below - right * y for (x, y), (right, below) in around)) / 2


def simplified(line: Sequence[Point], tolerance: float) -> list[Point]:
    """Return a line without the points that are nearer to it than a distance.

    This is the method of Ramer, Douglas and Peucker, without recursion.
    """
    kept = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        start, end = spans.pop()
        if end - start < 2:
            continue
        # No function a point: a map of the world has 20,000.
        (x, y), (end_x, end_y) = line[start], line[end]
        across, down = end_x - x, end_y - y
        length = across * across + down * down
        far, at = -1.0, start
        for one in range(start + 1, end):
            right, below = line[one][0] - x, line[one][1] - y
            share = (right * across + below * down) / length if length else 0.0
            share = 0.0 if share < 0 else 1.0 if share > 1 else share
            right, below = right - share * across, below - share * down
            distance = right * right + below * below
            if distance >= far:
                far, at = distance, one
        if far > tolerance * tolerance:
            kept.add(at)
            spans += [(start, at), (at, end)]
    return [line[at] for at in sorted(kept)]


def clipped(ring: Sequence[Point], box: Box) -> list[Point]:
    """Return the part of a ring inside a rectangle, side by side (Sutherland and Hodgman)."""
    left, top, right, bottom = box
    found = [*ring]
    for axis, edge, keeps_less in (
        (0, left, False),
        (0, right, True),
        (1, top, False),
        (1, bottom, True),
    ):
        before, found = found, []
        for one, other in pairwise([*before[-1:], *before]):
            inside = _inside(other[axis], edge, less=keeps_less)
            if inside != _inside(one[axis], edge, less=keeps_less):
                found.append(_crossing(one, other, axis, edge))
            if inside:
                found.append(other)
    return found


def _inside(value: float, edge: float, *, less: bool) -> bool:
    return value <= edge if less else value >= edge


def _crossing(one: Point, other: Point, axis: int, edge: float) -> Point:
    share = (edge - one[axis]) / (other[axis] - one[axis])
    across = one[1 - axis] + share * (other[1 - axis] - one[1 - axis])
    return (edge, across) if axis == 0 else (across, edge)
