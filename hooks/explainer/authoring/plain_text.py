"""Plain text: the words of a page that a reader sees, in the form of a capture.

An empty line separates two blocks, and a line break is one of the page's own. Which elements are
blocks, and which surround an article, follows the HTML Standard
(https://html.spec.whatwg.org/multipage/rendering.html#flow-content-3).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4 import Tag
from bs4.element import PreformattedString

from explainer.yaml_text.reader import FORBIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4 import BeautifulSoup

_UNSEEN = re.compile(r"script|style|template|textarea|title")
_AROUND = re.compile(
    r"aside|audio|button|canvas|dialog|footer|form|header|iframe|nav|noscript|object|search|select"
    r"|svg|video"
)
"""Elements around an article, or between its words, that are not part of it."""
_ROLE_AROUND = re.compile(r"banner|complementary|contentinfo|navigation|search")
_BLOCK = re.compile(
    r"address|article|aside|blockquote|body|caption|center|d[dlt]|details|dialog|dir|div|fieldset"
    r"|figcaption|figure|footer|form|h[1-6r]|header|hgroup|html|legend|li|main|menu|nav|ol|p|pre"
    r"|search|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)


def plain_text(page: BeautifulSoup) -> str:
    """Return the plain text of an HTML page, without what surrounds its article."""
    return tidy("".join(_pieces(page)))


def tidy(text: str) -> str:
    """Return a text with single empty lines between blocks, and without invisible characters."""
    seen = FORBIDDEN.sub("", re.sub(r"\r\n?|[\v\f\x85\u2028\u2029]", "\n", text))
    blocks = re.split(r"\n(?:[^\S\n]*\n)+", seen)
    lines = (
        [re.sub(r"[ \t]+", " ", line).strip() for line in block.split("\n")] for block in blocks
    )
    return "\n\n".join(filter(None, ("\n".join(filter(None, block)) for block in lines)))


def _pieces(page: BeautifulSoup) -> Iterator[str]:
    """Yield the text piece by piece, with an empty line at the borders of blocks.

    There is no recursion: pages with many unclosed elements are deeply nested.
    """
    letters = len(page.get_text())
    left: list[tuple[object, bool]] = [(page, False)]
    while left:
        node, preformatted = left.pop()
        if isinstance(node, Tag):
            border = "\n\n" if _BLOCK.fullmatch(node.name) else "\n" if node.name == "br" else ""
            yield border
            if _UNSEEN.fullmatch(node.name) or _surrounds_article(node, letters):
                continue
            left += [(border, True)] if node.contents else []
            inside = preformatted or node.name == "pre"
            left += [(part, inside) for part in reversed(node.contents)]
        elif not isinstance(node, PreformattedString):  # comments and the like
            yield str(node) if preformatted else re.sub(r"[ \t\r\n\f]+", " ", str(node))


def _surrounds_article(tag: Tag, letters: int) -> bool:
    """Return whether an element and its content belong to the page, but not to the article.

    An element with the headline, or with half of the page's letters, belongs to the article:
    some pages are one large form, or a `nav` that nobody closed.
    """
    if not (_AROUND.fullmatch(tag.name) or _ROLE_AROUND.fullmatch(str(tag.get("role")))):
        return False
    if tag.name in {"header", "footer"} and tag.find_parent(["article", "main", "blockquote"]):
        return False
    return not tag.find(["article", "main", "h1"]) and len(tag.get_text()) * 2 < letters
