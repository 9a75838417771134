"""The forms of the facts for a site of MkDocs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.forms import Publication

if TYPE_CHECKING:
    from explainer.site import Site
    from mkdocs.config.defaults import MkDocsConfig


def publication_of(config: MkDocsConfig, site: Site) -> Publication:
    """Return what programs may see of a site."""
    known = site.renderer.site
    return Publication(
        site.facts,
        known.addresses,
        known.topic_urls,
        site.lock,
        site.edition,
        {one.page.topic: one.cited for one in site.results.values() if one.page.topic},
        config.site_description or "",
        config.extra.get("publishing_principles", ""),
        config.extra.get("corrections_policy", ""),
    )
