"""Citations: what a page's prose cites, how much of it, and whether quoted words are right.

Reads the HTML that Python-Markdown makes of a page before its footnotes are defined:
what is left of them in the text, such as `[^tass-2019-05-14-agenda]`, are the citations.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from explainer.facts.field_types import CitedId
from explainer.language.normalisation import departure, fold, occurs
from explainer.language.quotation_marks import QUOTED
from explainer.language.sentences import sentences
from explainer.problems import Problem, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from explainer.facts.catalog import Catalog
    from explainer.facts.records import Statement
    from explainer.problems import Place

_OURS_MARK = "\ue000"
_MARKS = re.compile(rf"\s*(?:\[\^(?P<id>[^\]\s]+)\]|{_OURS_MARK})")
_END = re.compile(r"[.!?…][\"'”’»)]*$")
_OURS = re.compile(r"\s*ours\s*:\s*(?P<reason>\S.*)", re.DOTALL)
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
    """Without its citations."""
    citations: tuple[str, ...] = ()
    """The ids cited in it or right after it."""
    ours: bool = False
    """Whether it is marked as the site's own: `<!-- ours: reason -->`."""

    @property
    def factual(self) -> bool:
        """Whether it says something that needs a source: it is no question and not ours."""
        text = self.text.strip("\"“”‘’'«»()") if self.text[:1] in "\"“‘'«(" else self.text
        return not self.ours and not text.endswith(("?", ":"))


@dataclass
class Prose:
    """A stretch of running text: a paragraph, a list item, a cell."""

    text: str = ""
    """Without its citations and marks."""
    citations: list[tuple[int, str]] = field(default_factory=list)
    """Where each citation stands in the text, and its id."""
    ours: list[int] = field(default_factory=list)
    """Where each mark of a sentence of ours stands."""
    label: str = ""
    """The tag of the heading or the label that it is, if so; it holds no sentences."""

    def sentences(self) -> list[Sentence]:
        """The sentences of it, each with the citations up to the next."""
        marks = [at for at, _ in self.citations] + self.ours
        # What stands after a full stop ends a sentence, whatever it looks like.
        ends = {
            at
            for at in marks
            if _END.search(self.text, 0, at) and not self.text[at:].lstrip()[:1].islower()
        }
        starts = sorted({0, *ends} - {len(self.text)})
        for start, end in pairwise([*starts, len(self.text)]):
            lengths = map(len, sentences(self.text[start:end]))
            starts += list(accumulate(lengths, initial=start))[1:-1]
        return [
            Sentence(
                self.text[start:end].strip(),
                tuple(name for at, name in self.citations if start < max(at, 1) <= end),
                any(start < max(at, 1) <= end for at in self.ours),
            )
            for start, end in pairwise([*sorted(starts), len(self.text)])
            if self.text[start:end].strip()
        ]

    def quotes(self) -> Iterator[tuple[list[str], list[str]]]:
        """Each run of citations, with the quoted words that begin between it and the run before.

        What a sentence of ours quotes is not the next citation's.
        """
        runs: dict[int, list[str]] = {at: [] for at in self.ours}
        for at, name in self.citations:
            runs.setdefault(at, []).append(name)
        quoted = [
            (match.start(), next(filter(None, match.groups())))
            for match in QUOTED.finditer(self.text)
            if any(match.groups())
        ]
        for start, end in pairwise([-1, *sorted(runs)]):
            yield runs[end], [words for at, words in quoted if start <= at < end]


@dataclass(frozen=True)
class Coverage:
    """How many of a page's factual sentences carry a citation."""

    factual: int = 0
    cited: int = 0
    uncited: tuple[str, ...] = ()
    """The others."""
    ours: int = 0
    """How many sentences beside them are marked as the site's own."""

    @property
    def percent(self) -> int:
        """The share, in whole per cent, rounded down; 100 where there is nothing to cite."""
        return 100 * self.cited // self.factual if self.factual else 100


def read_prose(html: str) -> list[Prose]:
    """The running text of a page, stretch by stretch."""
    reader = _ProseReader()
    html = html.partition('<div class="footnote">')[0]
    html = re.sub(
        r'<sup id="fnref\d*:([^"]+)"[^>]*><a [^>]*>[^<]*</a></sup>', lambda at: f"[^{at[1]}]", html
    )
    reader.feed(html)
    reader.close()
    reader.end()
    return reader.found


def coverage(prose: list[Prose], *, ours: bool = False) -> Coverage:
    """How much of a page's prose is cited; all of it may be the site's own."""
    sentences = [sentence for part in prose if not part.label for sentence in part.sentences()]
    if ours:
        return Coverage(ours=len(sentences))
    factual = [sentence for sentence in sentences if sentence.factual]
    uncited = tuple(sentence.text for sentence in factual if not sentence.citations)
    marked = sum(sentence.ours for sentence in sentences)
    return Coverage(len(factual), len(factual) - len(uncited), uncited, marked)


def citation_problems(
    prose: list[Prose], catalog: Catalog, find: Callable[[str], list[Place]]
) -> Iterator[Problem]:
    """A problem for each citation that leads nowhere, to a copy, or to other words.

    `find` gives every place of a text on the page.
    """
    begun = find("[^")
    for name in dict.fromkeys(name for part in prose for _, name in part.citations):
        cited, source = CitedId(name), catalog.sources.get(name)
        # Markdown may have unescaped what stands on the page.
        escaped = (place for place in begun if name in place.text.replace("\\", ""))
        for place in find(f"[^{name}]") or [next(escaped, (begun or find(""))[0])]:
            if not catalog.resolves(cited):
                yield catalog.unresolved(cited, place.moved(2))
            elif source and source.tier == "C":
                message = f"'{name}' is of tier C, a copy or unknown, and cannot be cited"
                yield Problem(place.moved(2), message, "cite a source of tier A or B")
    for part in prose:
        if "[^" in part.text:
            written = part.text[part.text.index("[^") :][:8]
            place = (find(written) or find("[^") or find(""))[0]
            hint = "write it like [^tass-2019-05-14-agenda], or as code"
            yield Problem(place, "a citation that cannot be read", hint)
        for names, quotes in part.quotes():
            said = [catalog.statements[name] for name in names if name in catalog.statements]
            for words in quotes:
                if said and not any(occurs(words, statement.text) for statement in said):
                    yield _misquoted(words, said[0], find)


def _misquoted(words: str, said: Statement, find: Callable[[str], list[Place]]) -> Problem:
    at = departure(fold(said.text).text, words) or 0
    # What was one line to the reader may be several, or hold marks of emphasis, on the page.
    ends = [len(words), *(space.start() for space in reversed([*re.finditer(" ", words)]))]
    opening, places = next(
        ((words[:end], found) for end in ends if (found := find(words[:end]))), ("", find(""))
    )
    place = places[0].moved(at if at < len(opening) else 0)
    message = f"the words {quoted(words)} are not in '{said.id}'"
    return Problem(place, message, f"it reads: {said.text}")


class _ProseReader(HTMLParser):
    """Collects stretches of running text, without code."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Prose] = []
        self.text: list[str] = []
        self.labels: list[str] = []
        """The headings and labels that are open, by their tags."""
        self.code = 0

    def end(self) -> None:
        """Close the stretch that is open."""
        raw, self.text = " ".join("".join(self.text).split()), []
        if raw == _OURS_MARK and self.found:  # a mark on a line of its own
            self.found[-1].ours.append(len(self.found[-1].text))
            return
        prose = Prose(label=self.labels[-1] if self.labels else "")
        last = 0
        for mark in _MARKS.finditer(raw):
            prose.text += raw[last : mark.start()]
            last = mark.end()
            if mark["id"]:
                prose.citations.append((len(prose.text), mark["id"]))
            else:
                prose.ours.append(len(prose.text))
        prose.text += raw[last:]
        if raw:
            self.found.append(prose)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.end()
        if tag in _LABELS or "admonition-title" in (dict(attrs).get("class") or ""):
            self.labels.append(tag)
        self.code += tag in {"code", "pre"}

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end()
        if self.labels and self.labels[-1] == tag:
            self.labels.pop()
        self.code -= tag in {"code", "pre"}

    def handle_data(self, data: str) -> None:
        # Code is part of a sentence, but cites nothing.
        data = data.replace(_OURS_MARK, "")
        self.text.append(data.replace("[^", "[") if self.code else data)

    def handle_comment(self, data: str) -> None:
        if _OURS.fullmatch(data):
            self.text.append(_OURS_MARK)
