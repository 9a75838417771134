"""Sentences: where one ends and the next begins.

By sentencex (MIT; Wikimedia's, kept; pysbd, its model, had its last release in 2021).
"""

from __future__ import annotations

from sentencex import segment  # type: ignore[import-untyped]  # it comes without types


def sentences(text: str, lang: str = "en") -> list[str]:
    """The sentences of a running text, each with the space after it; joined they are the text."""
    return list(segment(lang, text))
