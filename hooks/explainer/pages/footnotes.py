"""Footnotes: numbers citations in a page's text and lists them at the end.

Python-Markdown's own footnotes would take longer than the rest of the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markdown.preprocessors import Preprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from explainer.pages.given_numbers import NUMBER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from xml.etree.ElementTree import Element

    from markdown import Markdown
    from markdown.util import HtmlStash

    from explainer.language.messages import Messages

_REFERENCE = r"\[\^(?P<cited>[^\]\s,]+)(?:, *(?P<place>[^\[\]]+))?\]"
"""A citation, which may say where in the source: `[^press-2001-pier, page 12]`."""
CITED = re.compile(rf"{_REFERENCE}|{NUMBER}")
"""A citation, or a number of the data, which is one too."""
_INLINE_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_DEFINITION = re.compile(r" {0,3}\[\^([^\]]+)\]:")


@dataclass
class Citation:
    """One citation of a note."""

    note: str
    """The name of the note, by `note_name`."""
    at: int | None = None
    """Where Python-Markdown keeps its HTML; None if it is not on the page, or not yet."""

    def placed(self, stash: HtmlStash) -> str:
        """Return what keeps its place in the text until its HTML is written."""
        self.at = stash.html_counter
        return stash.store("")


@dataclass
class CitedRecords:
    """The citations of one page, collected while its text is read."""

    is_citable: Callable[[str], bool] = lambda _: False
    """Returns whether an id belongs to a source, a statement or a number."""
    number: Callable[[str], str | None] = lambda _: None
    """Returns a number of the data in words by its id; None if there is none."""
    citations: list[Citation] = field(default_factory=list)
    """Every citation, in the order of the text."""
    places: dict[str, str] = field(default_factory=dict)
    """Where in its source each note leads, if a citation says so."""
    first_note: int = 1
    """The number of the first note; the page may have others of its own."""
    counts: dict[str, int] = field(default_factory=dict)
    """How often each note is cited, in the order of the text, by `note_name`; known at the end."""

    def add(self, note: str) -> Citation:
        """Add a citation and return it."""
        self.citations.append(Citation(note))
        return self.citations[-1]

    def given(self, number: str) -> Citation:
        """Return the next citation of a number of the data that is not on the page yet."""
        waiting = (one for one in self.citations if one.note == number and one.at is None)
        return next(waiting, None) or self.add(number)

    def leave_attributes(self, root: Element) -> None:
        """Take citations out of attributes, such as the text of an image: no link can be there."""
        placed = {one.at: one for one in self.citations}
        for element in root.iter():
            for name, value in element.items():
                for found in HTML_PLACEHOLDER_RE.finditer(value):
                    if one := placed.get(int(found[1])):
                        one.at = None
                        element.set(name, (element.get(name) or "").replace(found[0], ""))

    def in_headings(self, root: Element) -> Iterator[int]:
        """Yield where Python-Markdown keeps the HTML of each citation in a heading."""
        placed = {one.at for one in self.citations if one.at is not None}
        for element in root.iter():
            if element.tag in _HEADINGS:
                kept = map(int, HTML_PLACEHOLDER_RE.findall("".join(element.itertext())))
                yield from placed.intersection(kept)

    def write(self, stash: HtmlStash) -> None:
        """Write the HTML of the citations that the page has, with the numbers of their notes."""
        for one in self.citations:
            if one.at is None:
                continue
            count = self.counts[one.note] = self.counts.get(one.note, 0) + 1
            number = self.first_note + [*self.counts].index(one.note)
            stash.rawHtmlBlocks[one.at] = (
                f'<sup id="fnref{count if count > 1 else ""}:{one.note}" data-search-exclude="">'
                f'<a class="footnote-ref" href="#fn:{one.note}">{number}</a></sup>'
            )


class FindCitations(Preprocessor):
    """Finds the citations of a page, while its text is in its order, and keeps their places.

    `GiveNumbers` replaces those of numbers of the data.
    """

    def __init__(self, md: Markdown, citations: Callable[[], CitedRecords]) -> None:
        """Take the instance, and the object that collects the page's citations."""
        super().__init__(md)
        self.citations = citations
        self.own: set[str] = set()

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with citations of records replaced by what keeps their places."""
        self.own = {found[1] for line in lines if (found := _DEFINITION.match(line))}
        self.citations().first_note = len(self.own) + 1
        marks = "[^", "[number:"
        return [
            self._found(line) if any(mark in line for mark in marks) else line for line in lines
        ]

    def _found(self, line: str) -> str:
        code = [found.span() for found in _INLINE_CODE.finditer(line)]

        def add(found: re.Match[str]) -> str:
            within = any(start <= found.start() < end for start, end in code)
            return found[0] if within else self._add(found)

        return CITED.sub(add, line)

    def _add(self, found: re.Match[str]) -> str:
        citations = self.citations()
        if number := found["number"]:
            if citations.number(number) is not None:
                citations.add(number)
            # Python-Markdown would take `[number:x]: words` for the address of links, and drop it.
            label = found.string[found.end() :].startswith(":")
            return f"{found[0]}{self.md.htmlStash.store('')}" if label else found[0]
        cited, place = found["cited"], found["place"]
        if cited in self.own or not citations.is_citable(cited):
            return found[0]
        name = note_name(cited, place or "")
        if place:
            citations.places.setdefault(name, place.strip())
        return citations.add(name).placed(self.md.htmlStash)


def note_name(cited: str, place: str) -> str:
    """Return the name of a note, for ids of elements: of a record, and of a place in a source."""
    return ":".join([cited, re.sub(r"\W+", "-", place.strip().lower())]) if place else cited


def cited_in(note: str) -> str:
    """Return the id of the record that a note cites, given the note's name."""
    return note.partition(":")[0]


def footnotes(
    cited: Iterable[str], first_note: int, notes: Mapping[str, str], messages: Messages
) -> str:
    """Return the list of footnotes, as Python-Markdown writes it.

    `cited` has the names of the notes in their order; `notes` has their HTML by name.
    """
    items = []
    for number, name in enumerate(cited, first_note):
        # The browser's own way back leads to other uses.
        title = messages.gettext("Back to %(number)s in the text", number=number)
        back = f'<a class="footnote-backref" href="#fnref:{name}" title="{title}">&#8617;</a>'
        items.append(f'<li id="fn:{name}">\n<p>{notes[name]}&#160;{back}</p>\n</li>\n')
    if not items:
        return ""
    start = f' start="{first_note}"' if first_note > 1 else ""
    listed = "".join(items)
    return (
        f'\n<div class="footnote" data-search-exclude="">\n<hr>\n<ol{start}>\n{listed}</ol>\n</div>'
    )
