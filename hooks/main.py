"""MkDocs' events, one call each; what is done is in `mkdocs_adapter` and `explainer`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from mkdocs.plugins import CombinedEvent, event_priority, get_plugin_logger

HOOKS = Path(__file__).parent
PACKAGES = ("explainer", "mkdocs_adapter")

# MkDocs runs this file once per process; between two builds of a preview, the state is here.
state: dict[str, Any] = {"serving": False, "code": None, "kept": None, "build": None}


def on_startup(*, command: str, **_: object) -> None:
    """Make the packages importable for good: MkDocs undoes what is done while a hook is loaded."""
    sys.path.insert(0, str(HOOKS))
    # A .pyc written below a watched folder would start a second build.
    sys.dont_write_bytecode = True
    state["serving"] = command == "serve"


def on_config(config: Any) -> None:
    """Read and render the whole site with the code as it is now."""
    forget_old_code(Path(config.config_file_path))
    from mkdocs_adapter import build, kept

    state["kept"] = state["kept"] or kept.Kept()
    state["build"] = build.begin(config, state["kept"], serving=state["serving"])


def forget_old_code(settings: Path) -> None:
    """Import the packages anew if a module or the settings have changed: MkDocs keeps old ones."""
    files = [settings, *HOOKS.rglob("*.py")]
    code = {path: path.stat().st_mtime_ns for path in files}
    own = code.pop(Path(__file__))
    if own != state.setdefault("own", own):
        message = "hooks/main.py has changed: MkDocs reads it when it starts, so start it again"
        get_plugin_logger("explainer").warning(message)
    if code != state["code"]:
        for name in [name for name in sys.modules if name.partition(".")[0] in PACKAGES]:
            del sys.modules[name]
        state["kept"] = None
    state["code"] = code


def on_serve(server: Any, *, builder: Any, **_: object) -> None:
    """Let a preview answer when it cannot be built."""
    from mkdocs_adapter import live_preview

    # What was imported of broken code may be half old and half new.
    failed = lambda: state.update(code=None)  # noqa: E731
    live_preview.guard(server, builder, state["build"], HOOKS.parent, failed)


def on_files(files: Any, config: Any) -> None:
    """Add what is made of other files."""
    state["build"].add_files(files, config)


def on_page_markdown(markdown: str, page: Any, **_: object) -> str:
    """Hand the rendered page to MkDocs."""
    text: str = state["build"].take_markdown(markdown, page)
    return text


def on_env(env: Any, config: Any, **_: object) -> None:
    """Keep compiled templates and search entries in a preview."""
    if state["serving"]:
        from mkdocs_adapter import live_preview

        live_preview.keep_between_builds(env, config, state["kept"])


@event_priority(100)
def _before_search(_: Any, *, page: Any, **__: object) -> None:
    state["build"].show_to_search(page)


@event_priority(-100)
def _after_search(_: Any, *, page: Any, **__: object) -> None:
    state["build"].show_to_readers(page)


on_page_context = CombinedEvent(_before_search, _after_search)


def on_post_page(output: str, **_: object) -> str:
    """Name the search dialog, which Material leaves without a name."""
    return output.replace('role="dialog">', 'role="dialog" aria-label="Search">', 1)
