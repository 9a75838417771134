"""The live preview: keeps answering when a build fails, and reuses what it can."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explainer import garbage_collection
from explainer.preview import stopped
from mkdocs.plugins import get_plugin_logger

from mkdocs_adapter.file_watch import watch_closely
from mkdocs_adapter.kept_files import KeptFiles
from mkdocs_adapter.search import index_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from explainer.memory import Memory
    from explainer.site import Site
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.pages import Page

SECONDS_IDLE = 0.5
"""How long nobody must have saved a file before garbage is collected."""
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
    garbage = garbage_collection.WhenIdle(SECONDS_IDLE)

    def rebuild() -> None:
        garbage.begin()
        try:
            with files.build():
                builder()
        except Exception as error:
            log.exception("Serving the last pages that could be built")
            failed()
            card = stopped(site, error, project)
            files.mark(lambda text: ARTICLE.sub(lambda at: at[0] + card, text, 1))
        finally:
            garbage.end()

    server.builder = rebuild
    captures = project / "captures"
    # Git keeps no empty folder, and MkDocs refuses to watch what is not there.
    if captures.is_dir():
        server.watch(str(captures))
    watch_closely(server)


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

    def written_once(before: object) -> str:
        added, index.entries = index.entries, []
        empty: str = write(before)
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
