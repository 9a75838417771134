"""YAML as text with places: every scalar is a string, every value has its line and column.

The face of the package: takes bytes or a text, and returns a document and its problems.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from explainer.problems import Place, Problem
from explainer.second_process import alongside
from explainer.yaml_text import parser
from explainer.yaml_text.document import Document
from explainer.yaml_text.mistakes import explain
from explainer.yaml_text.parser import FORBIDDEN, SyntaxFault

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = [
    "FORBIDDEN",
    "has_hidden",
    "hidden_characters",
    "read_bytes",
    "read_files",
    "read_text",
]

_CLOSED_TOO_EARLY = re.compile(
    r"""\s*(?:- +)*(?:[\w-]+: +)?(?:'(?:[^']|'')*'|"(?:[^"\\]|\\.)*")\s*(?=[^\s#,:\]}])"""
)
"""A line whose value begins with a quotation mark, up to the text after the closing mark."""

LARGEST = 64 * 2**20
"""The most bytes in a file."""
MOST_LINES = 1_000
"""The most lines in one file reported for characters that cannot be seen."""

WORTH_IT = 2 * 2**20
"""The fewest bytes for which a second process saves time."""

_VISIBLE = bytes([*b"\t\n", *range(0x20, 0x7F)])

Read: TypeAlias = "tuple[Document | None, list[Problem]]"
"""The document in a file, if it is YAML, and its problems."""


def read_files(files: Mapping[str, bytes], processes: int = 1) -> dict[str, Read]:
    """Return what `read_bytes` returns for each file by its path; two processes may share them."""

    def read(paths: Sequence[str]) -> list[Read]:
        return [read_bytes(path, files[path]) for path in paths]

    ours, theirs = [*files][::2], [*files][1::2]
    worth_it = processes > 1 and sum(map(len, files.values())) >= WORTH_IT
    others = alongside(lambda: read(theirs), worth_it=worth_it)
    found = dict(zip(ours, read(ours), strict=True))
    return found | dict(zip(theirs, others(), strict=True))


def read_bytes(path: str, raw: bytes) -> Read:
    """Return the document in the bytes of a UTF-8 file, and its problems."""
    if len(raw) > LARGEST:
        message = f"a file of {len(raw) / 2**20:.0f} MiB; {LARGEST // 2**20} at most"
        return None, [Problem(Place(path), message, "divide it into several files")]
    raw = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        return read_text(path, raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        text = FORBIDDEN.sub("\ufffd", raw.split(b"\n")[line - 1].decode("utf-8", "replace"))
        place = Place(path, line, column, text)
        byte = raw[error.start]
        return None, [
            Problem(place, f"not UTF-8: byte 0x{byte:02X}", "save the file with encoding UTF-8")
        ]


def read_text(path: str, text: str, first_line: int = 1, margin: str = "") -> Read:
    """Return the document in a text, or None if it is not YAML, and its problems.

    For part of a file, pass the number of its first line and the text before each of its lines.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if has_hidden(text):
        return None, hidden_characters(path, text.split("\n"), first_line, margin)
    document = Document(path, "", text, first_line, margin)
    parsed = parser.parse(text, first_line)
    problems = [Problem(document.spot(*one.mark), one.message, one.hint) for one in parsed.findings]
    if parsed.fault:
        return None, [*problems, _syntax_problem(document, parsed.fault)]
    if parsed.value is None:
        empty = Problem(Place(path, first_line), "the file is empty", "delete it or fill it")
        return None, problems or [empty]
    return replace(document, value=parsed.value, starts=parsed.starts), problems


def hidden_characters(
    path: str, lines: Iterable[str], first_line: int = 1, margin: str = ""
) -> list[Problem]:
    """Return a problem for each line with characters that cannot be seen."""
    problems = []
    bad = [numbered for numbered in enumerate(lines, first_line) if FORBIDDEN.search(numbered[1])]
    for number, line in bad[:MOST_LINES]:
        found = FORBIDDEN.findall(line)
        column = len(margin) + line.index(found[0]) + 1
        place = Place(path, number, column, FORBIDDEN.sub("\ufffd", margin + line))
        more = f", and {len(found) - 1} more in this line" if found[1:] else ""
        message = f"a character that cannot be seen (U+{ord(found[0]):04X}){more}"
        problems.append(Problem(place, message, "delete it, or write a space"))
    if bad[MOST_LINES:]:
        message = f"{len(bad) - MOST_LINES:,} more lines with characters that cannot be seen"
        problems.append(replace(problems[-1], message=message))
    return problems


def has_hidden(text: str) -> bool:
    """Return whether a text has characters that cannot be seen; most are plain ASCII."""
    rest = text.encode("utf-8", "surrogatepass").translate(None, _VISIBLE)
    return bool(FORBIDDEN.search(rest.decode("utf-8", "surrogatepass")))


def _syntax_problem(document: Document, error: SyntaxFault) -> Problem:
    """Return the parser's error in our words, at the place where a person would look."""
    place = _syntax_place(document, error)
    before = place.text[: place.column]
    if "\t" in before:
        return Problem(
            place.moved(before.index("\t") + 1 - place.column), "a tab", "indent with spaces"
        )
    found = before[-1:]
    if error.problem == "found character that cannot start any token":
        return Problem(place, f"a value cannot begin with {found}", "put it between single quotes")
    if closed := _CLOSED_TOO_EARLY.match(place.text[len(document.margin) :]):
        message = "text after a closing quotation mark"
        at = len(document.margin) + closed.end() + 1 - place.column
        return Problem(place.moved(at), message, "put all of it between quotation marks, or none")
    message, hint = explain(error.problem or "")
    return Problem(place, message, hint)


def _syntax_place(document: Document, error: SyntaxFault) -> Place:
    mark = error.problem_mark
    if (error.context or "").startswith("while scanning a quoted"):
        mark = error.context_mark  # at the opening quotation mark, not the end of the file
    if error.context == "while scanning a simple key" and error.context_mark:
        mark = error.context_mark  # the line that has no colon, not the one after it
    last = len(document.lines) - 1
    line, column = (mark.line, mark.column) if mark else (last, 0)
    if line >= last and last and not document.lines[last]:
        last -= 1
    if line > last:  # the end of the text: after its last character
        line, column = last, len(document.lines[last])
    return document.spot(line, column)
