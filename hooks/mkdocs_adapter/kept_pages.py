"""The pages of a preview: MkDocs makes only those again that would differ.

At each build it would read, convert, index and theme every page, whether it has changed or not. A
page is kept if its text, the facts on it, the navigation beside it and the theme are the same. If
another plugin works on pages, none is kept, because nobody knows what that plugin depends on.
"""

from __future__ import annotations

from copy import deepcopy
from functools import cached_property, partial, wraps
from inspect import unwrap
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Protocol

from explainer.installation import MACHINERY
from mkdocs import utils
from mkdocs.commands import build as commands
from mkdocs.structure.files import InclusionLevel
from mkdocs.structure.nav import Link, Section
from mkdocs.structure.pages import Page

from mkdocs_adapter.kept_theme import INSTALLED
from mkdocs_adapter.search import index_of, use_index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from explainer.memory import Memory
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure import StructureItem
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation

_MKDOCS: Any = commands
"""Where MkDocs looks for the functions that convert and write a page; there are no public ones."""
_SETTINGS = (
    *("site_name", "site_url", "site_description", "site_author", "copyright", "extra"),
    *("repo_url", "repo_name", "edit_uri", "use_directory_urls", "extra_css"),
)
_EVENTS = (
    *("pre_page", "page_read_source", "page_markdown", "page_content", "env", "page_context"),
    "post_page",
)
"""What MkDocs tells plugins while it makes pages."""


class _Site(Protocol):
    """What a build knows of its pages."""

    def origin(self, page: Page) -> object:
        """Return what a page is made of; None if it is not known."""

    def is_outdated(self, page: Page, markdown: str) -> bool:
        """Return whether a page was edited after the site was read, and converted with the edit."""

    def navigation(self, nav: Navigation, page: Page) -> Navigation:
        """Return the navigation of a page."""

    def add_values(self, env: Environment) -> None:
        """Give the theme's templates their values."""


class KeptPages:
    """The pages of one build."""

    def __init__(self, config: MkDocsConfig, site: _Site, memory: Memory) -> None:
        """Take MkDocs' settings, and what the last build made."""
        self._config, self._site, self._memory = config, site, memory
        methods = (one for name in _EVENTS for one in config.plugins.events[name])
        self._keep = memory.keep and all(map(_is_known, methods))
        self._given: dict[str, dict[str, Any]] = {}
        """What MkDocs gave each page before it was converted, by the page's address."""
        self._converted: dict[str, object] = {}
        """What each page is made of, and what MkDocs has found out, by the page's address."""
        self._with: tuple[Files, Sequence[File], Navigation] | None = None
        """What MkDocs makes pages with: all files, those of pages, and the navigation."""
        self._same_files: object = None
        """An object that is the same while there are the same files."""
        self._files: Files | None = None
        self._whole: object = None
        """An object that is the same while the navigation is."""

    def keep(self) -> None:
        """Make MkDocs ask for each page of a preview whether the last one is still right."""
        # An earlier build may have replaced them.
        convert, write = unwrap(_MKDOCS._populate_page), unwrap(_MKDOCS._build_page)

        @wraps(convert)
        def convert_once(page: Page, config: MkDocsConfig, files: Files, *dirty: bool) -> None:
            self._files = files
            self.convert(page, files, partial(convert, page, config, files, *dirty))

        @wraps(write)
        def write_once(page: Page, *context: Any, excluded: bool) -> None:
            _, listed, nav, env, *_ = context
            assert self._files
            self._with = self._files, listed, nav
            of = env.globals["questions"], excluded
            self.write(page, nav, of, partial(write, page, *context, excluded=excluded))

        _MKDOCS._populate_page = convert_once if self._keep else convert
        _MKDOCS._build_page = write_once if self._keep else write

    def convert(self, page: Page, files: Files, convert: Callable[[], None]) -> None:
        """Convert a page, or tell MkDocs what the last conversion found out."""
        origin = self._site.origin(page)
        if origin is None:
            convert()
            return
        given = self._given[page.url] = vars(page).copy()

        def found_out() -> dict[str, Any]:
            convert()
            found = {name: one for name, one in vars(page).items() if given.get(name) is not one}
            # What belongs to this build alone would be kept with it.
            found.pop("render", None)
            links = page.links_to_anchors or {}
            return found | {"links_to_anchors": {file.src_uri: links[file] for file in links}}

        same = self._same_files = self._same_files or self._memory.once(
            "files", [*files.src_uris], object
        )
        of = self._settings, same, given.get("title"), origin
        found = self._memory.once(("converted", page.url), of, found_out)
        if self._site.is_outdated(page, found["markdown"]):
            found = found_out()
        links = {files.src_uris[name]: one for name, one in found["links_to_anchors"].items()}
        vars(page).update(found, links_to_anchors=links)
        self._converted[page.url] = origin, found

    def find(self, written: Iterable[str]) -> list[Page]:
        """Return the pages that this build has converted, by the paths of their files."""
        if not self._with:
            return []
        _, listed, _ = self._with
        by_path = {file.dest_uri: file.page for file in listed}
        found = (by_path.get(path) for path in written)
        return [page for page in found if page and page.url in self._given]

    def make_again(self, pages: Sequence[Page], last: KeptPages) -> None:
        """Make some pages of the last build again, with its navigation."""
        assert last._with
        files, listed, nav = last._with
        self._settings = last._settings  # those in the file may be new
        # A build that was stopped may have left one that does not read as ours.
        use_index(self._config, last._index)
        self.keep()
        env = self._config.theme.get_env()
        self._site.add_values(env)
        for page in pages:
            given = last._given[page.url]
            vars(page).clear()
            vars(page).update(given)
            _MKDOCS._populate_page(page, self._config, files)
        for page in pages:
            excluded = page.file.inclusion is InclusionLevel.EXCLUDED
            _MKDOCS._build_page(page, self._config, listed, nav, env, excluded=excluded)

    def write(self, page: Page, nav: Navigation, of: object, write: Callable[[], None]) -> None:
        """Theme, index and write a page, or write the last one; `of` is what else it depends on."""
        index = self._index

        def made() -> tuple[list[bytes], list[Any]]:
            texts: list[bytes] = []
            mkdocs: Any = utils
            write_file, mkdocs.write_file = mkdocs.write_file, lambda text, _: texts.append(text)
            others, index.entries = index.entries, []
            try:
                write()
                return texts, index.entries
            finally:
                mkdocs.write_file, index.entries = write_file, others

        converted = self._converted.get(page.url)
        if converted is None:
            write()
            return
        of = of, self._theme, converted, self._around(page, nav)
        texts, entries = self._memory.once(("written", page.url), of, made)
        index.entries += entries
        assert page.file.abs_dest_path
        for text in texts:
            utils.write_file(text, page.file.abs_dest_path)

    @cached_property
    def _index(self) -> Any:
        """The index that the search plugin makes, or one that nobody reads."""
        return index_of(self._config) or SimpleNamespace(entries=[])

    @cached_property
    def _settings(self) -> object:
        """An object that is the same while the settings are."""
        file = Path(self._config.config_file_path).read_bytes()
        values = deepcopy([self._config.get(name) for name in _SETTINGS]), [*self._config.plugins]
        return self._memory.once("settings of pages", (file, values), object)

    @cached_property
    def _theme(self) -> object:
        """An object that is the same while the theme is."""
        theme, scripts = self._config.theme, [*map(str, self._config.extra_javascript)]
        folders = (Path(folder) for folder in theme.dirs if INSTALLED not in folder)
        paths = (path for folder in folders for path in folder.rglob("*"))
        # An editor's lock may be a link that leads nowhere.
        files = {path: path.stat().st_mtime_ns for path in paths if path.exists()}
        of = files, {name: theme[name] for name in theme}, scripts, self._settings
        return self._memory.once("theme of pages", of, object)

    def _around(self, page: Page, nav: Navigation) -> object:
        """Return what a template may show of a page besides its content, and of those around it."""
        self._whole = self._whole or self._memory.once("nav", _listed(nav.items), object)
        listed = self._memory.once(
            ("around", page.url),
            self._whole,
            lambda: _listed(self._site.navigation(nav, page).items),
        )
        near = [one and (one.title, one.url) for one in (page.previous_page, page.next_page)]
        above = [one.title for one in page.ancestors]
        return listed, near, above, page.title, page.canonical_url, page.edit_url, page.update_date


def _listed(items: Iterable[StructureItem]) -> list[object]:
    """Return what a template may show of a navigation."""
    return [
        (one.title, _listed(one.children))
        if isinstance(one, Section)
        else (one.title, one.url, vars(one).get("meta"))
        if isinstance(one, Page)
        else (one.title, one.url)
        if isinstance(one, Link)
        else object()
        for one in items
    ]


def _is_known(method: Callable[..., object]) -> bool:
    """Return whether a method for an event is ours or Material's search."""
    code = getattr(method, "__code__", None)
    ours = code is not None and Path(code.co_filename) == MACHINERY / "hooks" / "main.py"
    return ours or method.__module__.startswith("material.plugins.search.")
