"""The built pages before the Nu HTML checker: it has nothing to say but what is the theme's."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

THEMES = {
    # The drawer and the search box are opened by checkboxes.
    "Attribute “autocomplete” is only allowed when the input type is": "md-toggle",
    "Trailing slash on void elements has no effect": "<",
}
"""Material's own faults: what the checker says, and what stands where it says so."""


def test_the_checker_has_nothing_to_say(built: Path, node_modules: Path) -> None:
    """Neither errors nor warnings, on any page."""
    java = shutil.which("java")
    if java is None:
        if os.environ.get("CI"):
            pytest.fail("no Java for the Nu HTML checker")
        pytest.skip("no Java for the Nu HTML checker")
    checker = node_modules / "vnu-jar" / "build" / "dist" / "vnu.jar"
    pages = [str(path) for path in built.rglob("*.html")]
    command = [java, "-jar", str(checker), "--format", "json", "--exit-zero-always", *pages]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    ours = [
        f"{message['url']}:{message.get('lastLine')}: {message['message']}\n{message['extract']}"
        for message in json.loads(result.stderr)["messages"]
        if not any(
            message["message"].startswith(said) and where in message["extract"]
            for said, where in THEMES.items()
        )
    ]
    assert ours == []
