"""The live preview: keeps answering when a build fails, and reuses what it can."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explainer.preview import stopped
from mkdocs.plugins import get_plugin_logger
from watchdog.observers.polling import PollingObserver

from mkdocs_adapter.kept_files import KeptFiles

if TYPE_CHECKING:
    from collections.abc import Callable

    from explainer.memory import Memory
    from explainer.site import Site
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.pages import Page

SECONDS_BETWEEN_LOOKS = 0.2
"""MkDocs has 0.5. A look at 400 files takes 0.01 s."""
SECONDS_WITHOUT_EDITS = 0.05
"""How long to wait for more edits, such as the other files of "Save all"; MkDocs has 0.1."""
ARTICLE = re.compile(r"<article\b[^>]*>")

log = get_plugin_logger("explainer")


def guard(
    server: LiveReloadServer,
    builder: Callable[[], None],
    site: Site,
    project: Path,
    failed: Callable[[], None],
) -> None:
    """Keep a preview answering when a build fails; MkDocs would wait for a good build."""
    files = KeptFiles(Path(server.root))

    def rebuild() -> None:
        try:
            with files.build():
                builder()
        except Exception as error:
            log.exception("Serving the last pages that could be built")
            failed()
            card = stopped(site, error, project)
            files.mark(lambda text: ARTICLE.sub(lambda at: at[0] + card, text, 1))

    server.builder = rebuild
    captures = project / "captures"
    if (
        captures.is_dir()
    ):  # git keeps no empty folder, and MkDocs refuses to watch what is not there
        server.watch(str(captures))
    look_often(server)


def look_often(server: LiveReloadServer) -> None:
    """Look for edits more often than MkDocs does, since the editor waits for half of the time.

    MkDocs looks instead of being told, because mounted folders tell nothing.
    """
    server.build_delay = SECONDS_WITHOUT_EDITS
    watched = vars(server)["_watched_paths"]
    paths = [path for path, times in watched.items() for _ in range(times)]
    for path in paths:
        server.unwatch(path)
    server.observer = PollingObserver(timeout=SECONDS_BETWEEN_LOOKS)
    for path in paths:
        server.watch(path)


def index_once(config: MkDocsConfig, memory: Memory) -> None:
    """Index a page for search only when it has changed."""
    search: Any = config.plugins.get("material/search")
    if search is None:
        return
    index = vars(search)["search_index"]
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

    index.add_entry_from_context = add_once
