"""Inline Markdown: turns emphasis and links in YAML into safe HTML.

It uses markdown-it-py (MIT) with every other rule switched off.
Raw HTML and pictures remain text; links may use http or https, or lead to this site.
"""

from __future__ import annotations

import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markupsafe import Markup

# No scheme, or http(s); two leading slashes would lead to another host.
_SAFE_LINK = re.compile(r"https?://|(?![a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
# Without the rule for pictures, everything after the exclamation mark would become a link.
_PICTURE = re.compile(r"((?<!\\)(?:\\\\)*!)\[")


class _SmallMarkdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802  (the library's name)
        return bool(_SAFE_LINK.match(url.strip()))


_MARKDOWN = _SmallMarkdown("zero", {"html": False}).enable(["emphasis", "link", "escape"])


@lru_cache(maxsize=2_000)  # a preview converts most texts repeatedly
def to_html(text: str) -> Markup:
    """Return the inline HTML of a prose field, safe to put into a page."""
    shown = _PICTURE.sub(r"\1\\[", text)
    return Markup(_MARKDOWN.renderInline(shown))  # noqa: S704  (the renderer escapes)


def to_text(text: str) -> str:
    """Return the words of a prose field, without markup."""
    return to_html(text).striptags()
