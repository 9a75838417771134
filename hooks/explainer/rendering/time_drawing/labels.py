"""Labels: puts texts above an axis, where none covers another, a line or the edge.

Each label is a flag: a vertical pole above its mark, with the text on one side of the pole.
Poles keep the order of the marks, so no two lines cross.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

BETWEEN_POLES = 15.0
"""The least distance between two poles, wider than a mark."""
PAD = 5.0
"""The distance of a text from its pole."""
CLEAR = 6.0
"""The least distance between a text and the next text or line."""
_ROUNDING = 0.2
MOST = 8
"""The most labels that are placed side by side."""


@dataclass(frozen=True)
class Label:
    """A text to place: the position of its event, and the size of the text."""

    x: float
    width: float
    height: float


@dataclass(frozen=True)
class Flag:
    """A placed text."""

    pole: float
    """The horizontal position of its pole."""
    left: float
    """The left edge of the text."""
    right: float
    foot: float
    """The height of the text's lower edge above the marks."""
    top: float
    """The height of its upper edge, where the pole ends."""
    bend: float
    """How far the pole is from the event."""

    @property
    def leftward(self) -> bool:
        """Return whether the text lies left of its pole."""
        return self.right < self.pole


def place(labels: Sequence[Label], left: float, right: float) -> list[Flag]:
    """Return a flag for each label, in the same order: by position.

    Of all choices of sides for the texts it takes the lowest drawing with the shortest poles.
    If no choice has room, poles move to the side.
    """
    if not labels:
        return []
    poles = spread([label.x for label in labels], left, right)
    sides = [_sides(label, pole, left, right) for label, pole in zip(labels, poles, strict=True)]
    found = (_stacked(labels, poles, chosen) for chosen in _choices(labels, poles, sides))
    best = min((flags for flags in found if flags), key=cost, default=None)
    return _bent(labels, left, right) if best is None else best


def _choices(
    labels: Sequence[Label], poles: Sequence[float], sides: Sequence[Sequence[bool]]
) -> list[tuple[bool, ...]]:
    """Return the choices of sides in which no two texts lie between and across both poles."""
    chosen: list[tuple[bool, ...]] = [()]
    for at, options in enumerate(sides):
        chosen = [
            (*before, side)
            for before in chosen
            for side in options
            if not side
            or not any(
                not before[other]
                and poles[at] - poles[other] < PAD + min(labels[at].width, labels[other].width)
                for other in range(at)
            )
        ]
    return chosen


def cost(flags: Sequence[Flag]) -> float:
    """Return how bad flags are: high, on long or bent poles, with texts on changing sides."""
    turns = sum(one.leftward != other.leftward for one, other in pairwise(flags))
    return height(flags) + sum(flag.top / 4 + 2 * flag.bend for flag in flags) + 2 * turns


def height(flags: Sequence[Flag]) -> float:
    """Return the height of the highest flag; 0 without any."""
    return max((flag.top for flag in flags), default=0)


def spread(places: Sequence[float], left: float, right: float) -> list[float]:
    """Return the places moved apart as little as possible, in their order and within the edges."""
    groups: list[tuple[float, int]] = []  # each with its sum and its number of places
    for at, place_ in enumerate(places):
        total, count = place_ - at * BETWEEN_POLES, 1
        while groups and groups[-1][0] / groups[-1][1] > total / count:
            more, others = groups.pop()
            total, count = total + more, count + others
        groups.append((total, count))
    starts = [total / count for total, count in groups for _ in range(count)]
    most = right - (len(places) - 1) * BETWEEN_POLES
    return [
        round(max(min(start, most), left) + at * BETWEEN_POLES, 1)
        for at, start in enumerate(starts)
    ]


def _sides(label: Label, pole: float, left: float, right: float) -> list[bool]:
    """Return the sides of the pole with room for the text; True is the left one."""
    reach = PAD + label.width
    return [
        leftward
        for leftward, fits in ((False, pole + reach <= right), (True, pole - reach >= left))
        if fits
    ]


def _stacked(
    labels: Sequence[Label], poles: Sequence[float], leftward: Sequence[bool]
) -> list[Flag] | None:
    """Return the flags, each as low as possible; None if two poles would cut each other's text."""
    count = range(len(labels))
    texts = [
        (pole - PAD - label.width, pole - PAD) if left else (pole + PAD, pole + PAD + label.width)
        for label, pole, left in zip(labels, poles, leftward, strict=True)
    ]
    spans = [
        (min(start, pole) - CLEAR / 2, max(end, pole) + CLEAR / 2)
        for (start, end), pole in zip(texts, poles, strict=True)
    ]
    # A pole within the span of a text must end below it.
    below = [
        {other for other in count if other != one and start < poles[other] < end}
        for one, (start, end) in enumerate(spans)
    ]
    if any(one in below[other] for one in count for other in below[one]):
        return None
    feet: dict[int, float] = {}

    def lowest(one: int) -> float:
        tops = {other: feet[other] + labels[other].height + CLEAR for other in feet}
        least = max((tops[other] for other in below[one]), default=0.0)
        met = [other for other in feet if _overlap(spans[one], spans[other])]
        free = [least, *(tops[other] for other in met if tops[other] > least)]
        return min(
            foot
            for foot in free
            if all(
                foot >= tops[other] or foot + labels[one].height + CLEAR <= feet[other]
                for other in met
            )
        )

    while len(feet) < len(labels):
        ready = [one for one in count if one not in feet and below[one] <= feet.keys()]
        if not ready:
            return None
        foot, one = min((lowest(one), one) for one in ready)
        feet[one] = foot
    return [
        Flag(
            pole=poles[at],
            left=texts[at][0],
            right=texts[at][1],
            foot=feet[at],
            top=feet[at] + labels[at].height,
            bend=abs(poles[at] - labels[at].x),
        )
        for at in count
    ]


def _bent(labels: Sequence[Label], left: float, right: float) -> list[Flag]:
    """Return flags whose poles move as needed: some first texts left of them, the others right."""
    found: list[list[Flag]] = []
    for first in range(len(labels) + 1):
        leftward = [at < first for at in range(len(labels))]
        reaches = [PAD + label.width for label in labels]
        wanted = [
            max(label.x, left + reach) if side else min(label.x, right - reach)
            for label, reach, side in zip(labels, reaches, leftward, strict=True)
        ]
        poles = spread(wanted, left, right)
        least, most = left, right
        for at in range(first):
            poles[at] = max(poles[at], left + reaches[at], least)
            least = poles[at] + BETWEEN_POLES
        for at in reversed(range(first, len(labels))):
            poles[at] = min(poles[at], right - reaches[at], most)
            most = poles[at] - BETWEEN_POLES
        if all(
            other - one > BETWEEN_POLES - _ROUNDING for one, other in pairwise([*poles, right + 99])
        ):
            found += [flags for flags in [_stacked(labels, poles, leftward)] if flags]
    return min(found, key=cost)


def _overlap(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
