"""Builds a preview after each of several edits, in one process, as `mkdocs serve` does.

Run with a project's folder, a folder for the sites, and the edits as JSON: lists of a file's path,
a text in it, and what is put in its place.
Each site is built twice: in `0/kept/` with what the preview has kept from before, and in `0/anew/`.
In `0/first/` are the pages as a preview makes them before all others, after a build was stopped.
Beside its pages, `log.txt` has what MkDocs said of their links, each once.
Prints as JSON which pages were converted for the former, by edit.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import patch

from mkdocs import utils
from mkdocs.commands import build as commands
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.pages import Page

PAGES = logging.getLogger("mkdocs.structure.pages")
PAGES.setLevel(logging.INFO)


class _Said(logging.Handler):
    """Notes what is logged."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Note a message."""
        self.messages.append(record.getMessage())


def main(folder: Path, sites: Path, edits: list[tuple[str, str, str]]) -> list[list[str]]:
    """Make every edit, and build both sites after it; the paths of the pages converted."""
    os.chdir(folder)
    told = []
    for number, (path, old, new) in enumerate(edits):
        file = Path(path)
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        assert old in before, f"{old!r} is not in {path}"
        file.write_text(before.replace(old, new, 1), encoding="utf-8")
        with patch.object(Page, "render", autospec=True, side_effect=Page.render) as render:
            serve(sites / str(number) / "kept", {str(Path.cwd() / path)})
        told.append(sorted(call.args[0].file.src_uri for call in render.call_args_list))
        serve(sites / str(number) / "anew", set(), anew=True)
    return told


class Stopped(BaseException):
    """A build is to stop."""


def stop() -> None:
    """Stop a build."""
    raise Stopped


def begin_and_stop(state: dict[str, Any], folder: Path) -> None:
    """Build the site, and stop once MkDocs has asked all plugins for their settings and files."""
    last = state["build"]

    def navigation(*_: object) -> None:
        memory = state["memory"]
        memory.may_go_on = stop
        try:
            memory.once("the next value", None, stop)
        finally:
            memory.may_go_on = lambda: None

    with patch.object(commands, "get_navigation", navigation), suppress(Stopped):
        build(load_config(site_dir=str(folder)), serve_url="http://127.0.0.1:8000/")
    state["build"] = last


def make_first(state: dict[str, Any], edited: set[str], folder: Path) -> None:
    """Make the pages of the last build again, and nothing else, as if somebody had visited all."""
    made: dict[str, bytes] = {}
    last = state["build"]
    paths = [file.dest_uri for file in vars(last.pages)["_files"] or ()]
    with patch.object(utils, "write_file", lambda text, path: made.update({path: text})):
        last.make_some(paths, edited, state)
    for path, text in made.items():
        file = folder / Path(path).relative_to(last.config.site_dir)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text)


def serve(site: Path, edited: set[str], *, anew: bool = False) -> None:
    """Build the preview of what is there now; `edited` has what differs from the last one."""
    config = load_config(site_dir=str(site))
    hook: Any = config.plugins["hooks/main.py"]
    if not hook.state["serving"]:
        config.plugins.on_startup(command="serve", dirty=False)
    kept, modules = hook.state.copy(), sys.modules.copy()
    if anew:  # by MkDocs' own functions, with modules that have cached nothing
        for name in modules:
            if name.startswith(("explainer", "mkdocs_adapter")):
                del sys.modules[name]
        hook.state["memory"] = import_module("explainer.memory").Memory()
    said = _Said()
    PAGES.addHandler(said)
    if hook.state["build"] and not anew:
        begin_and_stop(hook.state, site)
        make_first(hook.state, edited, site.parent / "first")
    build(config, serve_url="http://127.0.0.1:8000/")
    PAGES.removeHandler(said)
    (site / "log.txt").write_text("\n".join(sorted({*said.messages})), encoding="utf-8")
    if anew:  # the next build is to follow on from the last one like it
        hook.state.update(kept)
        sys.modules.update(modules)


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3]))))  # noqa: T201  (its output)
