"""Quoting: the quote that a few words stand for, and the context that tells its place.

What comes out is a TextQuoteSelector of the W3C's Web Annotation Data Model, 4.2.4
(https://www.w3.org/TR/annotation-model/#text-quote-selector): the exact words, and those just
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
from explainer.language.normalisation import (
    Folded,
    Span,
    fold,
    joined,
    occurrences,
    places,
    segments,
)
from explainer.language.quotation_marks import quoted_spans
from explainer.language.sentences import sentences
from explainer.problems import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

LEAST_CONTEXT = 4
"""How many words of context there are on either side, where the block has them."""
MOST_PLACES = 20
"""How many places are shown where the words stand more than once."""
MOST_BY_ONE = 12
"""How many words of context are tried one by one, before twice as many are."""
_AROUND = 5
"""How many words are shown around a place."""
_NEAR = 60
"""How alike, in per cent, a passage is that is shown in place of words that are not there."""
_WORD = re.compile(r"\S+")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060]")


class UnquotableError(ValueError):
    """Words that tell no quote; says why, and what to do."""


@dataclass(frozen=True)
class Selection:
    """A quote and the words around it, each on one line, as the page writes them."""

    text: str
    prefix: str
    suffix: str


@dataclass(frozen=True)
class _Page:
    """The text of a page, and the same folded."""

    text: str

    @cached_property
    def folded(self) -> Folded:
        return fold(self.text)

    @cached_property
    def blocks(self) -> list[tuple[int, int]]:
        """Where each block begins, and where it ends."""
        found = re.finditer(r"\S(?:(?!\n[^\S\n]*\n).)*", self.text, re.DOTALL)
        return [match.span() for match in found]

    def block(self, start: int, end: int) -> tuple[int, int] | None:
        """The block that holds the stretch; None if it reaches over more than one."""
        first, last = self.blocks[bisect_right(self.blocks, start, key=lambda block: block[0]) - 1]
        return (first, last) if first <= start and end <= last else None

    def stretch(self, span: Span) -> tuple[int, int]:
        """The characters of a span of the folded text, without space at their ends."""
        start, end = self.folded.origins[span.start], self.folded.origins[span.end]
        return self.trimmed(start, end)

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """The stretch without space at its ends."""
        text, origins = self.folded.text, self.folded.origins
        first, last = bisect_left(origins, start), bisect_left(origins, end)
        written = text[first:last]
        first, last = last - len(written.lstrip()), first + len(written.rstrip())
        return origins[first], origins[last]

    def written(self, start: int, end: int) -> str:
        """The stretch on one line, without marks that nobody sees where they change nothing."""
        whole = " ".join(self.text[start:end].split())
        seen = " ".join(_INVISIBLE.sub("", whole).split())
        return seen if fold(seen).text == fold(whole).text.strip() else whole


def select(
    text: str, words: str, *, lang: str = "en", exactly: bool = False, nth: int | None = None
) -> Selection:
    """The quote that holds the words, with the shortest context that tells its place in the text.

    It is what stands between quotation marks around the words, or else their sentence;
    or the words alone, if exactly they are wanted. Space, the shape of quotation marks and the
    length of dashes do not count, as in `wording`. Of several places, the 1-based nth is meant.
    Raises UnquotableError.
    """
    page = _Page(text)
    # Words that stand twice in one quote tell it all the same.
    quotes = {(at if exactly else _quote(page, *at, lang)): at for at in _found(page, words)[::-1]}
    found = sorted(quotes)
    if nth is not None and not 1 <= nth <= len(found):
        raise UnquotableError(f"there is no place {nth}: the words stand there {_times(found)}")
    if nth is None and len(found) > 1:
        shown = [_surrounded(page, *quotes[quote]) for quote in found[:MOST_PLACES]]
        listed = "".join(f"\n{number:>4}  {place}" for number, place in enumerate(shown, 1))
        more = len(found) - len(shown)
        raise UnquotableError(
            f"the words stand there {_times(found)}; give more of them, or the number of the "
            f"place:{listed}" + (f"\n      … and {more} more" if more else "")
        )
    return _with_context(page, *found[(nth or 1) - 1])


def _found(page: _Page, words: str) -> list[tuple[int, int]]:
    """Where the words stand, each time within one block."""
    wanted = fold(words).text.strip('" ')
    if not any(sign.isalnum() for sign in wanted):
        raise UnquotableError("give some words of the quote")
    text, origins = page.folded.text, page.folded.origins
    spans = [Span(at, at + len(wanted)) for at in occurrences(text, wanted)]
    stretches = [
        page.stretch(span)
        for span in spans
        if not any(
            # In the middle of a word, or between a letter and its accent.
            joined(text, at) or (at and origins[at] == origins[at - 1])
            for at in (span.start, span.end)
        )
    ]
    if not stretches:
        raise UnquotableError(
            f"these words are not there: {quoted(words, 80)}; {_nearest(page, wanted)}"
        )
    within = [stretch for stretch in stretches if page.block(*stretch)]
    if not within:
        start, end = stretches[0]
        parts = " | ".join(
            page.written(max(start, first), min(end, last))
            for first, last in page.blocks
            if first < end and last > start
        )
        raise UnquotableError(
            f"a new paragraph begins within these words: {parts}; quote each by itself"
        )
    return within


def _times(found: list[tuple[int, int]]) -> str:
    return "once" if len(found) == 1 else f"{len(found)} times"


def _nearest(page: _Page, wanted: str) -> str:
    """The passage that is most like the words that are not there."""
    near = fuzz.partial_ratio_alignment(wanted, page.folded.text, score_cutoff=_NEAR)
    if near is None:
        return "nor anything like them"
    text = f"{page.folded.text} "
    words = Span(text.rfind(" ", 0, near.dest_start) + 1, text.find(" ", near.dest_end))
    return f"the nearest are: {page.written(*page.stretch(words))}"


def _surrounded(page: _Page, start: int, end: int) -> str:
    """Words on one line with some around them."""
    before = " ".join(re.split(r"\s+", page.text[:start])[-_AROUND:])
    after = " ".join(re.split(r"\s+", page.text[end:])[:_AROUND])
    return f"… {before}[{page.written(start, end)}]{after} …"


def _quote(page: _Page, start: int, end: int, lang: str) -> tuple[int, int]:
    """What stands between quotation marks around words of one block, or else their sentence."""
    first, last = page.block(start, end) or (start, end)
    block = page.text[first:last]
    spans = [
        (first + opened, first + closed)
        for opened, closed in quoted_spans(block)
        if first + opened <= start and end <= first + closed
    ]
    if spans:
        opened, closed = page.trimmed(*max(spans, key=lambda span: span[1] - span[0]))
        # A comma before the closing mark belongs to who quotes, as here: "So," she said.
        return page.trimmed(opened, closed - (page.text[closed - 1] == "," and closed > end))
    pieces = sentences(block.replace("\n", " "), lang)
    ends = [*accumulate(map(len, pieces), initial=first)]
    opened = max(at for at in ends if at <= start)
    closed = min(at for at in ends if at >= end)
    return page.trimmed(opened, closed)


def _with_context(page: _Page, start: int, end: int) -> Selection:
    """The quote with as many words around it as tell its place; of its own block, if they do."""
    quote = page.written(start, end)
    if not any(map(str.isalnum, "".join(part.text for part in segments(quote)))):
        raise UnquotableError(f"in {quoted(quote)}, no word stands outside of brackets")
    if (count := len(quote.split())) > LONGEST_QUOTE:
        raise UnquotableError(
            f"the words stand in a quote of {count} words, {LONGEST_QUOTE} at most: {quoted(quote)}"
            "; give the words that matter, and ask for exactly these"
        )
    text, origins = page.folded.text, page.folded.origins
    place = Span(bisect_left(origins, start), bisect_left(origins, end))
    for prefix, suffix in _contexts(page, start, end):
        if places(text, quote, prefix, suffix) == [place]:
            return Selection(quote, prefix, suffix)
    raise UnquotableError(f"nothing around it tells the place of {quoted(quote)}")


def _contexts(page: _Page, start: int, end: int) -> Iterator[tuple[str, str]]:
    """More and more words before and after, first within the block, then beyond."""
    for first, last in (page.block(start, end) or (start, end), (0, len(page.text))):
        before = [match.start() for match in _words(page.text, first, start)][::-1]
        after = [match.end() for match in _words(page.text, end, last)]
        size = LEAST_CONTEXT
        while True:
            low = before[size - 1] if size <= len(before) else first
            high = after[size - 1] if size <= len(after) else last
            yield page.written(low, start), page.written(end, high)
            if size >= max(len(before), len(after)):
                break
            size += 1 if size < MOST_BY_ONE else size


def _words(text: str, first: int, last: int) -> Iterator[re.Match[str]]:
    """What stands between spaces and has a letter or a digit."""
    for word in _WORD.finditer(text, first, last):
        if any(sign.isalnum() for sign in word[0]):
            yield word
