"""The picture for shared links: what is on it, and that it is the same each time."""

from __future__ import annotations

import io
import re

import pytest
from conftest import ROOT
from explainer.share_image import COLOURS, HEIGHT, WIDTH, share_image
from explainer.site import read_site
from PIL import Image

SITE = read_site(ROOT)


def colours(png: bytes, box: tuple[int, int, int, int]) -> set[str]:
    """The colours in a part of a picture."""
    with Image.open(io.BytesIO(png)) as image:
        found = image.convert("RGB").crop(box).getcolors(WIDTH * HEIGHT) or []
    return {"#" + "".join(f"{part:02x}" for part in colour) for _, colour in found}  # type: ignore[union-attr]  # an RGB picture has triples


@pytest.mark.parametrize("path", SITE.pages)
def test_every_page_has_a_picture(path: str) -> None:
    """With ink for the title and, with a strip of time, the line of the talks through it."""
    sheet = SITE.sheet(path, "", {})
    png = sheet.share_image("Talking Points", "What it is. " * 12)
    assert png == SITE.sheet(path, "", {}).share_image("Talking Points", "What it is. " * 12)
    assert COLOURS["ink"] in colours(png, (60, 108, WIDTH, 260))
    overview = SITE.pages[path].overview
    assert (overview is None) is (SITE.pages[path].front.ours is not None)
    if overview:
        assert overview.turn is not None
        line = round(72 + overview.turn * (WIDTH - 144) / 100)
        assert colours(png, (line, 374, line + 1, 379)) == {COLOURS["alarm"]}
    # Nothing runs into the margins.
    for edge in ((0, 13, 60, HEIGHT), (WIDTH - 60, 13, WIDTH, HEIGHT)):
        assert colours(png, edge) == {COLOURS["paper"]}, path


def test_a_page_without_a_strip_has_room_for_more_words() -> None:
    """A long title and a long text are made smaller, and fit."""
    png = share_image("Name", "A title that is far too long for one line", "w " * 300, None)
    for edge in ((0, 13, 60, HEIGHT), (WIDTH - 60, 13, WIDTH, HEIGHT), (0, 610, 1200, 630)):
        assert colours(png, edge) == {COLOURS["paper"]}


def test_its_colours_are_those_of_the_pages() -> None:
    """The tokens of the light scheme."""
    css = (ROOT / "docs" / "stylesheets" / "tokens.css").read_text(encoding="utf-8")
    (light,) = re.findall(r'\[data-md-color-scheme="default"\] {(.*?)}', css, re.DOTALL)
    tokens = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    assert {name: tokens[name] for name in COLOURS} == COLOURS
