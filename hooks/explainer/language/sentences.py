"""Sentences and paragraphs: where one ends and the next begins.

It uses sentencex (MIT, maintained by Wikimedia; its model pysbd had its last release in 2021)
and adds four cases that sentencex does not know.
"""

from __future__ import annotations

import re
from functools import lru_cache

from sentencex import segment  # type: ignore[import-untyped]  # it has no types

# Abbreviations that it takes for an end.
_SHORTENED = re.compile(r"\b(?:approx|Hr|Sr|Sra|Srta)\.\s*$")
# A title or exclamation within a sentence, which continues in small letters.
_GOES_ON = re.compile(r"[?!…][\"'”’)*]*\s*$")
# A time of day continues with its zone.
_HALF_DAY = re.compile(r"\b[ap]\.m\.\s*$")
_ZONE = re.compile(r"(?:UTC|[A-Z]{1,3}T|MSK)\b")
# A sentence in brackets is separate.
_IN_BRACKETS = re.compile(r"\([^()]*[.!?…][\"'”’]?\)\s+")


def sentences(text: str, lang: str = "en") -> list[str]:
    """Return the sentences of a text, each with the space after it; joined they are the text."""
    return [*_sentences(text, lang)]


@lru_cache(maxsize=200)  # each rule divides the paragraphs of a page again
def _sentences(text: str, lang: str) -> list[str]:
    found: list[str] = []
    for part in segment(lang, text):
        last = found[-1] if found else ""
        zone = _HALF_DAY.search(last) and _ZONE.match(part)
        if zone or _SHORTENED.search(last) or (part[:1].islower() and _GOES_ON.search(last)):
            found[-1] += part
            continue
        aside = _IN_BRACKETS.match(part)
        at = aside.end() if aside else 0
        found += filter(None, (part[:at], part[at:]))
    return found


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text from YAML, where an empty line is read as a line break."""
    return [" ".join(part.split()) for part in text.split("\n") if part.strip()] or [text]
