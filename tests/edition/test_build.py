"""The edition as MkDocs builds it: without a warning, whole, and light enough for a phone."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

import pytest
from built_pages import broken_links, described, faults_of_picture, page_at
from conftest import PAGES, ROOT, copy_project, mkdocs
from edits import edited
from versions import version_named

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Build


def test_a_strict_build_warns_of_nothing(edition_build: Build) -> None:
    """What a page could do better is a note."""
    assert [line for line in edition_build.lines if not line.startswith("INFO")] == []


def test_no_link_is_broken(built_edition: Path) -> None:
    """Neither to pages nor to places in them."""
    assert broken_links(built_edition, "/") == []


def test_every_page_is_there_and_says_what_it_is_about(built_edition: Path) -> None:
    """In its title and its description, without anything left over from its text."""
    for url in PAGES.values():
        soup = page_at(built_edition, url)
        told = described(soup)
        assert told["description"]
        assert told["og:description"] == told["description"]
        assert soup.h1 is not None
        assert "[^" not in soup.get_text(), url
        assert "```" not in soup.get_text(), url


def test_the_styles_know_of_the_line_above_a_heading(built_edition: Path) -> None:
    """Before the browser has read the heading: otherwise, the page moves when it reads the line."""
    for path in (built_edition / "topics").glob("*/index.html"):
        page = page_at(built_edition, f"topics/{path.parent.name}/")
        first = page.select_one("article :is(.topic-start, h1)")
        assert first is not None
        assert (first.name == "span") == bool(page.select(".topic-kicker")), path


def test_every_topic_has_a_twin_in_markdown(built_edition: Path) -> None:
    pages = [*(built_edition / "topics").glob("*/index.html")]
    assert pages
    for page in pages:
        heading = page_at(built_edition, f"topics/{page.parent.name}/").select("h1")[0]
        lines = page.with_suffix(".md").read_text(encoding="utf-8").split("\n")
        assert lines[0].removeprefix("# ") == heading.get_text().removesuffix("¶")
        assert any(line.startswith("[^") for line in lines), page


def test_what_programs_are_told_of_the_site_leads_somewhere(built_edition: Path) -> None:
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for name in ("publishing_principles", "corrections_policy"):
        (address,) = re.findall(rf"^  {name}: (\S+)$", settings, re.MULTILINE)
        url, _, anchor = address.partition("#")
        page = page_at(built_edition, url)
        assert not anchor or page.find(id=anchor), name


def size(text: str | bytes) -> int:
    """Return how many bytes are sent."""
    return len(gzip.compress(text.encode() if isinstance(text, str) else text, mtime=0))


def test_the_weight_of_a_page(built_edition: Path) -> None:
    """Our CSS 8 kB, script 3.5 kB, a topic's page 45 KiB, gzipped."""
    assert size((built_edition / "stylesheets" / "site.css").read_bytes()) <= 8_000
    scripts = [*(built_edition / "javascripts").glob("*.js")]
    assert 0 < sum(size(path.read_bytes()) for path in scripts) <= 3_500
    topics = [*(built_edition / "topics").rglob("index.html")]
    for page in topics:
        html = page.read_text(encoding="utf-8")
        assert size(html) <= (60_000 if page.parent.name == "record" else 46_080), page
        soup = page_at(built_edition, f"{page.parent.relative_to(built_edition).as_posix()}/")
        assert not soup.select("article script, article style, article [style]"), page
        for overview in soup.select(".overview"):
            assert size(str(overview)) <= 5_000, page


def test_the_weight_of_an_answer(built_edition: Path) -> None:
    """Of a search for three words, with what searches: 110 kB at most, gzipped."""
    largest = {
        kind: sorted((size(one.read_bytes()) for one in built_edition.glob(files)), reverse=True)
        for kind, files in (
            ("program", "assets/javascripts/workers/*.js"),
            ("contents", "search/search_index.json"),
            ("words", "search/words/*.json"),
            ("sections", "search/sections/*.json"),
        )
    }
    pieces = [*largest["words"][:3], *largest["sections"][:16]]
    assert len(pieces) == 19
    assert sum((*largest["program"], *largest["contents"], *pieces)) <= 110_000


@pytest.mark.slow
def test_the_edition_builds_after_all_usual_edits(tmp_path: Path) -> None:
    """Below a sub-path, with a picture for each page and no broken link."""
    folder = copy_project(tmp_path / "project")
    for path, raw in edited(version_named("edition").site).items():
        (folder / path).write_bytes(raw)
    root = "https://site.example/a/b/"
    result = mkdocs("build", "--strict", folder=folder, site_url=root)
    assert result.returncode == 0, result.stderr
    assert broken_links(folder / "site", "/a/b/") == []
    for url in PAGES.values():
        told = described(page_at(folder / "site", url))
        assert faults_of_picture(folder / "site", told, root) == []
