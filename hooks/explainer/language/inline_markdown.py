"""The small Markdown allowed in YAML: emphasis and links, to safe HTML.

markdown-it-py (MIT) with every other rule switched off:
raw HTML stays text, and a link leads to the web by https or http, or stays on this site.
"""

from __future__ import annotations

import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markupsafe import Markup

# No scheme, or the web's; no two slashes in front, which would lead to another host.
_SAFE_LINK = re.compile(r"https?://|(?![a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


class _SmallMarkdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802  (the library's name)
        return bool(_SAFE_LINK.match(url.strip()))


_MARKDOWN = _SmallMarkdown("zero", {"html": False}).enable(["emphasis", "link", "escape"])


@lru_cache(maxsize=2_000)  # a preview asks for most texts again and again
def to_html(text: str) -> Markup:
    """The inline HTML of a prose field, safe to put into a page."""
    return Markup(_MARKDOWN.renderInline(text))  # noqa: S704  (the renderer escapes)


def to_text(text: str) -> str:
    """The words of a prose field, without their marks."""
    return to_html(text).striptags()
