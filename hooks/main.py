"""Hooks for MkDocs' events, one call each; `mkdocs_adapter` and `explainer` do the work."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from mkdocs.plugins import CombinedEvent, event_priority

HOOKS = Path(__file__).parent

# MkDocs runs this file once per process, so a preview keeps its state here between builds.
state: dict[str, Any] = {"serving": False, "code": {}, "memory": None, "build": None}


def on_startup(*, command: str, **_: object) -> None:
    """Add the packages to the import path; MkDocs undoes changes made while it loads a hook."""
    sys.path.insert(0, str(HOOKS))
    # A .pyc file written to a watched folder would start a second build.
    sys.dont_write_bytecode = True
    state["serving"] = command == "serve"


def on_config(config: Any) -> None:
    """Read, check and render the site with the current code."""
    # An editor's lock may be a link that leads nowhere.
    files = (path for path in HOOKS.rglob("*.p[yo]") if path.exists())
    code = {path: path.stat().st_mtime_ns for path in files}
    # Other settings or another language need all pages anew.
    code[Path(config.config_file_path, str(config.theme.get("language")))] = 0
    if code != state["code"] or state["memory"] is None:  # MkDocs keeps old modules
        for name in [one for one in sys.modules if one.startswith(("explainer", "mkdocs_adapter"))]:
            del sys.modules[name]
    from mkdocs_adapter import build, live_preview

    serving, memory = state["serving"], state["memory"]
    state["memory"] = live_preview.memory_for(code, state["code"], memory, serving=serving)
    state["code"] = code
    state["build"] = build.begin(config, state["memory"], serving=serving)


def on_serve(server: Any, *, builder: Any, **_: object) -> None:
    """Keep a preview answering when a build fails; the next build reloads the code."""
    state["build"].guard(server, builder, state)


@event_priority(100)  # other plugins see them
def on_files(files: Any, config: Any) -> None:
    """Add generated files."""
    state["build"].add_files(files, config)


@event_priority(-100)  # what another plugin changed after it would be lost
def on_page_markdown(markdown: str, page: Any, **_: object) -> str:
    """Hand the rendered page to MkDocs."""
    return str(state["build"].take_markdown(markdown, page))


def on_env(env: Any, config: Any, **_: object) -> None:
    """Give the theme's templates what they show around a page."""
    state["build"].prepare_templates(env, config)


@event_priority(100)
def _before_search(_: Any, /, *, page: Any, **__: object) -> None:
    state["build"].show_to_search(page)


@event_priority(-100)
def _after_search(context: Any, /, *, page: Any, nav: Any, **__: object) -> None:
    state["build"].show_to_readers(page)
    context["nav"] = state["build"].navigation(nav, page)


on_page_context = CombinedEvent(_before_search, _after_search)


@event_priority(-100)
def on_post_page(output: str, page: Any, **_: object) -> str:
    """Finish a page that has been rendered."""
    html: str = state["build"].finish(output, page)
    return html
