"""Word search: finds the words of a quote in a text.

A quote is a W3C Web Annotation TextQuoteSelector: the exact words, and those around them.
The search compares normalised words.
`[…]` in a quote marks a cut: its segments must follow in order.
`[words]` in a quote are ours: they replace at most `LONGEST_ASIDE` characters of the source.
Brackets in the source itself are matched like other words.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from explainer.language.normalisation import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LONGEST_ASIDE = 80
"""The most characters of the source that a quote's `[words]` may replace."""
MOST_ENDS = 20
"""The most places to try after a cut to find the one before the suffix."""

_BRACKET = re.compile(r"\[(?:(?P<cut>…|\.\.\.|\. \. \.)|(?=[^\[\]]*\w)[^\[\]]++)\]")


@dataclass(frozen=True, order=True)
class TextSpan:
    """A part of a folded text: 0-based first character, and the one after the last."""

    start: int
    end: int


@dataclass(frozen=True)
class Segment:
    """A part of a quote without a bracket."""

    text: str
    """Folded, without space at its ends."""
    original: str
    """Before normalisation, with single spaces."""
    reach: int | None = 0
    """The most characters that may precede it in the source; None for any number."""
    starts: bool = True
    """Whether it begins where a word begins: `[a]t` goes on with a part of one."""
    ends: bool = True
    """Whether it ends where a word ends."""


def segments(quote: str) -> list[Segment]:
    """Return the parts of a quote between its brackets."""
    found: list[Segment] = []
    brackets = list(_BRACKET.finditer(quote))
    borders = [(None, 0), *((bracket, bracket.end()) for bracket in brackets)]
    reach: int | None = 0
    for (before, start), after in zip(borders, [*brackets, None], strict=True):
        original = quote[start : after.start() if after else None]
        if before:
            reach = None if None in {reach, _reach(before)} else max(reach or 0, LONGEST_ASIDE)
        if text := fold(original).text.strip():
            starts = not _touches(before, original[:1])
            ends = not _touches(after, original[-1:])
            found.append(Segment(text, " ".join(original.split()), reach, starts, ends))
            reach = 0
    return found


def find_quote(text: str, quote: str, prefix: str = "", suffix: str = "") -> list[TextSpan]:
    """Return each place of the quote in a folded text between its context.

    A place reaches from the first word of the quote to the last.
    """
    whole = fold(quote).text.strip()
    literal = [Segment(whole, whole)] if whole else []
    befores = _context(text, prefix, lambda span: span.end)
    afters = _context(text, suffix, lambda span: span.start)
    for parts, (lead, trail) in ((literal, (0, 0)), (segments(quote), _margins(quote))):
        before = _wider(_margins(prefix)[1], lead)
        after = _wider(trail, _margins(suffix)[0])
        found: dict[int, TextSpan] = {}
        for span in sorted(_in_order(text, parts)):
            if _follows(text, span.start, befores, before) and _precedes(
                text, span.end, afters, after
            ):
                found.setdefault(span.start, span)  # after a cut, the nearest end
        if found:
            return list(found.values())
    return []


def departure(text: str, quote: str) -> int | None:
    """Return the 0-based character of the quote where a folded text begins to differ.

    Return None if the text has every segment.
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


def occurs(quoted_words: str, text: str) -> bool:
    """Return whether words between quotation marks in prose occur in a statement's text.

    Ignore a comma or full stop before the closing mark in the prose.
    Words in brackets in the statement are not the speaker's.
    """
    core = quoted_words.rstrip(",. ")
    said = "\n".join(part.text for part in segments(text))  # quotes have no line breaks
    return not core or bool(find_quote(said, core))


def occurrences(text: str, part: str, start: int = 0) -> Iterator[int]:
    """Yield each position of a part in a text, from a position on."""
    at = text.find(part, start)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def joined(text: str, at: int) -> bool:
    """Return whether a place in a text is within a word."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _reach(bracket: re.Match[str]) -> int | None:
    return None if bracket["cut"] else LONGEST_ASIDE


def _touches(bracket: re.Match[str] | None, sign: str) -> bool:
    """Return whether a bracket of ours is in the middle of a word."""
    return bracket is not None and not bracket["cut"] and sign.isalnum()


def _margins(quote: str) -> tuple[int | None, int | None]:
    """Return the distance allowed between context and words, for a bracket in between."""
    text = quote.strip()
    brackets = list(_BRACKET.finditer(text))
    if not brackets:
        return 0, 0
    first, last = brackets[0], brackets[-1]
    return (
        _reach(first) if first.start() == 0 else 0,
        _reach(last) if last.end() == len(text) else 0,
    )


def _wider(one: int | None, other: int | None) -> int | None:
    """Return the distance allowed between two texts, given each one's own limit."""
    return None if one is None or other is None else max(one, other)


def _context(text: str, around: str, edge: Callable[[TextSpan], int]) -> list[int] | None:
    """Return each place where a whole prefix ends, or a whole suffix begins; None without words.

    Its outer end may be cut within a word.
    """
    parts = segments(around)
    last = len(parts) - 1
    cut = [
        replace(part, starts=part.starts and index > 0, ends=part.ends and index < last)
        for index, part in enumerate(parts)
    ]
    return sorted(map(edge, _in_order(text, cut))) if cut else None


def _follows(text: str, start: int, befores: list[int] | None, reach: int | None) -> bool:
    """Return whether a place follows the nearest prefix closely enough, if there is one."""
    if befores is None:
        return True
    count = bisect_right(befores, start)
    return count > 0 and _near(text, befores[count - 1], start, reach)


def _precedes(text: str, end: int, afters: list[int] | None, reach: int | None) -> bool:
    """Return whether a place precedes the nearest suffix closely enough, if there is one."""
    if afters is None:
        return True
    index = bisect_left(afters, end)
    return index < len(afters) and _near(text, end, afters[index], reach)


def _near(text: str, low: int, high: int, reach: int | None) -> bool:
    """Return whether there is nothing, or no more than a bracket covers, between two places."""
    if reach is None or (reach and high - low <= reach + 2):
        return True
    return not text[low:high].strip()


def _in_order(text: str, parts: list[Segment]) -> Iterator[TextSpan]:
    """Yield every place of the segments in their order."""
    if not parts:
        return
    found = [list(_places(text, part)) for part in parts]
    for start in found[0]:
        ends = {start + len(parts[0].text)}
        for part, starts in zip(parts[1:], found[1:], strict=True):
            after_cut = part.reach is None
            ends = {
                at + len(part.text)
                for end in ([min(ends)] if after_cut and ends else ends)
                for at in _from(starts, end, part.reach)
            }
        yield from (TextSpan(start, end) for end in ends)


def _from(starts: list[int], end: int, reach: int | None) -> list[int]:
    """Return the places that are near enough; one space on either side belongs to a bracket."""
    first = bisect_left(starts, end)
    last = first + MOST_ENDS if reach is None else bisect_left(starts, end + reach + 3)
    return starts[first:last]


def _places(text: str, part: Segment) -> Iterator[int]:
    """Yield each place of a segment that is not in the middle of a word where it must not be."""
    for at in occurrences(text, part.text):
        if (part.starts and joined(text, at)) or (part.ends and joined(text, at + len(part.text))):
            continue
        yield at
