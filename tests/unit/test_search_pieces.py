"""The index of the search in pieces: all words and sections are there, and lead to each other."""

from __future__ import annotations

import json
from itertools import accumulate
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from conftest import busy_site
from material.plugins.search.plugin import SearchIndex  # type: ignore[import-untyped]  # no types
from mkdocs_adapter import search_pieces
from mkdocs_adapter.search import read_for_search, searchable
from mkdocs_adapter.search_pieces import MOST_LETTERS, pieces_of, search_in_pieces

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS: dict[str, Any] = {"lang": ["en"], "separator": r"\s+", "pipeline": [], "fields": {}}


def entries() -> list[dict[str, Any]]:
    """Return what the search plugin makes of the example's pages."""
    index = SearchIndex(**SETTINGS)
    read_for_search(_site(index))
    for result in busy_site().results.values():
        content = searchable(result.html())
        index.add_entry_from_context(
            SimpleNamespace(content=content, meta={}, title="A", url=result.url, toc=[])
        )
    found: list[dict[str, Any]] = index.entries
    return found


def _site(index: SearchIndex, **settings: Any) -> Any:
    search = SimpleNamespace(search_index=index, config=SimpleNamespace(**SETTINGS | settings))
    return SimpleNamespace(plugins={"material/search": search}, extra={})


def listed(files: dict[str, Any]) -> dict[str, list[int]]:
    """Return the sections listed for each word, as twice their number."""
    return {
        word: [*accumulate(steps)]
        for path, words in files.items()
        if path.startswith("words/")
        for word, steps in words.items()
    }


def test_a_word_leads_to_each_section_that_has_it() -> None:
    """And says whether it is in the title."""
    found = entries()
    sections = listed(pieces_of(found, r"\W+")[1])
    for number, entry in enumerate(found):
        for word in ("harbour", "ferry", "crews"):
            title, text = (
                word in search_pieces._TAG.sub(" ", entry[one]).lower().split()
                for one in ("title", "text")
            )
            if title or text:
                assert 2 * number + title in sections[word], (word, entry)
    assert max(code // 2 for codes in sections.values() for code in codes) < len(found)


def test_a_word_is_in_the_piece_of_its_first_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the longest that it begins with, as the worker looks for it; a piece is small."""
    whole = listed(pieces_of(entries(), r"\W+")[1])
    monkeypatch.setattr(search_pieces, "MOST_LETTERS", 300)
    contents, files = pieces_of(entries(), r"\W+")
    assert listed(files) == whole
    names = contents["words"]
    assert len({*names}) == len(names) > 26
    for index, name in enumerate(names):
        words = files[f"words/{index}.json"]
        size = sum(len(word) + 4 * len(steps) for word, steps in words.items())
        assert size <= 300 or len(words) == 1
        for word in words:
            assert name == max((one for one in names if word.startswith(one)), key=len)


def test_each_section_is_in_one_piece_that_begins_with_its_page() -> None:
    """In order; a piece after the first of a page has the page's title alone."""
    found = entries()
    contents, files = pieces_of(found, r"\W+")
    pieces = [files[f"sections/{index}.json"] for index in range(len(contents["starts"]))]
    assert [one for piece in pieces for one in piece if "text" in one] == found
    for start, piece in zip(contents["starts"], pieces, strict=True):
        whole = [one for one in piece if "text" in one]
        assert found[start] == whole[0]
        pages = {one["location"].partition("#")[0] for one in piece}
        assert pages == {piece[0]["location"]}
        assert sum(len(one["text"]) for one in whole[:-1]) <= MOST_LETTERS


def test_of_a_frequent_word_the_titles_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_pieces, "MOST_SECTIONS", 2)
    found = [
        {"location": f"{name}/", "title": title, "text": "the toll"}
        for name, title in (("a", "A"), ("b", "B"), ("c", "Toll"), ("d", "D"))
    ]
    assert listed(pieces_of(found, " ")[1])["toll"] == [0, 5]


def test_a_separator_may_split_at_capitals() -> None:
    found = [{"location": "a/", "title": "StreetMap", "text": ""}]
    assert listed(pieces_of(found, "(?!\\b)(?=[A-Z][a-z])")[1]) == {"map": [1], "street": [1]}


def test_tags_and_boosts_stay() -> None:
    found = [{"location": "a/", "title": "A", "text": "", "tags": ["Bridge"], "boost": 2}]
    files = pieces_of(found, " ")[1]
    assert files["sections/0.json"] == found
    assert listed(files)["bridge"] == [0]


def written(folder: Path, *, polyfills: bool = False, **settings: Any) -> Any:
    """Return what `search_index.json` has after a build with the settings."""
    index = SearchIndex(**SETTINGS | settings)
    index.entries = [{"location": "a/", "title": "A", "text": "The toll"}]
    config = _site(index, **settings)
    config.site_dir, config.extra = str(folder), {"polyfills": ["a"]} if polyfills else {}
    env: Any = SimpleNamespace(globals={})
    search_in_pieces(env, config)
    found = json.loads(index.generate_search_index(None))
    assert ("words" in found["docs"]) == bool(env.globals)
    assert (folder / "search" / "words" / "0.json").is_file() == bool(env.globals)
    return found


def test_the_index_has_only_where_the_pieces_are(tmp_path: Path) -> None:
    found = written(tmp_path)
    assert found["config"] == SETTINGS
    assert found["docs"] == {"words": ["a", "t"], "starts": [0], "most": 2000, "sections": 1}


@pytest.mark.parametrize(
    "settings",
    [
        {"polyfills": True},
        {"pipeline": ["stemmer"]},
        {"lang": ["en", "ja"]},
        {"separator": "(?<a>[ -])"},
    ],
)
def test_the_index_stays_whole(tmp_path: Path, settings: dict[str, Any]) -> None:
    """On a disk, and where only Material's search can tell the words apart."""
    assert written(tmp_path, **settings)["docs"][0]["location"] == "a/"
