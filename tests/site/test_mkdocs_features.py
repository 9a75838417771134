"""What users of MkDocs set every day works here too: plugins, exclusions, other folders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import change, copy_project, mkdocs

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

PAGE = "docs/topics/harbour.md"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The example site as a project."""
    return copy_project(tmp_path / "project", example=True)


def build(project: Path) -> subprocess.CompletedProcess[str]:
    """Build the project strictly."""
    return mkdocs("build", "--strict", folder=project)


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


def test_a_citation_in_a_snippet_counts(project: Path) -> None:
    """It is a footnote of the page."""
    change(project / "mkdocs.yml", "  - admonition\n", "  - admonition\n  - pymdownx.snippets\n")
    (project / "part.txt").write_text("They met.[^notice-2019-06-01-fees]", encoding="utf-8")
    change(project / PAGE, "They talked.", '--8<-- "part.txt"\n\nThey talked.')
    result = build(project)
    assert result.returncode == 0, result.stderr
    html = (project / "site" / "topics" / "harbour" / "index.html").read_text(encoding="utf-8")
    assert '<a class="footnote-ref" href="#fn:notice-2019-06-01-fees">1</a>' in html


@pytest.mark.parametrize(
    "setting",
    [
        "draft",
        *(pytest.param(one, marks=pytest.mark.slow) for one in ("exclude_docs", "draft_docs")),
    ],
)
def test_a_page_that_is_not_published(project: Path, setting: str) -> None:
    """No block and no navigation leads to it, and nothing misses it."""
    (project / "data" / "topics" / "ferry").mkdir()
    topic = (project / "data" / "topics" / "harbour" / "topic.yml").read_text(encoding="utf-8")
    lines = topic.replace("slug: harbour", "slug: ferry").split("\ndiscrepancies:")[0]
    changes = "\nchanges:\n  - date: 2021-06-01\n    kind: new fact\n    text: First edition.\n"
    (project / "data" / "topics" / "ferry" / "topic.yml").write_text(lines + changes, "utf-8")
    page = "---\ntopic: ferry\n---\n\n# The ferry\n\n```topic\n```\n"
    (project / "docs" / "topics" / "ferry.md").write_text(page, encoding="utf-8")
    whole = build(project)
    assert whole.returncode == 0, whole.stderr
    home = project / "site" / "index.html"
    assert "topics/ferry/" in home.read_text(encoding="utf-8")
    if setting == "draft":
        change(project / "data" / "topics" / "ferry" / "topic.yml", "slug:", "draft: true\nslug:")
    else:
        change(project / "mkdocs.yml", "hooks: [", f"{setting}: |\n  topics/ferry.md\n\nhooks: [")
    result = build(project)
    assert result.returncode == 0, result.stderr
    assert "topics/ferry/" not in home.read_text(encoding="utf-8")
    assert not (project / "site" / "topics" / "ferry").exists()


@pytest.mark.slow
def test_a_blog(project: Path) -> None:
    """A post may cite and have blocks; its excerpt has neither numbers nor raw marks."""
    change(project / "mkdocs.yml", "plugins:\n", "plugins:\n  - blog\n")
    posts = project / "docs" / "blog" / "posts"
    posts.mkdir(parents=True)
    (posts.parent / "index.md").write_text("# Blog\n", encoding="utf-8")
    (posts / "one.md").write_text(
        "---\ndate: 2024-01-01\n---\n\n# A post\n\nThey talked.[^gazette-2019-05-14-talks]\n\n"
        "```timeline\ntopic: harbour\nuntil: 2019-05-14\n```\n\n<!-- more -->\n\nMore.\n",
        encoding="utf-8",
    )
    result = mkdocs("build", folder=project)
    assert result.returncode == 0, result.stderr
    excerpt = (project / "site" / "blog" / "index.html").read_text(encoding="utf-8")
    assert "<p>They talked.</p>" in excerpt
    assert "topic: harbour" not in excerpt
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


def test_brackets_that_are_no_markup(project: Path) -> None:
    """The standard library's parser of HTML would end with an error of its own."""
    change(project / PAGE, "coverage: 90 %\n", "")
    change(project / PAGE, "They talked.", "Text <![: here.\n\nThey talked.")
    result = build(project)
    assert "Traceback" not in result.stderr
    assert result.returncode == 0, result.stderr
    pieces = (project / "site" / "search" / "sections").glob("*.json")
    assert any("<p>Text" in piece.read_text(encoding="utf-8") for piece in pieces)


def test_a_site_in_another_language(project: Path) -> None:
    """The theme's own setting chooses it, also for what is around a page and for embeds."""
    change(project / "mkdocs.yml", "  language: en\n", "  language: es\n")
    result = build(project)
    assert result.returncode == 0, result.stderr
    site = project / "site"
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
