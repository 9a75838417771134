"""The editorial frame: what each page of the edition has, whatever its facts are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.pages.page import Page
    from versions import Version


def topic_pages(version: Version) -> Iterator[Page]:
    """Yield every page that explains a topic."""
    return (page for page in version.site.pages.values() if page.topic)


def section(page: Page, heading: str) -> str:
    """Return the text below a heading."""
    return "\n".join(page.lines).split(f"\n## {heading}\n")[1].split("\n## ")[0]


def prose(page: Page) -> str:
    """Return a page's Markdown without front matter, blocks and headings."""
    text = "\n".join(page.lines[page.body_line :])
    text = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    return re.sub(r"^#.*$", "", text, flags=re.MULTILINE)


def words(text: str) -> int:
    """Count the words that a reader reads; citations are none."""
    unread = r"\[\^[^\]]+\]|```.*?```|<!--.*?-->"
    return len(re.sub(unread, "", text, flags=re.DOTALL).split())


def test_a_page_begins_with_a_short_answer_and_a_few_cited_points(edition: Version) -> None:
    """And it asks for what every page must have."""
    for page in topic_pages(edition):
        assert 20 <= words(section(page, "In short")) <= 90, page.path
        points = [line for line in section(page, "Key points").split("\n") if line[:2] == "- "]
        assert 3 <= len(points) <= 5, page.path
        assert all("[^" in point for point in points), page.path
        assert page.front.words == range(900, 1501), page.path
        assert page.front.coverage is not None, page.path
        assert page.front.coverage.percent == 90, page.path


def test_two_sides_at_least_are_heard_on_each_page(edition: Version) -> None:
    """In their own words."""
    catalog = edition.site.catalog
    for page in topic_pages(edition):
        said = catalog.statements_of([str(page.topic)])
        assert len({catalog.actor(one.speaker).side for one in said}) >= 2, page.path


def test_quoted_words_on_a_page_are_in_a_statement_or_a_title(edition: Version) -> None:
    """What is in quotation marks is somebody's exact words."""
    catalog = edition.site.catalog
    said = [statement.text for statement in catalog.statements.values()]
    titles = [source.title or "" for source in catalog.sources.values()]
    for page in topic_pages(edition):
        for quote in re.findall(r'"([^"]+)"', prose(page)):
            core = quote.rstrip(".,")
            assert any(core in text for text in said + titles), quote


def test_every_quote_leads_to_the_very_words(edition: Version) -> None:
    """In a page that is linked; a copy is not."""
    site = edition.site
    assert [
        said.id
        for said in site.catalog.statements.values()
        if site.catalog.sources[said.source].tier != "C"
        and not site.renderer.site.link_to_words(said)
    ] == []
