"""The site works with what MkDocs' users switch on, and where they build it.

`habits.yml` has the former; add to it what you try.
"""

from __future__ import annotations

import os
import shutil
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from built_pages import contents
from conftest import ROOT, change, copy_project, python
from explainer.yaml_text.reader import read_bytes
from revisions import commit, git

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.slow

DOCUMENT, _ = read_bytes("habits.yml", (ROOT / "tests/site/habits.yml").read_bytes())
assert DOCUMENT
HABITS: Any = DOCUMENT.value
LISTS = {"features": "  features:", "plugins": "plugins:", "extensions": "markdown_extensions:"}
"""The lists of mkdocs.yml that a habit can add to, each by the line above its items."""


@pytest.mark.parametrize("habit", HABITS["habits"], ids=lambda habit: habit["name"])
def test_a_habit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, habit: dict[str, Any]) -> None:
    """The pages have what they must have, without a warning."""
    monkeypatch.setenv("DISABLE_MKDOCS_2_WARNING", "true")  # of plugins that ProperDocs keeps
    project = copy_project(tmp_path / "project", example=True)
    settings = project / "mkdocs.yml"
    for name in LISTS.keys() & habit.keys():
        above = LISTS[name]
        indent = " " * (2 + len(above) - len(above.lstrip()))
        added = "".join(f"{indent}{line}\n" for line in habit[name].splitlines())
        change(settings, f"{above}\n", f"{above}\n{added}")
    with settings.open("a", encoding="utf-8") as end:
        end.write("\n" + habit.get("settings", ""))
    for path, text in habit.get("files", {}).items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(text, encoding="utf-8")
    for path, origin in habit.get("copies", {}).items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / origin, project / path)
    git(project, "init", "--quiet")
    commit(project, "One")
    address = "https://news.example.org/"
    result = python("-m", "mkdocs", "build", "--strict", folder=project, site_url=address)
    assert result.returncode == 0, result.stderr
    built = {
        name: raw.decode("utf-8", "replace") for name, raw in contents(project / "site").items()
    }
    for path, texts in habit["has"].items():
        assert [text for text in texts if text not in built[path]] == []
    for path, texts in habit.get("lacks", {}).items():
        assert [text for text in texts if text in built[path]] == []


def _texts(project: Path) -> list[Path]:
    """Return the files that people write."""
    texts = [*(project / "data").rglob("*.*"), *(project / "docs").rglob("*.md")]
    return [project / "mkdocs.yml", *texts]


def _crlf(project: Path) -> None:
    for file in _texts(project):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))


def _mark(project: Path) -> None:
    for file in _texts(project):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())


def _docs(project: Path, name: str) -> None:
    (project / name).parent.mkdir(exist_ok=True)
    (project / "docs").rename(project / name)
    change(project / "mkdocs.yml", "theme:\n", f'docs_dir: "{name}" # here\n\ntheme:\n')


def _other_file(project: Path) -> None:
    (project / "mkdocs.yml").rename(project / "mkdocs.yaml")


def _inherited(project: Path) -> None:
    (project / "docs").rename(project / "pages")
    (project / "pages" / "notes.md").write_text("They met.[^nobody]\n", encoding="utf-8")
    change(project / "mkdocs.yml", "theme:\n", "docs_dir: pages\n\ntheme:\n")
    (project / "mkdocs.yml").rename(project / "base.yml")
    inherited = "INHERIT: base.yml\nexclude_docs: |\n  notes.md\n"
    (project / "mkdocs.yml").write_text(inherited, encoding="utf-8")


SOURCES: dict[str, Callable[[Path], None]] = {
    "line ends of Windows": _crlf,
    "a byte order mark": _mark,
    "pages in a folder with a space": partial(_docs, name="my pages"),
    "pages in a folder of a folder": partial(_docs, name="text/страницы"),
    "mkdocs.yaml": _other_file,
    "settings in several files": _inherited,
}
"""Other ways to keep the same sources."""


NOT_WRITTEN = shutil.ignore_patterns("site", "__pycache__")
"""What a copy of a built project leaves out."""


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example site, built; its pages name no file of its sources."""
    project = copy_project(tmp_path_factory.mktemp("plain") / "project", example=True)
    change(project / "mkdocs.yml", "repo_url: !ENV", "repo_url: ''\nedit_uri: ''\n#")
    change(project / "mkdocs.yml", "edit_uri: edit/main/docs/\n", "")
    result = python("-m", "mkdocs", "build", "--strict", folder=project)
    assert result.returncode == 0, result.stderr
    return project


@pytest.mark.parametrize("way", SOURCES)
def test_the_same_sources_give_the_same_site(tmp_path: Path, plain: Path, way: str) -> None:
    """Every file, byte for byte."""
    project = tmp_path / "Новый сайт, é"
    shutil.copytree(plain, project, ignore=NOT_WRITTEN)
    SOURCES[way](project)
    result = python("-m", "mkdocs", "build", "--strict", folder=project)
    assert result.returncode == 0, result.stderr
    assert contents(project / "site") == contents(plain / "site")


ENVIRONMENTS = {
    "no letters but those of English": {
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
    },
    "no other program, and no git": {"PATH": "/nowhere"},
}
"""What a terminal may be like."""


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_the_same_site_from_another_folder(
    tmp_path: Path, plain: Path, monkeypatch: pytest.MonkeyPatch, environment: str
) -> None:
    """And nothing is written among its sources, which may be read-only."""
    project, elsewhere = tmp_path / "Новый сайт, é", tmp_path / "elsewhere"
    shutil.copytree(plain, project, ignore=NOT_WRITTEN)
    elsewhere.mkdir()
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    for name, value in ENVIRONMENTS[environment].items():
        monkeypatch.setenv(name, value)
    before = contents(project)
    settings = os.path.relpath(project / "mkdocs.yml", elsewhere)
    to = "--config-file", settings, "--site-dir", tmp_path / "site"
    result = python("-m", "mkdocs", "build", "--strict", *to, folder=elsewhere)
    assert result.returncode == 0, result.stderr
    checked = python("-m", "explainer", "check", "--root", project, folder=elsewhere)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert contents(tmp_path / "site") == contents(plain / "site")
    # Python itself keeps a compiled copy of the hook, where it may.
    after = contents(project)
    kept = {name for name in after if name.startswith("hooks/__pycache__/main.")}
    assert {name: raw for name, raw in after.items() if name not in kept} == before


@pytest.mark.parametrize(
    "copying",
    [("clone", "--quiet", "--depth=1", "file://{whole}", "{copy}"), ("worktree", "add", "{copy}")],
    ids=["a shallow clone", "a worktree"],
)
def test_the_same_site_from_a_copy_by_git(
    tmp_path: Path, plain: Path, copying: tuple[str, ...]
) -> None:
    """Its pages name the same commit."""
    whole, copy = tmp_path / "whole", tmp_path / "copy"
    shutil.copytree(plain, whole, ignore=NOT_WRITTEN)
    (whole / ".gitignore").write_text("site\n", encoding="utf-8")
    git(whole, "init", "--quiet")
    commit(whole, "One")
    commit(whole, "Two")
    git(whole, *(part.format(whole=whole, copy=copy) for part in copying))
    for folder in (whole, copy):
        result = python("-m", "mkdocs", "build", "--strict", folder=folder)
        assert result.returncode == 0, result.stderr
    head = git(whole, "rev-parse", "--short", "HEAD")
    assert head in (copy / "site" / "topics" / "harbour" / "index.html").read_text("utf-8")
    assert contents(copy / "site") == contents(whole / "site")
