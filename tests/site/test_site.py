"""The example site as MkDocs builds it: silent, whole, the same each time."""

from __future__ import annotations

import filecmp
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from built_pages import OWN_LINES, article, broken_links, described, faults_of_picture, page_at
from click.testing import CliRunner
from conftest import GOOD, REPOSITORY, ROOT, copy_project, mkdocs
from explainer.__main__ import explainer
from explainer.rendering.context import resolve
from explainer.site import read_site
from explainer.source_tree import read_folder

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Build


@pytest.fixture
def project(tmp_path: Path, example_project: Path) -> Path:
    """The project with the example's content, to be changed."""
    return shutil.copytree(example_project, tmp_path / "project")


def same(one: filecmp.dircmp[str]) -> bool:
    """Whether two folders hold the same files, byte by byte."""
    if one.left_only or one.right_only or one.funny_files:
        return False
    _, mismatch, errors = filecmp.cmpfiles(one.left, one.right, one.common_files, shallow=False)
    return not mismatch and not errors and all(map(same, one.subdirs.values()))


def test_a_strict_build_is_silent_and_repeatable(
    example_build: Build, example_project: Path, tmp_path: Path
) -> None:
    """Nothing but MkDocs' own lines; two builds are byte-identical."""
    assert [line for line in example_build.lines if not OWN_LINES.fullmatch(line)] == []
    again = tmp_path / "again"
    result = mkdocs("build", "--strict", "--site-dir", again, folder=example_project)
    assert result.returncode == 0, result.stderr
    assert same(filecmp.dircmp(example_build.site, again))


def test_no_link_is_broken(built: Path) -> None:
    """Neither to pages nor to places in them."""
    assert broken_links(built, "/") == []


@pytest.mark.slow
def test_no_link_breaks_below_a_sub_path(example_project: Path, tmp_path: Path) -> None:
    """The site may live anywhere; shared links have a picture where the address is known."""
    root = "https://site.example/a/b/"
    result = mkdocs(
        "build", "--strict", "--site-dir", tmp_path, folder=example_project, site_url=root
    )
    assert result.returncode == 0, result.stderr
    assert broken_links(tmp_path, "/a/b/") == []
    for shown in read_site(read_folder(example_project)).results.values():
        told = described(page_at(tmp_path, shown.url))
        assert faults_of_picture(tmp_path, told, root) == []
        feeds = page_at(tmp_path, shown.url).select('link[type*="atom+"], link[type*="feed+"]')
        assert len(feeds) == (3 if shown.page.topic else 2)
        for feed in feeds:
            there = resolve(str(feed["href"]), shown.url)
            assert root + there in (tmp_path / there).read_text(encoding="utf-8")


def test_a_shared_link_says_what_it_leads_to(built: Path, example_project: Path) -> None:
    """Title and description, for search engines too; those of a topic come from its data."""
    site = read_site(read_folder(example_project))
    for path, result in site.results.items():
        soup = page_at(built, result.url)
        told = described(soup)
        assert told["og:description"] == told["description"]
        assert told["og:site_name"] == "Talking Points"
        if topic := site.pages[path].topic:
            assert soup.h1 is not None
            assert soup.h1.get_text().startswith(told["og:title"])
            assert told["description"].startswith(site.catalog.topics[topic].question)
            assert len(told["description"]) < 300


def test_a_page_leads_to_its_own_file(built: Path, example_project: Path) -> None:
    """On the hosting site, where it can be edited; the facts in it lead to theirs."""
    editor = f"{REPOSITORY}/edit/main/"
    for result in read_site(read_folder(example_project)).results.values():
        soup = page_at(built, result.url)
        own = soup.select_one("a[rel=edit]")
        assert own is not None
        assert (example_project / str(own["href"]).removeprefix(editor)).is_file()
        for link in soup.select("article a.edit"):
            path = str(link["href"]).removeprefix(editor).partition("#L")[0]
            assert (example_project / path).is_file()


HALF_DATA = ("data/topics/harbour/events.yml", "\n  - id: half")
LOST_CITATION = ("docs/topics/harbour.md", "\nHe said so.[^nowhere]\n")


@pytest.mark.parametrize(
    ("strict", "file", "mistake"),
    [
        ([], *HALF_DATA),
        (["--strict"], *LOST_CITATION),
        pytest.param(["--strict"], *HALF_DATA, marks=pytest.mark.slow),
        pytest.param([], *LOST_CITATION, marks=pytest.mark.slow),
    ],
)
def test_a_failed_build_leaves_the_old_site(
    project: Path, built: Path, strict: list[str], file: str, mistake: str
) -> None:
    """Whether the mistake is in the data or on a page."""
    shutil.copytree(built, project / "site")
    with (project / file).open("a", encoding="utf-8") as text:
        text.write(mistake)
    result = mkdocs("build", *strict, folder=project)
    assert result.returncode == 1
    assert f"{file}:" in result.stderr
    assert "Traceback" not in result.stderr
    assert same(filecmp.dircmp(built, project / "site"))


def test_the_check_command_names_every_problem_and_exits_1(example: Path) -> None:
    """It needs no MkDocs, and agrees with the build."""
    command = [sys.executable, "-m", "explainer", "check", "--root", str(example)]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "hooks")}

    def run() -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    good = run()
    assert good.returncode == 0
    assert good.stdout.startswith("no problems\n")
    (harbour,) = [line for line in good.stdout.splitlines() if "/harbour.md: " in line]
    assert re.fullmatch(
        r".*: \d+ words, \d+\.\d a sentence, school grade \d+\.\d \(\d+\.\d at its head\); "
        r"3 of 3 factual sentences cited \(100 %\), 1 marked as ours",
        harbour,
    )
    assert "4 of 4 quotes verified" in good.stdout
    (example / "docs" / "index.md").write_text("[^nowhere] [^nobody]\n", encoding="utf-8")
    bad = run()
    assert bad.returncode == 1
    assert "\n2 problems\n" in bad.stdout
    assert "docs/index.md:1:3: no source, statement or number 'nowhere'" in bad.stdout


def test_a_block_that_cannot_be_rendered_is_a_problem(
    example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SuperFences would swallow the error, and publish the page without the block."""

    def fail(*_: object) -> str:
        raise RuntimeError("out of ink")

    monkeypatch.setattr("explainer.rendering.blocks.lists.People.view", fail)
    (problem,) = read_site(read_folder(example)).problems
    assert problem.message == "this people block cannot be rendered"
    assert "out of ink" in problem.hint
    assert problem.place.path == "docs/topics/harbour.md"


def test_the_smallest_topic_is_a_page_and_a_folder(built: Path) -> None:
    """Nothing else names the harbour."""
    assert article(built, "topics/harbour/").find(id="harbour-2019-05-14-talks")
    assert (GOOD / "docs" / "topics" / "harbour.md").is_file()


def test_a_new_topic_needs_no_other_edit(tmp_path: Path) -> None:
    """What `explainer new` begins is built strictly, and is in the navigation by itself.

    It follows the other topics there, before what is about the site.
    """
    folder = copy_project(tmp_path / "project", example=True)
    config = folder / "mkdocs.yml"
    nav = "nav:\n  - Agenda: index.md\n  - Harbour: topics/harbour.md\n  - About: about.md\n"
    config.write_text(config.read_text(encoding="utf-8") + nav, encoding="utf-8")
    about = "---\nours: about this site\n---\n\n# About\n\nThis is an example.\n"
    (folder / "docs" / "about.md").write_text(about, encoding="utf-8")
    source = "gazette-2019-06-02-pier"
    for arguments in (
        [
            "topic", "--title", "The Pier", "--question", "Who may use the pier?",
            "--summary", "Some may.", "--as-of", "2019-05-31", "--record-ends", "2021-02",
            "--author", "A", "--side", "north", "--side", "south",
        ],
        [
            "source", "--publisher", "The Gazette", "--url", "https://gazette.example.org/pier",
            "--published", "2019-06-02", "--kind", "news", "--language", "en", "--tier", "B",
            "--topic", "the-pier",
        ],
        ["person", "--name", "Åse Dahl", "--side", "north"],
        [
            "event", "--date", "2019-05-29", "--title", "The pier opens", "--summary",
            "It opened.", "--kind", "other", "--status", "occurred", "--topic", "the-pier",
            "--actor", "ase-dahl", "--source", source,
        ],
        [
            "statement", "--speaker", "ase-dahl", "--date", "2019-05-29", "--text",
            "Come one, come all", "--source", source, "--rendering", "original", "--lang", "en",
            "--context", "At the opening.", "--topic", "the-pier", "--compared",
        ],
    ):  # fmt: skip
        result = CliRunner().invoke(explainer, ["new", *arguments, "--root", str(folder)])
        assert result.exit_code == 0, result.output
    build = mkdocs("build", "--strict", folder=folder)
    assert build.returncode == 0, build.stderr
    links = page_at(folder / "site", "").select(".md-nav--primary .md-nav__link[href]")
    pages = [str(link["href"]) for link in links if not str(link["href"]).startswith("#")]
    assert pages == [".", "topics/harbour/", "topics/the-pier/", "about/"]
    heading = article(folder / "site", "topics/the-pier").h1
    assert heading is not None
    assert heading.get_text().startswith("The Pier")
