"""The pages opened from disk, without a server: what a reviewer gets from a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from conftest import mkdocs

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def offline(node_modules: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `make offline` makes."""
    folder = tmp_path_factory.mktemp("offline")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OFFLINE", "true")
        result = mkdocs("build", "--strict", "--site-dir", folder)
    assert result.returncode == 0, result.stderr
    return folder


def test_every_link_leads_to_a_file(offline: Path) -> None:
    """A disk opens no folder and knows no root."""
    pages = [path for path in offline.rglob("*.html") if path.name != "404.html"]
    assert len(pages) == 10
    for page in pages:
        soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html5lib")
        for tag in soup.select("[href], [src], [data-src]"):
            link = str(tag.get("href") or tag.get("src") or tag.get("data-src"))
            target = urlsplit(urljoin(page.as_uri(), link))
            if target.scheme == "file":
                assert (offline / unquote(target.path)).is_file(), f"{page.name}: {link}"


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
    tab.locator("article a[href='topics/venezuela.html']").first.click()
    tab.wait_for_url("**/topics/venezuela.html")
    marker = tab.locator(".timeline .event").first
    assert marker.evaluate("event => getComputedStyle(event.parentElement).listStyleType") == "none"
    tab.mouse.move(100, 100)
    tab.locator("script[src*=bundle]").wait_for(state="attached")
    tab.wait_for_load_state("networkidle")
    tab.keyboard.press("/")
    tab.keyboard.type("Butina")
    tab.locator(".md-search-result__link[href*='h=butina']").first.click()
    tab.locator("article mark", has_text="Butina").first.wait_for(state="attached")
    assert urlsplit(tab.url).path == str(offline / "topics" / "prisoners.html")
    context.close()
    assert complaints == []
    home = offline.as_uri()
    assert [url for url in asked if not url.startswith((home, "data:"))] == []
