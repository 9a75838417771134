"""A site that two processes render is the one that one process renders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import GOOD
from explainer import second_process, site
from explainer.facts import loader
from explainer.rendering import two_processes
from explainer.second_process import alongside
from explainer.site import read_site
from explainer.source_tree import read_folder
from explainer.yaml_text import reader

if TYPE_CHECKING:
    from collections.abc import Callable


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
    found = read_site(tree, processes=2)
    assert found.problems == []
    assert list(found.results) == list(read_site(tree).results)


WRONG = {
    "data/people.yml": b"people:\n  - id: Ada\n    id: ada\n  - [\n",
    "data/sides.yml": b"sides:\n  - id: north\n    name: The North\n    tone: mauve\n",
    "data/topics/harbour/topic.yml": b"slug: port\n",
}
"""Files with problems of YAML, of fields and of rules."""


@pytest.mark.parametrize("stop", [None, lambda *_: None], ids=["both work", "one is stopped"])
def test_two_processes_read_the_same(
    monkeypatch: pytest.MonkeyPatch, stop: Callable[..., None] | None
) -> None:
    """Files are read, and rules checked, with the same problems in the same order."""
    tree = read_folder(GOOD).overlay(WRONG)
    one = read_site(tree)
    assert len(one.problems) > 10
    monkeypatch.setattr(loader, "LAST_READ", {})
    monkeypatch.setattr(reader, "WORTH_IT", 0)
    monkeypatch.setattr(site, "WORTH_IT", 0)
    if stop:
        monkeypatch.setattr(second_process, "_send", stop)
    two = read_site(tree, processes=2)
    assert one.problems == two.problems
    assert one.catalog.given.keys() == two.catalog.given.keys()


def test_work_that_fails_fails_here() -> None:
    """As it would without a second process."""
    with pytest.raises(ZeroDivisionError):
        alongside(lambda: 1 // 0, worth_it=True)()
