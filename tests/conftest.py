"""What all tests share: the example site, a built site, a browser, and the flag for goldens."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from explainer.forms import Publication
from explainer.pages.page import directory_url
from explainer.quotes import lock
from explainer.site import read_site
from explainer.source_tree import put_in_place, read_folder
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from explainer.site import Site
    from explainer.source_tree import SourceTree

ROOT = Path(__file__).parent.parent
GOOD = ROOT / "tests" / "examples" / "good"
HARBOUR_LOCK = "data/topics/harbour/quotes.lock"
"""The lock of the example site."""
BUSY = ROOT / "tests" / "examples" / "busy"
"""One more topic for the example site: a long page with everything that a browser is tried on."""
NAMED = ROOT / "tests" / "examples" / "named"
"""More people, bodies and terms for the example site."""
ALDER = ROOT / "examples"
"""The edition for newcomers: a made-up town, with every kind of fact."""
REPOSITORY = "https://github.com/example/talking-points"
"""An address that Material would ask for its stars."""

# No example is judged by the clock of a busy machine; CI tries the same ones each time.
settings.register_profile("project", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("project")

PAGES = {
    path.stem: directory_url(path.relative_to(ROOT / "docs").as_posix())
    for path in sorted((ROOT / "docs").rglob("*.md"))
}
"""The address of every page of the edition, by the name of its file."""


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


@functools.cache
def busy_site() -> Site:
    """Return the example with its busy topic, read once for all tests, which change nothing."""
    return read_site(read_folder(GOOD).overlay(read_folder(BUSY)))


@functools.cache
def named_site() -> Site:
    """Return the busy site with more people, bodies and terms."""
    return read_site(busy_site().tree.overlay(read_folder(NAMED)))


@functools.cache
def alder_site() -> Site:
    """Return the edition for newcomers."""
    return read_site(read_folder(ALDER))


def published(site: Site, site_url: str = "") -> Publication:
    """Return the publication of a site."""
    known = site.context
    return Publication(
        site.facts,
        known.addresses,
        known.topic_urls,
        site.lock,
        replace(site.edition, site_name="News", site_url=site_url),
        {one.page.topic: one.cited for one in site.results.values() if one.page.topic},
    )


def with_checks(tree: SourceTree, *, read: bool = False) -> SourceTree:
    """Return a tree with a check for every quote; on request as if a person had read them all."""
    site = read_site(tree)
    if read:
        tree = tree.overlay({path: None for path in tree if lock.is_lock(path)})
    compared = dict.fromkeys(site.catalog.statements, True) if read else {}
    changes, _ = lock.verify(tree, site.catalog, site.captures, compared, date(2021, 6, 2))
    return tree.overlay(changes)


def check_quotes(folder: Path) -> None:
    """Write the lock of a site anew, as if a person had just compared every quote."""
    before = read_folder(folder)
    after = with_checks(before, read=True)
    locks = {path for tree in (before, after) for path in tree if lock.is_lock(path)}
    put_in_place(folder, before, {path: after.get(path) for path in locks})


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
    return python("-m", "mkdocs", *arguments, folder=folder, site_url=site_url)


def python(
    *arguments: str | Path, folder: Path = ROOT, site_url: str = ""
) -> subprocess.CompletedProcess[str]:
    """Python run in a folder, in the environment of a build."""
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
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


def change(file: Path, old: str, new: str) -> None:
    """Replace a text in a file."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return a folder that one test process fills while all others wait for it."""
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent  # the workers of one run share it
    folder, part, turn = base / name, base / f"{name}.part", base / f"{name}.turn"
    end = time.monotonic() + 240
    while not folder.exists():
        assert time.monotonic() < end, f"nobody has made {folder}"
        try:
            turn.mkdir()  # succeeds in one process alone
        except FileExistsError:
            time.sleep(0.1)
            continue
        try:
            if not folder.exists():
                part.mkdir()
                make(part)
                part.rename(folder)
        finally:
            shutil.rmtree(part, ignore_errors=True)
            turn.rmdir()
    return folder


@dataclass(frozen=True)
class Build:
    """A project that was built strictly."""

    site: Path
    """The folder of its pages."""
    lines: list[str]
    """What the build printed, without empty lines."""


def _build(project: Path, folder: Path) -> None:
    """Build a project strictly into `site/` of a folder, and write what was printed beside it."""
    result = mkdocs("build", "--strict", "--site-dir", folder / "site", folder=project)
    assert result.returncode == 0, result.stderr
    (folder / "printed.txt").write_text(result.stdout + result.stderr, encoding="utf-8")


def _built(folder: Path) -> Build:
    lines = (folder / "printed.txt").read_text(encoding="utf-8").splitlines()
    return Build(folder / "site", [line for line in lines if line.strip()])


@pytest.fixture(scope="session")
def edition_build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The real site, built strictly, once for all test processes."""
    return _built(made_once(tmp_path_factory, "edition", functools.partial(_build, ROOT)))


@pytest.fixture(scope="session")
def example_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with the example's content and its busy topic; copy it before you change it."""

    def make(folder: Path) -> None:
        copy_project(folder, example=True)
        shutil.copytree(BUSY, folder, dirs_exist_ok=True)

    return made_once(tmp_path_factory, "project", make)


@pytest.fixture(scope="session")
def example_build(tmp_path_factory: pytest.TempPathFactory, example_project: Path) -> Build:
    """The example site, built strictly, once for all test processes."""
    return _built(
        made_once(tmp_path_factory, "example", functools.partial(_build, example_project))
    )


@pytest.fixture(scope="session")
def built(example_build: Build) -> Path:
    """The pages of the example site."""
    return example_build.site


@pytest.fixture(scope="session")
def built_edition(edition_build: Build) -> Path:
    """The pages of the real site."""
    return edition_build.site


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
    """The built example site, served on this machine."""
    with served(built) as where:
        yield where


@pytest.fixture(scope="session")
def edition_address(built_edition: Path) -> Iterator[str]:
    """The built real site, served on this machine."""
    with served(built_edition) as where:
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
