"""Pages and blocks of a site as HTML, without MkDocs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.pages.fences import LocatedFence
from explainer.preview import Preview
from explainer.rendering.context import RenderContext

if TYPE_CHECKING:
    from explainer.rendering.page_result import Fragment
    from explainer.site import Site


def block(site: Site, path: str, name: str, body: str = "") -> Fragment:
    """Return a block as it would be on an otherwise empty page in place of another."""
    result = site.results[path]
    page = result.page
    context = RenderContext(
        site.context, page.topic, result.url, cited=result.cited, coverage=result.coverage
    )
    fence = LocatedFence(name, body, page.place(page.body_line), page.body_line + 1)
    return site.renderer._fragment(fence, context, draw=True)[0]


def draw(site: Site, path: str) -> str:
    """Return the HTML of a page's article."""
    return site.results[path].html()


def draw_preview(site: Site, path: str) -> str:
    """Return the HTML of a page's article as a preview shows it."""
    result, preview = site.results[path], Preview(site).page(path)
    html = result.conversion.html if result.conversion else ""
    return preview.bar + result.complete(html, preview.fragments)
