"""The job summary of a workflow: the report of all differences as GitHub's Markdown.

Nothing in the data can become Markdown, HTML, a mention or a reference to an issue there.
See "Workflow commands for GitHub Actions", "Adding a job summary".
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from explainer.yaml_text.reader import FORBIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explainer.diff.report import Piece, Row

_SIGN = re.compile(r"[!#$%&()*+\-./:<=>@\[\\\]^_`{|}~]")
# GitHub looks for mentions, issues and emoji after it has read the Markdown: no escape stops it.
_CALL = re.compile(r"@|#(?=\d)|(?<=GH)-(?=\d)|:(?=[a-z+-][\w+-]*:)", re.IGNORECASE)
_BREAK = "&#8203;"


def markdown(rows: Iterable[Row]) -> str:
    """The report as Markdown; what to look at first stands in bold letters."""
    lines: list[str] = []
    for row in rows:
        told = "".join(map(_piece, row.pieces))
        told = told if row.depth > 1 else f"{told[:1].upper()}{told[1:]}"
        told = f"<strong>{told}</strong>" if row.for_review else told
        if row.depth < 2:
            lines += ["", f"{'### ' if row.depth else ''}{told}"]
            lines += [""] if row.depth else []
        else:
            lines.append(f"{'  ' * (row.depth - 2)}- {told}")
    return "\n".join(lines).strip() + "\n"


def plain(text: str) -> str:
    """A text as Markdown that shows it as it is."""
    return _SIGN.sub(_harmless, " ".join(FORBIDDEN.sub("\ufffd", text).split()))


def _harmless(sign: re.Match[str]) -> str:
    shown = escape(sign[0]) if sign[0] in "<>&" else f"\\{sign[0]}"
    return shown + (_BREAK if _CALL.match(sign.string, sign.start()) else "")


def _piece(piece: Piece) -> str:
    words, role = piece
    match role:
        case "ours":
            return words
        case "gone":
            return f"<del>{plain(words)}</del>"
        case "new":
            return f"<ins>{plain(words)}</ins>"
        case "name":
            return f"<code>{plain(words)}</code>"
        case _:
            return plain(words)
