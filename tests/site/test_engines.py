"""ProperDocs, the fork that carries MkDocs on, gives the same site: nothing here holds us to one.

The variable PROPERDOCS names its program, in an environment of its own: `make engines`.
"""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from built_pages import contents
from conftest import ROOT, mkdocs_environment

if TYPE_CHECKING:
    from pathlib import Path

GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')


@pytest.mark.skipif("PROPERDOCS" not in os.environ, reason="no PROPERDOCS: see `make engines`")
def test_both_engines_give_the_same_site(built_edition: Path, tmp_path: Path) -> None:
    """Every file, byte for byte, but for the line in which a page names its engine."""
    program = str(ROOT / os.environ["PROPERDOCS"])
    result = subprocess.run(
        [program, "build", "--strict", "--config-file", "mkdocs.yml", "--site-dir", str(tmp_path)],
        cwd=ROOT,
        env=mkdocs_environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert result.returncode == 0, result.stderr
    one, other = _contents(built_edition), _contents(tmp_path)
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []
    assert b"ProperDocs" in (tmp_path / "index.html").read_bytes()


def _contents(folder: Path) -> dict[str, bytes]:
    return {name: GENERATOR.sub(b"", raw) for name, raw in contents(folder).items()}
