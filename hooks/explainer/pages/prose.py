"""Prose: the running text of a page with its citations, read from its HTML.

Footnote references are citations, including those that are still text, such as
`[^news-2024-03-02-bridge]`. The footnotes themselves are not prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from explainer.facts.numbers import OF_NUMBER
from explainer.language.markup import MarkupReader
from explainer.language.quotation_marks import QUOTATION_MARKS, quotations
from explainer.language.sentences import sentences
from explainer.pages.footnotes import cited_in
from explainer.pages.given_numbers import GIVEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.language.quotation_marks import Quotation

_OURS, _NO_QUOTE, _GIVEN = "\ue000", "\ue001", "\ue002"
_CITATION = rf"\[\^(?P<given>{_GIVEN}?)(?P<id>[^\]\s,]+)(?:, *[^\[\]]+)?\]"
_MARKS = re.compile(rf"\s*(?:{_CITATION}|(?P<mark>[{_OURS}{_NO_QUOTE}]))")
_END = re.compile(rf"[.!?…\u3002\uff01\uff1f][{QUOTATION_MARKS})]*$")
_COMMENTS = {
    _OURS: re.compile(r"\s*ours\s*:\s*\S.*", re.DOTALL),
    _NO_QUOTE: re.compile(r"\s*(?:title\s*|not a quote\s*:\s*\S.*)", re.DOTALL),
}
"""Comments that mark a sentence of ours, or quoted words that are not a statement."""
_REFERENCE = re.compile(r"fnref\d*:(.+)")
_LABELS = frozenset({"dt", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "th"})
_BLOCKS = _LABELS | {
    "article", "aside", "blockquote", "dd", "details", "div", "dl", "figcaption", "figure",
    "footer", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody",
    "td", "tfoot", "thead", "tr", "ul",
}  # fmt: skip


@dataclass(frozen=True)
class Sentence:
    """A sentence of a page's prose."""

    text: str
    """Its text without citations."""
    citations: tuple[str, ...] = ()
    """The ids cited in it or right after it."""
    ours: bool = False
    """Whether it is marked as the site's own: `<!-- ours: reason -->`."""
    given: tuple[str, ...] = ()
    """The ids among the citations of numbers that the page gives from the data."""

    @property
    def factual(self) -> bool:
        """Return whether it needs a source: it is neither a question nor ours."""
        text = self.text
        if text[:1] in f"{QUOTATION_MARKS}(":
            text = text.strip(f"{QUOTATION_MARKS}()")
        return not self.ours and not text.endswith(("?", ":"))


@dataclass
class Prose:
    """A part of the running text, such as a paragraph, list item or table cell."""

    text: str = ""
    """Its text without citations and marks."""
    citations: list[tuple[int, str]] = field(default_factory=list)
    """The place of each citation in the text, and its id."""
    given: list[tuple[int, str]] = field(default_factory=list)
    """Those of numbers that the page gives from the data."""
    ours: list[int] = field(default_factory=list)
    """The place of each mark of a sentence of ours."""
    no_quotes: list[int] = field(default_factory=list)
    """The place of each mark of quoted words that are not a statement."""
    language: str = "en"
    """The language of the site, which says how sentences end."""
    label: str = ""
    """The tag of a heading or label, which has no sentences; otherwise empty."""

    def sentences(self) -> list[Sentence]:
        """Return its sentences, each with the citations before the next sentence."""
        return self._sentences

    @cached_property
    def _sentences(self) -> list[Sentence]:
        """Its sentences; several rules look at them."""
        marks = [at for at, _ in self.citations] + self.ours
        # A citation or a mark after a full stop ends a sentence, whatever it looks like.
        ends = {
            at
            for at in marks
            if _END.search(self.text, 0, at) and not self.text[at:].lstrip()[:1].islower()
        }
        starts = sorted({0, *ends} - {len(self.text)})
        for start, end in pairwise([*starts, len(self.text)]):
            lengths = map(len, sentences(self.text[start:end], self.language.partition("-")[0]))
            starts += list(accumulate(lengths, initial=start))[1:-1]
        return [
            Sentence(
                self.text[start:end].strip(),
                tuple(name for at, name in self.citations if start < max(at, 1) <= end),
                any(start < max(at, 1) <= end for at in self.ours),
                tuple(name for at, name in self.given if start < max(at, 1) <= end),
            )
            for start, end in pairwise([*sorted(starts), len(self.text)])
            if self.text[start:end].strip()
        ]

    def quotes(self) -> Iterator[tuple[list[str], list[str]]]:
        """Yield each run of citations with the quoted words since the previous run.

        Words quoted in a sentence of ours do not belong to the next citation.
        """
        runs = self._runs()
        closed = quotations(self.text)
        every = closed + [one for one in quotations(self.text, unclosed=True) if not one.closed]
        for start, end in pairwise([-1, *sorted(runs)]):
            here = [one for one in every if start < one.start <= end]
            marked = {
                one.start
                for at in self.no_quotes
                if start < at <= end
                for one in self._marked(at, here)
            }
            yield (
                runs[end],
                [
                    one.text if one.closed else self.text[one.start : end]
                    for one in here
                    if one.start not in marked
                ],
            )

    def _runs(self) -> dict[int, list[str]]:
        """Return the ids of each run of citations by its place, and none at a mark of ours."""
        runs: dict[int, list[str]] = {at: [] for at in self.ours}
        for at, name in self.citations:
            runs.setdefault(at, []).append(name)
        given = {name for _, name in self.given}
        # A number given in a sentence ends no run: the words quoted before it may be from what
        # the sentence cites at its end.
        for at, after in pairwise(sorted(runs)):
            if runs[at] and runs[after] and given.issuperset(runs[at]):
                runs[after] = runs.pop(at) + runs[after]
        return runs

    def _marked(self, at: int, here: list[Quotation]) -> list[Quotation]:
        """Return the quotations that a mark covers: the one just before it, or all up to it."""
        before = [one for one in here if one.end <= at]
        if before and not re.compile(r"\w").search(self.text, before[-1].end, at):
            return before[-1:]
        return before


def read_prose(html: str) -> list[Prose]:
    """Return the running text of a page, part by part."""
    reader = _ProseReader()
    reader.feed(html)
    reader.close()
    reader.end()
    return reader.found


class _ProseReader(MarkupReader):
    """Collects parts of running text, without code."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Prose] = []
        self.text: list[str] = []
        self.labels: list[str] = []
        """The tags of the open headings and labels."""
        self.code = 0
        self.footnotes = 0
        """The number of open elements inside the list of footnotes."""
        self.reference = False
        """Whether a footnote reference is open."""
        self.given = False
        """Whether a number of the data is open."""

    def end(self) -> None:
        """Close the open part."""
        raw, self.text, self.reference = " ".join("".join(self.text).split()), [], False
        if not raw:
            return
        alone = raw in _COMMENTS and bool(self.found)  # a mark on a line of its own
        prose = self.found[-1] if alone else Prose(label=self.labels[-1] if self.labels else "")
        last = 0
        for mark in _MARKS.finditer(raw):
            prose.text += raw[last : mark.start()]
            last = mark.end()
            if mark["id"]:
                prose.citations.append((len(prose.text), mark["id"]))
                prose.given += prose.citations[-1:] if mark["given"] else []
            else:
                places = prose.ours if mark["mark"] == _OURS else prose.no_quotes
                places.append(len(prose.text))
        prose.text += raw[last:]
        if not alone:
            self.found.append(prose)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        classes = (given.get("class") or "").split()
        if tag in _BLOCKS:
            self.end()
        for text in (given.get("alt") or "", given.get("title") or ""):
            if OF_NUMBER.search(text):  # what is left of one that could not be given
                self.found.append(Prose(text, label=tag))
        if tag == "div" and (self.footnotes or "footnote" in classes):
            self.footnotes += 1
        if tag in _LABELS or "admonition-title" in classes:
            self.labels.append(tag)
        self.code += tag in {"code", "pre"}
        self.given = self.given or (tag == "span" and GIVEN in classes)
        if tag == "sup" and (match := _REFERENCE.fullmatch(given.get("id") or "")):
            self.text.append(f"[^{_GIVEN if self.given else ''}{cited_in(match[1])}]")
            self.reference = True

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end()
        if tag == "div" and self.footnotes:
            self.footnotes -= 1
        if self.labels and self.labels[-1] == tag:
            self.labels.pop()
        self.code -= tag in {"code", "pre"}
        self.reference = self.reference and tag != "sup"
        self.given = self.given and tag != "span"

    def handle_data(self, data: str) -> None:
        if self.footnotes or self.reference:
            return
        # Code is part of a sentence but cites nothing.
        for mark in (*_COMMENTS, _GIVEN):
            data = data.replace(mark, "")
        if self.code:
            data = OF_NUMBER.sub("[", data.replace("[^", "["))
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        for mark, comment in _COMMENTS.items():
            if comment.fullmatch(data) and not self.footnotes:
                self.text.append(mark)

    def parse_marked_section(self, i: int, report: bool = True) -> int:  # noqa: FBT001, FBT002  (the library's)
        """Read `<![` as a comment, as browsers do; the parser itself expects a name there."""
        return self.parse_bogus_comment(i, report)
