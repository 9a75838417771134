"""The pages before axe-core, at the keyboard, magnified, and without colours of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from conftest import PAGES

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

THEMES = {"aria-dialog-name": ".md-search"}
"""Faults of the theme's own, by the rule of axe-core: the selector that they must match."""


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(
    browser: Browser, address: str, node_modules: Path, page: str, scheme: Any, width: int
) -> None:
    """With every disclosure open."""
    tab = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 900})
    tab.goto(address + PAGES[page])
    tab.evaluate("document.querySelectorAll('article details').forEach(d => { d.open = true })")
    tab.add_script_tag(path=node_modules / "axe-core" / "axe.min.js")
    found = tab.evaluate("async () => (await axe.run()).violations")
    faults = [
        f"{rule['id']} ({rule['help']}): {node['html'][:200]} {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
        if not (rule["id"] in THEMES and THEMES[rule["id"]] in node["target"][0])
    ]
    tab.close()
    assert faults == []
