"""The pages opened from disk, without a server: what a reviewer gets from a pull request."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from built_pages import broken_links
from conftest import ROOT, mkdocs

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser


def _offline(project: Path, folder: Path) -> Path:
    """Make the folder of pages that `make offline` makes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OFFLINE", "true")
        result = mkdocs("build", "--strict", "--site-dir", folder, folder=project)
    assert result.returncode == 0, result.stderr
    return folder


@pytest.fixture(scope="module")
def offline(
    node_modules: Path, example_project: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The example's pages for a disk."""
    folder = tmp_path_factory.mktemp("offline")
    shutil.copytree(example_project, folder / "project")
    (folder / "project" / "node_modules").symlink_to(node_modules)
    return _offline(folder / "project", folder / "pages")


def _dead_links(folder: Path) -> list[str]:
    """Return the links to what is no file: a disk opens no folder and knows no root."""
    dead = []
    for page in folder.rglob("*.html"):
        soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
        base = soup.find("base", href=True)
        start = (
            urljoin(page.as_uri(), str(base["href"])) if isinstance(base, Tag) else page.as_uri()
        )
        links = soup.select("[href]:not(base), [src], [data-src]")
        for tag in links if page.name != "404.html" else ():
            link = str(tag.get("href") or tag.get("src") or tag.get("data-src"))
            target = urlsplit(urljoin(start, link))
            if target.scheme == "file" and not (folder / unquote(target.path)).is_file():
                dead.append(f"{page.name}: {link}")
    return dead


def test_every_link_leads_to_a_file(offline: Path) -> None:
    """In every page, and to a place that is there."""
    assert (offline / "topics" / "ferry.html").is_file()
    assert _dead_links(offline) == []
    assert broken_links(offline, "/") == []


@pytest.mark.slow
@pytest.mark.usefixtures("node_modules")
def test_every_link_of_the_edition_leads_to_a_file(tmp_path: Path) -> None:
    """As in the example."""
    pages = _offline(ROOT, tmp_path)
    assert (pages / "timeline.html").is_file()
    assert _dead_links(pages) == []
    assert broken_links(pages, "/") == []


def test_the_pages_work_from_disk(browser: Browser, offline: Path) -> None:
    """Styles, links and search; nothing is fetched from elsewhere, nothing complained of."""
    asked: list[str] = []
    complaints: list[str] = []
    context = browser.new_context(offline=True)
    tab = context.new_page()
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: complaints.append(message.text))
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.goto((offline / "index.html").as_uri())
    tab.locator("article a[href='topics/ferry.html']").first.click()
    tab.wait_for_url("**/topics/ferry.html")
    marker = tab.locator(".timeline .event").first
    assert marker.evaluate("event => getComputedStyle(event.parentElement).listStyleType") == "none"
    tab.mouse.move(100, 100)
    tab.locator("script[src*=bundle]").wait_for(state="attached")
    tab.wait_for_load_state("networkidle")
    tab.keyboard.press("/")
    tab.keyboard.type("crews")
    tab.locator(".md-search-result__link[href*='h=crews']").first.click()
    tab.locator("article mark", has_text="crews").first.wait_for(state="attached")
    assert urlsplit(tab.url).path == str(offline / "topics" / "ferry.html")
    context.close()
    assert complaints == []
    home = offline.as_uri()
    assert [url for url in asked if not url.startswith((home, "data:"))] == []
