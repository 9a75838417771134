"""Finds links from fragments to elements with ids, and reports those without a target."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explainer.problems import Problem, errors
from explainer.rendering.context import resolve
from explainer.rendering.page_result import AnchorLink

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from explainer.rendering.page_result import Fragment, PageResult

_ANCHOR_LINK = re.compile(r'<a [^>]*?href="([^"#:]*)#([^"]+)"')


def links_of(fragment: Fragment, url: str) -> Iterator[AnchorLink]:
    """Yield the links of a fragment to elements with ids, each once."""
    for address, anchor in dict.fromkeys(_ANCHOR_LINK.findall(fragment.html)):
        yield AnchorLink(resolve(address, url), anchor, fragment.place)


def broken_links(results: Mapping[str, PageResult]) -> list[Problem]:
    """Return a problem for each link from a fragment to an id missing from its page."""
    # The missing element may belong to a block that cannot be rendered.
    anchors = {
        result.url: result.anchors for result in results.values() if not errors(result.problems)
    }
    problems = []
    for result in results.values():
        for link in result.links:
            if link.url in anchors and link.anchor not in anchors[link.url]:
                where = "this page" if link.url == result.url else f"'{link.url}'"
                message = f"a link to '{link.anchor}', which {where} does not show"
                hint = "show it there with a block, or widen the options of an existing block"
                problems.append(Problem(link.place, message, hint))
    return problems
