"""Quick check: finds the problems of all pages, and renders only the pages that may hide some.

Only HTML shows which links a page has and which blocks, with their drawings, cannot be rendered.
None is needed for topics whose records are without errors and on all their pages: there, every
link to a record leads somewhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from explainer.facts.catalog import folder
from explainer.facts.numbers import Number
from explainer.facts.records import Event, Source, Statement
from explainer.facts.terms import Term
from explainer.memory import Memory
from explainer.rendering.two_processes import render_pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from explainer.facts.catalog import Catalog
    from explainer.facts.model import Record
    from explainer.pages.page import Page
    from explainer.problems import Problem
    from explainer.rendering.context import SiteContext
    from explainer.rendering.page_renderer import PageRenderer
    from explainer.rendering.page_result import PageResult
    from explainer.source_tree import SourceTree

_FOLDER = re.compile(r"data/topics/([^/]+)/.+")
_LINK_INTO_PAGE = re.compile(rb"\]\([^)\s]*#")
"""A link of Markdown to an element, which may be one of ours."""


def check_pages(  # noqa: PLR0913  (what to render, and two to find what that cannot show)
    renderer: PageRenderer,
    site: SiteContext,
    pages: Sequence[Page],
    urls: Mapping[str, str],
    doubtful: AbstractSet[str],
    *,
    processes: int = 1,
) -> dict[str, PageResult]:
    """Return the result of each page without HTML, with the same problems as a full rendering.

    `site` has what the renderer shows, and `doubtful` the paths of `doubtful_files`; the rest is
    as in `render_pages`.
    """
    results = render_pages(replace(renderer, html=False), pages, urls, processes=processes)
    hidden = {*suspects(results, site, doubtful)}
    # The memory has values without HTML, which have the same names.
    whole = replace(renderer, site=replace(site, memory=Memory()))
    for page in pages:
        if page.path in hidden:
            results[page.path] = whole.render_page(page, urls[page.path]).without_html()
    return results


def doubtful_files(tree: SourceTree, faults: Iterable[Problem]) -> set[str]:
    """Return the paths of data whose records may be missing or have links into pages.

    `faults` are the errors in facts and quotes.
    """
    linking = {path for path, raw in tree.under("data") if _LINK_INTO_PAGE.search(raw)}
    return linking | {problem.place.path for problem in faults}


def suspects(
    results: Mapping[str, PageResult], site: SiteContext, doubtful: AbstractSet[str]
) -> list[str]:
    """Return the paths of the pages that may have problems which only HTML shows."""
    topics = {found[1] for path in doubtful if (found := _FOLDER.fullmatch(path))}
    lost = {topic for record in _lost(site.catalog) for topic in _topics_of(record)}
    topics |= lost
    shared = "" in lost or not all(map(_FOLDER.fullmatch, doubtful))
    anchors = {result.page.topic: result.anchors for result in results.values()}
    if shared:
        return [*results]
    for name, record in _linkable(site.catalog):
        topics |= {
            slug
            for slug in _topics_of(record)
            if slug in site.topic_urls and name not in anchors.get(slug, ())
        }
    if not topics:
        return []
    topics = _related(topics, site.catalog)
    linkable = _linkable(site.catalog)
    shown = {name for name, record in linkable if not topics.isdisjoint(_topics_of(record))}
    return [
        path
        for path, result in results.items()
        if not topics.isdisjoint(_topics_on(result)) or not shown.isdisjoint(result.anchors)
    ]


def _topics_on(result: PageResult) -> Iterator[str]:
    """Yield the topic of a page, and the topics in whose folders its blocks find records."""
    yield result.page.topic or ""
    yield from (found[1] for file in result.rests_on if (found := _FOLDER.fullmatch(file)))


def _topics_of(record: Record) -> tuple[str, ...]:
    """Return the topics of a record; one empty text for a record shared by all topics."""
    if isinstance(record, (Event, Statement, Number, Term)):
        return record.topics
    return (folder(record),)


def _linkable(catalog: Catalog) -> Iterator[tuple[str, Record]]:
    """Yield the id and the record of all in a topic's folder that a link to its page may name."""
    for name, (record, loc) in catalog.given.items():
        if loc != ("slug",) and not isinstance(record, (Source, Number, Term)) and folder(record):
            yield name, record


def _lost(catalog: Catalog) -> Iterator[Record]:
    """Yield each record that names a record which could not be read or does not exist."""
    for name, records in catalog.referrers.items():
        if name not in catalog.given and f"topic {name}" not in catalog.given:
            yield from records


def _related(topics: set[str], catalog: Catalog) -> set[str]:
    """Return the topics, and all topics whose records name records of theirs or are named."""
    beside: dict[str, set[str]] = defaultdict(set)
    for name, records in catalog.referrers.items():
        named = catalog.given.get(name)
        if named is None or not folder(named[0]):
            continue
        around = {*_topics_of(named[0])}
        for record in records:
            around.update(_topics_of(record))
        for topic in around:
            beside[topic] |= around
    found: set[str] = set()
    todo = [*topics]
    while todo:
        topic = todo.pop()
        if topic not in found:
            found.add(topic)
            todo += beside[topic]
    return found
