"""What the search plugin is given to read has the same words as the page, and fewer tags."""

from __future__ import annotations

import re
from typing import Any

from conftest import GOOD
from explainer.site import read_site
from explainer.source_tree import read_folder
from material.plugins.search.plugin import (  # type: ignore[import-untyped]  # it has no types
    SearchIndex,
)
from mkdocs_adapter.search import searchable


class OnePage:
    """What the plugin looks at of a page."""

    def __init__(self, content: str) -> None:
        self.content = content
        self.meta: dict[str, Any] = {}
        self.title = "Page"
        self.url = "page/"
        self.toc: list[Any] = []


def entries(html: str) -> list[tuple[str, ...]]:
    """Address, title and text of each entry that Material makes of a page."""
    index = SearchIndex(lang=["en"], separator="", pipeline=[], fields={})
    index.add_entry_from_context(OnePage(html))
    return [
        tuple(" ".join(entry[name].split()) for name in ("location", "title", "text"))
        for entry in index.entries
    ]


def test_the_search_finds_the_same() -> None:
    """On each page of the example, entry by entry."""
    for result in read_site(read_folder(GOOD)).results.values():
        html = result.html()
        assert entries(searchable(html)) == entries(html)


def test_it_reads_less() -> None:
    """Neither what is excluded nor the tags of words; the structure of lists is kept."""
    html = read_site(read_folder(GOOD)).results["docs/topics/harbour.md"].html()
    read = searchable(html)
    assert "data-search-exclude" in html
    assert "data-search-exclude" not in read
    assert len(re.findall("<", read)) < len(re.findall("<", html)) / 2
    assert re.findall(r"<h4 [^>]*id=", read) == re.findall(r"<h4 [^>]*id=", html)
