"""The frame of an explainer: a short answer and words from several sides.

A page without prose is unfinished and is not checked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.facts.house_style import with_strictness
from explainer.facts.speakers import speaker_sides
from explainer.pages.readability import in_words, word_count
from explainer.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explainer.facts.catalog import Catalog
    from explainer.facts.house_style import House
    from explainer.pages.page import Page
    from explainer.pages.prose import Prose
    from explainer.problems import Place


def frame_problems(
    page: Page, prose: Sequence[Prose], catalog: Catalog, house: House
) -> Iterator[Problem]:
    """Yield a problem for each part of the house's frame that a topic's page lacks."""
    if page.topic and any(not part.label for part in prose):
        yield from with_strictness(_in_short(page, prose, house), house.in_short)
        yield from with_strictness(_sides(page, page.topic, catalog), house.sides_heard)


def _in_short(page: Page, prose: Sequence[Prose], house: House) -> Iterator[Problem]:
    words = sum(word_count(part.text) for part in _section(prose, "In short"))
    if words not in house.words_in_short:
        message = f"{words} words in 'In short'; {in_words(house.words_in_short)} are asked for"
        yield Problem(_heading(page, "In short"), message, "answer the page's question directly")


def _sides(page: Page, topic: str, catalog: Catalog) -> Iterator[Problem]:
    shown = catalog.statements_of([topic])
    sides = {side for said in shown for side in speaker_sides(said, catalog)}
    if len(sides) < catalog.house.fewest_sides:
        heard = ", ".join(sorted(sides)) or "none"
        least = catalog.house.fewest_sides
        message = f"sides whose statements are shown: {heard}; {least} are asked for"
        place = page.places.get("topic", page.place(0))
        yield Problem(place, message, f"add statements to data/topics/{topic}/statements.yml")


def _section(prose: Sequence[Prose], heading: str) -> list[Prose]:
    """Return the text below a heading of the second level, without headings."""
    found: list[Prose] = []
    within = False
    for part in prose:
        if part.label in {"h1", "h2"}:
            within = part.text == heading
        elif within and not part.label:
            found.append(part)
    return found


def _heading(page: Page, text: str) -> Place:
    """Return the place of a heading, or of the front matter if it is missing."""
    headings = (place for place in page.find(text) if place.text.startswith("#"))
    return next(headings, page.place(0))
