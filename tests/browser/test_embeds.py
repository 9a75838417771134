"""Embeds in a browser: the frame that oEmbed describes shows all of a statement."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from conftest import mkdocs

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

LEFT = 200
"""The most pixels of a frame that may stay empty."""


@pytest.mark.slow
def test_the_frame_of_a_statement_is_high_enough(tmp_path: Path, browser: Browser) -> None:
    """And not much higher; each is opened in a window as wide."""
    built = mkdocs("build", "--site-dir", tmp_path, site_url="https://example.org/news/")
    assert built.returncode == 0, built.stderr
    described = [*(tmp_path / "embed" / "statements").glob("*.json")]
    assert described
    tab = browser.new_page()
    for file in described:
        frame = json.loads(file.read_bytes())
        tab.set_viewport_size({"width": frame["width"], "height": 50})
        tab.goto(file.with_suffix(".html").as_uri())
        needed = tab.evaluate("document.documentElement.scrollHeight")
        assert needed <= frame["height"] <= needed + LEFT, file.name
