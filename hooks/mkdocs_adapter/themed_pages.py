"""Themed pages: a preview renders the theme's templates again only for a page that would differ.

It knows what MkDocs gives the templates for a plain page. A page with more, such as a post of a
blog, is always rendered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.structure.nav import Link, Section
from mkdocs.structure.pages import Page

from mkdocs_adapter.kept_theme import INSTALLED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explainer.memory import Memory
    from jinja2 import Environment, Template
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure import StructureItem
    from mkdocs.structure.toc import AnchorLink, TableOfContents

_SETTINGS = (
    *("site_name", "site_url", "site_description", "site_author", "copyright", "nav", "extra"),
    *("repo_url", "repo_name", "edit_uri", "use_directory_urls"),
)
_CONTEXT = frozenset(
    (
        *("nav", "pages", "base_url", "extra_css", "extra_javascript", "mkdocs_version"),
        *("build_date_utc", "config", "page"),
    )
)
"""What MkDocs gives the templates."""
_INDENTATION = re.compile(r"\s*\n\s*")


def without_indentation(html: str) -> str:
    """Return a page without the theme's empty lines and indentation, 1 % of what is sent.

    Readers do not see them. The article, whose code keeps its own, stays as it is.
    """
    start, article, rest = html.partition("<article")
    content, end, after = rest.rpartition("</article>")
    if not end:
        return html
    tight = (_INDENTATION.sub("\n", part) for part in (start, after))
    return f"{next(tight)}{article}{content}{end}{next(tight)}"


def theme_once(env: Environment, config: MkDocsConfig, of: object, memory: Memory) -> None:
    """Make the environment use a page's HTML of the last build again while it would be the same.

    `of` is what the templates depend on besides the page and MkDocs' settings.
    """
    folders = (Path(folder) for folder in config.theme.dirs if INSTALLED not in folder)
    files = {path: path.stat().st_mtime_ns for folder in folders for path in folder.rglob("*")}
    settings = [config.get(name) for name in _SETTINGS]
    added = [*config.extra_css], [*map(str, config.extra_javascript)], [*config.plugins]
    theme = {name: config.theme[name] for name in config.theme}
    site = memory.once("theme settings", (of, files, settings, added, theme), object)
    get_template = env.get_template

    def get(name: Any, parent: str | None = None, values: Any = None) -> Any:
        template = get_template(name, parent, values)
        return (
            _PageTemplate(template, site, memory)
            if name == "main.html" and not parent
            else template
        )

    env.get_template = get  # type: ignore[assignment,method-assign]  # MkDocs asks for it page by page


@dataclass(frozen=True)
class _PageTemplate:
    """The template of a page."""

    template: Template
    site: object
    memory: Memory

    def render(self, context: dict[str, Any]) -> str:
        """Return the HTML of a page."""
        page = context["page"]
        if context.keys() != _CONTEXT or type(page) is not Page:
            return self.template.render(context)
        of = self.site, _described(page), _listed(context["nav"].items)
        return self.memory.once(("themed", page.url), of, lambda: self.template.render(context))


def _described(page: Page) -> object:
    """Return what a template may show of a page."""
    beside = [one and (one.title, one.url) for one in (page.previous_page, page.next_page)]
    above = [one.title for one in page.ancestors]
    own = page.title, page.url, page.canonical_url, page.edit_url, page.update_date
    return own, page.meta, page.content, _outline(page.toc), beside, above


def _outline(toc: TableOfContents | list[AnchorLink]) -> object:
    return [(one.title, one.url, one.level, _outline(one.children)) for one in toc]


def _listed(items: Iterable[StructureItem]) -> object:
    """Return what a template may show of a navigation."""
    return [
        (one.title, one.active, _listed(one.children))
        if isinstance(one, Section)
        else (one.title, one.url, one.active, vars(one).get("meta"))
        if isinstance(one, Page)
        else (one.title, one.url)
        if isinstance(one, Link)
        else object()
        for one in items
    ]
