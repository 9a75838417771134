"""A git revision: reads the source tree of an earlier version."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from explainer.problems import did_you_mean, quoted
from explainer.source_tree import SETTINGS, SourceTree, belongs, docs_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_LINK = "120000"  # git's mode of a symbolic link


class RevisionError(Exception):
    """A revision that cannot be read; the text says why, and what to do."""


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
