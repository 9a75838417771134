"""What is looked up in a folder of built pages."""

from __future__ import annotations

import re
from functools import lru_cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

OWN_LINES = re.compile(
    r"INFO +-  (explainer: \d+ pages and \d+ files for programs"
    r"|Cleaning site directory|Building documentation to directory: .*"
    r"|Documentation built in [\d.]+ seconds)"
)
"""What MkDocs prints of each build."""


LINKS = ("href", "src", "data-src", "action")
"""The attributes that hold a link."""


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file in a folder, by its path there."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@lru_cache(maxsize=30)
def page_at(folder: Path, url: str) -> BeautifulSoup:
    """Return the page at an address relative to the site's root; tests must not change it."""
    return BeautifulSoup((folder / url / "index.html").read_text(encoding="utf-8"), "html.parser")


def article(folder: Path, url: str) -> Tag:
    """Return the article of a page."""
    found = page_at(folder, url).find("article")
    assert isinstance(found, Tag)
    return found


def described(page: BeautifulSoup) -> dict[str, str]:
    """Return what the head of a page says about it, by name or property."""
    return {
        str(tag.get("property") or tag.get("name")): str(tag["content"])
        for tag in page.select("meta[content]")
    }


class _Links(HTMLParser):
    """Collects the ids and the links of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.base = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the id and the links of an element, and what the page's links start from."""
        if tag == "base":
            self.base = dict(attrs)["href"] or ""
            return
        for name, value in attrs:
            if name == "id":
                self.ids.add(value or "")
            elif name in LINKS:
                self.links.append(value or "")


def broken_links(folder: Path, base: str) -> list[str]:
    """Return every link on the site, below its base address, that leads nowhere."""
    pages = {
        "/" + path.relative_to(folder).as_posix().removesuffix("index.html"): _Links(
            path.read_text(encoding="utf-8")
        )
        for path in folder.rglob("*.html")
    }
    broken = []
    for url, page in pages.items():
        for link in dict.fromkeys(page.links):
            start = urljoin(f"https://site.example{base}{url[1:]}", page.base)
            target = urlsplit(urljoin(start, link))
            if not link or target.netloc != "site.example":
                continue
            path = unquote(target.path)
            if not path.startswith(base):
                broken.append(f"{url}: {link}")
                continue
            path = "/" + path.removeprefix(base).removesuffix("index.html")
            file = folder / (path[1:] + ("index.html" if path.endswith("/") else ""))
            ids = pages[path].ids if path in pages else ()
            lost = target.fragment and unquote(target.fragment) not in ids
            if not file.is_file() or (lost and not target.fragment.startswith("__")):
                broken.append(f"{url}: {link}")
    return broken


def faults_of_picture(folder: Path, told: dict[str, str], root: str) -> list[str]:
    """Return what is wrong with the picture for shared links that a page names."""
    path = folder / told["og:image"].removeprefix(root)
    with Image.open(path) as image:
        sizes = [str(side) for side in image.size]
        faults = [] if image.format == "PNG" else [f"{path} is no PNG"]
    if sizes != [told["og:image:width"], told["og:image:height"]]:
        faults.append(f"{path} has {sizes}")
    if path.stat().st_size >= 100_000:
        faults.append(f"{path} is too heavy")
    return faults
