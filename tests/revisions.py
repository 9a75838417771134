"""Git repositories for tests."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder, by nobody in particular; return what it prints."""
    who = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org")
    quiet = ("-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false")
    command = ["git", "-C", str(folder), *who, *quiet, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def commit(folder: Path, message: str) -> None:
    """Commit everything in a folder."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)
