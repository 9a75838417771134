"""The files of a preview: what a build writes, leaves, deletes and restores."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from mkdocs import utils
from mkdocs.structure.files import File
from mkdocs_adapter import kept_files
from mkdocs_adapter.kept_files import KeptFiles

OLD = 1_000_000_000
"""When the files of the last build were changed, in seconds since 1970."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return the folder of a site, as the first build left it."""
    for name, text in {"index.html": "home", "pier/index.html": "pier", "a.css": "a"}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    aged(tmp_path)
    return tmp_path


@pytest.fixture
def exact_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every file that was there before a build an old one."""
    monkeypatch.setattr(kept_files, "CLOCK", 0)


def aged(site: Path) -> None:
    """Make every file of a site an old one."""
    for file in site.rglob("*.*"):
        os.utime(file, (OLD, OLD))


def build(files: KeptFiles, site: Path, written: dict[str, str], *, fails: bool = False) -> None:
    """Write files as MkDocs does."""
    with files.build():
        utils.clean_directory(str(site))
        for name, text in written.items():
            utils.write_file(text.encode(), str(site / name))
        if fails:
            raise ValueError("a template is broken")


def texts(site: Path) -> dict[str, str]:
    """Return the text of each file of a site."""
    files = {file.relative_to(site).as_posix(): file for file in site.rglob("*") if file.is_file()}
    return {name: file.read_text() for name, file in sorted(files.items())}


def write_smaller(page: Path, text: str) -> None:
    """Write a page as MkDocs does, which another plugin then changes."""
    utils.write_file(text.encode(), str(page))
    page.write_text(f"{page.read_text()}, smaller")


def untouched(site: Path) -> set[str]:
    """Return the files that have not been written again."""
    files = {file.relative_to(site).as_posix(): file for file in site.rglob("*.*")}
    return {name for name, file in files.items() if file.stat().st_mtime == OLD}


def test_every_page_is_made_also_with_dirty(site: Path) -> None:
    """Its text may be as before while the facts on it have changed."""
    source = site / "source.md"
    source.write_text("pier")
    os.utime(source, (OLD - 1, OLD - 1))
    page = File("pier.md", str(site), str(site), use_directory_urls=True)
    page.abs_src_path = str(source)
    assert not page.is_modified()
    with KeptFiles(site).build():
        assert page.is_modified()


def test_only_what_differs_is_written(site: Path) -> None:
    """What the folder had before the first build that keeps files is known, too."""
    files = KeptFiles(site)
    new = {"index.html": "home", "pier/index.html": "new pier", "ferry/index.html": "ferry"}
    for _ in range(2):
        build(files, site, {**new, "a.css": "a"})
        assert texts(site) == dict(sorted({**new, "a.css": "a"}.items()))
    assert untouched(site) == {"index.html", "a.css"}


@pytest.mark.usefixtures("exact_clock")
def test_what_the_site_no_longer_has_is_deleted(site: Path) -> None:
    """A page that was renamed is not served under its old name; hidden files are not MkDocs'."""
    (site / ".nojekyll.txt").write_text("")
    aged(site)
    build(KeptFiles(site), site, {"index.html": "home"})
    assert [*texts(site)] == [".nojekyll.txt", "index.html"]


def test_a_page_made_first_that_is_gone_since_is_deleted(site: Path) -> None:
    """Although it has just been written; a browser that shows it may have to know."""
    files = KeptFiles(site)
    with files.part():
        utils.write_file(b"new", str(site / "pier" / "index.html"))
    build(files, site, {"index.html": "home", "a.css": "a"})
    assert {*texts(site)} == {"index.html", "a.css"}
    assert {*files.changed} == {str(site / "pier" / "index.html")}


def test_what_another_plugin_writes_itself_stays(site: Path) -> None:
    """A file that a plugin changes after MkDocs has written it is written again before that."""
    files = KeptFiles(site)
    for _ in range(2):
        with files.build():
            write_smaller(site / "index.html", "home")
            (site / "cards.txt").write_text("cards")
        assert texts(site).items() >= {"cards.txt": "cards", "index.html": "home, smaller"}.items()


def test_what_another_plugin_copies_itself_stays(site: Path, tmp_path: Path) -> None:
    """A copy may be as old as its original."""
    files = KeptFiles(site)
    for _ in range(2):
        with files.build():
            shutil.copy2(tmp_path / "a.css", site / "copy.css")
        assert "copy.css" in texts(site)


def test_a_change_within_a_tick_of_the_clock_is_seen(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many file systems cannot tell the time of what a plugin does right after MkDocs."""
    monkeypatch.setattr(kept_files, "_changed", lambda path: int(Path(path).exists()) << 62)
    files = KeptFiles(site)
    for _ in range(3):
        with files.build():
            write_smaller(site / "index.html", "new home")
        assert texts(site)["index.html"] == "new home, smaller"


@pytest.mark.usefixtures("exact_clock")
def test_a_file_becomes_a_folder_and_a_folder_a_file(site: Path) -> None:
    """Such as a page whose name lacked `.md` at first; a build that fails changes nothing."""
    files = KeptFiles(site)
    for written in (
        {"a.css/index.html": "a", "pier": "the pier"},
        {"a.css/b/c.html": "c", "pier/index.html": "pier"},
        {"a.css": "a", "pier/new/index.html": "new"},
    ):
        last = texts(site)
        with pytest.raises(ValueError, match="broken"):
            build(files, site, written, fails=True)
        assert texts(site) == last
        build(files, site, written)
        assert texts(site) == written


@pytest.mark.usefixtures("exact_clock")
def test_static_files_are_copied(site: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Files from the docs folder and files made by a program; one that is there already stays."""
    docs = tmp_path_factory.mktemp("docs")
    (docs / "a.css").write_text("new a")
    made = File("b.css", None, str(site), use_directory_urls=True)
    made.content_string = "b"
    with KeptFiles(site).build():
        File("a.css", str(docs), str(site), use_directory_urls=True).copy_file()
        File("pier/index.html", str(site), str(site), use_directory_urls=True).copy_file()
        made.copy_file()
    assert texts(site) == {"a.css": "new a", "b.css": "b", "pier/index.html": "pier"}


def test_a_build_that_fails_leaves_the_last_site(site: Path) -> None:
    """Its pages are marked once, however often a build fails, until one succeeds."""
    files, last = KeptFiles(site), texts(site)
    for _ in range(2):
        with pytest.raises(ValueError, match="broken"):
            build(files, site, {"index.html": "half", "new/index.html": "new"}, fails=True)
        files.mark(lambda text: f"broken! {text}")
        marked = {"index.html": "broken! home", "pier/index.html": "broken! pier"}
        assert texts(site) == last | marked
    build(files, site, last)
    assert texts(site) == last


def test_a_page_of_another_encoding_is_marked_too(site: Path) -> None:
    """And is whole again after the next build that succeeds."""
    page, content = site / "index.html", "<article>Причал\r\n".encode("cp1251")
    page.write_bytes(content)
    files = KeptFiles(site)
    for _ in range(2):
        files.mark(lambda text: text.replace("<article>", "<article>broken! "))
        assert page.read_bytes() == content.replace(b">", b">broken! ")
    with files.build():
        utils.write_file(content, str(page))
    assert page.read_bytes() == content


def test_mkdocs_is_as_before_after_a_build(site: Path) -> None:
    """Other builds of the same process, such as those of tests, write all files."""
    usual = utils.write_file, utils.clean_directory, File.copy_file
    build(KeptFiles(site), site, {})
    assert (utils.write_file, utils.clean_directory, File.copy_file) == usual


def test_a_page_that_is_being_sent_is_sent_whole(site: Path) -> None:
    """The server may be reading a file while it is written again."""
    with (site / "index.html").open() as sent:
        build(KeptFiles(site), site, {"index.html": ""})
        assert sent.read() == "home"
    assert (site / "index.html").read_text() == ""
