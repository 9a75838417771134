"""Selection: the quote around a few words, and the context that identifies its place.

The result is a TextQuoteSelector of the W3C's Web Annotation Data Model, 4.2.4
(https://www.w3.org/TR/annotation-model/#text-quote-selector): the exact words, and the words just
before and after them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from explainer.facts.field_types import LONGEST_QUOTE
from explainer.language.normalisation import Folded, fold
from explainer.language.quotation_marks import quotations
from explainer.language.sentences import sentences
from explainer.language.word_search import TextSpan, find_quote, joined, occurrences, segments
from explainer.problems import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

LEAST_CONTEXT = 4
"""How many words of context a quote gets on either side, if its block has them."""
MOST_PLACES = 20
"""How many places a message lists where the words occur more than once."""
MOST_BY_ONE = 12
"""Up to how many words the context grows one by one; from then on it doubles."""
_AROUND = 5
"""How many words a message shows on either side of a place."""
_NEAR = 60
"""How alike, in per cent, a passage must be for a message to offer it for missing words."""
_WORD = re.compile(r"\S+")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060]")


class UnquotableError(ValueError):
    """Words that do not identify a quote; the message says why, and what to do."""


@dataclass(frozen=True)
class Selection:
    """A quote and the words around it as the page has them.

    A paragraph is on one line; an empty line is between two paragraphs of a quote.
    """

    text: str
    prefix: str
    suffix: str


@dataclass(frozen=True)
class _Page:
    """The text of a page, and the same text folded."""

    text: str

    @cached_property
    def folded(self) -> Folded:
        return fold(self.text)

    @cached_property
    def blocks(self) -> list[tuple[int, int]]:
        """The start and the end of each block."""
        found = re.finditer(r"\S(?:(?!\n[^\S\n]*\n).)*", self.text, re.DOTALL)
        return [match.span() for match in found]

    def block(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the block that contains a stretch of text; None if it is not within one."""
        first, last = self.blocks[bisect_right(self.blocks, start, key=lambda block: block[0]) - 1]
        return (first, last) if first <= start and end <= last else None

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Return a stretch that begins and ends with the blocks at the ends of another."""
        blocks = [block for block in self.blocks if block[0] < end and start < block[1]]
        return blocks[0][0], blocks[-1][1]

    def paragraphs(self, start: int, end: int) -> str:
        """Return a stretch with each block on one line, and an empty line between two."""
        parts = ((max(start, first), min(end, last)) for first, last in self.blocks)
        return "\n\n".join(self.line(*part) for part in parts if part[0] < part[1])

    def stretch(self, span: TextSpan) -> tuple[int, int]:
        """Return the stretch of a span of the folded text, without space at its ends."""
        start, end = self.folded.origins[span.start], self.folded.origins[span.end]
        return self.trimmed(start, end)

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Return a stretch without space at its ends."""
        text, origins = self.folded.text, self.folded.origins
        first, last = bisect_left(origins, start), bisect_left(origins, end)
        words = text[first:last]
        first, last = last - len(words.lstrip()), first + len(words.rstrip())
        return origins[first], origins[last]

    def line(self, start: int, end: int) -> str:
        """Return a stretch on one line, without invisible characters that make no difference."""
        whole = " ".join(self.text[start:end].split())
        seen = " ".join(_INVISIBLE.sub("", whole).split())
        return seen if fold(seen).text == fold(whole).text.strip() else whole


def select_quote(
    text: str, words: str, *, lang: str = "en", exactly: bool = False, nth: int | None = None
) -> Selection:
    """Return the quote around some words, with the shortest context that identifies its place.

    The quote is what the quotation marks around the words enclose, or else their sentence; with
    `exactly`, it is the words alone, which may be in several paragraphs.
    `nth` chooses one of several places, beginning with 1.
    The search ignores white space, the shape of quotation marks and the length of dashes.
    Raise UnquotableError if the words do not identify a quote.
    """
    page = _Page(text)
    # Two places in one quote are the same quote.
    quotes = {
        (at if exactly else _quote(page, *at, lang)): at
        for at in _found(page, words, exactly=exactly)[::-1]
    }
    found = sorted(quotes)
    if nth is not None and not 1 <= nth <= len(found):
        raise UnquotableError(f"there is no place {nth}: the page has these words {_times(found)}")
    if nth is None and len(found) > 1:
        shown = [_surrounded(page, *quotes[quote]) for quote in found[:MOST_PLACES]]
        listed = "".join(f"\n{number:>4}  {place}" for number, place in enumerate(shown, 1))
        more = len(found) - len(shown)
        raise UnquotableError(
            f"the page has these words {_times(found)}; give more words, or the number of the "
            f"place:{listed}" + (f"\n      … and {more} more" if more else "")
        )
    return _with_context(page, *found[(nth or 1) - 1])


def _found(page: _Page, words: str, *, exactly: bool) -> list[tuple[int, int]]:
    """Return the places of words that are within one block or, if asked for exactly, in several."""
    wanted = fold(words).text.strip('" ')
    if not any(sign.isalnum() for sign in wanted):
        raise UnquotableError("give some words of the quote")
    text, origins = page.folded.text, page.folded.origins
    spans = [TextSpan(at, at + len(wanted)) for at in occurrences(text, wanted)]
    stretches = [
        page.stretch(span)
        for span in spans
        if not any(
            # Not in the middle of a word, nor between a letter and its accent.
            joined(text, at) or (at and origins[at] == origins[at - 1])
            for at in (span.start, span.end)
        )
    ]
    if not stretches:
        raise UnquotableError(
            f"the page does not have these words: {quoted(words, 80)}; {_nearest(page, wanted)}"
        )
    within = [stretch for stretch in stretches if exactly or page.block(*stretch)]
    if not within:
        start, end = stretches[0]
        parts = " | ".join(
            page.line(max(start, first), min(end, last))
            for first, last in page.blocks
            if first < end and last > start
        )
        raise UnquotableError(
            f"a new paragraph begins within these words: {parts}; quote each part "
            "by itself, or all of them with --exactly"
        )
    return within


def _times(found: list[tuple[int, int]]) -> str:
    return "once" if len(found) == 1 else f"{len(found)} times"


def _nearest(page: _Page, wanted: str) -> str:
    """Return a hint with the passage that is most like words that the page does not have."""
    near = fuzz.partial_ratio_alignment(wanted, page.folded.text, score_cutoff=_NEAR)
    if near is None:
        return "it has nothing like them"
    text = f"{page.folded.text} "
    words = TextSpan(text.rfind(" ", 0, near.dest_start) + 1, text.find(" ", near.dest_end))
    return f"the nearest it has: {page.line(*page.stretch(words))}"


def _surrounded(page: _Page, start: int, end: int) -> str:
    """Return a stretch on one line, in brackets, with some words around it."""
    before = " ".join(re.split(r"\s+", page.text[:start])[-_AROUND:])
    after = " ".join(re.split(r"\s+", page.text[end:])[:_AROUND])
    return f"… {before}[{page.line(start, end)}]{after} …"


def _quote(page: _Page, start: int, end: int, lang: str) -> tuple[int, int]:
    """Return the stretch in quotation marks around words of one block, or else their sentence."""
    first, last = page.block(start, end) or (start, end)
    block = page.text[first:last]
    around = [
        (first + one.start, first + one.end)
        for one in quotations(block, unclosed=True)
        if first + one.start <= start and end <= first + one.end
    ]
    if around:
        opened, closed = page.trimmed(*around[0])
        # A comma before the closing mark belongs to the page, as in: "So," she said.
        return page.trimmed(opened, closed - (page.text[closed - 1] == "," and closed > end))
    pieces = sentences(block.replace("\n", " "), lang)
    ends = [*accumulate(map(len, pieces), initial=first)]
    opened = max(at for at in ends if at <= start)
    closed = min(at for at in ends if at >= end)
    return page.trimmed(opened, closed)


def _with_context(page: _Page, start: int, end: int) -> Selection:
    """Return a quote with as many words around it as identify its place."""
    quote = page.paragraphs(start, end)
    if not any(map(str.isalnum, "".join(part.text for part in segments(quote)))):
        raise UnquotableError(f"{quoted(quote)} has no words outside of brackets")
    if (count := len(quote.split())) > LONGEST_QUOTE:
        raise UnquotableError(
            f"these words are in a quote of {count} words, and {LONGEST_QUOTE} is the most: "
            f"{quoted(quote)}; give the words that matter, and add --exactly"
        )
    text, origins = page.folded.text, page.folded.origins
    place = TextSpan(bisect_left(origins, start), bisect_left(origins, end))
    for prefix, suffix in _contexts(page, start, end):
        if find_quote(text, quote, prefix, suffix) == [place]:
            return Selection(quote, prefix, suffix)
    raise UnquotableError(f"nothing around {quoted(quote)} identifies its place")


def _contexts(page: _Page, start: int, end: int) -> Iterator[tuple[str, str]]:
    """Yield more and more words before and after a quote: first of its block, then of the page."""
    for first, last in (page.around(start, end), (0, len(page.text))):
        before = [match.start() for match in _words(page.text, first, start)][::-1]
        after = [match.end() for match in _words(page.text, end, last)]
        size = LEAST_CONTEXT
        while True:
            low = before[size - 1] if size <= len(before) else first
            high = after[size - 1] if size <= len(after) else last
            yield page.line(low, start), page.line(end, high)
            if size >= max(len(before), len(after)):
                break
            size += 1 if size < MOST_BY_ONE else size


def _words(text: str, first: int, last: int) -> Iterator[re.Match[str]]:
    """Yield everything between spaces that has a letter or a digit."""
    for word in _WORD.finditer(text, first, last):
        if any(sign.isalnum() for sign in word[0]):
            yield word
