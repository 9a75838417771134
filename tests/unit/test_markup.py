"""The quick reader of HTML reads what the standard library's parser reads."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from conftest import busy_site
from explainer.language.markup import MarkupReader
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    Base = HTMLParser
else:
    Base = object

PARTS = st.sampled_from(
    [
        *("<p>", "</p>", "<BR/>", "<br />", "<a href=x>", '<a b="&quot;>" c>', "<a b='1' >", "< "),
        *("<!-- a -->", "<!---->", "<!-->", "<!doctype html>", "<?x?>", "<script>", "</script>"),
        *("<style>", "text", "&amp;", "&lt", "&#", "\n", '"', "'", ">", "<", "</", "<1", "]]>"),
        *('<svg:a x:y="">', "<a\nb>", "</p >", "</p x>", "<title>", "<![CDATA[", "<a b = c>"),
    ]
)


class Recorder(Base):
    """Records what a parser finds, with neighbouring texts joined."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[object, ...]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(("start", tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(("end", tag))

    def handle_comment(self, data: str) -> None:
        self.found.append(("comment", data))

    def handle_data(self, data: str) -> None:
        before = self.found.pop()[1] if self.found and self.found[-1][0] == "text" else ""
        self.found.append(("text", f"{before}{data}"))


class Quick(Recorder, MarkupReader):
    """Records what we find."""


class Standard(Recorder, HTMLParser):
    """Records what the standard library finds."""


def read(reader: Quick | Standard, html: str) -> list[tuple[object, ...]]:
    """Everything in a text."""
    reader.feed(html)
    reader.close()
    return reader.found


@given(st.lists(PARTS, max_size=12).map("".join))
def test_any_text(html: str) -> None:
    """Whether it is HTML or not."""
    assert read(Quick(), html) == read(Standard(), html)


@pytest.mark.parametrize(
    "path", ["docs/index.md", "docs/topics/ferry.md", "docs/topics/harbour.md"]
)
def test_pages(path: str) -> None:
    """With all their blocks."""
    html = busy_site().results[path].html()
    assert read(Quick(), html) == read(Standard(), html)
