"""Pages and blocks of a site as HTML, without MkDocs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.preview import preview_pages

if TYPE_CHECKING:
    from explainer.rendering.page_result import Fragment
    from explainer.site import Site


def block(site: Site, path: str, name: str, body: str = "") -> Fragment:
    """Return a block as it would be on an otherwise empty page in place of another."""
    return site.renderer.render_block(name, body, site.results[path])


def draw(site: Site, path: str) -> str:
    """Return the HTML of a page's article."""
    return site.results[path].html()


def draw_preview(site: Site, path: str) -> str:
    """Return the HTML of a page's article as a preview shows it."""
    result, preview = site.results[path], preview_pages(site)[path]
    html = result.conversion.html if result.conversion else ""
    return preview.bar + result.complete(html, preview.fragments)
