"""Shapes: the outlines of marks, as paths around their centre, for SVG."""

from __future__ import annotations

SHAPES = {
    "circle": "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
    "square": "M-4.5-4.5h9v9h-9z",
    "diamond": "M0-6L6 0L0 6L-6 0z",
    "triangle": "M0-5.5L5.8 4.5H-5.8z",
    "point": "M0 5.5L5.8-4.5H-5.8z",
    "cross": "M-2-5.5h4v3.5h3.5v4h-3.5v3.5h-4v-3.5h-3.5v-4h3.5z",
    "hexagon": "M-5.8 0L-2.9-5H2.9L5.8 0L2.9 5H-2.9z",
    "star": "M0-6.4L1.7-2.2L6.1-2L2.6.8L3.8 5.2L0 2.7L-3.8 5.2L-2.6.8L-6.1-2L-1.7-2.2z",
}
"""A shape for each side of a drawing, in order; with more sides they come again."""
BETWEEN = "M-6-4.8L0-.6L6-4.8V4.8L0 .6L-6 4.8z"
"""The shape for an event between sides: two halves that meet."""
_PATHS = [*SHAPES.values()]


def shape(number: int | None) -> str:
    """Return the path for a side by its number in the drawing, from 0; None is between sides."""
    return BETWEEN if number is None else _PATHS[number % len(_PATHS)]
