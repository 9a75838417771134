"""The navigation: includes topic pages automatically, and stays short on a large site.

Material puts the whole navigation on every page, so that twice as many pages would take four
times as long.
"""

from __future__ import annotations

from copy import copy
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from explainer.rendering.addresses import LISTS
from mkdocs.structure.nav import Link, Section

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from explainer.language.messages import Messages
    from explainer.site import Site
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure import StructureItem
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

MOST = 50
"""The most items in a section that every page lists in full."""
ENDS, NEAR = 4, 3
"""How many items at each end of a longer section, and on each side of the page, are listed."""


def complete_navigation(config: MkDocsConfig, site: Site, docs: str) -> None:
    """Add topic pages missing from the navigation after those it lists, or after its first item.

    Those of a group get a section. Leave out pages of the record that the site does not have yet,
    such as an empty glossary.
    """
    if not config.nav:
        return
    named = str(config.nav)
    behind = 1 + max(
        (index for index, item in enumerate(config.nav) if "topics/" in str(item)), default=0
    )
    missing: list[dict[str, Any]] = []
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, result in site.results.items():
        name = path.removeprefix(f"{docs}/")
        if not result.page.topic or repr(name) in named:
            continue
        group = site.catalog.topics[result.page.topic].group
        if group and group not in groups:
            missing.append({group: groups.setdefault(group, [])})
        (groups[group] if group else missing).append({result.heading or path: name})
    pages = {path.removeprefix(f"{docs}/") for path in site.results}
    absent = {*LISTS.values()} - {*site.context.addresses.files} - pages
    config.nav = without(absent, [*config.nav[:behind], *missing, *config.nav[behind:]])


def without(absent: Container[str], nav: Iterable[Any]) -> list[Any]:
    """Return the items of a `nav` without some pages, and without sections that had only them."""
    kept: list[Any] = []
    for item in nav:
        titled = isinstance(item, dict)
        title, target = next(iter(item.items())) if titled else ("", item)
        if isinstance(target, list):
            target = without(absent, target)
        if target and str(target) not in absent:
            kept.append({title: target} if titled else target)
    return kept


class ShortNavigation:
    """The navigation of each page; only the home page lists long sections in full."""

    def __init__(self, nav: Navigation, messages: Messages) -> None:
        """Take the whole navigation, and the words for readers."""
        self._whole = nav
        self._messages = messages
        self._indexes: dict[int, dict[int, int]] = {}
        """The index of each item, by its identity, in each long list, by the list's."""
        self._note_long(nav.items)

    def on(self, page: Page) -> Navigation:
        """Return the navigation of a page."""
        home = self._whole.homepage
        if not self._indexes or home is None or page is home:
            return self._whole
        short = copy(self._whole)
        short.items = self._shortened(self._whole.items, [page, *page.ancestors], home)
        return short

    def _note_long(self, items: list[StructureItem]) -> None:
        """Note the indexes of the items in each long list, here and below."""
        if len(items) > MOST:
            self._indexes[id(items)] = {id(item): index for index, item in enumerate(items)}
        for item in items:
            if isinstance(item, Section):
                self._note_long(item.children)

    def _shortened(
        self, items: list[StructureItem], active: Sequence[StructureItem], home: Page
    ) -> list[StructureItem]:
        """Return the items to list, with sections shortened too."""
        if indexes := self._indexes.get(id(items)):
            here = (indexes[id(one)] for one in active if id(one) in indexes)
            items = [*_near(items, next(here, 0), home, self._messages)]
        return [self._section(item, active, home) for item in items]

    def _section(
        self, item: StructureItem, active: Sequence[StructureItem], home: Page
    ) -> StructureItem:
        """Return a copy of a section with fewer items; any other item as it is."""
        if not isinstance(item, Section):
            return item
        short = copy(item)
        short.children = self._shortened(item.children, active, home)
        return short


def _near(
    items: Sequence[StructureItem], here: int, home: Page, messages: Messages
) -> Iterator[StructureItem]:
    """Yield the first and last items and those near one, with links to the home page between."""
    last = len(items)
    near = range(max(here - NEAR, 0), min(here + NEAR + 1, last))
    listed = sorted({*range(ENDS), *near, *range(last - ENDS, last)})
    for before, index in pairwise([-1, *listed]):
        left_out = index - before - 1
        if left_out == 1:
            yield items[index - 1]
        elif left_out:
            title = messages.ngettext(
                "%(num)s more", "%(num)s more", left_out, num=messages.number(left_out)
            )
            yield Link(title, home.url)
        yield items[index]
