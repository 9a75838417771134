"""The source tree, which is made from a folder, an overlay or a revision; and its way to disk."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from conftest import GOOD
from explainer import source_tree
from explainer.__main__ import explainer
from explainer.problems import Place, Problem
from explainer.revision import RevisionError, read_revision
from explainer.site import read_site
from explainer.source_tree import (
    SourceTree,
    belongs,
    docs_folder,
    put_in_place,
    read_again,
    read_folder,
)
from revisions import commit, git

if TYPE_CHECKING:
    from collections.abc import Mapping

GONE = "this cannot be read: No such file or directory"


def contents(folder: Path) -> dict[str, bytes | None]:
    """Every file and folder below a folder, hidden ones too; a folder has no bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small project."""
    for path, raw in {
        "mkdocs.yml": b"site_name: x\n",
        "data/sides.yml": b"sides: []\n",
        "data/topics/port/topic.yml": b"slug: port\n",
        "data/.sides.yml.swp": b"an editor's",
        "data/notes.txt": b"not a site's",
        "docs/index.md": b"# Port\n",
        "docs/style.css": b"",
        "captures/gazette.txt": b"words",
        "README.md": b"# Not a page\n",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(raw)
    return tmp_path


# --- Reading


def test_a_folder(folder: Path) -> None:
    """It has the files that a site is made from, in the order of their paths."""
    tree = read_folder(folder)
    assert list(tree) == [
        "captures/gazette.txt",
        "data/sides.yml",
        "data/topics/port/topic.yml",
        "docs/index.md",
        "mkdocs.yml",
    ]
    assert tree["docs/index.md"] == b"# Port\n"
    assert dict(tree.under("data/topics")) == {"data/topics/port/topic.yml": b"slug: port\n"}
    assert tree.unreadable == {}


@pytest.mark.parametrize(
    ("settings", "docs"),
    [
        (b"", "docs"),
        (b"site_name: x\ndocs_dir: pages # here\n", "pages"),
        (b"docs_dir: './pages/'\n", "pages"),
        (b"# docs_dir: pages\n", "docs"),
    ],
)
def test_the_folder_of_the_pages(settings: bytes, docs: str) -> None:
    """MkDocs' settings name it."""
    assert docs_folder(settings) == docs
    assert belongs(f"{docs}/a/b.md", docs)
    assert not belongs(f"{docs}/.obsidian/b.md", docs)
    assert not belongs("other/b.md", docs)


def test_an_overlay(folder: Path) -> None:
    """It has the changes and leaves the tree below as it is; None removes a file."""
    below = SourceTree({"data/b.yml": b"1"}, {"data/c.yml": "Permission denied"})
    above = below.overlay({"data/a.yml": b"2", "data/b.yml": None, "data/c.yml": b"3"})
    assert dict(above) == {"data/a.yml": b"2", "data/c.yml": b"3"}
    assert above.problems("data") == []
    assert dict(below) == {"data/b.yml": b"1"}
    assert below.problems("data") == [
        Problem(Place("data/c.yml"), "this cannot be read: Permission denied")
    ]


def test_a_revision(folder: Path) -> None:
    """It has what the folder had, without what was not committed."""
    (folder / ".gitignore").write_text("captures/\n", encoding="utf-8")
    (folder / "data" / "linked.yml").symlink_to("sides.yml")
    (folder / "data" / "out.yml").symlink_to("../../elsewhere.yml")
    git(folder, "init", "--quiet")
    commit(folder, "first")
    expected = {path: raw for path, raw in read_folder(folder).items() if path[:4] != "capt"}
    (folder / "data" / "sides.yml").write_bytes(b"sides: 3\n")
    tree, name = read_revision(folder, "HEAD")
    assert dict(tree) == expected
    assert tree["data/linked.yml"] == b"sides: []\n"
    assert tree.unreadable == {
        "data/out.yml": "this link leads out of the project's folder, or nowhere"
    }
    assert name == git(folder, "rev-parse", "HEAD")
    with pytest.raises(RevisionError, match="no git revision 'HEAT'"):
        read_revision(folder, "HEAT")


def test_the_settings_cannot_be_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are a file like any other, and what they name is in its usual place."""

    def refuse(file: str, _: str) -> object:
        raise PermissionError(13, "Permission denied", file)

    monkeypatch.setattr(source_tree, "open", refuse, raising=False)
    tree = read_folder(folder)
    assert tree.unreadable["mkdocs.yml"] == "Permission denied"
    assert tree.unreadable["docs/index.md"] == "Permission denied"


def test_a_folder_that_cannot_be_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a problem: its files are not just absent."""
    scandir = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("topics"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    problems = read_folder(folder).problems("data")
    assert list(map(str, problems)) == ["data/topics:1:1: this cannot be read: Permission denied"]


def test_links_that_lead_in_circles(folder: Path) -> None:
    """Each folder is read once."""
    for name in ("one", "other"):
        (folder / "data" / "topics" / name).symlink_to(folder / "data")
    assert [path for path in read_folder(folder) if path.startswith("data/")] == [
        "data/sides.yml",
        "data/topics/port/topic.yml",
    ]


@pytest.mark.parametrize(
    "path",
    [
        "data/people.yml",
        "data/topics/harbour/events.yml",
        "data/topics/harbour/quotes.lock",
        "docs/topics/harbour.md",
        "captures/open/notice-2019-06-01-fees.txt",
    ],
)
def test_a_link_that_leads_nowhere(path: str) -> None:
    """It is a problem, but nothing that its file would have is reported as missing."""
    good = read_folder(GOOD)
    files = {name: raw for name, raw in good.items() if name != path}
    problems = read_site(SourceTree(files, {path: "No such file or directory"})).problems
    found = [(problem.place.path, problem.message) for problem in problems]
    assert (path, GONE) in found
    assert not [message for _, message in found if message.startswith("no person")]


def test_a_folder_is_no_file(example: Path) -> None:
    """Whatever its name ends with."""
    for name in ("data/more.yml", "docs/more.md", "captures/more.txt"):
        (example / name).mkdir()
    assert read_site(read_folder(example)).problems == []


# --- Writing


def test_changes_are_put_in_place(folder: Path) -> None:
    """New files, in new folders too, changed ones and removed ones."""
    changes = {
        "data/sides.yml": b"sides:\r\n",
        "data/topics/pier/topic.yml": b"slug: pier\n",
        "data/topics/port/topic.yml": None,
    }
    tree = read_folder(folder)
    assert put_in_place(folder, tree, changes) == []
    assert dict(read_folder(folder)) == dict(tree.overlay(changes))
    assert not [name for name in contents(folder) if name.endswith(".part")]


def test_permissions_and_links_are_kept(folder: Path) -> None:
    """A link remains one, and its target changes; a new file gets the usual permissions."""
    sides = folder / "data" / "sides.yml"
    sides.chmod(0o640)
    (folder / "data" / "people.yml").symlink_to("sides.yml")
    changes = {"data/people.yml": b"people: []\n", "data/new.yml": b""}
    assert put_in_place(folder, read_folder(folder), changes) == []
    assert (folder / "data" / "people.yml").is_symlink()
    assert sides.read_bytes() == b"people: []\n"
    assert sides.stat().st_mode & 0o777 == 0o640
    usual = folder / "usual"
    usual.touch()
    assert (folder / "data" / "new.yml").stat().st_mode == usual.stat().st_mode


@pytest.mark.parametrize("broken", ["fsync", "chmod", "replace"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_write_that_fails_leaves_all_as_it_was(
    broken: str, error: BaseException, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Old files are whole, and neither a part of a new one nor an empty folder remains."""
    before, tree = contents(folder), read_folder(folder)

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(os if broken == "fsync" else Path, broken, fail)
    changes = {"data/topics/pier/topic.yml": b"slug: pier\n", "data/sides.yml": b"sides:\n"}
    if isinstance(error, OSError):
        problems = put_in_place(folder, tree, changes)
        assert [problem.place.path for problem in problems] == list(changes)
        assert problems[0].message == "this cannot be written: No space left on device"
    else:
        with pytest.raises(KeyboardInterrupt):
            put_in_place(folder, tree, changes)
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"docs/index.md": b"1", "data/topics/port/topic.yml/x.yml": b"2"},
            "data/topics/port/topic.yml/x.yml:1:1: this cannot be written: Not a directory",
        ),
        (
            {"docs/index.md": b"1", "data/topics": b"2"},
            "data/topics:1:1: this cannot be written: Is a directory",
        ),
        (
            {"docs/index.md": None, "data/dangling.yml": b"2"},
            f"data/dangling.yml:1:1: {GONE}",
        ),
    ],
)
def test_one_file_that_cannot_be_written(
    changes: Mapping[str, bytes | None], message: str, folder: Path
) -> None:
    """The others are not written either; a link is not followed to a file that is not there."""
    (folder / "data" / "dangling.yml").symlink_to("elsewhere.yml")
    before, tree = contents(folder), read_folder(folder)
    assert list(map(str, put_in_place(folder, tree, changes))) == [message]
    assert contents(folder) == before


def test_what_others_save_in_the_meantime_is_left_alone(folder: Path) -> None:
    """Each of their files is named, and nothing is written: changed, new and removed ones."""
    tree = read_folder(folder)
    (folder / "data" / "sides.yml").write_bytes(b"theirs")
    (folder / "data" / "people.yml").write_bytes(b"theirs")
    (folder / "docs" / "index.md").unlink()
    before = contents(folder)
    paths = ("data/people.yml", "data/sides.yml", "docs/index.md", "data/words.yml")
    problems = put_in_place(folder, tree, dict.fromkeys(paths, b"ours"))
    assert list(map(str, problems)) == [
        f"{path}:1:1: somebody else saved this file in the meantime (run the command again)"
        for path in paths[:3]
    ]
    assert contents(folder) == before


def test_format_leaves_a_link_that_leads_nowhere(example: Path) -> None:
    """And names it."""
    path = example / "data" / "people.yml"
    path.unlink()
    path.symlink_to(example / "nowhere")
    result = CliRunner().invoke(explainer, ["format", "--root", str(example)])
    assert result.exit_code == 1
    assert f"data/people.yml:1:1: {GONE}" in result.output
    assert not path.exists()
    assert path.is_symlink()


def test_a_file_that_is_known_is_read_again_after_every_edit(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also of the same size, and with the time of the old one; otherwise it is not opened."""
    known: source_tree.Known = {}
    file = folder / "docs/index.md"
    before = read_folder(folder, known=known)
    monkeypatch.setattr(source_tree, "TICK", -1_000_000_000)  # as if all were some seconds old
    assert read_folder(folder, known=known) == before
    times = file.stat()
    file.write_bytes(before["docs/index.md"][::-1])
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    after = read_folder(folder, known=known)
    assert after["docs/index.md"] == before["docs/index.md"][::-1] != before["docs/index.md"]
    known["docs/gone.md"] = None, b""
    with monkeypatch.context() as patch:
        patch.setattr("builtins.open", None)
        assert read_folder(folder, after["mkdocs.yml"], known) == after
    assert "docs/gone.md" not in known


def test_only_the_files_that_were_edited_are_read_again(folder: Path) -> None:
    """Those that are gone are left out, and what is no file of the site is not read."""
    tree = read_folder(folder, b"docs_dir: docs\n")
    for name in ("mkdocs.yml", "docs/index.md", "docs/new.md", "data/sides.yml", "data/notes.txt"):
        (folder / name).write_bytes(b"new")
    (folder / "captures/gazette.txt").unlink()
    edited = (
        "mkdocs.yml",
        "docs/index.md",
        "docs/new.md",
        "data/notes.txt",
        "captures/gazette.txt",
    )
    paths = [str(folder / name) for name in edited]
    after = read_again(tree, folder, [*paths, "/elsewhere/index.md"])
    changed = {"docs/index.md": b"new", "docs/new.md": b"new", "captures/gazette.txt": None}
    assert after == tree.overlay(changed)


def test_a_file_that_has_just_been_edited_is_not_known(folder: Path) -> None:
    """Its next edit may have the same time."""
    known: source_tree.Known = {}
    read_folder(folder, known=known)
    assert {then for then, _ in known.values()} == {None}
