"""What MkDocs has read from mkdocs.yml, as a build takes it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from explainer.source_tree import SETTINGS, docs_folder, read_folder, theme_language
from mkdocs.exceptions import PluginError
from mkdocs_adapter.settings import page_settings, project_folder
from pathspec.gitignore import GitIgnoreSpec

if TYPE_CHECKING:
    from pathlib import Path


def config(project: Path, **values: Any) -> Any:
    """Return the settings of a site in the form of MkDocs' own."""
    usual = {
        "config_file_path": str(project / "mkdocs.yml"),
        "docs_dir": str(project / "docs"),
        "plugins": {"hooks/main.py": None},
        "exclude_docs": None,
        "draft_docs": None,
        "theme": {},
    }
    return SimpleNamespace(**(usual | values))


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"plugins": {"explainer": None, "hooks/main.py": None}}, "do the same: list only one"),
        ({"plugins": {"i18n": None}}, "the facts have one language"),
        (
            {"config_file_path": "/elsewhere/en.yml"},
            "no data/ in /elsewhere: keep it beside en.yml",
        ),
        ({"docs_dir": "/elsewhere"}, "docs_dir is /elsewhere: keep it in the folder of mkdocs.yml"),
    ],
)
def test_settings_that_cannot_work(example: Path, values: dict[str, Any], message: str) -> None:
    assert project_folder(config(example)) == example
    with pytest.raises(PluginError, match=message):
        project_folder(config(example, **values))


def test_settings_that_say_which_files_are_pages(example: Path) -> None:
    """They are as MkDocs read them, whatever mkdocs.yml says."""
    pages = example / "ещё страницы"
    (example / "docs").rename(pages)
    (example / "mkdocs.yml").write_text("docs_dir: docs", encoding="utf-8")
    excluded = GitIgnoreSpec.from_lines(["*.part.md", "# not", "!/b.md"])
    theme = {"language": "pt-BR"}
    of = config(example, docs_dir=str(pages), exclude_docs=excluded, theme=theme)
    settings = page_settings(of, example)
    expected = 'docs_dir: "ещё страницы"\nexclude_docs: "*.part.md\\n# not\\n!/b.md"\n'
    assert settings.decode() == f"{expected}theme:\n  language: pt-BR\n"
    assert theme_language(settings) == "pt-BR"
    tree = read_folder(example, settings)
    assert tree[SETTINGS] == settings
    assert "ещё страницы/index.md" in tree


@pytest.mark.parametrize(
    ("lines", "language"),
    [
        ("theme:\n  name: material\n  language: es\n", "es"),
        (
            "theme: # Material's\n\n  # Brazil\n  name: material\n\n  language: 'pt-BR' # x\n",
            "pt-BR",
        ),
        ("theme: {name: material, language: es}\n", "es"),
        ('theme:\r\n  language: "de"\r\n', "de"),
        ("theme:\n  name: material\nextra:\n  language: fr\n", "en"),
        ("theme: material\nplugins:\n  - search:\n      language: de\n", "en"),
        ("", "en"),
    ],
)
def test_the_language_of_the_theme(lines: str, language: str) -> None:
    assert theme_language(f"site_name: News\n{lines}nav: []\n".encode()) == language


@pytest.mark.parametrize(
    ("line", "folder"),
    [
        ("", "docs"),
        ("docs_dir: pages", "pages"),
        ("docs_dir: ./src/pages/  # here", "src/pages"),
        ("docs_dir: 'my pages'\r", "my pages"),
        ('docs_dir: "a # b"', "a # b"),
        ("docs_dir: my pages # of mine", "my pages"),
    ],
)
def test_the_folder_of_the_pages(line: str, folder: str) -> None:
    assert docs_folder(f"site_name: News\n{line}\nnav: []\n".encode()) == folder
