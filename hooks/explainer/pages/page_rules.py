"""What a page's text must not contain, such as own footnotes for records and unclosed blocks.

Markdown would silently ignore these mistakes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown.extensions.toc import slugify

from explainer.facts.validation import with_article
from explainer.pages.block_names import nearest_block
from explainer.pages.fences import NAMED, OPENING, openings
from explainer.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from explainer.facts.catalog import Catalog
    from explainer.pages.conversion import Conversion
    from explainer.pages.page import Page

_DEFINITION = re.compile(r" {0,3}\[\^(?P<name>[^\]]+)\]:")
_LEFT_OPEN = re.compile(rf"(?<![`~])(?:`{{3,}}+|~{{3,}}+){NAMED}")


def page_problems(
    page: Page, conversion: Conversion, catalog: Catalog, blocks: Collection[str]
) -> list[Problem]:
    """Return the problems of a page's fences, footnotes and ids."""
    problems = [*_misspelt_blocks(page, conversion, blocks)]
    defined = [*_own_definitions(page, catalog)]
    problems += defined
    if not defined:
        problems += _left_open(page, conversion, blocks)
    return problems


def _misspelt_blocks(
    page: Page, conversion: Conversion, blocks: Collection[str]
) -> Iterator[Problem]:
    for name in dict.fromkeys(conversion.unknown):
        for place, body in openings(page, name):
            if near := nearest_block(name, body, blocks):
                yield Problem(place, f"no block '{name}'", f"did you mean '{near}'?")


def _own_definitions(page: Page, catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each footnote that the page defines under the id of a record."""
    for place in page.find("[^"):
        match = _DEFINITION.match(place.text)
        name = match["name"] if match and place.column == match.start("name") - 1 else None
        if name in catalog.citable:
            message = f"the build defines the footnote '{name}'"
            yield Problem(place, message, "delete this definition")


def doubled_ids(page: Page, conversion: Conversion, shown: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for each id used both by a record and by the page's own text."""
    for name in shown:
        if name in conversion.anchors:
            headings = (place for place in page.find("#") if place.column == 1)
            named = (place for place in headings if slugify(place.text.lstrip("# "), "-") == name)
            place = next(iter([*page.find(f"#{name}"), *page.find(f'id="{name}"'), *named]), None)
            message = f"the id '{name}' is on this page twice: a record has it too"
            hint = "give the heading or element another id, for example: ## Heading {#heading}"
            yield Problem(place or page.place(page.body_line), message, hint)


def _left_open(page: Page, conversion: Conversion, blocks: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each of our fences that remains text because nothing closes it."""
    left = " ".join(part.text for part in conversion.prose)
    for match in _LEFT_OPEN.finditer(left):
        name = match["name"]
        bodies = [body for _, body in openings(page, name)]
        # An unclosed fence runs to the end of the page.
        options = bodies[0].partition("\n\n")[0] if bodies else ""
        near = name if name in blocks else nearest_block(name, options, blocks)
        if not near:
            continue
        fences = {
            (index + 1, opening.start("fence") + 1)
            for index, line in enumerate(page.lines)
            if (opening := OPENING.match(line)) and opening["name"] == name
        }
        places = page.find(match[0])
        inside = [place for place in places if (place.line, place.column) not in fences]
        if inside:
            message = f"{with_article(near)} block that does not begin a line"
            yield Problem(inside[0], message, "start it on a new line")
        else:
            message = f"{with_article(near)} block that is not closed"
            yield Problem((places or page.find(""))[-1], message, f"end it with a line {'`' * 3}")
