"""The edition: what a build knows beside the data."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from explainer.problems import Place

FORM = "wrong-detail.yml"
"""The issue form to which "Report an error" leads."""


def current_day() -> date:
    """Today, or the day that SOURCE_DATE_EPOCH gives."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
    return now.date()


@dataclass(frozen=True)
class Edition:
    """One build of the site."""

    today: date = field(default_factory=current_day)
    commit: str = ""
    """The short hash of the commit that is built, with `-dirty` where files differ from it."""
    repository: str = ""
    """The address of the repository on its hosting site; empty if it has none."""
    editor: str = ""
    """The address there below which each file can be edited; empty if there is none."""
    drafts: bool = False
    """Whether pages that are drafts are shown, as in a preview."""

    def edit(self, place_of: Callable[[], Place]) -> str | None:
        """Return the address at which a record can be edited at its line; None without an editor.

        The place is asked for only then: it takes time to find.
        """
        if not self.editor:
            return None
        place = place_of()
        return f"{self.editor}{place.path}#L{place.line}"

    def report(self, item: str, what: str, page: str) -> str | None:
        """The address of the form for a wrong detail, with item, page and commit filled in.

        Each name but the first two is the id of a field in .github/ISSUE_TEMPLATE/.
        None if the repository has no address.
        """
        if not self.repository:
            return None
        query = {
            "template": FORM,
            "title": f"Error in {item}: {what}"[:120],
            "item": item,
            "page": page or "/",
            "commit": self.commit or "not known",
        }
        return f"{self.repository.rstrip('/')}/issues/new?{urlencode(query)}"


def edition_of(root: Path, today: date | None = None) -> Edition:
    """Return the edition of the working copy at a folder, without a hosting site."""
    return Edition(today or current_day(), commit_of(root))


def commit_of(root: Path) -> str:
    """The commit of the working copy at a folder; empty where it is none."""
    git = shutil.which("git")
    if not git or not (root / ".git").exists():
        return ""
    command = [git, "-C", str(root), "describe", "--always", "--dirty", "--exclude=*"]
    found = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  (git's own path)
    return found.stdout.strip()
