"""The picture that other sites show of a page that is shared: its question, and its strip of time.

Drawn at build, 1200 by 630 pixels as Open Graph is commonly shown, with fonts kept here.
"""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    from .overview import Overview

WIDTH, HEIGHT = 1200, 630

COLOURS = {
    "paper": "#fffdf9",
    "ink": "#1c1b1a",
    "soft": "#55524d",
    "line": "#ddd8cf",
    "link": "#0b4a8f",
    "alarm": "#9b1c1c",
}
"""The tokens of the light scheme, as tokens.css has them."""

_MARGIN = 72
_SERIF, _SANS = "source-serif-4-700", "source-sans-3-400"
_STRIP = 200  # pixels at the foot for the strip of time


def share_image(masthead: str, title: str, text: str, overview: Overview | None) -> bytes:
    """A PNG: masthead, title, a sentence or two, and where the events lie in time, if they do."""
    image = Image.new("RGB", (WIDTH, HEIGHT), COLOURS["paper"])
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, WIDTH, 12), COLOURS["alarm"])
    draw.text((_MARGIN, 52), masthead, COLOURS["soft"], _font(_SANS, 32))
    size = 104
    while size > 48 and _font(_SERIF, size).getlength(title) > WIDTH - 2 * _MARGIN:
        size -= 4
    draw.text((_MARGIN - 4, 108), title, COLOURS["ink"], _font(_SERIF, size))
    y = 120 + size * 1.35
    small, lines = 44, _wrapped(text, _font(_SANS, 44))
    while small > 30 and len(lines) > (2 if overview else 6):
        small -= 2
        lines = _wrapped(text, _font(_SANS, small))
    for line in lines:
        draw.text((_MARGIN, y), line, COLOURS["soft"], _font(_SANS, small))
        y += small * 1.25
    if overview:
        _strip(draw, overview)
    written = io.BytesIO()
    image.save(written, "PNG")
    return written.getvalue()


def _strip(draw: ImageDraw.ImageDraw, overview: Overview) -> None:
    """The overview as a page has it, with the line of the event that all turns on."""
    left, top, foot = _MARGIN, HEIGHT - _STRIP - 50, HEIGHT - 66
    across = (WIDTH - 2 * _MARGIN) / 100
    down = (foot - top) / overview.height
    draw.line((left, foot, WIDTH - left, foot), COLOURS["line"], 3)
    for tick in overview.ticks:
        place = (left + tick.x * across, foot + 8)
        anchor = "ra" if tick.x > 90 else "la"
        draw.text(place, tick.label, COLOURS["soft"], _font(_SANS, 26), anchor)
    if overview.turn is not None:
        at = left + overview.turn * across
        draw.line((at, top - 8, at, foot), COLOURS["alarm"], 4)
    for mark in (mark for lane in overview.lanes for mark in lane.marks):
        x, y = left + mark.x * across, top + mark.y * down
        if mark.until:
            draw.line((x, y, left + mark.until * across, y), COLOURS["link"], 5)
        unsure = mark.event.status in {"reported", "disputed"}
        inner = COLOURS["paper" if unsure else "link"]
        draw.circle((x, y), 8, inner, COLOURS["link"], 3)


def _wrapped(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """The text in lines that fit."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= WIDTH - 2 * _MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    path = Path(__file__).parent / "fonts" / f"{name}.woff"
    # The same letters with and without the optional library for complex scripts.
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)
