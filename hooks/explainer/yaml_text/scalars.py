"""Texts as YAML scalars: plain, quoted, or on several lines by sentence or paragraph."""

from __future__ import annotations

import json
import re

from explainer.language.sentences import sentences


def folded(text: str) -> list[str]:
    """Return the sentences of a text as lines that read back as the text, or none."""
    lines = [one.rstrip(" ") for one in sentences(text)]
    exact = " ".join(lines) == text and not re.search(r"[\t\n]|^ |  | $", text)
    return lines if exact and all(lines) else []


def paragraphs(text: str) -> list[str]:
    """Return the lines of a block scalar, with its indicator first, for a text of paragraphs.

    They read back as the text: as a literal block if an empty line is between its paragraphs, or
    else as a folded one, which reads an empty line as one line break.
    Return none for a text that is no such thing.
    """
    lines = text.split("\n")
    tidy = all(not line or re.fullmatch(r"\S(?:[^\t]*\S)?", line) for line in lines)
    if len(lines) == 1 or not (tidy and lines[0] and lines[-1]) or re.search(_OTHER_BREAKS, text):
        return []
    return ["|-", *lines] if "" in lines else [">-", *"\n\n".join(lines).split("\n")]


_OTHER_BREAKS = "[\r\x85\u2028\u2029]"
"""What YAML 1.1 also takes for the end of a line."""


def scalar(text: str) -> str:
    """Return the text on one line, plain or between quotation marks if needed."""
    if is_plain(text):
        return text
    if re.search(r"[\n\t]", text) or ("'" in text and not re.search(r'["\\]', text)):
        return json.dumps(text, ensure_ascii=False)
    return "'" + text.replace("'", "''") + "'"


def is_plain(text: str, *, between: bool = False) -> bool:
    """Return whether the text needs no quotation marks (YAML 1.2, 7.3.3).

    Brackets allow fewer texts: libyaml reads a colon or question mark there as syntax.
    A year with a zero before it, such as 0987, is a number to other programs, such as editors.
    """
    if re.fullmatch(r"-?0\d{3}", text):
        return False
    begins = re.match(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]|[-?:](?=[^\s,\[\]{}])", text)
    breaks = re.search(r":(?:\s|$)|\s#|[\t\n]|\s$|^---|^\.\.\.", text)
    return bool(begins) and not breaks and not (between and re.search(r"[,\[\]{}?]|^:", text))
