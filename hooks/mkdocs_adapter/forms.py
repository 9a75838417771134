"""The forms of the facts for a site of MkDocs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.forms import Publication, forms

if TYPE_CHECKING:
    from explainer.site import Site


def forms_of(site: Site) -> dict[str, bytes]:
    """Return every form of the facts by its path, relative to the site's root."""
    known = site.renderer.site
    publication = Publication(
        site.facts,
        known.addresses,
        known.topic_urls,
        site.lock,
        site.edition,
        {one.page.topic: one.cited for one in site.results.values() if one.page.topic},
    )
    return dict(forms(publication))
