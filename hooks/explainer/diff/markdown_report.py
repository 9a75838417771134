"""The report for the job summary of a workflow: all differences as GitHub's Markdown.

Nothing in the data can become Markdown, HTML, a mention or a reference to an issue.
See "Workflow commands for GitHub Actions", "Adding a job summary".
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from explainer.yaml_text.reader import FORBIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explainer.diff.report import Row, Run

_SIGN = re.compile(r"[!#$%&()*+\-./:<=>@\[\\\]^_`{|}~]")
# GitHub looks for mentions, issues and emoji after it has parsed the Markdown: escapes do not help.
_CALL = re.compile(r"@|#(?=\d)|(?<=GH)-(?=\d)|:(?=[a-z+-][\w+-]*:)", re.IGNORECASE)
_BREAK = "&#8203;"


def markdown(rows: Iterable[Row]) -> str:
    """Return the report as Markdown, with what to review first in bold."""
    lines: list[str] = []
    for row in rows:
        text = "".join(map(_markup, row.runs))
        text = text if row.depth > 1 else f"{text[:1].upper()}{text[1:]}"
        text = f"<strong>{text}</strong>" if row.for_review else text
        if row.depth < 2:
            lines += ["", f"{'### ' if row.depth else ''}{text}"]
            lines += [""] if row.depth else []
        else:
            lines.append(f"{'  ' * (row.depth - 2)}- {text}")
    return "\n".join(lines).strip() + "\n"


def plain(text: str) -> str:
    """Return the Markdown that shows a text as it is."""
    return _SIGN.sub(_harmless, " ".join(FORBIDDEN.sub("\ufffd", text).split()))


def _harmless(sign: re.Match[str]) -> str:
    """Return the Markdown that shows a sign, without any effect on what follows."""
    shown = escape(sign[0]) if sign[0] in "<>&" else f"\\{sign[0]}"
    return shown + (_BREAK if _CALL.match(sign.string, sign.start()) else "")


def _markup(run: Run) -> str:
    """Return a run of text as Markdown."""
    words, role = run
    match role:
        case "label":
            return words
        case "removed":
            return f"<del>{plain(words)}</del>"
        case "added":
            return f"<ins>{plain(words)}</ins>"
        case "name":
            return f"<code>{plain(words)}</code>"
        case _:
            return plain(words)
