"""A site that two processes render is the one that one process renders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conftest import GOOD
from explainer.rendering import two_processes
from explainer.site import read_site
from explainer.source_tree import read_folder

if TYPE_CHECKING:
    import pytest


def test_two_processes_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every page, byte for byte, with its problems and links."""
    monkeypatch.setattr(two_processes, "WORTH_IT", 2)
    tree = read_folder(GOOD).overlay({"docs/broken.md": b"# A\n\nB.[^nobody]\n\n```timelin\n```\n"})
    one, two = read_site(tree), read_site(tree, processes=2)
    assert one.problems == two.problems
    assert list(one.results) == list(two.results)
    for path, result in one.results.items():
        other = two.results[path]
        assert result.html() == other.html()
        assert (result.anchors, result.links, result.chart) == (
            other.anchors,
            other.links,
            other.chart,
        )


def test_a_process_that_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first process does its work."""
    monkeypatch.setattr(two_processes, "WORTH_IT", 2)
    monkeypatch.setattr(two_processes, "_send", lambda *_: None)
    tree = read_folder(GOOD)
    site = read_site(tree, processes=2)
    assert site.problems == []
    assert list(site.results) == list(read_site(tree).results)
