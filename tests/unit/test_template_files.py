"""What a view is made with."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from explainer.rendering import template_files

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_view_changes_with_all_that_it_includes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Directly or not, and with the parts that every template may call; in circles, too.

    Also if a file has the same text as before: the view may have been made with another meanwhile.
    """
    texts = {
        "view": '{% from "inner.html.jinja" import a, b %}',
        "inner": '{% include "inmost.html.jinja" %}{% import "view.html.jinja" as c %}',
        "inmost": "One",
        "parts": '{% from "shared.html.jinja" import d %}',
        "shared": "Two",
        "other": "Three",
    }
    monkeypatch.setattr(template_files, "FOLDER", tmp_path)

    def write(changed: str = "") -> object:
        for name, text in texts.items():
            file = tmp_path / f"{name}.html.jinja"
            file.write_text(text, encoding="utf-8")
            os.utime(file, (0, 1 if name == changed else 0))
        return template_files.versions()["view"]

    before = write()
    assert {name for name in texts if write(name) != before} == {*texts} - {"other"}
