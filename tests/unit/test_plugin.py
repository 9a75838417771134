"""The plugin `explainer` handles the events of hooks/main.py, when a hook would."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.plugins import PluginCollection, event_priority
from mkdocs_adapter.plugin import ExplainerPlugin


@event_priority(-100)
def louder(markdown: str, **_: object) -> str:
    """Change the text of a page, as other plugins do."""
    return f"{markdown}!"


@pytest.mark.parametrize("names", [("explainer", "other"), ("other", "explainer")])
def test_it_comes_after_other_plugins(names: tuple[str, ...]) -> None:
    """It renders their text, and a later change would be lost."""
    plugins: dict[str, Any] = {
        "explainer": ExplainerPlugin(),
        "other": SimpleNamespace(on_page_markdown=louder),
    }
    collection = PluginCollection()
    for name in names:
        collection[name] = plugins[name]
    first, last = collection.events["page_markdown"]
    assert first is louder
    assert last.__module__ == "main"


def test_it_handles_the_same_events() -> None:
    events = [name for name in vars(ExplainerPlugin) if name.startswith("on_")]
    assert events == [
        *("on_startup", "on_config", "on_serve", "on_files", "on_page_markdown", "on_env"),
        *("on_page_context", "on_post_page"),
    ]
