"""Finds links from fragments to elements with ids, and reports those without a target."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from explainer.problems import Problem, errors
from explainer.rendering.context import resolve
from explainer.rendering.page_result import AnchorLink

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator, Mapping

    from explainer.pages.page import Page
    from explainer.problems import Place
    from explainer.rendering.page_result import Fragment, PageResult
    from explainer.rendering.record.record_page import RecordPage

_ANCHOR_LINK = re.compile(r'<a [^>]*?href="([^"#:]*)#([^"]+)"')
_PAGE_LINK = re.compile(r"\]\(<?([^)\s>#:]+\.md)\b")


def links_of(fragment: Fragment, url: str) -> Iterator[AnchorLink]:
    """Yield the links of a fragment to elements with ids, each once."""
    yield from links_in(fragment.html, url, fragment.place)


def links_in(html: str, url: str, place: Place) -> Iterator[AnchorLink]:
    """Yield the links in HTML to elements with ids, each once; `place` is where they are made."""
    for address, anchor in dict.fromkeys(_ANCHOR_LINK.findall(html)):
        yield AnchorLink(resolve(address, url), anchor, place)


def broken_record_links(
    pages: Collection[RecordPage], others: Mapping[str, frozenset[str]]
) -> list[Problem]:
    """Return a problem for each link from a page of the record to an id missing from its page.

    `others` has the ids of the site's other pages, by address.
    """
    anchors = {**{page.url: page.anchors for page in pages}, **others}
    return [
        Problem(link.place, f"a link to '{link.anchor}', which '{link.url}' does not show")
        for page in pages
        for link in page.links
        if link.url in anchors and link.anchor not in anchors[link.url]
    ]


def links_to_drafts(pages: Iterable[Page], drafts: Container[str]) -> Iterator[Problem]:
    """Yield a problem for each link from a page to the page of a draft topic."""
    for page in pages:
        for link in dict.fromkeys(_PAGE_LINK.findall(page.body)):
            if posixpath.normpath(posixpath.join(posixpath.dirname(page.path), link)) in drafts:
                message = f"the page '{link}' is a draft"
                hint = "take the link out, or take 'draft: true' out of the topic"
                yield Problem(page.find_first(link), message, hint)


def broken_links(results: Mapping[str, PageResult]) -> list[Problem]:
    """Return a problem for each link from a fragment to an id missing from its page."""
    # The missing element may belong to a block that cannot be rendered.
    anchors = {
        result.url: result.anchors for result in results.values() if not errors(result.problems)
    }
    problems = []
    for result in results.values():
        # Of the links of thousands of pages, nearly all lead somewhere.
        if all(names <= anchors.get(url, names) for url, names in result.linked.items()):
            continue
        for link in result.links:
            if link.anchor not in anchors.get(link.url, [link.anchor]):
                where = "this page" if link.url == result.url else f"'{link.url}'"
                message = f"a link to '{link.anchor}', which {where} does not show"
                hint = "show it there with a block, or widen the options of an existing block"
                problems.append(Problem(link.place, message, hint))
    return problems
