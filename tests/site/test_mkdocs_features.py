"""What users of MkDocs set every day works here too: plugins, exclusions, other folders."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from built_pages import page_at
from conftest import ROOT, change, copy_project, made_once, mkdocs

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

PAGE = "docs/topics/harbour.md"
STYLE = "https://style.example.org/x.css"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The example site as a project."""
    return copy_project(tmp_path / "project", example=True)


def build(project: Path) -> subprocess.CompletedProcess[str]:
    """Build the project strictly."""
    return mkdocs("build", "--strict", folder=project)


def add_topic(project: Path, slug: str) -> Path:
    """Add a topic with a page to the project, and return the file of its record."""
    record, page = project / f"data/topics/{slug}/topic.yml", project / f"docs/topics/{slug}.md"
    harbour = (project / "data/topics/harbour/topic.yml").read_text(encoding="utf-8")
    text = harbour.replace("slug: harbour", f"slug: {slug}").split("\ndiscrepancies:")[0]
    text += "\nchanges:\n  - date: 2021-06-01\n    kind: new fact\n    text: First edition.\n"
    record.parent.mkdir()
    record.write_text(text, encoding="utf-8")
    page.write_text(f"---\ntopic: {slug}\n---\n\n# The {slug}\n\n```topic\n```\n", encoding="utf-8")
    return record


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example built with several such settings at once, once for all test processes."""

    def make(folder: Path) -> None:
        project = copy_project(folder / "project", example=True)
        settings = project / "mkdocs.yml"
        change(settings, "  language: en\n", "  language: es\n")
        change(settings, "  - admonition\n", "  - admonition\n  - pymdownx.snippets\n")
        change(settings, "extra_css:\n", f"extra_css:\n  - {STYLE}\n")
        change(project / PAGE, "coverage: 90 %\n", "")
        change(
            project / PAGE, "They talked.", '--8<-- "part.txt"\n\nText <![: here.\n\nThey talked.'
        )
        (project / "part.txt").write_text("They met.[^notice-2019-06-01-fees]", encoding="utf-8")
        add_topic(project, "bridge")
        change(add_topic(project, "ferry"), "slug:", "draft: true\nslug:")
        result = build(project)
        assert "Traceback" not in result.stderr
        assert result.returncode == 0, result.stderr
        (project / "site").rename(folder / "site")

    return made_once(tmp_path_factory, "features", make) / "site"


def test_a_snippet_is_checked(project: Path) -> None:
    """As if its text were on the page."""
    mistakes = {
        "They met.[^nobody]": "no source, statement or number 'nobody'",
        'She said "it is shut for good now".[^berg-2019-05-20-open]': "are not in",
        "```timeline\ntopic: nowhere\n```": "no topic 'nowhere'",
    }
    change(project / "mkdocs.yml", "  - admonition\n", "  - admonition\n  - pymdownx.snippets\n")
    (project / "part.txt").write_text("\n\n".join(mistakes), encoding="utf-8")
    change(project / PAGE, "They talked.", '--8<-- "part.txt"\n\nThey talked.')
    result = build(project)
    assert result.returncode == 1
    assert [said for said in mistakes.values() if said not in result.stderr] == []


def test_a_citation_in_a_snippet_counts(site: Path) -> None:
    """It is a footnote of the page."""
    html = (site / "topics" / "harbour" / "index.html").read_text(encoding="utf-8")
    assert '<a class="footnote-ref" href="#fn:notice-2019-06-01-fees">1</a>' in html


def test_a_draft_is_not_published(site: Path) -> None:
    """Nothing leads to it; its neighbour, which is no draft, is a page."""
    home = (site / "index.html").read_text(encoding="utf-8")
    assert "topics/bridge/" in home
    assert "topics/ferry/" not in home
    assert (site / "topics" / "bridge").exists()
    assert not (site / "topics" / "ferry").exists()


@pytest.mark.slow
@pytest.mark.parametrize("setting", ["draft", "exclude_docs", "draft_docs"])
def test_a_page_that_is_not_published(project: Path, setting: str) -> None:
    """No block and no navigation leads to it, and nothing misses it."""
    record = add_topic(project, "ferry")
    whole = build(project)
    assert whole.returncode == 0, whole.stderr
    home = project / "site" / "index.html"
    assert "topics/ferry/" in home.read_text(encoding="utf-8")
    if setting == "draft":
        change(record, "slug:", "draft: true\nslug:")
    else:
        change(project / "mkdocs.yml", "hooks: [", f"{setting}: |\n  topics/ferry.md\n\nhooks: [")
    result = build(project)
    assert result.returncode == 0, result.stderr
    assert "topics/ferry/" not in home.read_text(encoding="utf-8")
    assert not (project / "site" / "topics" / "ferry").exists()


@pytest.mark.slow
def test_a_blog(project: Path) -> None:
    """A post may cite, give numbers and have blocks; its excerpt has no notes and no raw marks."""
    change(project / "mkdocs.yml", "plugins:\n", "plugins:\n  - blog\n")
    posts = project / "docs" / "blog" / "posts"
    posts.mkdir(parents=True)
    (posts.parent / "index.md").write_text("# Blog\n", encoding="utf-8")
    (posts / "one.md").write_text(
        "---\ndate: 2024-01-01\n---\n\n# A post\n\n"
        "They talked.[^gazette-2019-05-14-talks]\n\nNumber: [number:harbour-2018-ships]"
        "[^harbour-2018-ships]\n\n"
        "```timeline\ntopic: harbour\nuntil: 2019-05-14\n```\n\n<!-- more -->\n\nMore.\n",
        encoding="utf-8",
    )
    result = mkdocs("build", folder=project)
    assert result.returncode == 0, result.stderr
    excerpt = (project / "site" / "blog" / "index.html").read_text(encoding="utf-8")
    assert "<p>They talked.</p>" in excerpt
    assert "topic: harbour" not in excerpt
    assert "<p>Number: 9,000 to 12,000 ships</p>" in excerpt
    post = next((project / "site" / "blog" / "2024").rglob("index.html")).read_text("utf-8")
    assert 'href="#fn:gazette-2019-05-14-talks">1</a>' in post
    assert 'class="timeline"' in post


@pytest.mark.slow
def test_another_folder_for_the_pages(project: Path) -> None:
    """And what MkDocs leaves out of it by itself is no page here either."""
    (project / "docs").rename(project / "content")
    change(project / "mkdocs.yml", "theme:\n", "docs_dir: content\n\ntheme:\n")
    for folder in ("templates", ".drafts"):
        (project / "content" / folder).mkdir()
        (project / "content" / folder / "a.md").write_text("A.[^nobody]\n", encoding="utf-8")
    result = build(project)
    assert result.returncode == 0, result.stderr


def test_brackets_that_are_no_markup(site: Path) -> None:
    """The standard library's parser of HTML would end with an error of its own."""
    pieces = (site / "search" / "sections").glob("*.json")
    assert any("<p>Text" in piece.read_text(encoding="utf-8") for piece in pieces)


def test_style_sheets_are_sent_as_one_and_none_is_lost(site: Path) -> None:
    """In their order, without comments; one that is no file of the site is linked as it was."""
    soup = page_at(site, "")
    links = [str(link["href"]) for link in soup.select("link[rel=stylesheet]")]
    ours = [link for link in links if not link.startswith("assets/")]
    assert ours == ["stylesheets/site.css", STYLE, "stylesheets/dark.css"]
    sent = (site / "stylesheets" / "site.css").read_text(encoding="utf-8")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    sheets = re.findall(r"- (stylesheets/[\w-]+\.css)", settings)
    texts = [(ROOT / "docs" / path).read_text(encoding="utf-8") for path in sheets]
    places = [sent.index(re.sub(r"/\*.*?\*/\s*", "", text, flags=re.DOTALL)) for text in texts]
    assert places == sorted(places)
    assert len(places) == len(list((ROOT / "docs" / "stylesheets").glob("*.css")))


def test_a_site_in_another_language(site: Path) -> None:
    """The theme's own setting chooses it, also for what is around a page and for embeds."""
    page, lost, timeline, embed = (
        (site / path).read_text(encoding="utf-8")
        for path in (
            "topics/harbour/index.html",
            "404.html",
            "timeline/index.html",
            "embed/topics/harbour-positions.html",
        )
    )
    assert '<html lang="es"' in page
    assert '<nav class="topics" aria-label="Temas">' in page
    assert 'role="dialog" aria-label="Buscar"' in page
    assert '<nav class="page-end" aria-label="Otros temas">' in page
    assert "<h1>Página no encontrada</h1>" in lost
    assert "<title>Cronología - " in timeline
    assert '<html lang="es" dir="ltr"' in embed
    assert "quién dice qué</title>" in embed
