"""The editorial frame: what each page of the edition has, whatever its facts are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explainer.rendering.share_image import _font

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.pages.page import Page
    from versions import Version


def topic_pages(version: Version) -> Iterator[Page]:
    """Yield every page that explains a topic."""
    return (page for page in version.site.pages.values() if page.topic)


def prose(page: Page) -> str:
    """Return a page's Markdown without front matter, blocks, headings and labels."""
    text = "\n".join(page.lines[page.body_line :])
    text = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    return re.sub(r"^(#|\?\?\?).*$", "", text, flags=re.MULTILINE)


def test_a_page_asks_for_its_own_length_and_coverage(edition: Version) -> None:
    """The other rules of this edition are set for all pages, in data/house.yml."""
    for page in topic_pages(edition):
        assert page.front.words is not None, page.path
        assert page.front.coverage is not None, page.path


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
        if site.catalog.sources[said.source].tier != "C" and not site.context.link_to_words(said)
    ] == []


def test_the_fonts_of_pictures_have_every_sign(edition: Version) -> None:
    """A sign that they lack would be a box, and nobody would notice."""
    site = edition.site
    text = "Talking Points …" + "".join(result.heading for result in site.results.values())
    text += "".join(topic.question for topic in site.catalog.topics.values())
    for name in ("source-serif-4-700", "source-sans-3-400"):
        font = _font(name, 40)
        missing = font.getmask("\uffff").getbbox(), bytes(font.getmask("\uffff"))
        boxes = {
            sign
            for sign in set(text) - {" "}
            if (font.getmask(sign).getbbox(), bytes(font.getmask(sign))) == missing
        }
        assert boxes == set()
        assert (font.getmask("Ж").getbbox(), bytes(font.getmask("Ж"))) == missing
