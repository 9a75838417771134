"""The line itself: data and pages in, a site that can be drawn and its problems out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from . import located_yaml
from .captures import read_captures
from .disk import contents
from .edition import Edition, commit_of, current_day
from .files import build_catalog
from .lock import hold, read_lock
from .pages import Page, directory_url, read_pages
from .problems import in_order
from .render import Renderer
from .rules import rule_problems
from .sheets import Sheet, prepare, rehearse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    from .catalog import Catalog
    from .documents import Document
    from .problems import Problem


# A preview reads most files again and again.
_read = lru_cache(maxsize=64)(located_yaml.read_bytes)


@dataclass(frozen=True)
class Site:
    """Everything that was read, and everything that is wrong with it."""

    catalog: Catalog
    pages: dict[str, Page]
    """By path relative to the project's root."""
    renderer: Renderer
    problems: list[Problem]
    """In the order of their places."""
    unsound: list[Problem]
    """Those of them that the data has by itself, without the checks and the pages."""
    sheets: dict[str, Sheet]
    """Every page ready to be drawn, by its path."""

    @property
    def urls(self) -> dict[str, str]:
        """The address of each page relative to the site's root, by its path."""
        return {path: sheet.canvas.url for path, sheet in self.sheets.items()}


def read_site(
    root: Path,
    today: date | None = None,
    repository: str = "",
    editor: str = "",
    address: Callable[[str], str] = directory_url,
) -> Site:
    """The site in a folder with data/ and docs/, as of the given day.

    Where others report and edit is said by the addresses of repository and editor;
    `address` gives that of a page relative to the site's root, by its path.
    """
    edition = Edition(today or current_day(), commit_of(root), repository, editor)
    documents, unread = read_data(root)
    catalog, unresolved = build_catalog(documents, (problem.place.path for problem in unread))
    broken = rule_problems(catalog, edition.today)
    pages, unfit = read_pages(root, catalog)
    captures, uncaught = read_captures(root, catalog)
    checks, unlocked = read_lock(root)
    lock, unchecked = hold(checks, catalog, captures, whole=not unlocked)
    renderer = Renderer(catalog, lock, captures, edition)
    sheets = prepare(pages, renderer, {page.path: address(page.path) for page in pages})
    facts = in_order([*unread, *unresolved, *broken])
    checked = [*uncaught, *unlocked, *unchecked]
    drawn = [*unfit, *rehearse(sheets, draw=not (facts or checked))]
    problems = in_order([*facts, *checked, *drawn])
    by_path = {page.path: page for page in pages}
    return Site(catalog, by_path, renderer, problems, facts, sheets)


def data_files(root: Path) -> Iterator[tuple[str, bytes, list[Problem]]]:
    """Every YAML file below data/ by its path relative to the root: its bytes, or none and why."""
    return contents(root, (root / "data").rglob("*.y*ml"))


def read_data(root: Path) -> tuple[list[Document], list[Problem]]:
    """Every YAML file below data/, and those that cannot be read."""
    documents: list[Document] = []
    problems: list[Problem] = []
    for path, raw, unread in data_files(root):
        document, found = (None, unread) if unread else _read(path, raw)
        problems += found
        documents += [document] if document else []
    return documents, problems
