"""MkDocs' events, one call each; what is done is in `mkdocs_adapter` and `explainer`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from mkdocs.plugins import CombinedEvent, event_priority

HOOKS = Path(__file__).parent

# MkDocs runs this file once per process; between two builds of a preview, the state is here.
state: dict[str, Any] = {"serving": False, "code": {}, "kept": None, "build": None}


def on_startup(*, command: str, **_: object) -> None:
    """Make the packages importable for good: MkDocs undoes what is done while a hook is loaded."""
    sys.path.insert(0, str(HOOKS))
    # A .pyc written below a watched folder would start a second build.
    sys.dont_write_bytecode = True
    state["serving"] = command == "serve"


def on_config(config: Any) -> None:
    """Read, check and render the site, with the code as it is now."""
    code = {path: path.stat().st_mtime_ns for path in HOOKS.rglob("*.py")}
    code[Path(config.config_file_path)] = 0
    if code != state["code"] or state["kept"] is None:  # MkDocs keeps the modules of before
        for name in [one for one in sys.modules if one.startswith(("explainer", "mkdocs_adapter"))]:
            del sys.modules[name]
    from mkdocs_adapter import build

    state["kept"] = build.kept_for(code, state["code"], state["kept"])
    state["code"] = code
    state["build"] = build.begin(config, state["kept"], serving=state["serving"])


def on_serve(server: Any, *, builder: Any, **_: object) -> None:
    """Let a preview answer when it cannot be built; then the code is imported anew."""
    state["build"].guard(server, builder, lambda: state.update(kept=None))


def on_files(files: Any, config: Any) -> None:
    """Add the files that are made of others."""
    state["build"].add_files(files, config)


def on_page_markdown(markdown: str, page: Any, **_: object) -> str:
    """Hand the rendered page to MkDocs."""
    text: str = state["build"].take_markdown(markdown, page)
    return text


def on_env(env: Any, config: Any, **_: object) -> None:
    """Keep in a preview what need not be made again."""
    state["build"].keep(env, config)


@event_priority(100)
def _before_search(_: Any, /, *, page: Any, **__: object) -> None:
    state["build"].show_to_search(page)


@event_priority(-100)
def _after_search(_: Any, /, *, page: Any, **__: object) -> None:
    state["build"].show_to_readers(page)


on_page_context = CombinedEvent(_before_search, _after_search)


def on_post_page(output: str, **_: object) -> str:
    """Finish a page's HTML."""
    html: str = state["build"].finish_html(output)
    return html
