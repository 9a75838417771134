"""Random edits of the example site: what a memory or a cache may fail to notice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

    from explainer.source_tree import SourceTree

USUAL = [
    ("data/words.yml", "[slam", "[disagreed, slam"),  # only on a later page
    ("data/words.yml", "slam, slammed]", "slam, slammed, talked]"),
    ("data/glossary.yml", "[berths]", "[berths, talked]"),
    ("data/glossary.yml", "a ship is tied up", "ships are tied up"),
    ("data/people.yml", "name: Ada Berg", "name: Ada Berger"),
    ("data/topics/harbour/events.yml", "The towns talk", "The towns speak"),
    ("data/topics/harbour/topic.yml", "title: The harbour", "title: The port"),
    ("data/topics/harbour/sources.yml", "title: ", "title: News, "),
    ("docs/topics/harbour.md", "They talked.", "\nThey talked in the [port](#x)."),
    ("docs/topics/harbour.md", "coverage: 90 %", "coverage: 80 %"),
    ("mkdocs.yml", "exclude_docs", "draft_docs"),
]
"""Usual edits: a file, a text in it, and what replaces it, or the other way round."""


def edited(tree: SourceTree, first: SourceTree, chance: random.Random) -> SourceTree:
    """Return a tree after an edit: usual ones, slips, and files that come or go.

    `first` is the tree before all edits.
    """
    path = chance.choice([*first])
    raw = tree.get(path, first[path])
    lines = raw.split(b"\n")
    at, to = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(14):
        case 0 | 12:
            return first
        case 1:
            return tree.overlay({path: None if path in tree else first[path]})
        case 2:
            del lines[at]
        case 3:
            lines.insert(to, lines[at])
        case 4:
            lines.insert(to, lines.pop(at))
        case 5:
            lines.insert(at, b"")
        case 6:
            number = chance.randrange(10)
            lines = re.sub(rb"\d(?=\D*$)", b"%d" % number, raw, count=1).split(b"\n")
        case 7:
            ids = re.findall(rb"[a-z]+(?:-[a-z0-9]+)+", first[path]) or [b"-"]
            lines = raw.replace(chance.choice(ids), chance.choice(ids)).split(b"\n")
        case 8 | 9 | 10:
            path, old, new = chance.choice(USUAL)
            text = tree.get(path, first.get(path, b"exclude_docs: topics/ferry.md\n")).decode()
            old, new = (old, new) if old in text else (new, old)
            return tree.overlay({path: text.replace(old, new).encode()})
        case _:
            words = re.split(rb"(\s+)", lines[at])
            words[-1] = chance.choice([b"quay", words[-1].title(), words[-1] + b"s"])
            lines[at] = b"".join(words)
    return tree.overlay({path: b"\n".join(lines)})
