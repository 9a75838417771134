"""What a check keeps for the next one changes nothing but the time that it takes."""

from __future__ import annotations

import os
import random
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from conftest import BUSY, GOOD
from explainer import check_cache
from explainer.__main__ import explainer
from explainer.facts import loader
from explainer.quotes import lock
from explainer.rendering import two_processes
from explainer.site import read_site
from explainer.source_tree import read_folder
from random_edits import edited

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from explainer.memory import Memory
    from explainer.pages.page import Page
    from explainer.site import Site
    from explainer.source_tree import SourceTree

TREE = read_folder(GOOD).overlay(read_folder(BUSY))
FIRST = os.getpid()
FEW, MANY = 6, 300
"""How many edits are tried, each after the last one."""


@pytest.fixture(autouse=True)
def caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of caches; a small site is large enough for them."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    monkeypatch.setattr(check_cache, "WORTH_IT", 0)
    return tmp_path / "caches" / "explainer"


def begin_process() -> None:
    """Forget what another process would not know."""
    loader.LAST_READ.clear()
    lock.LAST_READ.clear()


def check(root: Path, tree: SourceTree, processes: int = 1) -> tuple[Site, Memory]:
    """Check a tree as the command does, in a process of its own; return the site and its memory."""
    begin_process()
    memory = check_cache.load(root, tree)
    memory.begin()
    site = read_site(tree, processes=processes, memory=memory, html=False)
    check_cache.save(root, tree, memory)
    return site, memory


def in_turn(pages: Sequence[Page], _: int) -> Sequence[Page]:
    """Return every second page: those of the first process, or those of the second."""
    return pages[os.getpid() == FIRST :: 2]


def reported(site: Site) -> Any:
    """Return what a check reports of a site."""
    pages = {
        path: (result.coverage, result.readability, result.anchors, result.rests_on)
        for path, result in site.results.items()
    }
    return [*map(str, site.problems)], pages


@pytest.mark.parametrize("processes", [1, 2])
def test_nothing_is_made_again_without_an_edit(
    tmp_path: Path, caches: Path, monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    """Whichever process made it."""
    monkeypatch.setattr(two_processes, "WORTH_IT", 2)
    monkeypatch.setattr(two_processes, "_taken", in_turn)
    first, memory = check(tmp_path, TREE, processes)
    assert memory.new > 0
    [file] = caches.iterdir()
    written = file.stat().st_ino
    second, memory = check(tmp_path, TREE)  # one process, which counts all that is new
    assert memory.new == 0
    assert file.stat().st_ino == written
    assert reported(first) == reported(second) == reported(read_site(TREE, html=False))


def test_only_what_an_edit_changes_is_made_again(tmp_path: Path) -> None:
    """The page that was edited, or those that show a fact that was."""
    check(tmp_path, TREE)
    page, events = "docs/topics/ferry.md", "data/topics/harbour/events.yml"
    tree = TREE.overlay({page: TREE[page] + b"\nAnd a word.\n"})
    assert check(tmp_path, tree)[1].new == 2  # the page as it was read, and what it says
    tree = tree.overlay({events: tree[events].replace(b"The towns talk", b"The towns speak")})
    assert check(tmp_path, tree)[1].new == 2  # both pages with the event


@pytest.mark.parametrize("count", [FEW, pytest.param(MANY, marks=pytest.mark.slow)])
def test_a_check_reports_the_same_as_without_a_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    """After each of many random edits; what is kept may be several edits old."""
    chance = random.Random(count)  # noqa: S311  (it keeps no secret)
    tree = TREE
    for number in range(count):
        monkeypatch.setattr(check_cache, "SHARE_NEW", chance.choice([0, 0.5, 10]))
        site, _ = check(tmp_path, tree)
        begin_process()
        assert reported(site) == reported(read_site(tree, html=False)), number
        tree = edited(tree, TREE, chance)


def cut(file: Path) -> None:
    """Leave out the end of a file, as when there is no room for it."""
    file.write_bytes(file.read_bytes()[:-100])


def change(file: Path) -> None:
    """Change a character in the middle of a file."""
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 1
    file.write_bytes(raw)


def empty(file: Path) -> None:
    """Leave nothing in a file."""
    file.write_bytes(b"")


def put_something_else(file: Path) -> None:
    """Put there what no check has written."""
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize("spoil", [cut, change, empty, put_something_else])
def test_a_file_that_is_broken_is_not_used(
    tmp_path: Path, caches: Path, spoil: Callable[[Path], None]
) -> None:
    """And nobody is troubled with it."""
    check(tmp_path, TREE)
    [file] = caches.iterdir()
    spoil(file)
    site, memory = check(tmp_path, TREE)
    assert memory.new > 0
    assert reported(site) == reported(read_site(TREE, html=False))


def test_a_file_of_other_code_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an edit of ours, or when another version of a package is installed."""
    code = tmp_path / "packages" / "explainer"
    code.mkdir(parents=True)
    (code / "rules.py").write_text("1")
    (tmp_path / "markdown-3.dist-info").mkdir()
    monkeypatch.setattr(check_cache, "PACKAGES", code.parent)
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    made = [check(tmp_path, TREE)[1].new for _ in range(2)]
    os.utime(code / "rules.py", (1, 1))
    made += [check(tmp_path, TREE)[1].new for _ in range(2)]
    (tmp_path / "markdown-3.dist-info").rename(tmp_path / "markdown-4.dist-info")
    made += [check(tmp_path, TREE)[1].new for _ in range(2)]
    assert [*map(bool, made)] == [True, False] * 3


def test_a_file_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check has said what it has to say."""
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")
    site, _ = check(tmp_path, TREE)
    assert reported(site) == reported(read_site(TREE, html=False))


def test_what_nobody_uses_is_deleted(tmp_path: Path, caches: Path) -> None:
    """The projects themselves may be gone; nothing is left beside the files."""
    for name in ("used", "unused"):
        check(tmp_path / name, TREE)
    old = time.time() - 2 * check_cache.SECONDS_KEPT
    for file in caches.iterdir():
        os.utime(file, (old, old))
    check(tmp_path / "used", TREE)  # reads its file
    check(tmp_path / "new", TREE)  # writes one
    assert len([*caches.iterdir()]) == 2


def test_a_small_site_is_checked_without(
    tmp_path: Path, caches: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would fill the user's folder for nothing."""
    monkeypatch.setattr(check_cache, "WORTH_IT", 100)
    check(tmp_path, TREE)
    assert not caches.exists()


def test_the_command_keeps_what_it_finds(example: Path, caches: Path) -> None:
    """Also when there are problems."""
    (example / "docs" / "topics" / "ferry.md").write_text("# A\n\nB.[^nobody]\n")
    outputs = []
    for _ in range(2):
        begin_process()
        with suppress(SystemExit):
            outputs.append(CliRunner().invoke(explainer, ["check", "--root", str(example)]).output)
        assert len([*caches.iterdir()]) == 1
    assert outputs[0] == outputs[1]
    assert "nobody" in outputs[0]
