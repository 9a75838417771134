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
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

LONGEST_ASIDE = 80
"""How many characters of the source may stand where a quote has `[words]` of ours."""
MOST_ENDS = 20
"""How many places are looked at after a cut for the one before the suffix."""

_FOLDED = (
    dict.fromkeys("‘’‚‛′ʼ＇", "'")
    | dict.fromkeys("“”„‟″«»＂", '"')
    | dict.fromkeys("‐‑‒–—―−﹣－", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
)
# Most of a text stands for itself: letters and signs to which no mark is joined, and one space.
_PLAIN = "!-~\u00c0-\u02af\u0400-\u0482\u048a-\u052f"
_AS_IT_IS = re.compile(rf"[{_PLAIN}]+(?:[ \n][{_PLAIN}]+)*(?=[\x00-\x7f{_PLAIN}]|\Z)")
_BRACKET = re.compile(r"\[(?:(?P<cut>…|\.\.\.|\. \. \.)|(?=[^\[\]]*\w)[^\[\]]++)\]")


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
    written: str
    """As it is written, with single spaces."""
    reach: int | None = 0
    """How many characters may stand before it in the source; None for any number."""
    starts: bool = True
    """Whether it begins where a word begins: `[a]t` goes on with a part of one."""
    ends: bool = True
    """Whether it ends where a word ends."""


def whole_words(forms: Iterable[str], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """The pattern of any of these forms as whole words, the longest first; of none, nothing."""
    return _whole_words(tuple(forms), flags)


@lru_cache(maxsize=500)
def _whole_words(forms: tuple[str, ...], flags: re.RegexFlag) -> re.Pattern[str]:
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    any_of = "|".join(map(re.escape, longest_first)) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{any_of})(?!\w)", flags)


@lru_cache(maxsize=1000)
def fold(text: str) -> Folded:
    """The text after normalisation, with the way back to the original."""
    folded: list[str] = []
    origins: list[int] = []

    def take(first: int, last: int) -> None:
        stretch = text[first:last]
        if stretch.isspace():
            stretch = " "  # of more, the first counts
        for start, cluster in _clusters(stretch):
            for sign in unicodedata.normalize("NFC", cluster):
                plain = " " if sign.isspace() else _FOLDED.get(sign, sign)
                if plain and not (plain == " " and folded[-1:] == [" "]):
                    folded.append(plain)
                    origins.append(first + start)

    done = 0
    for run in _AS_IT_IS.finditer(text):
        start, end = run.span()
        take(done, start)
        folded.extend(run[0].replace("\n", " "))
        origins.extend(range(start, end))
        done = end
    take(done, len(text))
    return Folded("".join(folded), (*origins, len(text)))


def words(text: str) -> list[str]:
    """The words of a text after normalisation, with their punctuation."""
    return fold(text).text.split()


def segments(quote: str) -> list[Segment]:
    """The parts of a quote between its brackets."""
    found: list[Segment] = []
    brackets = list(_BRACKET.finditer(quote))
    borders = [(None, 0), *((bracket, bracket.end()) for bracket in brackets)]
    reach: int | None = 0
    for (before, start), after in zip(borders, [*brackets, None], strict=True):
        written = quote[start : after.start() if after else None]
        if before:
            reach = None if None in {reach, _reach(before)} else max(reach or 0, LONGEST_ASIDE)
        if text := fold(written).text.strip():
            starts = not _touches(before, written[:1])
            ends = not _touches(after, written[-1:])
            found.append(Segment(text, " ".join(written.split()), reach, starts, ends))
            reach = 0
    return found


def places(text: str, quote: str, prefix: str = "", suffix: str = "") -> list[Span]:
    """Where the quote stands in a folded text between its context, from first to last word."""
    whole = fold(quote).text.strip()
    literal = [Segment(whole, whole)] if whole else []
    befores = _context(text, prefix, lambda span: span.end)
    afters = _context(text, suffix, lambda span: span.start)
    for parts, (lead, trail) in ((literal, (0, 0)), (segments(quote), _margins(quote))):
        before = _wider(_margins(prefix)[1], lead)
        after = _wider(trail, _margins(suffix)[0])
        found: dict[int, Span] = {}
        for span in sorted(_places(text, parts)):
            if _follows(text, span.start, befores, before) and _precedes(
                text, span.end, afters, after
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
    What stands in brackets in the statement is not its speaker's.
    """
    core = words_quoted.rstrip(",. ")
    said = "\n".join(part.text for part in segments(text))  # no quote holds a line break
    return not core or bool(places(said, core))


def occurrences(text: str, part: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    """Where a part begins in a text, between two of its characters."""
    at = text.find(part, start, end)
    while at >= 0:
        yield at
        at = text.find(part, at + 1, end)


def joined(text: str, at: int) -> bool:
    """Whether a place in a text lies within a word."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _reach(bracket: re.Match[str]) -> int | None:
    return None if bracket["cut"] else LONGEST_ASIDE


def _touches(bracket: re.Match[str] | None, sign: str) -> bool:
    """Whether a bracket of ours stands in the middle of a word."""
    return bracket is not None and not bracket["cut"] and sign.isalnum()


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


def _wider(one: int | None, other: int | None) -> int | None:
    """How far two texts may be from one another, if each says how far."""
    return None if one is None or other is None else max(one, other)


def _context(text: str, around: str, edge: Callable[[Span], int]) -> list[int] | None:
    """Where a prefix ends, or a suffix begins, that stands there as a whole; None without words.

    Its outer end may be cut within a word.
    """
    parts = segments(around)
    last = len(parts) - 1
    cut = [
        replace(part, starts=part.starts and index > 0, ends=part.ends and index < last)
        for index, part in enumerate(parts)
    ]
    return sorted(map(edge, _places(text, cut))) if cut else None


def _follows(text: str, start: int, befores: list[int] | None, reach: int | None) -> bool:
    """Whether a place follows the nearest prefix as closely as it must, if there is one."""
    if befores is None:
        return True
    count = bisect_right(befores, start)
    return count > 0 and _near(text, befores[count - 1], start, reach)


def _precedes(text: str, end: int, afters: list[int] | None, reach: int | None) -> bool:
    if afters is None:
        return True
    index = bisect_left(afters, end)
    return index < len(afters) and _near(text, end, afters[index], reach)


def _near(text: str, low: int, high: int, reach: int | None) -> bool:
    """Whether nothing, or what a bracket covers, lies between two places."""
    if reach is None or (reach and high - low <= reach + 2):
        return True
    return not text[low:high].strip()


def _places(text: str, parts: list[Segment]) -> Iterator[Span]:
    """Every place of the segments in their order."""
    if not parts:
        return
    found = [list(_whole(text, part)) for part in parts]
    for start in found[0]:
        ends = {start + len(parts[0].text)}
        for part, starts in zip(parts[1:], found[1:], strict=True):
            after_cut = part.reach is None
            ends = {
                at + len(part.text)
                for end in ([min(ends)] if after_cut and ends else ends)
                for at in _from(starts, end, part.reach)
            }
        yield from (Span(start, end) for end in ends)


def _from(starts: list[int], end: int, reach: int | None) -> list[int]:
    """The places that are near enough; one space on either side of a bracket belongs to it."""
    first = bisect_left(starts, end)
    last = first + MOST_ENDS if reach is None else bisect_left(starts, end + reach + 3)
    return starts[first:last]


def _whole(text: str, part: Segment) -> Iterator[int]:
    """Where a segment stands, not in the middle of words where it should not."""
    for at in occurrences(text, part.text):
        if (part.starts and joined(text, at)) or (part.ends and joined(text, at + len(part.text))):
            continue
        yield at


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    """Each character with the marks that NFC may join to it, and where it begins."""
    start = 0
    for index, sign in enumerate(text):
        joins = unicodedata.category(sign)[0] == "M" or "\u1160" <= sign <= "\u11ff"
        if index > start and not joins:
            yield start, text[start:index]
            start = index
    if text:
        yield start, text[start:]
