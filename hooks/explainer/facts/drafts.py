"""Drafts: topics and records of theirs that a preview shows and readers do not see yet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from explainer.facts.catalog import folder
from explainer.facts.indexing import make_catalog
from explainer.facts.missing_records import missing_record
from explainer.facts.numbers import Number
from explainer.facts.records import Event, Statement
from explainer.facts.topics import Topic

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from explainer.facts.catalog import Catalog
    from explainer.facts.model import Record
    from explainer.problems import Problem

Drafts: TypeAlias = "Mapping[tuple[str, str], Record]"
"""Records by noun and id: a topic and an event may share an id."""

LEFT_OUT = frozenset(("topics", "event", "part_of", "same_words_as"))
"""The fields that pages and forms show without the drafts that they name."""


def draft_topics(catalog: Catalog) -> frozenset[str]:
    """Return the slugs of topics that are drafts."""
    return frozenset(slug for slug, topic in catalog.topics.items() if topic.draft)


def drafts_of(catalog: Catalog) -> Drafts:
    """Return the drafts, including what belongs to draft topics alone."""
    topics = draft_topics(catalog)
    found: dict[tuple[str, str], Record] = {
        (Topic.noun, slug): catalog.topics[slug] for slug in topics
    }
    for records in (catalog.events, catalog.statements, catalog.numbers):
        for name, record in records.items():
            if record.draft or topics.issuperset(record.topics):
                found[record.noun, name] = record
    return found


def without_drafts(catalog: Catalog) -> Catalog:
    """Return the catalog that readers may see: without drafts.

    A draft topic stays in it, as one whose page is withheld, but a page cannot refer to it.
    """
    drafts = drafts_of(catalog)
    if not drafts:
        return catalog
    hidden = {name for noun, name in drafts if noun != Topic.noun}
    kept = (
        record
        for model, records in catalog.records.items()
        for name, record in records.items()
        if model not in {Event, Statement, Number} or name not in hidden
    )
    shown, _ = make_catalog(kept, catalog.unreadable)
    return replace(shown, drafts=drafts)


def draft_problems(shown: Catalog) -> Iterator[Problem]:
    """Yield a problem for each draft that a record of a catalog for readers cannot do without."""
    if not shown.drafts:
        return
    topics = draft_topics(shown)
    for records in shown.records.values():
        for record in records.values():
            for loc, reference in () if folder(record) in topics else record.references:
                named = any((kind, reference) in shown.drafts for kind in reference.kinds)
                if named and loc[0] not in LEFT_OUT:
                    yield missing_record(reference, record.place_of(*loc), shown)
