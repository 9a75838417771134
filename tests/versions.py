"""Versions of the edition, which the rules of tests/edition/ are tried on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from conftest import BUSY, GOOD, REPOSITORY, ROOT
from edits import EDITS
from explainer.edition import Edition, current_day
from explainer.site import Site, read_site
from explainer.source_tree import read_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explainer.source_tree import SourceTree

EDITION = Edition(current_day(), "abc1234", REPOSITORY, f"{REPOSITORY}/edit/main/")


@dataclass(frozen=True)
class Version:
    """A site and its articles."""

    site: Site
    html: Mapping[str, str]
    """Every article, by the path of its page."""
    articles: Mapping[str, BeautifulSoup]
    """The articles to be tried; after an edit, those that it changed."""
    before: Version | None = None
    """The version that was edited."""

    @cached_property
    def record_html(self) -> dict[str, str]:
        """Every page of the record, by its path."""
        return {page.content.path: page.html for page in self.site.record}

    @cached_property
    def record(self) -> dict[str, BeautifulSoup]:
        """The pages of the record to be tried, by their path; after an edit, the changed ones."""
        return _parsed(self.record_html, self.before.record_html if self.before else {})

    def page(self, path: str) -> BeautifulSoup:
        """Return a page of the record, whether it has to be tried or is as before."""
        if path in self.record or self.before is None:
            return self.record[path]
        return self.before.page(path)

    @property
    def topics(self) -> dict[str, BeautifulSoup]:
        """The articles to be tried that explain a topic, by its slug."""
        pages = self.site.pages
        return {
            pages[path].topic or "": one for path, one in self.articles.items() if pages[path].topic
        }


def _parsed(html: Mapping[str, str], known: Mapping[str, str]) -> dict[str, BeautifulSoup]:
    """Return the pages that are new or changed, parsed."""
    changed = {path: text for path, text in html.items() if known.get(path) != text}
    return {path: BeautifulSoup(text, "html.parser") for path, text in changed.items()}


def read(tree: SourceTree, before: Version | None = None) -> Version:
    """Return a version of a site; articles that are as before are not tried again."""
    site = read_site(tree, EDITION)
    html = {path: result.html() for path, result in site.results.items()}
    return Version(site, html, _parsed(html, before.html if before else {}), before)


@cache
def version_named(name: str) -> Version:
    """Return the example, the edition, or the edition after an edit."""
    if name == "example":
        return read(read_folder(GOOD).overlay(read_folder(BUSY)))
    if name == "edition":
        return read(read_folder(ROOT))
    before = version_named("edition")
    return read(EDITS[name](before.site), before)
