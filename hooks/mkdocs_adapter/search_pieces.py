"""Search in pieces: a reader loads the part of the index that answers, not the whole.

`search_index.json` has, instead of the documents of Material's search, where the pieces are:
the words of all sections by their first letters, and the sections themselves, a few in a file.
Our worker, `overrides/assets/javascripts/workers/pieces.js`, chooses the pieces by the words of
a question, and gives their sections to Material's own search: it ranks, marks and shows them.

Pagefind was measured, too (1.5.2, a site of 1,000 topics): a first answer needed 180 kB, of which
84 kB are the program; it cannot run on pages opened from disk, and has its own look and ranking.
"""

from __future__ import annotations

import json
import re
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from mkdocs_adapter.search import index_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig

Entry: TypeAlias = dict[str, Any]
"""A section as Material's search has it: location, title, text, and perhaps tags and boost."""

MOST_LETTERS = 12_000
"""The most letters in a piece, unless one section or one word has more; about 4 kB are sent."""
MOST_SECTIONS = 2_000
"""The most sections listed for a word: first those with it in their title."""
WITHOUT_SPACES = frozenset(("hi", "ja", "ko", "th", "zh"))
"""The languages whose words only Material's search can tell apart."""

_TAG = re.compile(r"<[^>]*>")
_EDGES = re.compile(r"^\W+|\W+$")


def search_in_pieces(env: Environment, config: MkDocsConfig) -> None:
    """Make Material's search plugin, if the site has it, write its index in pieces.

    It stays whole for pages opened from disk, which cannot fetch, and where only Material's search
    can tell the words apart.
    """
    index = index_of(config)
    if index is None or config.extra.get("polyfills"):  # Material's plugin `offline` sets these
        return
    settings: Any = config.plugins["material/search"].config
    if "stemmer" in settings.pipeline or WITHOUT_SPACES.intersection(settings.lang):
        return
    try:
        re.compile(settings.separator)
    except re.error:  # what only JavaScript can read
        return
    generate = index.generate_search_index
    folder = Path(config.site_dir, "search")

    def write_pieces(_: object) -> str:
        contents, files = pieces_of(index.entries, settings.separator)
        index.entries = []
        for path, piece in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(_json(piece), encoding="utf-8")
        return _json(json.loads(generate(None)) | {"docs": contents})

    index.generate_search_index = write_pieces
    env.globals["search_in_pieces"] = True


def pieces_of(entries: list[Entry], separator: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return where the pieces are, and each piece by its path relative to the search folder.

    Raise re.error if Python cannot read the separator, a regular expression of JavaScript.
    """
    sections = [*_sections(entries)]
    words = [*_words(entries, re.compile(separator))]
    starts, number = [], 0
    for piece in sections:
        starts.append(number)
        number += sum(1 for entry in piece if "text" in entry)
    contents = {
        "words": [name for name, _ in words],
        "starts": starts,
        "most": MOST_SECTIONS,
        "sections": len(entries),
    }
    files: dict[str, Any] = {f"words/{index}.json": found for index, (_, found) in enumerate(words)}
    files |= {f"sections/{index}.json": found for index, found in enumerate(sections)}
    return contents, files


def _sections(entries: list[Entry]) -> Iterator[list[Entry]]:
    """Return the sections in order, a few of the same page at a time.

    Each group begins with the page's own entry, without text where the group is not its first.
    """
    for _, group in groupby(entries, key=lambda entry: entry["location"].partition("#")[0]):
        head, *rest = group
        piece, letters = [head], len(head["text"])
        for entry in rest:
            if letters > MOST_LETTERS:
                yield piece
                piece, letters = [{"location": head["location"], "title": head["title"]}], 0
            piece.append(entry)
            letters += len(entry["title"]) + len(entry["text"])
        yield piece


def _words(
    entries: list[Entry], separator: re.Pattern[str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Return the words by their first letters, each with the sections that have it.

    A section is twice its number, plus one if the word is in the title; each as the difference
    from the one before.
    """
    found: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        title = {*_split(entry["title"], separator)}
        for word in title | {*_split(" ".join((entry["text"], *entry.get("tags", ()))), separator)}:
            found.setdefault(word, []).append(2 * number + (word in title))
    listed = {word: _differences(_most(found[word])) for word in sorted(found)}
    yield from _by_letters([*listed], listed, 1)


def _by_letters(
    words: list[str], listed: dict[str, list[int]], length: int
) -> Iterator[tuple[str, dict[str, list[int]]]]:
    for start, group in groupby(words, key=lambda word: word[:length]):
        alike = [*group]
        size = sum(len(word) + 4 * len(listed[word]) for word in alike)
        if size <= MOST_LETTERS or len(alike) == 1:
            yield start, {word: listed[word] for word in alike}
        else:
            whole = [word for word in alike if len(word) == length]
            if whole:
                yield start, {word: listed[word] for word in whole}
            yield from _by_letters([one for one in alike if len(one) > length], listed, length + 1)


def _split(html: str, separator: re.Pattern[str]) -> Iterable[str]:
    text = _TAG.sub(" ", html)
    # A separator may split at capitals.
    return filter(None, (_EDGES.sub("", word.lower()) for word in separator.split(text) if word))


def _most(sections: list[int]) -> list[int]:
    if len(sections) <= MOST_SECTIONS:
        return sections
    return sorted(sorted(sections, key=lambda one: one % 2 == 0)[:MOST_SECTIONS])


def _differences(numbers: list[int]) -> list[int]:
    return [one - before for before, one in zip([0, *numbers], numbers, strict=False)]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
