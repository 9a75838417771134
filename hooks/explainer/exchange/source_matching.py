"""Source matching: which source of a site a source of a file is, by its address or its id."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from explainer.facts.records import Source, page_at
from explainer.problems import did_you_mean, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explainer.exchange.imported import ImportedEvent, SourceFields
    from explainer.facts.catalog import Catalog


def unknown_sources(events: Iterable[ImportedEvent], catalog: Catalog) -> list[SourceFields]:
    """Return the sources of a file that the site does not have, each once."""
    found: dict[str, SourceFields] = {}
    for event in events:
        for source in event.sources:
            if can_be_found(source) and matching(source, catalog) is None:
                found.setdefault(identity(source), source)
    return [*found.values()]


def can_be_found(source: SourceFields) -> bool:
    """Return whether a source has an address, or what is needed to find one without."""
    return not source.keys().isdisjoint(Source.one_of)


def identity(source: SourceFields) -> str:
    """Return what tells a source from others: its address, or else its id."""
    return page_at(source["url"]) if "url" in source else str(source.get("id", ""))


def host_of(address: str) -> str | None:
    """Return the host of an address; empty if it has none, None if it cannot be an address."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:  # of brackets, as in http://[::1
        return None


def matching(source: SourceFields, catalog: Catalog) -> Source | None:
    """Return the source of the site that a source of a file is; None if it is new."""
    known = catalog.sources.get(source.get("id", ""))
    if known and "url" in source and page_at(source["url"]) != known.page:
        known = None
    return known or (catalog.source_at.get(page_at(source["url"])) if "url" in source else None)


def not_found(source: SourceFields, catalog: Catalog) -> tuple[str, str]:
    """Return what to say of a source without what is needed to find it, and a hint."""
    hint = "give its address"
    name = source.get("id", "")
    if not name:
        return "a source without an id and an address not carried", hint
    near = did_you_mean(name, catalog.sources, hint)
    return f"source {quoted(name)} not carried: there is no such record", near
