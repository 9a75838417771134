"""A check renders only suspect pages, and finds the same problems as a build."""

from __future__ import annotations

import pytest
from conftest import GOOD, busy_site
from explainer.problems import errors
from explainer.rendering.quick_check import doubtful_files, suspects
from explainer.site import Site, read_site
from explainer.source_tree import SourceTree, read_folder

PAGE, HOME = "docs/topics/harbour.md", "docs/index.md"
EVENTS = "data/topics/harbour/events.yml"
TREE = read_folder(GOOD)


def changed(path: str, old: str, new: str) -> SourceTree:
    """The example with another text in a file."""
    text = TREE[path].decode()
    assert old in text
    return TREE.overlay({path: text.replace(old, new).encode()})


def rendered(site: Site) -> list[str]:
    """The pages that a check of a site renders."""
    wrong = [one for one in site.problems if one.place.path.startswith("data/")]
    return suspects(site.results, site.context, doubtful_files(site.tree, errors(wrong)))


def test_a_good_site_needs_no_rendering() -> None:
    """No page of it is rendered."""
    assert rendered(busy_site()) == []


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (PAGE, "```timeline\nuntil: 2019-05-14\n```", ""),
        (EVENTS, "    summary: ", "    summary: See [this](#nothing). "),
        (EVENTS, "    sources:", "    part_of: harbour-2019-01-01-none\n    sources:"),
        ("data/people.yml", "side: north", "side: nowhere"),
        (EVENTS, "kind: other", "knid: other"),
    ],
    ids=[
        "a record not shown",
        "a link in a text",
        "a missing record",
        "shared records",
        "a misspelt field",
    ],
)
def test_pages_rendered(path: str, old: str, new: str) -> None:
    """The check has the problems of a build, and its figures."""
    tree = changed(path, old, new)
    whole, check = read_site(tree), read_site(tree, html=False)
    assert PAGE in rendered(check)
    assert check.problems == whole.problems != []
    for name, result in check.results.items():
        other = whole.results[name]
        assert (result.coverage, result.readability) == (other.coverage, other.readability)
        assert result.anchors == other.anchors
        assert result.conversion is None


def test_a_page_rendered_for_a_record_of_another_topic() -> None:
    """A record of the ferry is part of one of the harbour that cannot be read."""
    tree = busy_site().tree
    ferry = "data/topics/ferry/events.yml"
    part = b"    part_of: harbour-2019-05-14-talks\n    summary: "
    broken = tree[EVENTS].replace(b"\n    title: The towns talk", b"\n    tilte: The towns talk")
    texts = {ferry: tree[ferry].replace(b"    summary: ", part, 1), EVENTS: broken}
    whole, check = (read_site(tree.overlay(texts), html=html) for html in (True, False))
    assert whole.problems == check.problems != []
    assert "docs/topics/ferry.md" in rendered(check)


def test_a_drawing_of_drafts_alone() -> None:
    """It is left out, in a build and in a check, which does not draw."""
    block = b"\n```overview\ntopics: [ferry, ferry]\n```\n"
    tree = busy_site().tree
    page = {PAGE: tree[PAGE] + block}
    shown = read_site(tree.overlay(page))
    assert "<svg" in shown.results[PAGE].html()
    tree = tree.overlay({"mkdocs.yml": b"draft_docs: topics/ferry.md\n", **page})
    whole, check = read_site(tree), read_site(tree, html=False)
    assert errors(check.problems) == errors(whole.problems) == []
    assert "<svg" not in whole.results[PAGE].html()
