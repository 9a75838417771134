"""The picture for shared links: what is on it, and that it is the same each time."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, busy_site
from explainer.rendering.share_image import COLOURS, HEIGHT, WIDTH, share_image
from PIL import Image

if TYPE_CHECKING:
    from explainer.rendering.time_drawing import Picture

SITE = busy_site()


def colours(png: bytes, box: tuple[int, int, int, int]) -> set[str]:
    """The colours in a part of a picture."""
    with Image.open(io.BytesIO(png)) as image:
        found = image.convert("RGB").crop(box).getcolors(WIDTH * HEIGHT) or []
    return {"#" + "".join(f"{part:02x}" for part in colour) for _, colour in found}  # type: ignore[union-attr]  # an RGB picture has triples


@pytest.mark.parametrize("path", SITE.pages)
def test_every_page_has_a_picture(path: str) -> None:
    """With ink for the title and, with events in time, the line of the talks through it."""
    result = SITE.results[path]
    told = "Talking Points", result.heading, result.question or "What it is. " * 12, result.chart
    png = share_image(*told)
    assert png == share_image(*told)
    assert COLOURS["ink"] in colours(png, (60, 108, WIDTH, 260))
    overview = result.chart
    assert (overview is None) is ("```overview" not in SITE.pages[path].lines)
    if overview:
        assert overview.turn is not None
        line = round(72 + overview.turn * (WIDTH - 144))
        assert colours(png, (line, 374, line + 1, 379)) == {COLOURS["alarm"]}
    # Nothing runs into the margins.
    for edge in ((0, 13, 60, HEIGHT), (WIDTH - 60, 13, WIDTH, HEIGHT)):
        assert colours(png, edge) == {COLOURS["paper"]}, path


def test_a_page_without_a_drawing_has_room_for_more_words() -> None:
    """A long title and a long text are made smaller, and fit."""
    png = share_image("Name", "A title that is far too long for one line", "w " * 300, None)
    for edge in ((0, 13, 60, HEIGHT), (WIDTH - 60, 13, WIDTH, HEIGHT), (0, 610, 1200, 630)):
        assert colours(png, edge) == {COLOURS["paper"]}


@pytest.mark.parametrize("overview", [None, SITE.results["docs/topics/ferry.md"].chart])
@pytest.mark.parametrize("length", [1, 12, 90])
def test_whatever_is_written_stays_in_its_room(overview: Picture | None, length: int) -> None:
    """A long word is broken, a long title wrapped, and what is too long is cut."""
    for word in ("w" * 120, "word"):
        text = " ".join([word] * length)
        png = share_image(text, text, text, overview)
        for edge in ((0, 13, 60, HEIGHT), (WIDTH - 60, 13, WIDTH, HEIGHT), (0, 618, 1200, 630)):
            assert colours(png, edge) == {COLOURS["paper"]}
        if overview:
            assert COLOURS["soft"] not in colours(png, (60, 380, WIDTH - 60, 560))


def test_its_colours_are_those_of_the_pages() -> None:
    """The tokens of the light scheme."""
    css = (ROOT / "docs" / "stylesheets" / "tokens.css").read_text(encoding="utf-8")
    (light,) = re.findall(r'\[data-md-color-scheme="default"\] {(.*?)}', css, re.DOTALL)
    tokens = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    assert {name: tokens[name] for name in COLOURS} == COLOURS
