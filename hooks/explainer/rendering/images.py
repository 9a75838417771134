"""Files of images: their size, and smaller copies for small screens."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import PIL.Image
from PIL import ImageOps

from explainer.facts.actors import Person
from explainer.facts.records import Event
from explainer.facts.topics import Topic
from explainer.problems import Problem, did_you_mean, quoted
from explainer.source_tree import IMAGES, is_image

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.facts.catalog import Catalog
    from explainer.facts.images import Image
    from explainer.source_tree import SourceTree

WIDTHS = (480, 960)
"""The widths of smaller copies."""
FORMATS = ("JPEG", "PNG", "WEBP")
LARGEST = 8_000
"""The most pixels of a side."""
_ORIENTATION = 0x0112
_TURNED = (5, 6, 7, 8)
"""The EXIF orientations of a camera turned on its side, which swap width and height."""


@dataclass(frozen=True)
class ImageFile:
    """The file of an image, as a page needs it."""

    file: str
    """Its path in the docs folder, which is its address below the site's root."""
    width: int
    height: int

    @property
    def copies(self) -> list[tuple[str, int]]:
        """Return the path and the width of each smaller copy, beside the file."""
        path = PurePosixPath(self.file)
        return [
            (path.with_name(f"{path.stem}-{width}{path.suffix}").as_posix(), width)
            for width in WIDTHS
            if width < self.width
        ]

    @property
    def choices(self) -> list[tuple[str, int]]:
        """Return the path and the width of every copy, and of the file itself."""
        return [*self.copies, (self.file, self.width)]


def read_images(
    tree: SourceTree, docs: str, catalog: Catalog
) -> tuple[dict[str, ImageFile], list[Problem]]:
    """Return the files of all images by their paths in the docs folder, and their problems."""
    found: dict[str, ImageFile] = {}
    problems: list[Problem] = []
    for record, image in images(catalog):
        if image.file in found:
            continue
        raw = tree.get(f"{docs}/{image.file}")
        made = _missing(image, tree, docs) if raw is None else _measured(image, raw)
        if isinstance(made, ImageFile):
            found[image.file] = made
        else:
            message, hint = made
            problems.append(Problem(record.place_of("image", "file"), message, hint))
    return found, problems


def images(catalog: Catalog) -> Iterator[tuple[Event | Person | Topic, Image]]:
    """Yield every image with its record."""
    for kind in (Event, Person, Topic):
        for record in catalog.all(kind).values():
            assert isinstance(record, Event | Person | Topic)
            if record.image:
                yield record, record.image


def smaller(file: ImageFile, raw: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the bytes of each smaller copy."""
    with PIL.Image.open(BytesIO(raw)) as opened:
        kind = opened.format
        whole = ImageOps.exif_transpose(opened)
        for path, width in file.copies:
            height = max(round(file.height * width / file.width), 1)
            out = BytesIO()
            copy = whole.resize((width, height), PIL.Image.Resampling.LANCZOS)
            copy.save(out, kind, quality=82, optimize=True)
            yield path, out.getvalue()


def _missing(image: Image, tree: SourceTree, docs: str) -> tuple[str, str]:
    if not is_image(image.file):
        kinds = ", ".join(sorted(IMAGES))
        return f"{quoted(image.file, 100)} is not the name of an image", f"use one of: {kinds}"
    known = [path.removeprefix(f"{docs}/") for path, _ in tree.under(docs) if is_image(path)]
    hint = did_you_mean(image.file, known, f"put it in {docs}/, or correct the name")
    return f"no file {quoted(image.file, 100)} in {docs}/", hint


def _measured(image: Image, raw: bytes) -> ImageFile | tuple[str, str]:
    name = quoted(image.file, 100)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", PIL.Image.DecompressionBombWarning)
            with PIL.Image.open(BytesIO(raw), formats=FORMATS) as opened:
                width, height = opened.size
                if opened.getexif().get(_ORIENTATION) in _TURNED:
                    width, height = height, width
                if max(width, height) <= LARGEST:
                    opened.load()
    except (PIL.Image.DecompressionBombWarning, PIL.Image.DecompressionBombError):
        width = height = LARGEST + 1
    except (OSError, SyntaxError, ValueError):
        return f"{name} cannot be read as an image", "save it again as JPEG, PNG or WebP"
    if max(width, height) > LARGEST:
        return f"{name} is larger than {LARGEST:,} pixels", "make it smaller; a page needs 1,920"
    return ImageFile(image.file, width, height)
