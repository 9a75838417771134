"""The search finds the same as with the plugin's own parser, which would take longer."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace
from typing import Any

import pytest
from conftest import GOOD, busy_site
from explainer.memory import Memory
from explainer.site import read_site
from explainer.source_tree import read_folder
from material.plugins.search.plugin import (  # type: ignore[import-untyped]  # it has no types
    Parser,
    SearchIndex,
)
from mkdocs_adapter import live_preview
from mkdocs_adapter.search import read_for_search, readable, searchable, sections


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


def parsed(html: str) -> list[tuple[object, ...]]:
    """The sections that Material's parser makes of a page."""
    parser = Parser()
    parser.feed(html)
    parser.close()
    return [(one.id, one.is_excluded(), one.title, one.text) for one in parser.data]


def divided(html: str) -> list[tuple[object, ...]]:
    """The sections that we make of it."""
    return [(one.id, one.excluded, one.title, one.text) for one in sections(html)]


@pytest.mark.parametrize(
    "html",
    [
        "",
        "Text alone",
        "<p>Before</p><h2 id=a>A</h2><p>Below</p>",
        '<h1 id="a">A</h1><p>Below &amp; <br> &lt;b&gt;</p><h1 id="b">B</h1>',
        '<div><section><h3 id="a">A <code>b</code></h3><p>In</p></section>Out</div><p>End</p>',
        '<ul>\n<li>\n<h4 id="a">A</h4>\n<p>In</p>\n</li>\n<li> </li>\n</ul>\n<p> </p>',
        '<h2 id="a" data-search-exclude>A</h2><p>B</p><h2 id="c">C</h2>',
        "<section data-search-exclude><p>A</p><section>B</section>C</section><p>D</p>",
        '<pre>\n\n a\n</pre><div class="linenodiv"><pre>1</pre></div><script>"<p>"</script>',
        "<p>A<p>B</i></p><object><p>C</p></object><!-- D -->",
        '<p>A &amp B < C</p><img alt="<">',
        "<ol><li>A<ul><li>B</li></ul></li></ol><sup>2</sup><sub></sub>",
    ],
)
def test_a_page_is_divided_as_the_plugin_does(html: str) -> None:
    """To the last space."""
    assert divided(html) == parsed(html)


def test_pages_are_divided_as_the_plugin_does() -> None:
    """Whole, and with fewer tags."""
    for result in busy_site().results.values():
        html = result.html()
        assert divided(html) == parsed(html)
        assert divided(searchable(html)) == parsed(searchable(html))


def test_each_record_is_a_result_of_its_own() -> None:
    """With its title and the words of its detail, at its anchor; the page keeps the rest."""
    site = read_site(read_folder(GOOD))
    for result in site.results.values():
        found = {
            location: (title, text) for location, title, text in entries(searchable(result.html()))
        }
        titles = re.findall(r' id="([^"]+)" data-search-title="([^"]*)"', result.html())
        for name, title in titles:
            told, text = found[f"page/#{name}"]
            assert told == title
            event = site.catalog.events.get(name)
            said = site.catalog.statements.get(name)
            if event and "*" not in event.summary:
                assert event.summary in text
            if said and '"' not in said.text:
                assert said.text in text
        if titles:
            rest = found["page/"][1]
            assert not any(event.summary in rest for event in site.catalog.events.values())


def test_other_words_are_found_as_before() -> None:
    """On a page of prose, entry by entry."""
    for result in read_site(read_folder(GOOD)).results.values():
        html = re.sub(r' data-search-title="[^"]*"', "", result.html())
        assert letters(entries(searchable(html))) == letters(entries(html))


def letters(found: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return entries without tags and spaces, which differ where cells of a table touch."""
    return [tuple(re.sub(r"<[^>]+>|\s", "", text) for text in entry) for entry in found]


def test_it_reads_less() -> None:
    """Neither what is excluded nor the tags of words; the structure of lists is kept."""
    html = read_site(read_folder(GOOD)).results["docs/topics/harbour.md"].html()
    read = searchable(html)
    assert "data-search-exclude" in html
    assert "data-search-exclude" not in read
    assert len(re.findall("<", read)) < len(re.findall("<", html)) / 2


def test_a_reader_gets_nothing_that_is_only_for_search() -> None:
    html = '<p id="a" data-search-title="A &#34;b&#34;">C</p><p data-search-exclude>D</p>'
    assert readable(html) == '<p id="a">C</p><p>D</p>'


def test_a_preview_lists_each_entry_once() -> None:
    """With `--dirty` the plugin passes on what it listed before."""
    index = SearchIndex(lang=["en"], separator="", pipeline=[], fields={})
    config: Any = SimpleNamespace(plugins={"material/search": SimpleNamespace(search_index=index)})
    live_preview.index_once(config, Memory(keep=True))
    index.entries = [{"location": "pier/", "title": "Pier", "text": "New"}]
    before = SimpleNamespace(entries=[{"location": "pier/", "title": "Pier", "text": "Old"}])
    assert json.loads(index.generate_search_index(before))["docs"] == index.entries


def test_a_record_counts_twice_as_much_as_prose() -> None:
    """By the boost that Material's index gives an entry."""
    index = SearchIndex(lang=["en"], separator="", pipeline=[], fields={})
    config: Any = SimpleNamespace(plugins={"material/search": SimpleNamespace(search_index=index)})
    read_for_search(config)
    record = '<li id="talks" data-search-title="Talks"><p>They met.</p></li>'
    page = OnePage(searchable(f"<p>One.</p><ul>{record}</ul>"))
    index.add_entry_from_context(page)
    page.meta["search"] = {"boost": 0.5}
    index.add_entry_from_context(page)
    boosts = [(entry["location"], entry.get("boost")) for entry in index.entries]
    assert boosts == [
        *(("page/", None), ("page/#talks", 2)),
        *(("page/", 0.5), ("page/#talks", 1.0)),
    ]
