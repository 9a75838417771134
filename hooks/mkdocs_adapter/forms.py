"""The forms of the facts for a site of MkDocs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.forms import Publication, forms

if TYPE_CHECKING:
    from explainer.site import Site
    from mkdocs.config.defaults import MkDocsConfig


def forms_of(config: MkDocsConfig, site: Site) -> dict[str, bytes]:
    """Return every form of the facts by its path, relative to the site's root."""
    known = site.renderer.site
    publication = Publication(
        config.site_name,
        site.facts,
        known.addresses,
        known.topic_urls,
        site.lock,
        site.edition,
        config.site_url or "",
    )
    return dict(forms(publication))
