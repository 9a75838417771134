"""Twins: the Markdown of a page, read back by Python-Markdown."""

from __future__ import annotations

import re
from functools import cache

import pytest
from bs4 import BeautifulSoup, Tag
from conftest import busy_site, named_site, published
from explainer.forms.twins import _escaped, llms_txt, twin, twin_path
from explainer.site import read_site
from markdown import markdown

SITE = "https://example.org/news/"
PATHS = [path for path, page in named_site().pages.items() if page.topic]


@cache
def article(path: str) -> str:
    """Return the HTML of a page."""
    return named_site().results[path].html()


@cache
def read_back(path: str) -> BeautifulSoup:
    """Return the twin of a page as HTML."""
    html = markdown(twin(article(path)), extensions=["footnotes", "tables"])
    return BeautifulSoup(html, "html.parser")


def letters(text: str) -> str:
    """Return a text without what Markdown may change: signs and spaces."""
    return "".join(sign for sign in text if sign.isalnum())


def shown(tag: Tag) -> str:
    """Return the letters of an element that a reader sees, without numbers of notes."""
    copy = BeautifulSoup(str(tag), "html.parser")
    for hidden in copy.select("sup, .headerlink, .offscreen, .footnote-backref, .links, [popover]"):
        hidden.decompose()
    return letters(copy.get_text())


@pytest.mark.parametrize("path", PATHS)
def test_a_twin_has_the_words_of_its_page(path: str) -> None:
    page = BeautifulSoup(article(path), "html.parser")
    back = read_back(path)
    for number in back.select("sup, .footnote-backref"):
        number.decompose()
    words = letters(back.get_text())
    parts = [
        tag
        for tag in page.select("h1, h2, h3, p, blockquote, th, .event-line, dd")
        if not tag.find_parent(attrs={"popover": True}) and not tag.select("svg, img")
    ]
    assert len(parts) > 20
    for tag in parts:
        assert shown(tag) in words, tag


@pytest.mark.parametrize("path", PATHS)
def test_every_citation_has_its_footnote(path: str) -> None:
    text = twin(article(path))
    cited = named_site().results[path].cited
    assert {*re.findall(r"\[\^([^\]]+)\](?!:)", text)} == {*cited}
    assert re.findall(r"(?m)^\[\^([^\]]+)\]: \S", text) == [*cited]
    notes = read_back(path).select(".footnote li")
    assert len(notes) == len(cited)


@pytest.mark.parametrize("path", PATHS)
def test_a_quote_has_its_speaker_and_its_source(path: str) -> None:
    catalog = named_site().catalog
    text = twin(article(path))
    figures = BeautifulSoup(article(path), "html.parser").select("figure.statement[id]")
    for figure in figures:
        said = catalog.statements[str(figure["id"])]
        speaker = re.escape(catalog.actor(said.speakers[0]).name)
        after = text.partition(f"> {said.text}")[2]
        # The line below the words: who, and a link to the source.
        assert re.match(rf"\s*\*\*(\[{speaker}\]\([^)]+\)|{speaker})\*\*.*\]\(http", after), said.id


def test_the_examples_have_quotes() -> None:
    assert any("\n> " in twin(article(path)) for path in PATHS)


def test_signs_and_links() -> None:
    html = (
        '<h1>One<a class="headerlink" href="#one">¶</a></h1>'
        '<p><span class="label">Place</span> <span class="side side--red">North</span>'
        '<span class="offscreen"> for ears</span></p><img src="a.png" alt="A pier">'
        '<details><summary>3 sources<span class="offscreen"> of it</span></summary>'
        '<p><a href="../two/">Two</a></p></details><svg><text>Drawn</text></svg>'
    )
    assert twin(html) == "# One\n\nPlace: (North)\n\n![A pier](a.png)\n\n[Two](../two/)\n"
    page = f"{SITE}topics/one/"
    assert twin("<p><a href='../two/'>Two</a></p>", page) == (
        f"[Two]({SITE}topics/two/)\n\n---\n\nThis is the text of <{page}>.\n"
    )


def test_a_sign_of_markdown_means_itself() -> None:
    """Also in what a list of pages says."""
    assert twin("<p>A &lt;b&gt; a_b *c*</p>") == "A \\<b> a\\_b \\*c\\*\n"
    assert _escaped("[a](b) <c>") == r"\[a\](b) \<c>"


def test_the_path_of_a_twin() -> None:
    assert twin_path("topics/bridge/") == "topics/bridge/index.md"
    assert twin_path("topics/bridge.html") == "topics/bridge.md"


def test_what_a_program_that_reads_text_finds() -> None:
    """A heading, then lists of links, as https://llmstxt.org asks."""
    publication = published(named_site(), SITE)
    ((path, raw),) = llms_txt(publication)
    assert path == "llms.txt"
    soup = BeautifulSoup(markdown(raw.decode()), "html.parser")
    assert [one.get_text() for one in soup.select("h1")] == ["News"]
    links = [str(one["href"]) for one in soup.select("li > a")]
    assert all(link.startswith(SITE) for link in links)
    for slug in publication.facts.topics:
        assert f"{SITE}topics/{slug}/index.md" in links
        assert f"{SITE}topics/{slug}/" in links


def test_a_draft_is_in_no_list() -> None:
    tree = busy_site().tree.overlay({"mkdocs.yml": b"draft_docs: topics/\n"})
    assert [*llms_txt(published(read_site(tree)))] == []
