"""The forms of the facts for a site of MkDocs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.forms import Publication, embeds, forms, page_data
from mkdocs.plugins import get_plugin_logger

from mkdocs_adapter.assets import embed_sheets

if TYPE_CHECKING:
    from explainer.site import Site
    from mkdocs.config.defaults import MkDocsConfig

log = get_plugin_logger("explainer")


def for_programs(config: MkDocsConfig, site: Site) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return each file for programs by its path, and the JSON-LD of each page by its address.

    Both are relative to the site's root.
    """
    known = site.context
    publication = Publication(
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
    files = dict(forms(publication))
    files |= embeds(publication, site.renderer, site.results.values(), embed_sheets(config))
    pages = len(site.results) + len(site.record)
    twins = sum(1 for result in site.results.values() if result.page.topic)
    log.info("%d pages and %d files for programs", pages, len(files) + twins)
    return files, page_data(publication)
