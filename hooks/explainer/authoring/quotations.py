"""Quotations: what a saved page brings into the site beside the words that are quoted from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.authoring.selection import UnquotableError
from explainer.facts.records import page_at
from explainer.language.normalisation import fold, places
from explainer.quotes.captures import Capture

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explainer.authoring.saved_pages import SavedPage
    from explainer.authoring.selection import Selection
    from explainer.facts.catalog import Catalog
    from explainer.facts.records import Source, Statement

OF_PAGE = ("url", "publisher", "title", "published", "language")
"""The fields of a source that a page may have."""


def own_fields(page: SavedPage) -> dict[str, str]:
    """The fields of a source, as the page gives them; those that it does not give are left out."""
    return {name: getattr(page, name) for name in OF_PAGE if getattr(page, name)}


def source_at(url: str, catalog: Catalog) -> Source | None:
    """The source with that address, whatever part of the page it names; None if there is none."""
    sources = catalog.sources.values()
    return next((source for source in sources if source.page == page_at(url)), None)


def same_words(source: Source, text: str, quote: Selection, catalog: Catalog) -> Statement | None:
    """The statement that has the same words of the source already; None if there is none.

    Space, the shape of quotation marks and the length of dashes do not count, as in `wording`.
    Of words that stand in the text of the page several times, those of another place are others.
    """
    page, wanted = fold(text).text, fold(quote.text).text.strip()
    here = places(page, quote.text, quote.prefix, quote.suffix)
    for said in catalog.statements.values():
        if said.source == source.id and fold(said.text).text.strip() == wanted:
            there = places(page, said.text, said.prefix, said.suffix)
            if not there or set(here) & set(there):
                return said
    return None


def capture_of(
    source: str, rights: str, text: str, quote: Selection, stored: Mapping[str, Capture]
) -> Capture:
    """The stored text of a source that has the quote: the one that is there, or else this text.

    A new one stands where everybody has it, if the rights of the source allow it.
    Raises UnquotableError for a text without the quote that is there: git has no copy of most.
    """
    old = stored.get(source)
    if old and len(places(old.folded.text, quote.text, quote.prefix, quote.suffix)) == 1:
        return old
    if old:
        how = "add their paragraph and those around it by hand"
        if not old.committed:
            how += ", or move it away, to have the text of this page instead"
        raise UnquotableError(
            f"{old.path}: this text of '{source}' does not have the words once in their context; "
            f"{how}"
        )
    committed = rights != "reserved"
    path = f"captures/{'open/' if committed else ''}{source}.txt"
    return Capture(source, path, f"{text}\n", fold(f"{text}\n"), committed=committed)
