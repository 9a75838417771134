"""The live preview: keeps answering when a build fails, and reuses what it can."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explainer import garbage_collection
from explainer.memory import Memory
from explainer.preview import stopped
from mkdocs.plugins import get_plugin_logger

from mkdocs_adapter.file_watch import watch_closely
from mkdocs_adapter.kept_files import KeptFiles
from mkdocs_adapter.search import index_of
from mkdocs_adapter.visited_pages import VisitedPages

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.pages import Page

    from mkdocs_adapter.build import Build

SECONDS_IDLE = 0.5
"""How long nobody must have saved a file before garbage is collected."""
MOST_STOPPED = 20
"""How many builds may be stopped one after another; a program that always writes would stop all."""
ARTICLE = re.compile(r"<article\b[^>]*>")

log = get_plugin_logger("explainer")


def memory_for(
    code: dict[Path, int], before: dict[Path, int], memory: Memory | None, *, serving: bool
) -> Memory:
    """Return what a preview made last, or nothing if the code has changed."""
    if any(before.get(path, time) != time for path, time in code.items() if path.name == "main.py"):
        log.warning("hooks/main.py has changed: restart MkDocs, which reads it only when it starts")
    return memory if memory and code == before else Memory(keep=serving)


class Interrupted(BaseException):
    """A build is to stop, because another one is wanted; no error that anybody should catch.

    It is raised and caught by this module, because a build may load all others anew.
    """


def guard(
    server: LiveReloadServer, builder: Callable[[], None], project: Path, state: dict[str, Any]
) -> None:
    """Keep a preview answering when a build fails; MkDocs would wait for a good build.

    `state` is as in hooks/main.py.
    """
    captures = project / "captures"
    # Git keeps no empty folder, and MkDocs refuses to watch what is not there.
    if captures.is_dir():
        server.watch(str(captures))
    watch = watch_closely(server)
    server.builder = _Builds(server, builder, watch.take_edited, project, state).build


class _Builds:
    """The builds of a preview after the first."""

    def __init__(
        self,
        server: LiveReloadServer,
        builder: Callable[[], None],
        take_edited: Callable[[], set[str]],
        project: Path,
        state: dict[str, Any],
    ) -> None:
        self._server, self._builder, self._project, self._state = server, builder, project, state
        self._take_edited = take_edited
        self._edited: set[str] = set()
        """The paths of the files edited since the last good build, as far as this is known."""
        self._files = KeptFiles(Path(server.root))
        self._visited = VisitedPages(server)
        self._garbage = garbage_collection.WhenIdle(SECONDS_IDLE)
        self._good: Build = state["build"]
        """The last build that was neither stopped nor failed."""
        self._stopped = 0
        """How many builds have been stopped since."""

    def build(self) -> None:
        """Build the site, first the pages that somebody has looked at lately."""
        self._garbage.begin()
        self._visited.begin()
        try:
            while not self._build_once():
                log.debug("Somebody asks for another page")
        finally:
            self._garbage.end()

    def _build_once(self) -> bool:
        """Build the site; return False if that was stopped because somebody waits for a page."""
        try:
            self._make_visited()
            self._make_all()
        except Interrupted:
            self._state["build"] = self._good
            edited = self._is_edited()
            self._stopped += edited
            return edited
        except Exception as error:
            log.exception("Serving the last pages that could be built")
            self._state["memory"] = None
            card = stopped(self._good.site, error, self._project)
            self._files.mark(lambda text: ARTICLE.sub(lambda at: at[0] + card, text, 1))
            self._visited.end(None)
        else:
            self._stopped = 0
            self._edited.clear()
            self._good = self._state["build"]
            self._visited.end(self._files.changed)
        return True

    def _is_edited(self) -> bool:
        """Return whether a file has been edited since the build began."""
        return bool(vars(self._server)["_want_rebuild"])

    def _make_visited(self) -> None:
        """Make the pages that somebody has looked at lately, and show them if they differ."""
        if self._state["memory"] is None:  # the last build failed
            return
        self._edited |= self._take_edited()
        try:
            with self._files.part():
                made = self._good.make_some(self._visited.to_make(), self._edited, self._state)
        except Exception as error:  # noqa: BLE001  (the whole build will fail, and say why)
            log.debug("Waiting for the whole build: %r", error)
            return
        self._visited.show(made, changed=bool(self._files.changed))

    def _make_all(self) -> None:
        """Make all pages, unless somebody edits a file or waits for a page in the meantime."""
        memory: Memory | None = self._state["memory"]
        if memory and memory.keep and self._stopped < MOST_STOPPED:
            memory.may_go_on = self._stop_if_wanted
        try:
            with self._files.build():
                self._builder()
        finally:
            if memory:
                memory.may_go_on = lambda: None

    def _stop_if_wanted(self) -> None:
        """Raise Interrupted if somebody has edited a file, or waits for a page."""
        if self._visited.are_wanted or self._is_edited():
            raise Interrupted


def index_once(config: MkDocsConfig, memory: Memory) -> None:
    """Index a page for search only when it has changed, and write each entry once as JSON."""
    index = index_of(config)
    if index is None:
        return
    add = index.add_entry_from_context

    def entries(page: Page) -> list[Any]:
        index.entries = []
        add(page)
        found: list[Any] = index.entries
        return found

    def add_once(page: Page) -> None:
        of, before = (page.title, page.meta, page.content), index.entries
        added = memory.once(f"search {page.url}", of, lambda: entries(page))
        index.entries = before
        before += added

    texts: dict[int, tuple[Any, str]] = memory.once("texts of entries", None, dict)
    write = index.generate_search_index

    def written_once(_: object) -> str:
        added, index.entries = index.entries, []
        # With --dirty, the plugin would add the entries of the last build.
        empty: str = write(None)
        index.entries = added
        known = {id(one): texts.get(id(one)) or (one, _json(one)) for one in added}
        texts.clear()
        texts.update(known)
        entries = ",".join(text for _, text in known.values())
        return empty.removesuffix("]}") + entries + "]}"

    index.add_entry_from_context = add_once
    index.generate_search_index = written_once


def _json(entry: dict[str, Any]) -> str:
    """Return an entry as the plugin writes it."""
    return json.dumps(entry, separators=(",", ":"), default=str)
