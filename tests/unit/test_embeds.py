"""Embeds: what another site shows in a frame, read as a browser reads it."""

from __future__ import annotations

import json
from functools import cache
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup
from conftest import ROOT, named_site, published
from explainer.forms.embeds import SHEETS, embed_path, embeds

SITE = "https://example.org/news/"
STYLES = ROOT / "docs" / "stylesheets"


@cache
def made(site_url: str = SITE) -> dict[str, str]:
    """Return the files by path."""
    site = named_site()
    sheets = {name: (STYLES / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS}
    results = site.results.values()
    files = embeds(published(site, site_url), site.renderer, results, sheets)
    return {path: raw.decode() for path, raw in files}


def pages() -> dict[str, BeautifulSoup]:
    """Return the embeds as a browser reads them."""
    return {
        path: BeautifulSoup(text, "html5lib")
        for path, text in made().items()
        if path.endswith(".html")
    }


def words(soup: BeautifulSoup) -> str:
    """Return what a reader sees."""
    return " ".join(soup.body.get_text(" ", strip=True).split()) if soup.body else ""


def test_an_embed_needs_nothing_else() -> None:
    """No script, picture, font or style sheet, in the light and in the dark."""
    assert pages()
    for path, soup in pages().items():
        assert not soup.select("script, img, iframe, link[rel=stylesheet], [onclick]"), path
        (style,) = soup.select("style")
        assert "url(" not in str(style.string)
        assert "@import" not in str(style.string)
        dark = str(style.string).partition("@media (prefers-color-scheme: dark)")[2]
        assert "--paper:" in dark
        assert "--tone-blue:" in dark
        assert not soup.select("details"), path


def test_every_link_leads_somewhere() -> None:
    site = named_site()
    anchors = {f"{SITE}{page.url}": page.anchors for page in site.record}
    anchors |= {f"{SITE}{result.url}": result.anchors for result in site.results.values()}
    for path, soup in pages().items():
        base = urljoin(f"{SITE}{path}", str(soup.select("base")[0]["href"]))
        assert base in anchors, path
        assert soup.select("base")[0]["target"] == "_blank"
        links = [str(tag["href"]) for tag in soup.select("body a[href]")]
        for link in links:
            url, _, anchor = urljoin(base, link).partition("#")
            if url.startswith(SITE):
                assert url in anchors, (path, link)
                assert not anchor or anchor in anchors[url], (path, link)


def test_a_statement_has_its_words_and_the_answers_to_them() -> None:
    catalog = named_site().catalog
    answered = 0
    for said in catalog.statements.values():
        soup = pages()[f"embed/statements/{said.id}.html"]
        quotes = [tag.get_text() for tag in soup.select("blockquote")]
        answers = [catalog.statements[name] for name in said.answered_by]
        assert quotes[0] == said.text
        # What answers other wordings of the same utterance is there, too.
        assert {one.text for one in answers} <= {*quotes[1:]}
        answered += len(answers)
        assert catalog.actor(said.speakers[0]).name in words(soup)
        canonical = str(soup.select("link[rel=canonical]")[0]["href"])
        assert canonical.endswith(f"#{said.id}")
        assert str(soup.select(".from a")[0]["href"]) == f"#{said.id}"
    assert answered


def test_the_wording_of_a_statement_is_named() -> None:
    catalog = named_site().catalog
    heard = [one for one in catalog.statements.values() if one.rendering == "interpreter"]
    assert heard
    for said in heard:
        assert "interpreter" in words(pages()[f"embed/statements/{said.id}.html"])


@pytest.mark.parametrize("slug", [*named_site().catalog.topics])
def test_the_positions_are_those_of_the_page(slug: str) -> None:
    site = named_site()
    path = f"{embed_path(slug, 'positions')}.html"
    blocks = [
        fragment
        for result in site.results.values()
        for fragment in result.fragments
        if result.page.topic == slug and fragment.name == "positions" and fragment.html
    ]
    assert (path in made()) == bool(blocks)
    for block in blocks[:1]:
        for name in block.anchors:
            position = site.catalog.positions[name]
            assert position.question in words(pages()[path])


def test_a_program_finds_the_frame() -> None:
    """By the description that each embed names."""
    described = {path for path in made() if path.endswith(".json")}
    assert {path.replace(".html", ".json") for path in made()} == described
    for path in described:
        value = json.loads(made()[path])
        assert (value["version"], value["type"]) == ("1.0", "rich")
        page = path.replace(".json", ".html")
        (frame,) = BeautifulSoup(value["html"], "html.parser").select("iframe")
        assert frame["src"] == f"{SITE}{page}"
        assert (int(str(frame["width"])), int(str(frame["height"]))) == (
            value["width"],
            value["height"],
        )
        (link,) = pages()[page].select('link[type="application/json+oembed"]')
        assert link["href"] == f"{SITE}{path}"


def test_without_an_address_there_are_no_descriptions() -> None:
    assert made("").keys() == {path for path in made() if path.endswith(".html")}
    assert not any("oembed" in text for text in made("").values())
