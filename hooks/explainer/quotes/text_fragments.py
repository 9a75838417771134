"""URL text fragments: links that lead to the exact words.

`https://example.org/page#:~:text=prefix-,start,end,-suffix`, as the Community Group's
"URL Fragment Text Directives" defines it (https://wicg.github.io/scroll-to-text-fragment/).
We choose the terms as that text recommends under "Generating Text Fragment Directives":
the whole quote if it is short and in one block, otherwise its first and last words,
with context if the quote is very short or occurs more than once.
A browser looks for each term within one block, so no term may cross into the next.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from explainer.facts.field_types import LONGEST_QUOTE
from explainer.language.normalisation import fold
from explainer.language.word_search import TextSpan, find_quote, joined, occurrences, segments

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.facts.records import Source, Statement
    from explainer.quotes.captures import Capture

LONGEST_EXACT = 300
"""The most characters for using the whole quote as one term."""
SHORTEST_ALONE = 20
"""The fewest characters for which a quote that occurs once needs no context."""
FIRST_WORDS = 3
"""The initial number of words in a term of a range or of context."""
MOST_WORDS = 12
"""The most words of context to try."""
LONG_ALONE = 40
"""The fewest characters for assuming that a quote occurs once on a page not stored here."""

_SENTENCE_END = re.compile(r"[.!?…]['\"’”»)]*$")


@dataclass(frozen=True)
class Directive:
    """A text directive: the terms that a browser uses to find the words."""

    start: str
    end: str = ""
    prefix: str = ""
    suffix: str = ""

    def __str__(self) -> str:
        """Return the directive as a percent-encoded part of an address."""
        terms = [f"{_encoded(self.prefix)}-"] if self.prefix else []
        terms += [_encoded(term) for term in (self.start, self.end) if term]
        terms += [f"-{_encoded(self.suffix)}"] if self.suffix else []
        return "text=" + ",".join(terms)


def link(said: Statement, source: Source, capture: Capture | None) -> str | None:
    """Return the address that leads to a statement's words in its source.

    Return None unless it leads to exactly one place, judging by the capture or, without one,
    by the statement's context.
    """
    if source.url is None or urlsplit(source.url).path.lower().endswith(".pdf"):
        return None  # browsers do not search PDFs for directives
    directive = within(said, capture) if capture else alone(said)
    if directive is None:
        return None
    address = source.url.removesuffix("#")
    return f"{address}{'' if urlsplit(address).fragment else '#'}:~:{directive}"


def within(said: Statement, capture: Capture) -> Directive | None:
    """Return the shortest directive that leads to exactly the statement's words in the capture.

    Return None if they do not occur exactly once, or no directive leads only to them.
    """
    found = find_quote(capture.folded.text, said.source_words, said.prefix, said.suffix)
    return _Search(capture, found[0]).shortest() if len(found) == 1 else None


def alone(said: Statement) -> Directive | None:
    """Return the directive from the statement's own context; None unless it is one place.

    A paragraph may end where a sentence in the context ends, and browsers would then find
    nothing, so leave such a context out if the quote is long enough without it.
    """
    prefix = _nearest(said.prefix.split("]")[-1].split()[-FIRST_WORDS:])
    suffix = _nearest(said.suffix.split("[")[0].split()[:FIRST_WORDS])
    blocks = said.source_words.split("\n")  # a term is within one paragraph
    parts = [part for block in blocks for part in segments(block)]
    length = sum(len(part.text) for part in parts)
    if not parts or not (prefix or suffix or length >= LONG_ALONE):
        return None
    if len(parts) == 1 and (length <= LONGEST_EXACT or not prefix):
        return Directive(parts[0].original, prefix=prefix, suffix=suffix)
    # An end without context on its side must identify the place on its own.
    first, last = parts[0].original.split(), parts[-1].original.split()
    start = first[: FIRST_WORDS if prefix else None]
    end = last[-FIRST_WORDS if suffix else -3 * FIRST_WORDS :]
    return Directive(" ".join(start), " ".join(end), prefix, suffix)


@dataclass
class _Search:
    """The search for a directive that leads to one place in a capture."""

    capture: Capture
    span: TextSpan

    @cached_property
    def plain(self) -> str:
        """The capture as browsers compare it."""
        return _plain(self.capture.folded.text)

    def shortest(self) -> Directive | None:
        """Return the shortest directive that leads only to the place."""
        contexts = [("", ""), *self.contexts()]
        for terms, context in product(self.terms(), contexts):
            directive = Directive(*terms, *context)
            enough = any(context) or directive.end or len(directive.start) >= SHORTEST_ALONE
            if enough and list(self.places_of(directive)) == [self.span]:
                return directive
        return None

    def terms(self) -> Iterator[tuple[str, str]]:
        """Yield start and end terms: all the words, or more and more words from both ends."""
        words = self.words(self.span.start, self.span.end)
        short = self.span.end - self.span.start <= LONGEST_EXACT or len(words) < 2 * FIRST_WORDS
        if short and (whole := self.joined(words)):
            yield whole, ""
        for size in range(FIRST_WORDS, min(len(words), LONGEST_QUOTE) // 2 + 1):
            start, end = self.joined(words[:size]), self.joined(words[-size:])
            if start and end:
                yield start, end

    def contexts(self) -> Iterator[tuple[str, str]]:
        """Yield prefix and suffix with more and more words, within their blocks."""
        before = self.words(0, self.span.start)[-MOST_WORDS:]
        after = self.words(self.span.end, len(self.capture.folded.text))[:MOST_WORDS]
        while before and not self.joined(before):
            before = before[1:]
        while after and not self.joined(after):
            after = after[:-1]
        for size in range(FIRST_WORDS, MOST_WORDS + 1):
            prefix, suffix = self.joined(before[-size:]), self.joined(after[:size])
            yield _term(prefix.split()), _term(suffix.split())

    def words(self, start: int, end: int) -> list[TextSpan]:
        """Return the words in a part of the folded text."""
        found = re.compile(r"\S+").finditer(self.capture.folded.text, start, end)
        return [TextSpan(*match.span()) for match in found]

    def joined(self, words: list[TextSpan]) -> str:
        """Return the words as in the capture; empty if a new block begins within them."""
        return self.capture.within_block(TextSpan(words[0].start, words[-1].end)) if words else ""

    def places_of(self, directive: Directive) -> Iterator[TextSpan]:
        """Yield every match of a directive in the folded text; browsers use only one."""
        text = self.plain
        start, end, prefix, suffix = (
            _plain(fold(term).text)
            for term in (directive.start, directive.end, directive.prefix, directive.suffix)
        )
        for at in occurrences(text, start):
            stop = at + len(start)
            if not text[:at].rstrip().endswith(prefix) or joined(text, at):
                continue
            stops = [found + len(end) for found in occurrences(text, end, stop)] if end else [stop]
            for last in stops:
                if text[last:].lstrip().startswith(suffix) and not joined(text, last):
                    yield TextSpan(at, last)
                    break


def _nearest(words: list[str]) -> str:
    """Return words of context as a term; empty if a sentence ends within them."""
    return "" if any(_SENTENCE_END.search(word) for word in words[:-1]) else _term(words)


def _term(words: list[str]) -> str:
    """Return words of context as a term; empty without a letter, since browsers may not find it."""
    term = " ".join(words)
    return term if any(sign.isalnum() for sign in term) else ""


def _plain(text: str) -> str:
    """Return the text by character without case and accents, which browsers ignore."""
    return "".join(unicodedata.normalize("NFD", sign.lower())[0] for sign in text)


def _encoded(term: str) -> str:
    # A hyphen marks prefix and suffix, though addresses need not encode it.
    return quote(term, safe="").replace("-", "%2D")
