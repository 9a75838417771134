"""A build: the site is read and rendered before MkDocs begins, then handed to it page by page."""

from __future__ import annotations

import gc
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from explainer.edition import Edition, commit_of, current_day
from explainer.pages.conversion import Converter
from explainer.preview import PreviewPage, preview_pages
from explainer.problems import count, errors
from explainer.rendering.blocks import BLOCKS
from explainer.site import Site, read_site
from explainer.source_tree import docs_folder, read_folder
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File

from mkdocs_adapter import live_preview
from mkdocs_adapter.assets import add_assets
from mkdocs_adapter.converted_page import ConvertedPage
from mkdocs_adapter.excerpts import leave_out_of_excerpts
from mkdocs_adapter.kept import Kept
from mkdocs_adapter.navigation import complete_navigation
from mkdocs_adapter.search import searchable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from explainer.problems import Problem
    from explainer.rendering.page_result import PageResult
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page


log = get_plugin_logger("explainer")

HOOKS = Path(__file__).parent.parent


@dataclass(frozen=True)
class Build:
    """One build of the site."""

    site: Site
    serving: bool
    kept: Kept
    """What a preview keeps from one build to the next."""
    docs: str
    """The folder of the pages, relative to the project's root."""

    @cached_property
    def previews(self) -> dict[str, PreviewPage]:
        """Every page as a preview shows it; none in a build that is to be published."""
        return preview_pages(self.site) if self.serving else {}

    @cached_property
    def changed(self) -> dict[str, PageResult]:
        """The pages whose Markdown another plugin has changed, rendered again."""
        return {}

    @cached_property
    def contents(self) -> dict[str, str]:
        """The whole content of the page that the search plugin is reading, by its address."""
        return {}

    def result(self, page: Page) -> PageResult | None:
        """Return the rendered page that belongs to a page of MkDocs'; None if there is none."""
        path = f"{self.docs}/{page.file.src_uri}"
        return self.changed.get(path) or self.site.results.get(path)

    def add_files(self, files: Files, config: MkDocsConfig) -> None:
        """Add style sheets, scripts and pictures to the files of the site."""
        add_assets(files, config, self.site, self.docs, pictures=not self.serving)

    def take_markdown(self, markdown: str, page: Page) -> str:
        """Prepare MkDocs' page for what has been rendered already; return its Markdown."""
        result = self.result(page)
        if result is None:
            return markdown
        if result.page.too_large:
            return ""  # a preview says so above the page
        if markdown.strip() != result.page.body.strip():
            result = self._render_again(markdown, result)
        if result.description:
            page.meta.setdefault("description", result.description)
        converter = self.site.renderer.converter
        converted = ConvertedPage(page, result, self.complete(result), converter, self.kept)
        vars(page)["render"] = converted.render
        return markdown

    def complete(self, result: PageResult) -> Callable[[str], str]:
        """Return the function that puts a page's fragments into its HTML."""
        preview = self.previews.get(result.page.path)
        return partial(result.complete, fragments=preview.fragments if preview else None)

    def show_to_search(self, page: Page) -> None:
        """Give the search plugin what it reads of a page."""
        self.contents[page.url] = page.content or ""
        page.content = searchable(page.content or "")

    def show_to_readers(self, page: Page) -> None:
        """Give readers the whole page; in a preview with all problems above it."""
        preview = self.previews.get(f"{self.docs}/{page.file.src_uri}")
        page.content = (preview.bar if preview else "") + self.contents.pop(page.url)

    def finish_html(self, html: str) -> str:
        """Return a page with a name for the search dialog, which Material leaves without one."""
        return html.replace('role="dialog">', 'role="dialog" aria-label="Search">', 1)

    def guard(
        self, server: LiveReloadServer, builder: Callable[[], None], failed: Callable[[], None]
    ) -> None:
        """Let a preview answer when it cannot be built."""
        live_preview.guard(server, builder, self.site, failed)

    def keep(self, env: Environment, config: MkDocsConfig) -> None:
        """Keep compiled templates and search entries from one build of a preview to the next."""
        if self.serving:
            live_preview.keep_between_builds(env, config, self.kept)

    def _render_again(self, markdown: str, before: PageResult) -> PageResult:
        """Render a page whose Markdown another plugin has changed; a problem ends the build."""
        page = replace(before.page, lines=tuple(markdown.split("\n")), body_line=0)
        result = self.site.renderer.render_page(page, before.url)
        new = [problem for problem in result.problems if problem not in before.problems]
        _log(new)
        if errors(new) and not self.serving:
            named = count(errors(new))
            raise PluginError(f"{named} in {page.path}, as other plugins changed it")
        self.changed[page.path] = result
        return result


def kept_for(code: dict[Path, int], before: dict[Path, int], kept: Kept | None) -> Kept:
    """Return what a preview keeps, or nothing yet if the code is not what it was before."""
    own = HOOKS / "main.py"
    if before and code[own] != before[own]:
        log.warning("hooks/main.py has changed: MkDocs reads it when it starts, so start it again")
    return kept if kept and code == before else Kept()


def begin(config: MkDocsConfig, kept: Kept, *, serving: bool) -> Build:
    """Read, check and render the site; a build with problems ends here.

    Nothing of the old site has been touched by then.
    """
    root = Path(config.config_file_path).parent
    tree = read_folder(root)
    docs = docs_folder(tree.get("mkdocs.yml", b""))
    site = read_site(
        tree,
        Edition(
            current_day(),
            commit_of(root),
            config.repo_url or "",
            _editor(config, docs),
            drafts=serving,
        ),
        address=lambda name: _address(name, config),
        converter=kept.once(
            "converter",
            ([*config.markdown_extensions], deepcopy(config.mdx_configs)),
            lambda: Converter(BLOCKS, config.markdown_extensions, config.mdx_configs),
        ),
        processes=1 if serving else 2,  # a preview has threads, which a copy of it would not have
    )
    if not serving:
        # What was read and rendered stays to the end: Python need not look through it for garbage.
        gc.freeze()
    _log(site.problems)
    if (found := errors(site.problems)) and not serving:
        named = count(found)
        raise PluginError(f"{named} in data/ and {docs}/; the site was left as it was")
    complete_navigation(config, site, docs)
    leave_out_of_excerpts(config, site)
    return Build(site, serving, kept, docs)


def _log(problems: Iterable[Problem]) -> None:
    """Log problems as errors, and warnings as notes: MkDocs' own warnings end a strict build."""
    for problem in problems:
        (log.error if problem.level == "error" else log.info)("%s", problem)


def _address(name: str, config: MkDocsConfig) -> str:
    """Return the address that MkDocs will give to a page."""
    return File(name, config.docs_dir, config.site_dir, config.use_directory_urls).url


def _editor(config: MkDocsConfig, docs: str) -> str:
    """Return the address below which the hosting site edits each file; empty without one.

    MkDocs knows it for the folder of the pages alone.
    """
    if not config.repo_url or not config.edit_uri:
        config.edit_uri = None  # MkDocs would take it for an address
        return ""
    address = urljoin(f"{config.repo_url.rstrip('/')}/", config.edit_uri)
    return address.removesuffix(f"{docs}/")
