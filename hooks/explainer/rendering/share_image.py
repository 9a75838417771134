"""The picture that other sites show for a shared link: the page's question and its time strip.

The build draws it at 1200 by 630 pixels, the usual Open Graph size, with the fonts stored here.
"""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    from explainer.rendering.time_strip import Strip

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
_STRIP = 200  # pixels at the bottom for the time strip


def share_image(masthead: str, title: str, text: str, overview: Strip | None) -> bytes:
    """Return a PNG with the masthead, a title, a short text and, if given, the time strip."""
    image = Image.new("RGB", (WIDTH, HEIGHT), COLOURS["paper"])
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, WIDTH, 12), COLOURS["alarm"])
    room = HEIGHT - _STRIP - 60 if overview else HEIGHT - 50
    y = _written(draw, masthead, "soft", (_SANS, 32, 32), (46, 100))
    y = _written(draw, title, "ink", (_SERIF, 104, 56), (y + 4, y + 180))
    _written(draw, text, "soft", (_SANS, 44, 30), (y + 8, room))
    if overview:
        _strip(draw, overview)
    written = io.BytesIO()
    image.save(written, "PNG")
    return written.getvalue()


def _strip(draw: ImageDraw.ImageDraw, overview: Strip) -> None:
    """Draw the overview as on the page, with the line through its turning point."""
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
    for at, row, until, unsure in overview.marks:
        x, y = left + at * across, top + row * down
        if until:
            draw.line((x, y, left + until * across, y), COLOURS["link"], 5)
        inner = COLOURS["paper" if unsure else "link"]
        draw.circle((x, y), 8, inner, COLOURS["link"], 3)


def _written(
    draw: ImageDraw.ImageDraw,
    text: str,
    colour: str,
    font: tuple[str, int, int],
    area: tuple[int, int],
) -> int:
    """Write a text in the largest size that fits between two heights; return where it ends.

    `font` is a name with the largest and smallest size; text that is still too long is cut.
    """
    top, foot = area
    name, size, least = font
    while True:
        most = max((foot - top) // (size * 5 // 4), 1)
        lines = _wrapped(text, name, size, most)
        if size <= least or len(lines) <= most:
            break
        size -= 2
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1].rstrip(' .,;:')[:-2]} …"]
    for line in lines:
        draw.text((_MARGIN, top), line, COLOURS[colour], _font(name, size))
        top += size * 5 // 4
    return top


def _wrapped(text: str, name: str, size: int, most: int) -> list[str]:
    """Return the text in lines that fit, up to one line more than there is room for.

    Break any word that is too long for a line.
    """
    font, room = _font(name, size), WIDTH - 2 * _MARGIN
    lines = [""]
    for word in text.split():
        if len(lines) > most:
            break
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= room:
            lines[-1] = longer
            continue
        lines += [""] if lines[-1] else []
        for sign in word:
            if len(lines) > most:
                break
            lines += [""] if font.getlength(lines[-1] + sign) > room else []
            lines[-1] += sign
    return lines


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    path = Path(__file__).parent / "fonts" / f"{name}.woff"
    # Draw the same letters with or without the optional library for complex scripts.
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)
