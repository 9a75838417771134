"""The picture that other sites show for a shared link: the page's question and its events in time.

The build draws it at 1200 by 630 pixels, the usual Open Graph size, with the fonts stored here.
"""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    from explainer.rendering.time_drawing import Picture

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
_DRAWING = 200  # pixels at the bottom for the drawing


def share_image(masthead: str, title: str, text: str, overview: Picture | None) -> bytes:
    """Return a PNG with the masthead, a title, a short text and, if given, events in time."""
    image = Image.new("RGB", (WIDTH, HEIGHT), COLOURS["paper"])
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, WIDTH, 12), COLOURS["alarm"])
    room = HEIGHT - _DRAWING - 60 if overview else HEIGHT - 50
    y = _written(draw, masthead, "soft", (_SANS, 32, 32), (46, 100))
    y = _written(draw, title, "ink", (_SERIF, 104, 56), (y + 4, y + 180))
    _written(draw, text, "soft", (_SANS, 44, 30), (y + 8, room))
    if overview:
        _events(draw, overview)
    written = io.BytesIO()
    image.save(written, "PNG")
    return written.getvalue()


def _events(draw: ImageDraw.ImageDraw, overview: Picture) -> None:
    """Draw the events of the page's drawing, with the line through its turning point."""
    left, top, foot = _MARGIN, HEIGHT - _DRAWING - 50, HEIGHT - 66
    across = WIDTH - 2 * _MARGIN
    down = (foot - top) / overview.lanes
    for x, text in overview.axis:
        if x < 0.94:
            draw.text((left + x * across, foot + 8), text, COLOURS["soft"], _font(_SANS, 26))
    for lane in range(overview.lanes):
        y = top + (lane + 1) * down
        draw.line((left, y, WIDTH - left, y), COLOURS["line"], 3)
    if overview.turn is not None:
        at = left + overview.turn * across
        draw.line((at, top - 8, at, foot), COLOURS["alarm"], 4)
    high = min(down, 60)
    for stamp in sorted(overview.stamps, key=lambda one: one.named):
        x, y = left + stamp.x * across, top + (stamp.lane + 1) * down
        if stamp.until is not None:
            draw.line((x, y - 4, left + stamp.until * across, y - 4), COLOURS["line"], 7)
        colour = COLOURS["link" if stamp.named else "ink"]
        inner = COLOURS["paper"] if stamp.unsure else colour
        if stamp.named:
            draw.line((x, y - high / 2, x, y), colour, 3)
            draw.circle((x, y - high / 2), 10, inner, colour, 3)
        else:
            draw.rectangle((x - 3, y - high / 3, x + 3, y - 2), inner, colour, 2)


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
