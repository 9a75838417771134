"""What all tests share: the example site, a built site, a browser, and the flag for goldens."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from explainer.quotes import lock
from explainer.site import read_site
from explainer.source_tree import put_in_place, read_folder
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent
GOOD = ROOT / "tests" / "examples" / "good"
HARBOUR_LOCK = "data/topics/harbour/quotes.lock"
"""The lock of the example site."""
CHROMIUM = Path("/usr/bin/chromium")
REPOSITORY = "https://github.com/example/talking-points"
"""An address that Material would ask for its stars."""

# No example is judged by the clock of a busy machine; CI tries the same ones each time.
settings.register_profile("project", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("project")

PAGES = {
    "agenda": "",
    "meeting": "topics/meeting/",
    "venezuela": "topics/venezuela/",
    "north-korea": "topics/north-korea/",
    "election-meddling": "topics/election-meddling/",
    "prisoners": "topics/prisoners/",
    "sanctions": "topics/sanctions/",
    "about": "about/",
    "how-we-work": "how-we-work/",
    "contribute": "contribute/",
}
"""Every page, by its address."""

LAY_OUT = """() => {
  const style = document.createElement("style");
  style.textContent = "article * { content-visibility: visible !important }";
  document.head.append(style);
}"""
"""Lays all of a page out, as it is when somebody has read to its end."""

OUT_OF_SIGHT = """() => {
  const found = [];
  const walker = document.createTreeWalker(
    document.querySelector("article"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode, parent = text.parentElement;
    if (!text.data.trim() || !parent.checkVisibility() || parent.closest("title")) continue;
    const boxes = [{ left: 0, right: innerWidth }];
    let meant = false; // for screen readers alone
    for (let one = parent; one.tagName !== "ARTICLE"; one = one.parentElement) {
      const style = getComputedStyle(one);
      meant ||= style.clipPath === "inset(50%)";
      if (one.tagName !== "svg" && style.overflowX !== "visible")
        boxes.push(one.getBoundingClientRect());
    }
    if (meant) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const at of range.getClientRects())
      if (boxes.some((box) => at.left < box.left - 1 || at.right > box.right + 1))
        found.push(text.data.trim().slice(0, 60));
  }
  return [...new Set(found)];
}"""
"""The beginnings of all texts in the article that do not lie within the screen, or are cut."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="write what the code gives now into the expectations; read the diff",
    )


@pytest.fixture
def update_goldens(request: pytest.FixtureRequest) -> bool:
    """Whether expectations are to be written anew."""
    return bool(request.config.getoption("--update-goldens"))


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the good example site, to break."""
    folder = tmp_path / "site"
    shutil.copytree(GOOD, folder)
    return folder


def check_quotes(folder: Path) -> None:
    """Write the lock of a site anew, as if a person had just compared every quote."""
    site = read_site(read_folder(folder))
    catalog, captures = site.catalog, site.captures
    old = [path for path in site.tree if lock.is_lock(path)]
    tree = site.tree.overlay(dict.fromkeys(old))
    read = dict.fromkeys(catalog.statements, True)
    changes, _ = lock.verify(tree, catalog, captures, read, date(2021, 6, 2))
    put_in_place(folder, site.tree, dict.fromkeys(old) | changes)


def mkdocs_environment(site_url: str = "") -> dict[str, str]:
    """What a build finds in its environment, with Material's notice about its end switched off."""
    return os.environ | {
        "NO_MKDOCS_2_WARNING": "1",
        "SOURCE_DATE_EPOCH": "1795651200",
        "REPOSITORY": REPOSITORY,
        "SITE_URL": site_url,
    }


def mkdocs(
    *arguments: str | Path, folder: Path = ROOT, site_url: str = ""
) -> subprocess.CompletedProcess[str]:
    """MkDocs run in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *map(str, arguments)],
        cwd=folder,
        env=mkdocs_environment(site_url),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def copy_project(folder: Path, *, example: bool = False) -> Path:
    """The project's sources in a folder of their own; on request with the example's content."""
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "hooks", folder / "hooks", ignore=ignore)
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    origin = GOOD if example else ROOT
    shutil.copytree(origin / "data", folder / "data")
    shutil.copytree(origin / "docs", folder / "docs")
    shutil.copytree(origin / "captures" / "open", folder / "captures" / "open")
    if example:
        for ours in ("stylesheets", "javascripts"):
            shutil.copytree(ROOT / "docs" / ours, folder / "docs" / ours)
        text = (folder / "mkdocs.yml").read_text(encoding="utf-8")
        head, rest = text.split("nav:\n", 1)
        (folder / "mkdocs.yml").write_text(head + rest.split("\n\n", 1)[1], encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built strictly."""
    folder = tmp_path_factory.mktemp("built")
    result = mkdocs("build", "--strict", "--site-dir", folder)
    assert result.returncode == 0, result.stderr
    return folder


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files without a word."""

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which a folder is served on this machine."""
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    """The built site, served on this machine."""
    with served(built) as where:
        yield where


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """The judges that come from npm; without them the test is skipped, but never under CI."""
    folder = ROOT / "node_modules"
    if not folder.exists():
        if os.environ.get("CI"):
            pytest.fail("no node_modules: .ci/run must install them")
        pytest.skip("no node_modules: get them with `npm ci`")
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; without it the test is skipped, but never under CI."""
    if not CHROMIUM.exists():
        if os.environ.get("CI"):
            pytest.fail("no Chromium: .ci/run must install it")
        pytest.skip("no Chromium: get it with `apt-get install chromium`")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  (not needed when skipped)

    with sync_playwright() as playwright:
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=flags)
        yield chromium
        chromium.close()
