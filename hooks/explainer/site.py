"""The line itself: data and pages in, a site that can be drawn and its problems out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from explainer.edition import Edition
from explainer.facts.loader import build_catalog
from explainer.facts.rules import rule_problems
from explainer.pages.page import Page, directory_url, read_pages
from explainer.problems import in_order
from explainer.quotes.captures import read_captures
from explainer.quotes.lock import check_quotes, read_lock
from explainer.rendering.page_renderer import Sheet, prepare, prerender
from explainer.rendering.renderer import Renderer
from explainer.yaml_text import reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from explainer.facts.catalog import Catalog
    from explainer.problems import Problem
    from explainer.quotes.captures import Capture
    from explainer.quotes.lock import Lock
    from explainer.source_tree import SourceTree
    from explainer.yaml_text.document import Document


# A preview reads most files again and again.
_read = lru_cache(maxsize=64)(reader.read_bytes)


@dataclass(frozen=True)
class Site:
    """Everything that was read, and everything that is wrong with it."""

    tree: SourceTree
    edition: Edition
    catalog: Catalog
    lock: Lock
    captures: dict[str, Capture]
    """By the id of its source."""
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
    tree: SourceTree,
    edition: Edition | None = None,
    address: Callable[[str], str] = directory_url,
) -> Site:
    """Return the site that a source tree makes, as one edition shows it.

    `address` gives the address of a page relative to the site's root, by its path.
    """
    edition = edition or Edition()
    documents, unread = read_data(tree)
    catalog, unresolved = build_catalog(documents, (problem.place.path for problem in unread))
    broken = rule_problems(catalog, edition.today)
    pages, unfit = read_pages(tree, catalog)
    captures, uncaught = read_captures(tree, catalog)
    checks, unlocked = read_lock(tree)
    lock, unchecked = check_quotes(checks, catalog, captures, whole=not unlocked)
    renderer = Renderer(catalog, lock, captures, edition)
    sheets = prepare(pages, renderer, {page.path: address(page.path) for page in pages})
    facts = in_order([*unread, *unresolved, *broken])
    checked = [*uncaught, *unlocked, *unchecked]
    drawn = [*unfit, *prerender(sheets, draw=not (facts or checked))]
    problems = in_order([*facts, *checked, *drawn])
    by_path = {page.path: page for page in pages}
    return Site(tree, edition, catalog, lock, captures, by_path, renderer, problems, facts, sheets)


def data_files(tree: SourceTree) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of every YAML file below data/."""
    return ((path, raw) for path, raw in tree.under("data") if not path.endswith(".lock"))


def read_data(tree: SourceTree) -> tuple[list[Document], list[Problem]]:
    """Return every YAML file below data/ as a document, and what is wrong with the others."""
    documents: list[Document] = []
    problems = [one for one in tree.problems("data") if not one.place.path.endswith(".lock")]
    for path, raw in data_files(tree):
        document, found = _read(path, raw)
        problems += found
        documents += [document] if document else []
    return documents, problems
