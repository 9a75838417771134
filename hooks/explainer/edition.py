"""The edition: what a build knows in addition to the data."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

from explainer.language.messages import messages_in, text_direction

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from explainer.language.messages import Messages
    from explainer.problems import Place

FORM = "wrong-detail.yml"
"""The issue form that "Report an error" opens."""


_PLAIN = re.compile(r"[A-Za-z0-9_./~-]*")


def current_day() -> date:
    """Return today's date, or the date given by SOURCE_DATE_EPOCH."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
    return now.date()


@dataclass(frozen=True)
class Edition:
    """One build of the site."""

    today: date = field(default_factory=current_day)
    commit: str = ""
    """The short hash of the built commit, with `-dirty` if files differ from it."""
    repository: str = ""
    """The address of the repository on its hosting site, or an empty text."""
    editor: str = ""
    """The base address for editing files there, or an empty text."""
    drafts: bool = False
    """Whether to show drafts, both pages and records, as in a preview."""
    site_name: str = ""
    """The name of the site."""
    site_url: str = ""
    """The address of the site's root, with a final slash; empty if it is not known."""
    language: str = "en"
    """The language of the theme, which is that of the site's prose, as Material has it: `pt-BR`."""

    @property
    def messages(self) -> Messages:
        """The words for readers, in the language of the site."""
        return messages_in(self.language)

    @property
    def english(self) -> bool:
        """Whether the prose is English, and the checks of English prose apply."""
        return self.is_ours("en")

    @property
    def direction(self) -> str:
        """The direction in which the language is written, for HTML: `ltr` or `rtl`."""
        return "ltr" if self.english else text_direction(self.language, _base(self.language))

    def is_ours(self, language: str) -> bool:
        """Return whether a language is that of the site, whatever the region."""
        return _base(language) == _base(self.language)

    def edit(self, place_of: Callable[[], Place]) -> str | None:
        """Return the address for editing a record at its line; None without an editor.

        `place_of` is called only if there is an editor, because finding a place takes time.
        """
        if not self.editor:
            return None
        place = place_of()
        return f"{self.editor}{place.path}#L{place.line}"

    def whole(self, address: str) -> str:
        """Return the whole address for one relative to the site's root; the site has one."""
        return f"{self.site_url}{address.removeprefix('./')}"

    def report(self, item: str, page: str) -> str | None:
        """Return the address of the error form with the item and the page filled in.

        `item` and `page` are ids of fields in .github/ISSUE_TEMPLATE/. The address is short:
        a page has it once for each record. Return None if the repository has no address.
        """
        if not self.repository:
            return None
        query = f"template={FORM}&item={_quoted(item)}&page={_quoted(page or '/')}"
        return f"{self.repository.rstrip('/')}/issues/new?{query}"


def _base(language: str) -> str:
    return language.replace("_", "-").partition("-")[0]


def _quoted(text: str) -> str:
    """Return a text for the query of an address; quoting takes long, and ids need none."""
    return text if _PLAIN.fullmatch(text) else quote_plus(text, safe="/")


def commit_of(root: Path) -> str:
    """Return the commit of the working copy in a folder; empty if it is not one."""
    git = shutil.which("git")
    if not git or not (root / ".git").exists():
        return ""
    command = [git, "-C", str(root), "describe", "--always", "--dirty", "--exclude=*"]
    found = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  (git's own path)
    return found.stdout.strip()
