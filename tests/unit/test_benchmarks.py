"""The sites that are measured, and the program that measures them."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import generate
import pytest
from conftest import ROOT
from explainer.site import read_site
from explainer.source_tree import read_folder

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow  # none of it is on the site


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "site"
    generate.generate(3, folder)
    return folder


def test_a_generated_site_has_no_problems(made: Path) -> None:
    """Nor is anything of it left out."""
    site = read_site(read_folder(made))
    assert site.problems == []
    assert [len(site.catalog.topics), len(site.catalog.events)] == [3, 60]
    assert len(site.catalog.statements) == len(site.lock.checks) == 30


def test_the_same_seed_makes_the_same_files(made: Path, tmp_path: Path) -> None:
    """And another one others."""
    generate.generate(3, tmp_path / "again")
    assert files(tmp_path / "again") == files(made)
    generate.generate(3, tmp_path / "other", seed=2, peer="plain")
    other = (tmp_path / "other/docs/topics/topic-0001.md").read_bytes()
    assert other != (made / "docs/topics/topic-0001.md").read_bytes()


def test_a_peer_has_the_prose_alone(made: Path, tmp_path: Path) -> None:
    """Each of its lines is on the page that it was taken from."""
    generate.generate(3, tmp_path / "plain", peer="plain")
    generate.generate(3, tmp_path / "hugo", peer="hugo")
    for name in ("topics/topic-0002.md", "topics/topic-0003.md"):
        page = (made / "docs" / name).read_text(encoding="utf-8")
        plain = (tmp_path / "plain/docs" / name).read_text(encoding="utf-8")
        assert all(line in page for line in plain.split("\n"))
        assert "```" not in plain
        assert "[^" not in plain
        assert (tmp_path / "hugo/content" / name).read_text(encoding="utf-8").endswith(plain)
    of_hugo = {name: raw for name, raw in files(tmp_path / "hugo").items() if "data/" in name}
    assert of_hugo.items() <= files(made).items()


def test_what_a_build_costs_is_laid_out_as_a_table() -> None:
    """With a line for each build, and for the check without a cache and with one."""
    command = [sys.executable, "benchmarks/run.py", "--topics=3", "--rounds=1"]
    command += ["--peers", "ours", "plain"]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    head, _, *rows = done.stdout.splitlines()
    assert head.startswith("| what | topics | wall s |")
    assert [row.split(" | ")[:2] for row in rows] == [
        ["| ours", "3"],
        ["| plain", "3"],
        ["| check", "3"],
        ["| again", "3"],
    ]
