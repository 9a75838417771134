"""The source tree: what a site is made from, as a mapping from path to bytes.

It is made from a folder on disk, from changes laid over another tree, or by `revision` from git.
Paths are relative to the project's root. Only `put_in_place` changes files.
"""

from __future__ import annotations

import os
import re
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from explainer.problems import Place, Problem

MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkdn", ".mkd"})
"""How a file's name ends that MkDocs takes for a page."""

IMAGES = frozenset({".jpg", ".jpeg", ".png", ".webp"})
"""How a file's name ends that is an image of a record."""

SETTINGS = "mkdocs.yml"

Known = dict[str, tuple[tuple[int, ...] | None, bytes]]
"""The files read before by their paths, each with what changes with every edit, if that is sure."""

TICK = 2_000_000_000
"""How many nanoseconds the clock of a file system may take to move on."""

_DOCS_DIR = re.compile(rb"""^docs_dir:\s*(['"]?)(\S.*?)\1\s*(?:\s#.*)?$""", re.MULTILINE)

_LANGUAGE = re.compile(
    rb"""^theme:(?:[ \t]*(?:\#.*)?\r?\n(?:(?:[ \t].*|\#.*)?\r?\n)*?[ \t]+|[ \t]*\{(?:.*[{, ])?)"""
    rb"""language:[ \t]*(['"]?)([\w-]+)\1""",
    re.MULTILINE,
)


@dataclass(frozen=True)
class SourceTree(Mapping[str, bytes]):
    """The files of one version of a project: path to bytes, in the order of the paths."""

    files: Mapping[str, bytes]
    unreadable: Mapping[str, str] = field(default_factory=dict)
    """Files that are there but cannot be read, each with the reason."""

    def __getitem__(self, path: str) -> bytes:
        """Return the bytes of a file; KeyError if there is none."""
        return self.files[path]

    def __iter__(self) -> Iterator[str]:
        """Go through the paths in order."""
        return iter(self.files)

    def __len__(self) -> int:
        """Count the files."""
        return len(self.files)

    def under(self, folder: str) -> Iterator[tuple[str, bytes]]:
        """Yield the path and the bytes of every file in a folder and its subfolders."""
        return ((path, raw) for path, raw in self.files.items() if path.startswith(f"{folder}/"))

    def problems(self, folder: str) -> list[Problem]:
        """Return a problem for each file in a folder that cannot be read."""
        return [
            Problem(Place(path), f"this cannot be read: {reason}")
            for path, reason in self.unreadable.items()
            if path == folder or path.startswith(f"{folder}/")
        ]

    def overlay(self, changes: Mapping[str, bytes | None]) -> SourceTree:
        """Return this tree with new bytes for some files; None removes a file."""
        files = {path: raw for path, raw in {**self.files, **changes}.items() if raw is not None}
        left = {path: reason for path, reason in self.unreadable.items() if path not in changes}
        return SourceTree(dict(sorted(files.items())), left)


def is_image(path: str) -> bool:
    """Return whether a file's name ends like that of an image."""
    return PurePosixPath(path).suffix.lower() in IMAGES


def belongs(path: str, docs: str = "docs") -> bool:
    """Return whether a file is one of the site's.

    It may be data, a page, an image, a stored text or the settings.
    Names that begin with a dot belong to editors and operating systems.
    """
    *folders, name = path.split("/")
    if any(part.startswith(".") for part in (*folders, name)):
        return False
    suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122  (a path object takes longer)
    if path.startswith("data/"):
        return suffix in {".yml", ".yaml", ".lock"}
    if path.startswith(f"{docs}/"):
        return suffix in MARKDOWN or is_image(path)
    return path == SETTINGS or (path.startswith("captures/") and suffix == ".txt")


def read_folder(
    root: Path,
    settings: bytes | None = None,
    known: Known | None = None,
) -> SourceTree:
    """Return the tree of a project's folder on disk.

    A link that leads nowhere is a file that cannot be read.
    The settings, if given, are used in place of those in mkdocs.yml.
    `known` has the files read before, which are not read again while they are as they were then.
    """
    files: dict[str, bytes] = {}
    unreadable: dict[str, str] = {}
    start = time.time_ns()

    def read(path: str) -> None:
        try:
            if known is None:
                files[path] = contents(path)
                return
            found = os.stat(f"{root}/{path}")  # noqa: PTH116  (for thousands of files, path objects take as long as reading)
            stamp = found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino
            then, files[path] = known.get(path, (None, b""))
            if then != stamp:
                files[path] = contents(path)
                # The next edit may be in the same tick of the clock.
                settled = max(stamp[:2]) < start - TICK
                known[path] = stamp if settled else None, files[path]
        except OSError as error:
            unreadable[path] = error.strerror or str(error)

    def contents(path: str) -> bytes:
        with open(f"{root}/{path}", "rb") as file:  # noqa: PTH123  (for thousands of files, path objects take as long as reading)
            return file.read()

    def name_of(path: str) -> str:
        return path[start_of_name:].replace(os.sep, "/")

    def skip(error: OSError) -> None:
        unreadable[name_of(error.filename)] = error.strerror or str(error)

    start_of_name = len(str(root / "data")) - len("data")
    if settings is not None:
        files[SETTINGS] = settings
    elif (root / SETTINGS).is_file():
        read(SETTINGS)
    docs = docs_folder(files.get(SETTINGS, b""))
    seen: set[tuple[int, int]] = set()
    for folder in filter(lambda name: (root / name).exists(), ("data", docs, "captures")):
        for above, folders, names in os.walk(root / folder, onerror=skip, followlinks=True):
            # A link to a folder further up would lead around in circles.
            try:
                found = os.stat(above)  # noqa: PTH116  (as above)
            except OSError as error:  # it has just been deleted
                skip(error)
                continue
            around = (found.st_dev, found.st_ino) in seen
            seen.add((found.st_dev, found.st_ino))
            folders[:] = [name for name in folders if not around and not name.startswith(".")]
            here = name_of(above)
            for path in (f"{here}/{name}" for name in names):
                if not around and belongs(path, docs):
                    read(path)
    if known is not None:
        for path in known.keys() - files.keys():
            del known[path]
    return SourceTree(dict(sorted(files.items())), dict(sorted(unreadable.items())))


def read_again(tree: SourceTree, root: Path, paths: Iterable[str]) -> SourceTree:
    """Return the tree of a folder with the files at some absolute paths read again.

    Raise OSError if one of them cannot be read.
    """
    docs, changes = docs_folder(tree[SETTINGS]), {}
    for file in map(Path, paths):
        name = file.relative_to(root).as_posix() if file.is_relative_to(root) else ""
        if name != SETTINGS and belongs(name, docs):
            changes[name] = file.read_bytes() if file.exists() else None
    return tree.overlay(changes)


def docs_folder(settings: bytes) -> str:
    """Return the folder of the pages, relative to the root, as mkdocs.yml names it."""
    found = _DOCS_DIR.search(settings)
    return found[2].decode("utf-8", "replace").removeprefix("./").strip("/") if found else "docs"


def theme_language(settings: bytes) -> str:
    """Return the language of the theme, as mkdocs.yml names it; `en` if it names none."""
    found = _LANGUAGE.search(settings)
    return found[2].decode() if found else "en"


def put_in_place(
    root: Path, tree: SourceTree, changes: Mapping[str, bytes | None]
) -> list[Problem]:
    """Write the changes to a tree into the folder that it was read from; return what is wrong.

    All new files are written beside the old ones first, and replace them only if every one of
    them could be written, and nobody has changed one of the old ones since the tree was read.
    None removes a file.
    """
    with ExitStack() as cleanup:
        parts: dict[str, Path] = {}
        problems: list[Problem] = []
        for path, raw in changes.items():
            try:
                if path in tree.unreadable:
                    problems += tree.problems(path)
                elif _changed_since(root, tree, path):
                    message = "somebody else saved this file in the meantime"
                    problems.append(Problem(Place(path), message, "run the command again"))
                elif raw is not None:
                    parts[path] = _write_beside(root / path, raw, cleanup)
            except OSError as error:
                problems.append(_unwritable(path, error))
        for path in () if problems else changes:
            try:
                file = (root / path).resolve()  # a link remains a link
                if path in parts:
                    parts[path].replace(file)
                else:
                    file.unlink(missing_ok=True)
            except OSError as error:
                problems.append(_unwritable(path, error))
    return problems


def _changed_since(root: Path, tree: SourceTree, path: str) -> bool:
    """Return whether a file is no longer what it was when the tree was read."""
    file = root / path
    return (file.read_bytes() if file.exists() else None) != tree.get(path)


def _write_beside(file: Path, raw: bytes, cleanup: ExitStack) -> Path:
    """Return the path of a new file in the folder of another, with its permissions.

    The cleanup removes it, and the folders made for it, if it never replaces the other.
    """
    for folder in reversed([one for one in file.parents if not one.exists()]):
        folder.mkdir(exist_ok=True)
        cleanup.callback(_remove_if_empty, folder)
    target = file.resolve()  # a link remains a link
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    with tempfile.NamedTemporaryFile(
        dir=target.parent, prefix=".", suffix=".part", delete=False
    ) as part:
        cleanup.callback(Path(part.name).unlink, missing_ok=True)
        part.write(raw)
        part.flush()
        os.fsync(part.fileno())
    Path(part.name).chmod(mode)
    return Path(part.name)


def _remove_if_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()


def _unwritable(path: str, error: OSError) -> Problem:
    return Problem(Place(path), f"this cannot be written: {error.strerror or error}")


def _umask() -> int:
    """Return the permissions that new files do not get; the system has no way to just ask."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
