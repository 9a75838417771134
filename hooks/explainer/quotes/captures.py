"""Captures: stored texts of sources for checking quotes.

`captures/<source id>.txt` is for local use and is not committed.
`captures/open/<source id>.txt` is committed; the source's `rights` must allow it.
Neither is published. A line `[…]` marks a gap in an excerpt.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from explainer.language.normalisation import Folded, fold
from explainer.problems import Place, Problem, did_you_mean

if TYPE_CHECKING:
    from explainer.facts.catalog import Catalog
    from explainer.facts.records import Source
    from explainer.language.word_search import TextSpan
    from explainer.source_tree import SourceTree


@dataclass(frozen=True)
class Capture:
    """The stored text of a source."""

    source: str
    """The id of the source."""
    path: str
    """Path relative to the project's root."""
    text: str
    """The text as stored; an empty line separates two blocks."""
    folded: Folded
    committed: bool = False
    """Whether everyone who builds the site has it."""

    def within_block(self, span: TextSpan) -> str:
        """Return the words in a span of the folded text as stored, with single spaces.

        Return an empty text if a new block begins inside the span.
        """
        part = self.text[self.folded.origins[span.start] : self.folded.origins[span.end]]
        return "" if re.search(r"\n\s*\n", part.strip()) else " ".join(part.split())

    @property
    def fingerprint(self) -> str:
        """Return 16 hexadecimal digits of the SHA-256 of the normalised text."""
        return hashlib.sha256(self.folded.text.strip().encode()).hexdigest()[:16]


def read_captures(tree: SourceTree, catalog: Catalog) -> tuple[dict[str, Capture], list[Problem]]:
    """Return every capture by the id of its source, and all problems."""
    captures: dict[str, Capture] = {}
    problems = tree.problems("captures")
    for path, raw in tree.under("captures"):
        if PurePosixPath(path).parent.as_posix() not in {"captures", "captures/open"}:
            continue
        name, committed = PurePosixPath(path).stem, PurePosixPath(path).parent.name == "open"
        source = catalog.sources.get(name)
        try:
            text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            problems.append(Problem(Place(path), "not UTF-8", "save the file with encoding UTF-8"))
            continue
        if source is None:
            if "source" not in catalog.unreadable and name not in catalog.unreadable:
                hint = did_you_mean(name, catalog.sources, "name the file after a source's id")
                problems.append(Problem(Place(path), f"no source '{name}'", hint))
            continue
        if committed and source.rights == "reserved":
            message = f"the text of '{name}' may not be stored here: its rights are reserved"
            hint = f"move it to captures/{name}.txt, or write its 'rights' into {_at(source)}"
            problems.append(Problem(Place(path), message, hint))
        if name in captures:
            message = f"a second text of '{name}'"
            hint = f"keep this one or {captures[name].path}"
            problems.append(Problem(Place(path), message, hint))
        captures[name] = Capture(name, path, text, fold(text), committed=committed)
    return captures, problems


def _at(record: Source) -> str:
    place = record.place_of()
    return f"{place.path}:{place.line}"
