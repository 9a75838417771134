"""Images of records: their files, their sizes, and smaller copies."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import PIL.Image
import pytest
from conftest import GOOD
from explainer.rendering.images import LARGEST, ImageFile, smaller
from explainer.site import read_site
from explainer.source_tree import read_folder

if TYPE_CHECKING:
    from explainer.site import Site

FILE = "docs/images/pier.png"


def drawn(width: int, height: int, kind: str = "PNG", orientation: int = 1) -> bytes:
    out = BytesIO()
    exif = PIL.Image.Exif()
    exif[0x0112] = orientation
    PIL.Image.new("RGB", (width, height), "navy").save(out, kind, exif=exif)
    return out.getvalue()


def site_with(raw: bytes) -> Site:
    return read_site(read_folder(GOOD).overlay({FILE: raw}))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_smaller_copies_have_the_shape_and_the_kind_of_the_file(kind: str) -> None:
    """Of the widths below its own; they are the same in two builds."""
    file = ImageFile("a/b.x", 1000, 500)
    raw = drawn(1000, 500, kind)
    made = dict(smaller(file, raw))
    sizes = {path: PIL.Image.open(BytesIO(copy)).size for path, copy in made.items()}
    assert sizes == {"a/b-480.x": (480, 240), "a/b-960.x": (960, 480)}
    assert {PIL.Image.open(BytesIO(copy)).format for copy in made.values()} == {kind}
    assert dict(smaller(file, raw)) == made


def test_a_file_held_upright_is_measured_upright() -> None:
    """As browsers show it, whatever the camera wrote first."""
    raw = drawn(800, 600, "JPEG", orientation=6)
    found = site_with(raw).renderer.site.images["images/pier.png"]
    assert (found.width, found.height) == (600, 800)
    ((_, copy),) = smaller(found, raw)
    assert PIL.Image.open(BytesIO(copy)).size == (480, 640)


def test_a_small_file_has_no_copies() -> None:
    assert ImageFile("b.png", 480, 20).choices == [("b.png", 480)]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "'images/pier.png' cannot be read as an image"),
        (b"<svg/>", "'images/pier.png' cannot be read as an image"),
        (drawn(400, 300)[:60], "'images/pier.png' cannot be read as an image"),
        (drawn(40, 30, "GIF"), "'images/pier.png' cannot be read as an image"),
        (drawn(LARGEST + 1, 1), f"'images/pier.png' is larger than {LARGEST:,} pixels"),
    ],
    ids=["empty", "svg", "cut", "gif", "too wide"],
)
def test_a_file_that_is_no_image_is_a_problem(raw: bytes, message: str) -> None:
    """At the first record that names it, and nothing is raised."""
    problems = site_with(raw).problems
    assert {problem.text for problem in problems} == {message}
    assert problems[0].place.path.startswith("data/")
    assert "images/pier.png" in problems[0].place.text
