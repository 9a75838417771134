"""The source tree: what a site is made from, as a mapping from path to bytes.

It is made from a folder on disk, from changes laid over another tree, or from a git revision.
Paths are relative to the project's root. Only `put_in_place` changes files.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from explainer.problems import Place, Problem, did_you_mean, quoted

MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkdn", ".mkd"})
"""How a file's name ends that MkDocs takes for a page."""

IMAGES = frozenset({".jpg", ".jpeg", ".png", ".webp"})
"""How a file's name ends that is an image of a record."""

SETTINGS = "mkdocs.yml"

_DOCS_DIR = re.compile(rb"""^docs_dir:\s*(['"]?)(\S.*?)\1\s*(?:\s#.*)?$""", re.MULTILINE)
_LINK = "120000"  # git's mode of a symbolic link


class RevisionError(Exception):
    """A revision that cannot be read; the text says why, and what to do."""


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


def read_folder(root: Path, settings: bytes | None = None) -> SourceTree:
    """Return the tree of a project's folder on disk.

    A link that leads nowhere is a file that cannot be read.
    The settings, if given, are used in place of those in mkdocs.yml.
    """
    files: dict[str, bytes] = {}
    unreadable: dict[str, str] = {}

    def read(path: str) -> None:
        try:
            files[path] = (root / path).read_bytes()
        except OSError as error:
            unreadable[path] = error.strerror or str(error)

    def skip(error: OSError) -> None:
        unreadable[Path(error.filename).relative_to(root).as_posix()] = error.strerror or str(error)

    if settings is not None:
        files[SETTINGS] = settings
    elif (root / SETTINGS).is_file():
        read(SETTINGS)
    docs = docs_folder(files.get(SETTINGS, b""))
    seen: set[Path] = set()
    for folder in filter(lambda name: (root / name).exists(), ("data", docs, "captures")):
        for above, folders, names in os.walk(root / folder, onerror=skip, followlinks=True):
            # A link to a folder further up would lead around in circles.
            real = Path(above).resolve()
            around = real in seen
            seen.add(real)
            folders[:] = [name for name in folders if not around and not name.startswith(".")]
            here = Path(above).relative_to(root).as_posix()
            for path in (f"{here}/{name}" for name in names):
                if not around and belongs(path, docs):
                    read(path)
    return SourceTree(dict(sorted(files.items())), dict(sorted(unreadable.items())))


def docs_folder(settings: bytes) -> str:
    """Return the folder of the pages, relative to the root, as mkdocs.yml names it."""
    found = _DOCS_DIR.search(settings)
    return found[2].decode("utf-8", "replace").removeprefix("./").strip("/") if found else "docs"


def read_revision(root: Path, revision: str) -> tuple[SourceTree, str]:
    """Return the tree of a project's folder at a git revision, and the hash of the commit.

    Any name that git knows will do: a branch, a tag, a hash, `HEAD~2` (gitrevisions(7)).
    Files that are not committed, such as most texts in captures/, are not in it.
    Raise RevisionError if there is no git, no repository or no such revision.
    """
    _git(root, "rev-parse", "--git-dir")
    commit = _commit(root, revision)
    listed = _git(root, "ls-tree", "-r", "-z", commit, "--", ".").decode("utf-8", "replace")
    blobs: dict[str, tuple[str, str]] = {}
    for line in listed.split("\0")[:-1]:
        about, path = line.split("\t", 1)
        mode, kind, blob = about.split(" ")
        if kind == "blob":
            blobs[path] = mode, blob
    settings = _blobs(root, {SETTINGS: blobs[SETTINGS][1]}) if SETTINGS in blobs else {}
    docs = docs_folder(settings.get(SETTINGS, b""))
    ours = {path: one for path, one in sorted(blobs.items()) if belongs(path, docs)}
    read = _blobs(root, {path: blob for path, (_, blob) in ours.items()})
    links = {path: _target(path, read[path]) for path, (mode, _) in ours.items() if mode == _LINK}
    targets = {one: blobs[one][1] for one in links.values() if blobs.get(one, (_LINK,))[0] != _LINK}
    linked = _blobs(root, targets)
    files: dict[str, bytes] = {}
    unreadable: dict[str, str] = {}
    for path, raw in read.items():
        if path not in links:
            files[path] = raw
        elif links[path] in linked:
            files[path] = linked[links[path]]
        else:
            unreadable[path] = "this link leads out of the project's folder, or nowhere"
    if not any(path.startswith(("data/", f"{docs}/")) for path in (*files, *unreadable)):
        raise RevisionError(f"{quoted(revision)} has no data/ and no docs/ in this folder")
    return SourceTree(files, unreadable), commit


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


def _commit(root: Path, revision: str) -> str:
    """Return the hash of the commit that a revision names."""
    try:
        # In two steps: `:/text` looks for a commit message, and would take a suffix for more text.
        named = _git(root, "rev-parse", "--verify", "--end-of-options", revision).decode().strip()
        commit = _git(root, "rev-parse", "--verify", "--end-of-options", f"{named}^{{commit}}")
        if re.fullmatch(rb"[0-9a-f]+\n", commit):
            return commit.decode().strip()
    except RevisionError:
        pass
    refs = _git(root, "for-each-ref", "--format=%(refname:short)").decode("utf-8", "replace")
    otherwise = "for example: origin/main or HEAD~1; a shallow clone has few: git fetch --unshallow"
    hint = did_you_mean(revision, refs.split(), otherwise)
    raise RevisionError(f"no git revision {quoted(revision, 100)}; {hint}")


def _target(path: str, link: bytes) -> str:
    """Return the path that a link in git leads to."""
    return os.path.normpath(PurePosixPath(path).parent / link.decode("utf-8", "replace"))


def _blobs(root: Path, blobs: Mapping[str, str]) -> dict[str, bytes]:
    """Return the bytes of git's blobs by path; one process reads them all."""
    found: dict[str, bytes] = {}
    if not blobs:
        return found
    wanted = "".join(f"{blob}\n" for blob in blobs.values()).encode()
    printed = _git(root, "cat-file", "--batch", given=wanted)
    at = 0
    for path in blobs:
        end = printed.index(b"\n", at)
        size = int(printed[at:end].rsplit(b" ", 1)[1])
        found[path] = printed[end + 1 : end + 1 + size]
        at = end + size + 2
    return found


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Return what git prints when it runs in a folder."""
    git = shutil.which("git")
    if not git:
        raise RevisionError("no git on this machine; install it to read a revision")
    command = [git, "-C", str(root), *arguments]
    done = subprocess.run(command, input=given, capture_output=True, check=False)  # noqa: S603  (git's own path)
    if done.returncode:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())
        raise RevisionError(f"git cannot read a revision in '{root.resolve()}': {said}")
    return done.stdout
