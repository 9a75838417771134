"""URL text fragments: links that land on the very words.

`https://example.org/page#:~:text=prefix-,start,end,-suffix`, as the Community Group's
"URL Fragment Text Directives" has it (https://wicg.github.io/scroll-to-text-fragment/).
The terms are chosen as that text recommends under "Generating Text Fragment Directives":
the whole quote if it is short and in one block, else its first and last words;
context if the quote alone is short, or occurs more than once.
A browser looks for each term within one block, and no term may reach into the next.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from explainer.language.normalisation import fold
from explainer.language.word_search import TextSpan, find_quote, joined, occurrences, segments

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.facts.records import Source, Statement
    from explainer.quotes.captures import Capture

LONGEST_EXACT = 300
"""Characters up to which the whole quote is one term."""
SHORTEST_ALONE = 20
"""Characters from which a quote needs no context, if it occurs only once."""
FIRST_WORDS = 3
"""How many words a term of a range or of context has at first."""
MOST_WORDS = 12
"""How many words of context are tried."""
LONG_ALONE = 40
"""Characters from which a quote is assumed to occur only once on a page that is not here."""

_SENTENCE_END = re.compile(r"[.!?…]['\"’”»)]*$")


@dataclass(frozen=True)
class Directive:
    """A text directive: the terms by which a browser finds the words."""

    start: str
    end: str = ""
    prefix: str = ""
    suffix: str = ""

    def __str__(self) -> str:
        """Return the directive as a part of an address, percent-encoded."""
        terms = [f"{_encoded(self.prefix)}-"] if self.prefix else []
        terms += [_encoded(term) for term in (self.start, self.end) if term]
        terms += [f"-{_encoded(self.suffix)}"] if self.suffix else []
        return "text=" + ",".join(terms)


def link(said: Statement, source: Source, capture: Capture | None) -> str | None:
    """Return the address that lands on the words of a statement in its source.

    None if it would not lead to exactly one place, as far as is known:
    from the capture, or without one, from the context that the statement gives.
    """
    if urlsplit(source.url).path.lower().endswith(".pdf"):
        return None  # browsers search no PDF for a directive
    directive = within(said, capture) if capture else alone(said)
    if directive is None:
        return None
    address = source.url.removesuffix("#")
    return f"{address}{'' if urlsplit(address).fragment else '#'}:~:{directive}"


def within(said: Statement, capture: Capture) -> Directive | None:
    """Return the shortest directive that leads to exactly the statement's words in the capture.

    None if they do not occur once, or no directive leads to them alone.
    """
    found = find_quote(capture.folded.text, said.text, said.prefix, said.suffix)
    return _Search(capture, found[0]).shortest() if len(found) == 1 else None


def alone(said: Statement) -> Directive | None:
    """Return the directive that the statement's own context gives; None if that is no one place.

    Where a sentence ends within the context, a paragraph may end too, and browsers would find
    nothing: such a context is left out if the words alone are many.
    """
    prefix = _nearest(said.prefix.split("]")[-1].split()[-FIRST_WORDS:])
    suffix = _nearest(said.suffix.split("[")[0].split()[:FIRST_WORDS])
    parts = segments(said.text)
    length = sum(len(part.text) for part in parts)
    if not parts or not (prefix or suffix or length >= LONG_ALONE):
        return None
    if len(parts) == 1 and (length <= LONGEST_EXACT or not prefix):
        return Directive(parts[0].original, prefix=prefix, suffix=suffix)
    # An end without context on its side must identify the place by itself.
    first, last = parts[0].original.split(), parts[-1].original.split()
    start = first[: FIRST_WORDS if prefix else None]
    end = last[-FIRST_WORDS if suffix else -3 * FIRST_WORDS :]
    return Directive(" ".join(start), " ".join(end), prefix, suffix)


@dataclass
class _Search:
    """The search for a directive that leads to one place in a capture."""

    capture: Capture
    span: TextSpan

    def shortest(self) -> Directive | None:
        """Return the first directive that leads to the place alone, the shortest tried first."""
        contexts = [("", ""), *self.contexts()]
        for terms, context in product(self.terms(), contexts):
            directive = Directive(*terms, *context)
            enough = any(context) or directive.end or len(directive.start) >= SHORTEST_ALONE
            if enough and list(self.places_of(directive)) == [self.span]:
                return directive
        return None

    def terms(self) -> Iterator[tuple[str, str]]:
        """Yield start and end for the words: all of them, or longer and longer ends of them."""
        words = self.words(self.span.start, self.span.end)
        short = self.span.end - self.span.start <= LONGEST_EXACT or len(words) < 2 * FIRST_WORDS
        if short and (whole := self.joined(words)):
            yield whole, ""
        for size in range(FIRST_WORDS, len(words) // 2 + 1):
            start, end = self.joined(words[:size]), self.joined(words[-size:])
            if start and end:
                yield start, end

    def contexts(self) -> Iterator[tuple[str, str]]:
        """Yield prefix and suffix: more and more words, as far as their blocks go."""
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
        """Return the words as the capture has them; empty if a new block begins within them."""
        return self.capture.within_block(TextSpan(words[0].start, words[-1].end)) if words else ""

    def places_of(self, directive: Directive) -> Iterator[TextSpan]:
        """Yield every place that a directive matches in the folded text; browsers take one."""
        text = _plain(self.capture.folded.text)
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
    """Return words of context as a term; empty without a letter, which browsers may not find."""
    term = " ".join(words)
    return term if any(sign.isalnum() for sign in term) else ""


def _plain(text: str) -> str:
    """Return the text sign by sign without case and accents, which browsers ignore."""
    return "".join(unicodedata.normalize("NFD", sign.lower())[0] for sign in text)


def _encoded(term: str) -> str:
    # A hyphen marks prefix and suffix, though addresses need not encode it.
    return quote(term, safe="").replace("-", "%2D")
