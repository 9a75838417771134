"""Draws how the cost of a topic grows with their number: one line for each kind of build."""

from __future__ import annotations

from math import ceil, floor, log10
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

WIDTH, HEIGHT = 640, 360
LEFT, RIGHT, TOP, BOTTOM = 56, 120, 16, 44
COLOURS = {
    "ours": "#1a56b0",
    "plain": "#9a5b00",
    "hugo": "#8a2a7a",
    "check": "#1b7340",
    "again": "#5c5c5c",
}


def growth(figures: Mapping[tuple[str, int], float]) -> str:
    """Return an SVG of the processor's milliseconds for each topic; both scales are logarithmic.

    `figures` has the seconds of a whole build, by what was built and the number of topics.
    """
    each = {key: 1000 * seconds / key[1] for key, seconds in figures.items()}
    counts = sorted({count for _, count in each})
    low, high = (
        10.0 ** way(log10(limit(each.values()))) for way, limit in ((floor, min), (ceil, max))
    )
    span = log10(counts[-1] / counts[0]) or 1

    def across(count: int) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * log10(count / counts[0]) / span

    def down(value: float) -> float:
        return TOP + (HEIGHT - TOP - BOTTOM) * log10(high / value) / log10(high / low)

    parts = []
    for power in range(round(log10(low)), round(log10(high)) + 1):
        y = down(10.0**power)
        parts.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#ccc"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{10**power:g}</text>')
    for count in counts:
        x, y = across(count), HEIGHT - BOTTOM + 20
        parts.append(f'<text x="{x:.1f}" y="{y}" text-anchor="middle">{count:,}</text>')
    for name in dict.fromkeys(name for name, _ in each):
        own = [
            (across(count), down(each[name, count])) for count in counts if (name, count) in each
        ]
        line = "L".join(f"{x:.1f} {y:.1f}" for x, y in own)
        parts.append(f'<path d="M{line}" fill="none" stroke="{COLOURS[name]}" stroke-width="2"/>')
        parts += [
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{COLOURS[name]}"/>' for x, y in own
        ]
        x, y = own[-1]
        parts.append(f'<text x="{x + 10:.1f}" y="{y + 4:.1f}" fill="{COLOURS[name]}">{name}</text>')
    title = "Milliseconds of the processor for each topic, by the number of topics"
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts.append(f'<text x="{middle}" y="{HEIGHT - 6}" text-anchor="middle">{title}</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="13"><title>{title}</title>'
        f'<rect width="100%" height="100%" fill="#fff"/>{"".join(parts)}</svg>\n'
    )
