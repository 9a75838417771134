"""Smaller copies of images, which a preview makes once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.rendering.images import smaller
from mkdocs.structure.files import File

if TYPE_CHECKING:
    from explainer.memory import Memory
    from explainer.site import Site
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def add_copies(files: Files, config: MkDocsConfig, site: Site, docs: str, memory: Memory) -> None:
    """Add the smaller copies of all images to the files of the site."""
    images = site.context.images
    raws = {image: site.tree[f"{docs}/{image.file}"] for image in images.values()}
    copies = memory.once(
        "copies of images",
        raws,
        lambda: [copy for image, raw in raws.items() for copy in smaller(image, raw)],
    )
    for path, content in copies:
        files.append(File.generated(config, path, content=content))
