"""Plain text: what a reader sees of a page's words, as captures hold it.

An empty line parts two blocks, a line break stands where the page has one. Which elements
are blocks, and what stands around an article, is as the HTML Standard has it
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
"""What stands around an article, or among its words, without being of them."""
_ROLE_AROUND = re.compile(r"banner|complementary|contentinfo|navigation|search")
_BLOCK = re.compile(
    r"address|article|aside|blockquote|body|caption|center|d[dlt]|details|dialog|dir|div|fieldset"
    r"|figcaption|figure|footer|form|h[1-6r]|header|hgroup|html|legend|li|main|menu|nav|ol|p|pre"
    r"|search|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)


def text_of(page: BeautifulSoup) -> str:
    """The plain text of an HTML page, without what stands around its article."""
    return laid_out("".join(_pieces(page)))


def laid_out(text: str) -> str:
    """The text without empty lines but between blocks, and without what nobody can see."""
    seen = FORBIDDEN.sub("", re.sub(r"\r\n?|[\v\f\x85\u2028\u2029]", "\n", text))
    blocks = re.split(r"\n(?:[^\S\n]*\n)+", seen)
    lines = (
        [re.sub(r"[ \t]+", " ", line).strip() for line in block.split("\n")] for block in blocks
    )
    return "\n\n".join(filter(None, ("\n".join(filter(None, block)) for block in lines)))


def _pieces(page: BeautifulSoup) -> Iterator[str]:
    """The text piece by piece, with an empty line at the borders of blocks.

    Without recursion: pages with many unclosed elements are nested deep.
    """
    letters = len(page.get_text())
    left: list[tuple[object, bool]] = [(page, False)]
    while left:
        node, kept = left.pop()  # kept: its spaces and line breaks are part of the text
        if isinstance(node, Tag):
            border = "\n\n" if _BLOCK.fullmatch(node.name) else "\n" if node.name == "br" else ""
            yield border
            if _UNSEEN.fullmatch(node.name) or _stands_around(node, letters):
                continue
            left += [(border, True)] if node.contents else []
            left += [(part, kept or node.name == "pre") for part in reversed(node.contents)]
        elif not isinstance(node, PreformattedString):  # comments and the like
            yield str(node) if kept else re.sub(r"[ \t\r\n\f]+", " ", str(node))


def _stands_around(tag: Tag, letters: int) -> bool:
    """Whether the element and what is in it belongs to the page, but not to the article.

    What holds the headline, or half of the page's letters, does: there are pages that stand
    as a whole in a form, or in a `nav` that nobody closed.
    """
    if not (_AROUND.fullmatch(tag.name) or _ROLE_AROUND.fullmatch(str(tag.get("role")))):
        return False
    if tag.name in {"header", "footer"} and tag.find_parent(["article", "main", "blockquote"]):
        return False
    return not tag.find(["article", "main", "h1"]) and len(tag.get_text()) * 2 < letters
