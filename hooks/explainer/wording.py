"""Quoted words and where they stand in a text.

A quote is a W3C Web Annotation TextQuoteSelector: the exact words, and those around them.
Two texts have the same words if they are the same after this normalisation, and only then:

1. Unicode NFC;
2. every typographic single or double quotation mark is the straight one;
3. every dash and hyphen is the hyphen, and soft hyphens and zero-width spaces are nothing;
4. every space, tab and line break is a space, and a run of them is one.

Case is never folded. `[…]` in a quote marks a cut: its segments must follow in order.
`[words]` in a quote are ours: at most `LONGEST_ASIDE` characters of the source stand in their
place. A bracket that the source itself has is found as it stands.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_ASIDE = 80
"""How many characters of the source may stand where a quote has `[words]` of ours."""

_FOLDED = (
    dict.fromkeys("‘’‚‛′ʼ＇", "'")
    | dict.fromkeys("“”„‟″«»＂", '"')
    | dict.fromkeys("‐‑‒–—―−﹣－", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
)
_BRACKET = re.compile(r"\[(?:(?P<cut>…|\.\.\.|\. \. \.)|[^\[\]]*)\]")


@dataclass(frozen=True)
class Folded:
    """A text after normalisation."""

    text: str
    origins: tuple[int, ...]
    """For each character, the 0-based character of the original that it comes from; one more
    for the end."""


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of a folded text: 0-based first character, and the one after the last."""

    start: int
    end: int


@dataclass(frozen=True)
class Segment:
    """A part of a quote without a bracket."""

    text: str
    """Folded, without space at its ends."""
    reach: int | None = 0
    """How many characters may stand before it in the source; None for any number."""


def fold(text: str) -> Folded:
    """The text after normalisation, with the way back to the original."""
    folded: list[str] = []
    origins: list[int] = []
    for start, cluster in _clusters(text):
        for sign in unicodedata.normalize("NFC", cluster):
            plain = " " if sign.isspace() else _FOLDED.get(sign, sign)
            if plain and not (plain == " " and folded[-1:] == [" "]):
                folded.append(plain)
                origins.append(start)
    return Folded("".join(folded), (*origins, len(text)))


def words(text: str) -> list[str]:
    """The words of a text after normalisation, with their punctuation."""
    return fold(text).text.split()


def segments(quote: str) -> list[Segment]:
    """The parts of a quote between its brackets."""
    found: list[Segment] = []
    start = 0
    reach: int | None = 0
    for bracket in _BRACKET.finditer(quote):
        found.append(Segment(fold(quote[start : bracket.start()]).text.strip(), reach))
        start, reach = bracket.end(), _reach(bracket)
    found.append(Segment(fold(quote[start:]).text.strip(), reach))
    return _without_empty(found)


def places(text: str, quote: str, prefix: str = "", suffix: str = "") -> list[Span]:
    """Where the quote stands in a folded text between its context, from first to last word."""
    before, after = _nearest(prefix, -1), _nearest(suffix, 0)
    literal = [Segment(fold(quote).text.strip())]
    for parts, (lead, trail) in ((literal, (0, 0)), (segments(quote), _margins(quote))):
        found: dict[int, Span] = {}
        for span in sorted(_places(text, parts)):
            if (
                (lead != 0 or not joined(text, span.start))
                and (trail != 0 or not joined(text, span.end))
                and _stands_before(text, span.start, before, lead)
                and _stands_after(text, span.end, after, trail)
            ):
                found.setdefault(span.start, span)  # after a cut, the nearest end
        if found:
            return list(found.values())
    return []


def departure(text: str, quote: str) -> int | None:
    """The 0-based character of the quote from which on a folded text has other words.

    None if every segment stands in it.
    """
    folded = fold(quote)
    at = 0
    for part in segments(quote):
        at = max(folded.text.find(part.text, at), at)
        if part.text not in text:
            sizes = range(1, len(part.text) + 1)
            known = bisect_left(sizes, True, key=lambda size: part.text[:size] not in text)
            return folded.origins[at + known]
    return None


def occurs(words_quoted: str, text: str) -> bool:
    """Whether words between quotation marks in prose occur in a statement's text.

    A comma or full stop that the prose puts before its closing mark is not counted.
    """
    return bool(places(fold(text).text, words_quoted.rstrip(",.")))


def occurrences(text: str, part: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    """Where a part begins in a text, between two of its characters."""
    at = text.find(part, start, end)
    while at >= 0:
        yield at
        at = text.find(part, at + 1, end)


def joined(text: str, at: int) -> bool:
    """Whether a place in a text lies within a word."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _without_empty(parts: list[Segment]) -> list[Segment]:
    """Without segments of no words; what they were reached by goes to the next."""
    kept: list[Segment] = []
    reach: int | None = 0
    for part in parts:
        reach = None if None in {reach, part.reach} else max(reach or 0, part.reach or 0)
        if part.text:
            kept.append(Segment(part.text, reach))
            reach = 0
    return kept


def _reach(bracket: re.Match[str]) -> int | None:
    return None if bracket["cut"] else LONGEST_ASIDE


def _margins(quote: str) -> tuple[int | None, int | None]:
    """How far the context may be from the words: a bracket may stand first or last."""
    text = quote.strip()
    brackets = list(_BRACKET.finditer(text))
    if not brackets:
        return 0, 0
    first, last = brackets[0], brackets[-1]
    return (
        _reach(first) if first.start() == 0 else 0,
        _reach(last) if last.end() == len(text) else 0,
    )


def _stands_before(text: str, start: int, context: str, reach: int | None) -> bool:
    if reach == 0:
        return text[:start].rstrip().endswith(context)
    low = 0 if reach is None else max(0, start - reach - 2 - len(context))
    return context in text[low:start]


def _stands_after(text: str, end: int, context: str, reach: int | None) -> bool:
    if reach == 0:
        return text[end:].lstrip().startswith(context)
    return context in text[end : None if reach is None else end + reach + 2 + len(context)]


def _nearest(context: str, index: int) -> str:
    """What of a prefix or suffix must stand next to the words: up to its nearest bracket."""
    if not _BRACKET.search(context):
        return fold(context).text.strip()
    parts = _BRACKET.split(context)[:: _BRACKET.groups + 1]
    return fold(parts[index]).text.strip()


def _places(text: str, parts: list[Segment]) -> Iterator[Span]:
    if not parts:
        return
    first, *rest = parts
    for start in occurrences(text, first.text):
        ends = {start + len(first.text)}
        for part in rest:
            ends = {
                found + len(part.text)
                # One space on either side of a bracket belongs to it.
                for end in ([min(ends)] if part.reach is None and ends else ends)
                for found in occurrences(
                    text,
                    part.text,
                    end,
                    None if part.reach is None else end + part.reach + 2 + len(part.text),
                )
            }
        yield from (Span(start, end) for end in ends)


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    """Each character with the marks that NFC may join to it, and where it begins."""
    start = 0
    for index, sign in enumerate(text):
        joins = unicodedata.combining(sign) or "\u1160" <= sign <= "\u11ff"
        if index > start and not joins:
            yield start, text[start:index]
            start = index
    if text:
        yield start, text[start:]
