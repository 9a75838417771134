"""Names on a map: puts each beside its dot, where it covers nothing else.

A name without room beside its dot gets a line to it; one without any room is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from math import cos, hypot, pi, sin
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

LINE = 15.0
"""The height of a name."""
CLEAR = 3.0
"""The least distance between a name and anything else."""
_EDGE = 2.0
_TRIES = 3
_NEAR = (
    (1, 0, 0),
    (-1, 0, 2),
    (0, -1, 3),
    (0, 1, 4),
    (1, -1, 5),
    (-1, -1, 6),
    (1, 1, 6),
    (-1, 1, 7),
)
"""The places beside a dot, right and down, with how much worse they are than the best."""
_FAR = tuple(product(range(10, 121, 10), range(16)))
"""The places at the end of a line: its length, and its direction in sixteenths of a circle."""


@dataclass(frozen=True)
class Dot:
    """A dot and the width of its name."""

    x: float
    y: float
    radius: float
    width: float


@dataclass(frozen=True)
class Name:
    """A placed name."""

    left: float
    top: float
    right: float
    bottom: float
    line: tuple[float, float, float, float] | None
    """The line from the dot to the name, if the name is not beside it."""
    cost: float


def place(dots: Sequence[Dot], width: float, height: float) -> list[Name | None]:
    """Return a name for each dot, in order; None if it has no room.

    The dots come in the order of their importance.
    """
    choices = [
        [
            name
            for name in sorted(_choices(dot), key=lambda name: name.cost)
            if name.left >= _EDGE
            and name.right <= width - _EDGE
            and name.top >= _EDGE
            and name.bottom <= height - _EDGE
        ]
        for dot in dots
    ]
    best: list[Name | None] = [None] * len(dots)
    for key in _ORDERS:
        order = sorted(range(len(dots)), key=lambda at: key(dots[at], dots))
        for _ in range(_TRIES):
            found = _placed(dots, order, choices)
            if _badness(found) < _badness(best):
                best = found
            missing = [at for at in order if found[at] is None]
            if not missing:
                return best
            order = [*missing, *(at for at in order if at not in missing)]
    return best


def _placed(
    dots: Sequence[Dot], order: Sequence[int], choices: Sequence[Sequence[Name]]
) -> list[Name | None]:
    found: list[Name | None] = [None] * len(dots)
    for at in order:
        others = [name for name in found if name]
        found[at] = next(
            (name for name in choices[at] if _is_free(name, dots[at], dots, others)), None
        )
    return found


def _choices(dot: Dot) -> Iterator[Name]:
    for right, down, cost in _NEAR:
        away = (dot.radius + CLEAR) * (0.8 if right and down else 1)
        yield _name(dot, (right, down), away, cost, joined=False)
    for length, direction in _FAR:
        angle = direction * pi / 8
        way = round(cos(angle), 3), round(sin(angle), 3)
        turned = 2 * abs(way[1]) + (way[0] < 0)
        yield _name(dot, way, dot.radius + length, 12 + length + turned, joined=True)


def _name(dot: Dot, way: tuple[float, float], away: float, cost: float, *, joined: bool) -> Name:
    """Return the name at the end of a way; its nearest side or corner lies there."""
    right, down = way
    x, y = dot.x + right * away, dot.y + down * away
    left = x if right > 0.1 else x - dot.width if right < -0.1 else x - dot.width / 2
    top = y if down > 0.9 else y - LINE if down < -0.9 else y - LINE / 2 * (1 - down)
    line = None
    if joined:
        foot = dot.x + right * dot.radius, dot.y + down * dot.radius
        line = (*foot, x - right * 2, y - down * 2)
    return Name(left, top, left + dot.width, top + LINE, line, cost)


def _is_free(name: Name, own: Dot, dots: Sequence[Dot], others: Sequence[Name]) -> bool:
    if any(_boxes_meet(name, other) for other in others):
        return False
    line = name.line
    for dot in dots:
        near = dot.radius + (CLEAR - 1 if dot is not own else 0)
        beside = (
            dot.x + near < name.left
            or dot.x - near > name.right
            or dot.y + near < name.top
            or dot.y - near > name.bottom
        )
        if not beside and _distance_of_box(dot, name) < near:
            return False
        if line and _distance_of_line(dot, line) < dot.radius + 1 and not _touch(dot, own):
            return False
    for other in others:
        if line and _line_meets_box(line, other):
            return False
        if other.line and _line_meets_box(other.line, name):
            return False
        if line and other.line and _lines_cross(line, other.line):
            return False
    return True


def _touch(one: Dot, other: Dot) -> bool:
    return hypot(one.x - other.x, one.y - other.y) < one.radius + other.radius


def _boxes_meet(one: Name, other: Name) -> bool:
    return (
        one.left < other.right + CLEAR
        and other.left < one.right + CLEAR
        and one.top < other.bottom
        and other.top < one.bottom
    )


def _distance_of_box(dot: Dot, name: Name) -> float:
    across = max(name.left - dot.x, 0, dot.x - name.right)
    down = max(name.top + 1 - dot.y, 0, dot.y - name.bottom + 1)
    return hypot(across, down)


def _distance_of_line(dot: Dot, line: tuple[float, float, float, float]) -> float:
    x, y, end, foot = line
    across, down = end - x, foot - y
    length = across * across + down * down
    share = ((dot.x - x) * across + (dot.y - y) * down) / length if length else 0
    share = min(max(share, 0), 1)
    return hypot(dot.x - x - share * across, dot.y - y - share * down)


def _line_meets_box(line: tuple[float, float, float, float], name: Name) -> bool:
    """Return whether a line touches a name (Liang and Barsky)."""
    x, y, end, foot = line
    first, last = 0.0, 1.0
    for step, low, high in (
        (end - x, name.left - 1 - x, name.right + 1 - x),
        (foot - y, name.top - y, name.bottom - y),
    ):
        if step == 0:
            if low > 0 or high < 0:
                return False
            continue
        near, far = sorted((low / step, high / step))
        first, last = max(first, near), min(last, far)
    return first <= last


def _lines_cross(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> bool:
    def side(line: tuple[float, float, float, float], x: float, y: float) -> float:
        return (line[2] - line[0]) * (y - line[1]) - (line[3] - line[1]) * (x - line[0])

    return (
        side(one, *other[:2]) * side(one, *other[2:]) <= 0
        and side(other, *one[:2]) * side(other, *one[2:]) <= 0
    )


def _crowd(dot: Dot, dots: Sequence[Dot]) -> float:
    """Return how crowded a dot is: the number of dots near it, the nearer the more."""
    return sum(max(1 - hypot(dot.x - other.x, dot.y - other.y) / 90, 0) for other in dots)


def _badness(names: Sequence[Name | None]) -> float:
    return sum(name.cost if name else 1000 for name in names)


_ORDERS: tuple[Callable[[Dot, Sequence[Dot]], float], ...] = (
    lambda dot, dots: -_crowd(dot, dots),
    lambda dot, _: dot.x,
    lambda dot, _: -dot.x,
    lambda dot, _: dot.y,
    lambda dot, _: -dot.y,
)
"""The orders in which names are placed until one leaves none out."""
