"""Quotations: what a saved page adds to the site besides the words quoted from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.authoring.selection import UnquotableError
from explainer.facts.records import page_at
from explainer.language.normalisation import fold
from explainer.language.word_search import find_quote
from explainer.quotes.captures import Capture

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explainer.authoring.saved_pages import SavedPage
    from explainer.authoring.selection import Selection
    from explainer.facts.catalog import Catalog
    from explainer.facts.records import Source, Statement

PAGE_FIELDS = ("url", "publisher", "title", "published", "language")
"""The fields of a source that a page may give."""


def fields_from(page: SavedPage) -> dict[str, str]:
    """Return the fields of a source that a page gives."""
    return {name: getattr(page, name) for name in PAGE_FIELDS if getattr(page, name)}


def source_at(url: str, catalog: Catalog) -> Source | None:
    """Return the source with an address, whatever its fragment; None if there is none."""
    sources = catalog.sources.values()
    return next((source for source in sources if source.page == page_at(url)), None)


def statement_of(source: Source, text: str, quote: Selection, catalog: Catalog) -> Statement | None:
    """Return the statement that has a quote from a source already; None if there is none.

    The comparison ignores white space, the shape of quotation marks and the length of dashes.
    The same words in two places of the page's text are two quotes.
    """
    page, wanted = fold(text).text, fold(quote.text).text.strip()
    here = find_quote(page, quote.text, quote.prefix, quote.suffix)
    for said in catalog.statements.values():
        if said.source == source.id and fold(said.source_words).text.strip() == wanted:
            there = find_quote(page, said.source_words, said.prefix, said.suffix)
            if not there or set(here) & set(there):
                return said
    return None


def capture_for(
    source: str, rights: str, text: str, quote: Selection, stored: Mapping[str, Capture]
) -> Capture:
    """Return the capture that a quote is checked against: the stored one, or else a new one.

    A new one is committed to git if the rights of the source allow it.
    Raise UnquotableError if the stored one does not have the quote: most are not in git, and
    nobody could restore what replaces them.
    """
    old = stored.get(source)
    if old and len(find_quote(old.folded.text, quote.text, quote.prefix, quote.suffix)) == 1:
        return old
    if old:
        hint = "add their paragraph and those around it by hand"
        if not old.committed:
            hint += ", or move the file away to store the text of this page instead"
        message = f"this text of '{source}' does not have the words exactly once in their context"
        raise UnquotableError(f"{old.path}: {message}; {hint}")
    committed = rights != "reserved"
    path = f"captures/{'open/' if committed else ''}{source}.txt"
    return Capture(source, path, f"{text}\n", fold(f"{text}\n"), committed=committed)
