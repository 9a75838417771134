"""Revisions: the project's folder as git has it at some commit, in a folder of its own."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tarfile
from typing import TYPE_CHECKING

from explainer.problems import did_you_mean, quoted

if TYPE_CHECKING:
    from pathlib import Path

FOLDERS = ("data", "docs", "captures/open")
"""What the site is read from, relative to the project's root."""


class RevisionError(Exception):
    """A revision that cannot be unpacked; its text says why, and what to do."""


def unpack(root: Path, revision: str, folder: Path) -> str:
    """Put data/, docs/ and captures/open/ of a revision into a folder; return the commit's hash.

    Any name that git knows will do: a branch, a tag, a hash, `HEAD~2` (gitrevisions(7)).
    What the revision does not have is left out.
    RevisionError if there is no git, no repository or no such revision.
    """
    _git(root, "rev-parse", "--git-dir")
    commit = _commit(root, revision)
    # `git archive` fails if one of the folders is not there.
    listed = _git(root, "ls-tree", "-z", "--name-only", commit, "--", *FOLDERS)
    names = listed.decode().rstrip("\0").split("\0")
    if not names[0]:
        raise RevisionError(f"{quoted(revision)} has no data/ and no docs/ in this folder")
    packed = _git(root, "archive", "--format=tar", commit, "--", *names)
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        try:
            archive.extractall(folder, filter="data")
        except tarfile.FilterError as error:
            name = quoted(error.tarinfo.name, 100)
            message = f"{name} in {quoted(revision)} leads out of the project's folder"
            raise RevisionError(message) from error
    return commit


def _commit(root: Path, revision: str) -> str:
    """The hash of the commit that a revision names."""
    try:
        # In two steps: to `:/text`, which looks for a message, more would be more of the text.
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


def _git(root: Path, *arguments: str) -> bytes:
    """What git prints when it is run in a folder."""
    git = shutil.which("git")
    if not git:
        raise RevisionError("no git on this machine, which a revision is read with; install it")
    command = [git, "-C", str(root), *arguments]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603  (git's own path)
    if done.returncode:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())
        raise RevisionError(f"git cannot read a revision in '{root.resolve()}': {said}")
    return done.stdout
