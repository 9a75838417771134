"""The forms of the facts as files of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.forms import Publication, forms
from explainer.rendering.published import Published
from mkdocs.structure.files import File

if TYPE_CHECKING:
    from explainer.site import Site
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def add_forms(files: Files, config: MkDocsConfig, site: Site) -> None:
    """Add every form of the facts to the files of the site."""
    known = site.renderer.site
    publication = Publication(
        config.site_name,
        Published(site.catalog, known.withheld),
        known.addresses,
        known.topic_urls,
        site.lock,
        site.edition,
        config.site_url or "",
    )
    for path, raw in forms(publication):
        files.append(File.generated(config, path, content=raw))
