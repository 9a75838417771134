"""What the theme's templates of ours put around a page: header, footer, end, head, error page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from built_pages import page_at
from conftest import ROOT, busy_site
from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path


def topics() -> list[str]:
    """The addresses of the example's topics, in the order of its navigation."""
    return sorted(result.url for result in busy_site().results.values() if result.page.topic)


def led_to(found: list[Tag], url: str) -> list[str]:
    """Return where links on a page lead, relative to the site's root."""
    return [urljoin(f"/{url}", str(link["href"])).removeprefix("/") for link in found]


def test_the_header_names_every_topic(built: Path) -> None:
    """And marks the one that is read; the footer leads to the other pages."""
    for result in busy_site().results.values():
        soup = page_at(built, result.url)
        assert led_to(soup.select(".topics a"), result.url) == topics()
        current = led_to(soup.select(".topics [aria-current=page]"), result.url)
        assert current == ([result.url] if result.page.topic else [])
        others = led_to(soup.select(".about-site a:not([href^=http])"), result.url)
        assert "" in others
        assert not {*others} & {*topics()}


def test_the_end_of_a_topic_leads_on(built: Path) -> None:
    """To its neighbours, with their questions; after the last one, to the agenda."""
    site, order = busy_site(), topics()
    questions = {result.url: result.question for result in site.results.values()}
    for before, url, after in zip(["", *order], order, [*order[1:], ""], strict=False):
        end = page_at(built, url).select_one("article .page-end")
        assert end is not None
        expected = [before, after] if before else [after]
        assert led_to(end.find_all("a"), url) == expected
        for neighbour in expected:
            assert questions[neighbour] in end.get_text()


def test_each_page_can_be_corrected_as_a_whole(built: Path) -> None:
    """Once, at its end, with links that say what they are about."""
    for path, result in busy_site().results.items():
        correct = page_at(built, result.url).select_one("article > .page-end-correct:last-of-type")
        assert correct is not None
        report, change = correct.find_all("a")
        asked = parse_qs(urlsplit(str(report["href"])).query)
        assert asked["item"] == [path]
        assert asked["page"][0].strip("./") == result.url.strip("/")
        assert str(change["href"]).endswith(path)
        for link in (report, change):
            assert re.search(r"page “.+”", link.get_text())


def test_the_error_page_leads_on(built: Path) -> None:
    """To a search, to the agenda and to every topic, from whatever address it is shown at."""
    soup = BeautifulSoup((built / "404.html").read_text(encoding="utf-8"), "html.parser")
    form = soup.select_one("article form")
    assert form is not None
    assert str(form["action"]).startswith("/")
    assert form.select_one("input[name=q]") is not None
    links = soup.select("article a")
    assert all(str(link["href"]).startswith("/") for link in links)
    assert led_to(links, "") == ["", *topics()]


def test_a_browser_gets_our_colours_and_our_icon(built: Path) -> None:
    """In the colour of each scheme's paper; an icon as a drawing and as pixels."""
    tokens = (ROOT / "docs" / "stylesheets" / "tokens.css").read_text(encoding="utf-8")
    soup = page_at(built, "")
    colours = [str(meta["content"]) for meta in soup.select("meta[name=theme-color]")]
    assert colours == re.findall(r"--paper: (#\w+);", tokens)
    drawn, pixels = (built / str(link["href"]) for link in soup.select("link[rel=icon]"))
    assert "<svg" in drawn.read_text(encoding="utf-8")
    with Image.open(pixels) as image:
        assert f"{image.width}x{image.height}" == soup.select("link[rel=icon]")[1]["sizes"]
