"""The files of a preview: one is written only if it differs from what is there.

MkDocs would delete and write all of them at each build, which takes longer than making them on a
large site, and would leave no page to serve if the build fails.
"""

from __future__ import annotations

import os
import shutil
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs import utils
from mkdocs.structure.files import File

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


CLOCK = 50_000_000
"""How many nanoseconds the clock of a file system may be behind."""


class KeptFiles:
    """The files of a site's folder, from build to build."""

    def __init__(self, root: Path) -> None:
        """Take the folder, which may have a site."""
        self._root = root
        self._known: dict[str, tuple[bytes, int]] = {}
        """What is in each file that was found as it should be, and when it was last changed.

        A file that has just been written is not here: a plugin may change it before the clock of
        the file system moves on.
        """
        self._written: set[str] = set()
        """The paths of the files of this build."""
        self._deleted: set[str] = set()
        """The paths of the files that this build has deleted because the site has none there."""
        self._before: dict[str, bytes | None] = {}
        """What was in each file that this build has changed, or None if there was no file."""
        self._unmarked: dict[str, str] = {}
        """The text of each page that has been marked, without its mark."""

    @contextmanager
    def build(self) -> Iterator[None]:
        """Make MkDocs write a site into the folder, and delete there what the site no longer has.

        If that raises an exception, the folder is as before.
        """
        start = time.time_ns() - CLOCK
        before = self._written
        with self.part():
            yield
        self._delete_old(start, before)
        self._unmarked.clear()

    @contextmanager
    def part(self) -> Iterator[None]:
        """Make MkDocs write some files into the folder.

        If that raises an exception, the folder is as before.
        """
        self._written, self._deleted, self._before = set(), set(), {}
        with ExitStack() as stack:
            changes: list[tuple[Any, str, Callable[..., object]]] = [
                (utils, "clean_directory", lambda _: None),
                (utils, "write_file", self._write),
                (File, "copy_file", lambda file, dirty=False: self._copy(file)),  # noqa: ARG005  (as MkDocs calls it)
                # With --dirty it would leave out a page on which only facts have changed.
                (File, "is_modified", lambda _: True),
            ]
            for where, name, ours in changes:
                stack.callback(setattr, where, name, getattr(where, name))
                setattr(where, name, ours)
            try:
                yield
            except BaseException:
                self._undo()
                raise

    @property
    def changed(self) -> Iterable[str]:
        """The paths of the files that the last build, or part of one, has changed."""
        return self._before.keys() | self._deleted

    def mark(self, marked: Callable[[str], str]) -> None:
        """Change the text of every page until the next build that succeeds."""
        for page in self._root.rglob("*.html"):
            path = str(page)
            # A file from the docs folder may have another encoding.
            text = self._unmarked.setdefault(
                path, page.read_bytes().decode(errors="surrogateescape")
            )
            _put(page, marked(text).encode(errors="surrogateescape"))

    def _write(self, content: bytes, path: str) -> None:
        path = os.path.normpath(path)
        self._written.add(path)
        known, changed = self._known.get(path, (None, 0))
        if known == content and changed == _changed(path):
            return
        file = Path(path)
        there = file.read_bytes() if file.is_file() else None
        if there == content:
            self._known[path] = content, _changed(path)
            return
        self._known.pop(path, None)
        if there is None:
            self._make_room(file)
        self._before.setdefault(path, there)
        file.parent.mkdir(parents=True, exist_ok=True)
        _put(file, content)

    def _make_room(self, file: Path) -> None:
        """Delete the old file where a folder belongs now, or the old folder where a file does."""
        for old in (*file.parents, *file.rglob("*")):
            if old.is_file() and str(old) not in self._written:
                self._before.setdefault(str(old), old.read_bytes())
                old.unlink()
        for folder, _, names in os.walk(file, topdown=False):
            if not names:
                Path(folder).rmdir()

    def _copy(self, file: File) -> None:
        path = file.abs_dest_path
        assert path
        if file.abs_src_path and Path(file.abs_src_path) == Path(path):  # a plugin wrote it there
            self._written.add(os.path.normpath(path))
        else:
            self._write(file.content_bytes, path)

    def _undo(self) -> None:
        for path, content in reversed(self._before.items()):
            file = Path(path)
            if content is None:
                file.unlink(missing_ok=True)
                continue
            if file.is_dir():
                shutil.rmtree(file)  # this build made it
            file.parent.mkdir(parents=True, exist_ok=True)
            _put(file, content)

    def _delete_old(self, start: int, before: set[str]) -> None:
        """Delete the files that nobody has written since the start of the build.

        `before` has those that were written by what was built before, maybe just before.
        """
        for folder, _, names in os.walk(self._root):
            for name in names:
                path = os.path.normpath(os.path.join(folder, name))  # noqa: PTH118  (thousands of files)
                if path in self._written or name.startswith("."):
                    continue
                if path in before or _changed(path) < start:
                    Path(path).unlink()
                    self._deleted.add(path)


def _put(file: Path, content: bytes) -> None:
    """Write a file in one step: whoever is just being sent the old one is sent all of it."""
    new = file.with_name(".new")
    new.write_bytes(content)
    new.replace(file)


def _changed(path: str) -> int:
    """Return when a file was last changed or put there, in nanoseconds; 0 if there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116  (thousands of files)
    except OSError:
        return 0
    return max(found.st_mtime_ns, found.st_ctime_ns)  # a copy may keep the time of its original
