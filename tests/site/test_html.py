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
    # A page outside the navigation has no checkbox for its contents.
    "The value of the “for” attribute of the “label” element must be": 'for="__toc"',
    # The checker's CSS is older than container queries, which an embed has inside.
    "CSS: “container-type”: Property “container-type” doesn't exist.": "ner-type: inline-size",
    "CSS: Unrecognized at-rule “@container”": "@container",
    "Trailing slash on void elements has no effect": "<",
}
"""What the checker says about Material's own HTML or about what it does not know, and the text
that it says this about."""

SHORT_RUN = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m")
"""Java compiles less before it begins, and takes half the time; the checker needs a deep stack."""


def messages(node_modules: Path, pages: list[Path]) -> list[str]:
    """Return what the checker says of some pages, errors and warnings, but for the theme's."""
    java = shutil.which("java")
    if java is None:
        if os.environ.get("CI"):
            pytest.fail("no Java for the Nu HTML checker")
        pytest.skip("no Java for the Nu HTML checker")
    checker = node_modules / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = [java, *SHORT_RUN, "-jar", str(checker), "--format", "json", "--exit-zero-always"]
    result = subprocess.run(
        [*command, *map(str, pages)], capture_output=True, text=True, check=True
    )
    return [
        f"{message['url']}:{message.get('lastLine')}: {message['message']}\n{message['extract']}"
        for message in json.loads(result.stderr)["messages"]
        if not any(
            message["message"].startswith(said) and where in message["extract"]
            for said, where in THEMES.items()
        )
    ]


def test_the_checker_has_nothing_to_say(
    built: Path, built_edition: Path, node_modules: Path
) -> None:
    """Of any page: most of the time is taken by the start of Java."""
    ferry = built / "topics" / "ferry" / "index.html"
    assert messages(node_modules, [ferry, *built_edition.rglob("*.html")]) == []
