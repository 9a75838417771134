"""A build: reads and renders the site before MkDocs starts, then passes it on page by page."""

from __future__ import annotations

import gc
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explainer.forms import twin
from explainer.pages.conversion import Converter
from explainer.preview import Preview
from explainer.problems import count, errors
from explainer.rendering.blocks import BLOCKS
from explainer.source_tree import SETTINGS, docs_folder, read_again
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, InclusionLevel

from mkdocs_adapter import live_preview
from mkdocs_adapter.assets import add_assets
from mkdocs_adapter.converted_page import ConvertedPage
from mkdocs_adapter.excerpts import leave_out_of_excerpts
from mkdocs_adapter.forms import for_programs
from mkdocs_adapter.images import add_copies
from mkdocs_adapter.kept_pages import KeptPages
from mkdocs_adapter.kept_theme import keep_theme
from mkdocs_adapter.navigation import ShortNavigation, complete_navigation
from mkdocs_adapter.reading import read, read_tree
from mkdocs_adapter.record import GeneratedPage, add_record
from mkdocs_adapter.search import read_for_search, readable, searchable
from mkdocs_adapter.search_pieces import search_in_pieces
from mkdocs_adapter.settings import conversion_settings, project_folder
from mkdocs_adapter.template_values import add_template_values, attribute
from mkdocs_adapter.tight_pages import without_indentation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from explainer.memory import Memory
    from explainer.preview import PreviewPage
    from explainer.problems import Problem
    from explainer.rendering.page_result import PageResult
    from explainer.rendering.record import RecordPage
    from explainer.site import Site
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page


log = get_plugin_logger("explainer")


@dataclass(frozen=True)
class Build:
    """One build of the site."""

    config: MkDocsConfig
    site: Site
    serving: bool
    memory: Memory
    """What a preview made last."""
    root: Path
    """The project's folder."""
    docs: str
    """The folder of the pages, relative to the root."""
    forms: Mapping[str, bytes]
    """The files for programs, by their paths relative to the site's root."""
    page_data: Mapping[str, str]
    """What pages say of themselves as JSON-LD, by their addresses relative to the site's root."""

    @cached_property
    def pages(self) -> KeptPages:
        """The pages that MkDocs makes."""
        return KeptPages(self.config, self, self.memory)

    @cached_property
    def preview(self) -> Preview:
        """The pages as a preview shows them."""
        return Preview(self.site)

    @cached_property
    def record(self) -> dict[str, RecordPage]:
        """The pages made from the facts, by their files in the docs folder."""
        return {page.content.path: page for page in self.site.record}

    @cached_property
    def changed(self) -> dict[str, PageResult]:
        """The pages rendered again because another plugin changed their Markdown."""
        return {}

    @cached_property
    def contents(self) -> dict[str, str]:
        """The full content of the page that the search plugin is reading, by address."""
        return {}

    @cached_property
    def navigations(self) -> dict[int, ShortNavigation]:
        """The navigation that MkDocs made, prepared for its pages, by identity."""
        return {}

    def origin(self, page: Page) -> object:
        """Return what a preview makes a MkDocs page of; None if that is not known."""
        path, source = f"{self.docs}/{page.file.src_uri}", page.file.abs_src_path
        if path not in self.site.results:
            return self.record.get(page.file.src_uri)
        # Another plugin may have put a file of its own in place of ours.
        ours = source is not None and Path(source) == self.root / path
        return (self.site.results[path], self.preview.page(path)) if ours else None

    def is_outdated(self, page: Page, markdown: str) -> bool:
        """Return whether a page was edited after the site was read, and converted with the edit."""
        result = self.site.results.get(f"{self.docs}/{page.file.src_uri}")
        read = None if result is None or result.page.too_large else result.page.body.strip()
        return read not in (None, markdown.strip())

    def result(self, page: Page) -> PageResult | None:
        """Return the rendered page for a MkDocs page, or None."""
        path = f"{self.docs}/{page.file.src_uri}"
        return self.changed.get(path) or self.site.results.get(path)

    def add_files(self, files: Files, config: MkDocsConfig) -> None:
        """Add style sheets, scripts and pictures to the files of the site, and set drafts apart."""
        for file in files:
            draft = f"{self.docs}/{file.src_uri}" in self.site.draft_pages
            if draft and file.inclusion is not InclusionLevel.EXCLUDED:
                file.inclusion = InclusionLevel.DRAFT
        add_assets(files, config, self.site, self.docs, pictures=not self.serving)
        add_copies(files, config, self.site, self.docs, self.memory)
        add_record(files, config, self.record.values(), self.docs)
        for path, raw in self.forms.items():
            files.append(File.generated(config, path, content=raw))

    def take_markdown(self, markdown: str, page: Page) -> str:
        """Prepare a MkDocs page for its rendered content; return its Markdown."""
        result = self.result(page)
        if result is None:
            if page.file.src_uri in self.record:
                GeneratedPage(page, self.record[page.file.src_uri]).prepare()
            return markdown
        if result.page.too_large:
            return ""  # a preview shows this above the page
        if markdown.strip() != result.page.body.strip():
            result = self._render_again(markdown, result)
        if result.description:
            page.meta.setdefault("description", attribute(result.description))
        take = partial(self.take_result, result.page.path)
        converter = self.site.renderer.converter
        converted = ConvertedPage(page, take, self.complete, converter, self.memory)
        vars(page)["render"] = converted.render
        return markdown

    def take_result(self, path: str) -> PageResult:
        """Return a rendered page and, unless a preview needs it, forget its HTML.

        MkDocs keeps the HTML of all pages itself. A page taken twice is rendered again.
        """
        result = self.changed.get(path) or self.site.results[path]
        if self.serving:
            return result
        if result.conversion is None:
            result = self.site.renderer.render_page(result.page, result.url)
        (self.changed if path in self.changed else self.site.results)[path] = result.without_html()
        return result

    def complete(self, result: PageResult, html: str) -> str:
        """Return a page's HTML with its fragments inserted."""
        preview = self._previewed(result.page.path)
        return result.complete(html, preview.fragments if preview else None)

    def navigation(self, nav: Navigation, page: Page) -> Navigation:
        """Return the navigation of a page, which is shorter than the whole on a large site."""
        if id(nav) not in self.navigations:
            self.navigations[id(nav)] = ShortNavigation(nav, self.site.edition.messages)
        return self.navigations[id(nav)].on(page)

    def show_to_search(self, page: Page) -> None:
        """Give the search plugin the part of a page that it indexes."""
        self.contents[page.url] = content = page.content or ""
        excluded = page.meta.get("search", {}).get("exclude")
        page.content = "" if excluded else searchable(content)

    def show_to_readers(self, page: Page) -> None:
        """Restore the full page for readers; a preview adds all problems above it."""
        preview = self._previewed(f"{self.docs}/{page.file.src_uri}")
        page.content = (preview.bar if preview else "") + readable(self.contents.pop(page.url))

    def finish(self, output: str, page: Page) -> str:
        """Return a page's HTML without the theme's indentation; write its Markdown beside it.

        Forget its content: that of all pages would fill the memory.
        """
        result = self.result(page)
        if not self.serving and result and result.page.topic:
            assert page.file.abs_dest_path
            file = Path(page.file.abs_dest_path).with_suffix(".md")
            file.parent.mkdir(parents=True, exist_ok=True)
            text = twin(page.content or "", page.canonical_url, self.site.edition.messages)
            file.write_text(text, encoding="utf-8")
        if not self.serving and result:
            page.content = None
        return without_indentation(output)

    def guard(
        self, server: LiveReloadServer, builder: Callable[[], None], state: dict[str, Any]
    ) -> None:
        """Keep a preview answering when a build fails; `state` has the last build."""
        live_preview.guard(server, builder, self.root, state)

    def make_some(
        self, written: Iterable[str], edited: Iterable[str], state: dict[str, Any]
    ) -> list[str]:
        """Make some pages with what has been edited, and with all else as in this build.

        `written` has the paths of their files in the site, `edited` the absolute paths of the files
        edited since this build. Return the paths of the pages made; those of the record are not,
        because they need too many facts.
        """
        found = {f"{self.docs}/{page.file.src_uri}": page for page in self.pages.find(written)}
        if not found.keys() & self.site.results.keys():
            return []
        kept = {path: one for path, one in self.site.results.items() if path not in found}
        self.memory.begin_part()
        converter = self.site.renderer.converter
        tree = read_again(self.site.tree, self.root, edited)
        site = read(tree, self.config, self.memory, converter, serving=True, kept=kept)
        state["build"] = part = replace(self, site=site)
        pages = [page for path, page in found.items() if path in site.results]
        part.pages.make_again(pages, self.pages)
        return [page.file.dest_uri for page in pages]

    def add_values(self, env: Environment) -> None:
        """Give the theme's templates their values."""
        add_template_values(env, self.site, self.docs, self.forms, self.page_data)

    def prepare_templates(self, env: Environment, config: MkDocsConfig) -> None:
        """Give the theme's templates their values; a preview keeps them compiled."""
        self.add_values(env)
        read_for_search(config)
        if self.serving:
            live_preview.index_once(config, self.memory)
        else:
            search_in_pieces(env, config)

    def _previewed(self, path: str) -> PreviewPage | None:
        """Return a page as a preview shows it; None in a build for publication."""
        return self.preview.page(path) if self.serving and path in self.site.results else None

    def _render_again(self, markdown: str, before: PageResult) -> PageResult:
        """Render a page that another plugin has changed; raise PluginError if it has a problem."""
        page = replace(before.page, lines=tuple(markdown.split("\n")), body_line=0)
        result = self.site.renderer.render_page(page, before.url)
        new = [problem for problem in result.problems if problem not in before.problems]
        _log(new)
        if errors(new) and not self.serving:
            raise PluginError(f"{count(errors(new))} in {page.path}, as changed by other plugins")
        self.changed[page.path] = result
        return result


def begin(config: MkDocsConfig, memory: Memory, *, serving: bool) -> Build:
    """Read, check and render the site; raise PluginError if it has problems.

    The old site is still untouched at this point.
    """
    memory.begin()
    if serving:
        keep_theme(memory)
    converter = memory.once(
        "converter",
        (conversion_settings(config), deepcopy(config.mdx_configs)),
        lambda: Converter(BLOCKS, config.markdown_extensions, config.mdx_configs),
    )
    site = read(read_tree(config, memory), config, memory, converter, serving=serving)
    if not serving:
        # These objects live until the end, so Python need not scan them for garbage.
        gc.freeze()
    docs = docs_folder(site.tree[SETTINGS])
    problems = [*site.problems, *site.record_problems]
    _log(problems)
    if (found := errors(problems)) and not serving:
        raise PluginError(f"{count(found)} in data/ and {docs}/; the existing site is unchanged")
    complete_navigation(config, site, docs)
    leave_out_of_excerpts(config, site)
    # A preview has no forms: nobody edits by them, and they are many.
    files, data = ({}, {}) if serving else for_programs(config, site)
    build = Build(config, site, serving, memory, project_folder(config), docs, files, data)
    build.pages.keep()
    return build


def _log(problems: Iterable[Problem]) -> None:
    """Log problems as errors, and warnings as notes: MkDocs' own warnings end a strict build."""
    for problem in problems:
        (log.error if problem.level == "error" else log.info)("%s", problem)
