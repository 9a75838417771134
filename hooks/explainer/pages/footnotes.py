"""Footnotes: numbers citations in a page's text and lists them at the end.

Python-Markdown's own footnotes would take longer than the rest of the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markdown.preprocessors import Preprocessor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from markdown import Markdown

_REFERENCE = re.compile(r"\[\^([^\]\s,]+)(?:, *([^\[\]]+))?\]")
"""A citation, which may say where in the source: `[^press-2001-pier, page 12]`."""
_INLINE_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_DEFINITION = re.compile(r" {0,3}\[\^([^\]]+)\]:")


@dataclass
class CitedRecords:
    """The citations of one page, collected while its text is read."""

    is_citable: Callable[[str], bool] = lambda _: False
    """Returns whether an id belongs to a source or a statement."""
    counts: dict[str, int] = field(default_factory=dict)
    """How often each note is cited, in the order of the text, by `note_name`."""
    places: dict[str, str] = field(default_factory=dict)
    """Where in its source each note leads, if a citation says so."""
    first_note: int = 1
    """The number of the first note; the page may have others of its own."""


class NumberCitations(Preprocessor):
    """Replaces each citation of a record with the number of its footnote."""

    def __init__(self, md: Markdown, citations: Callable[[], CitedRecords]) -> None:
        """Take the instance, and the object that collects the page's citations."""
        super().__init__(md)
        self.citations = citations
        self.own: set[str] = set()

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with citations of records replaced by numbers."""
        self.own = {found[1] for line in lines if (found := _DEFINITION.match(line))}
        self.citations().first_note = len(self.own) + 1
        return [self._numbered(line) if "[^" in line else line for line in lines]

    def _numbered(self, line: str) -> str:
        code = [found.span() for found in _INLINE_CODE.finditer(line)]

        def number(found: re.Match[str]) -> str:
            within = any(start <= found.start() < end for start, end in code)
            return found[0] if within else self._number(found)

        return _REFERENCE.sub(number, line)

    def _number(self, found: re.Match[str]) -> str:
        citations = self.citations()
        if found[1] in self.own or not citations.is_citable(found[1]):
            return found[0]
        name = note_name(found[1], found[2] or "")
        if found[2]:
            citations.places.setdefault(name, found[2].strip())
        count = citations.counts[name] = citations.counts.get(name, 0) + 1
        number = citations.first_note + [*citations.counts].index(name)
        html = (
            f'<sup id="fnref{count if count > 1 else ""}:{name}" data-search-exclude="">'
            f'<a class="footnote-ref" href="#fn:{name}">{number}</a></sup>'
        )
        return self.md.htmlStash.store(html)


def note_name(cited: str, place: str) -> str:
    """Return the name of a note, for ids of elements: of a record, and of a place in a source."""
    return ":".join([cited, re.sub(r"\W+", "-", place.strip().lower())]) if place else cited


def cited_in(note: str) -> str:
    """Return the id of the record that a note cites, given the note's name."""
    return note.partition(":")[0]


def footnotes(cited: Iterable[str], first_note: int, notes: Mapping[str, str]) -> str:
    """Return the list of footnotes, as Python-Markdown writes it.

    `cited` has the names of the notes in their order; `notes` has their HTML by name.
    """
    items = []
    for number, name in enumerate(cited, first_note):
        # The browser's own way back leads to other uses.
        back = (
            f'<a class="footnote-backref" href="#fnref:{name}" '
            f'title="Back to {number} in the text">&#8617;</a>'
        )
        items.append(f'<li id="fn:{name}">\n<p>{notes[name]}&#160;{back}</p>\n</li>\n')
    if not items:
        return ""
    start = f' start="{first_note}"' if first_note > 1 else ""
    listed = "".join(items)
    return (
        f'\n<div class="footnote" data-search-exclude="">\n<hr>\n<ol{start}>\n{listed}</ol>\n</div>'
    )
