"""The whole program: read, check and render a source tree."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from explainer.edition import Edition
from explainer.facts.drafts import draft_problems, draft_topics, without_drafts
from explainer.facts.loader import build_catalog, read_data
from explainer.facts.name_forms import same_name_problems
from explainer.facts.rules import catalog_problems, file_problems
from explainer.memory import Memory
from explainer.pages.conversion import Converter
from explainer.pages.page import directory_url, read_pages
from explainer.problems import errors, in_order
from explainer.quotes.captures import read_captures
from explainer.quotes.lock import check_quotes, read_lock
from explainer.rendering.addresses import addresses, same_addresses
from explainer.rendering.blocks import BLOCKS
from explainer.rendering.context import SiteContext
from explainer.rendering.images import read_images
from explainer.rendering.links import broken_links, broken_record_links, links_to_drafts
from explainer.rendering.page_renderer import PageRenderer
from explainer.rendering.published import Published
from explainer.rendering.quick_check import check_pages, doubtful_files
from explainer.rendering.record import record_pages
from explainer.rendering.two_processes import WORTH_IT, render_pages
from explainer.second_process import alongside
from explainer.source_tree import SETTINGS, docs_folder, theme_language

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from explainer.facts.catalog import Catalog
    from explainer.pages.page import Page
    from explainer.problems import Problem
    from explainer.quotes.captures import Capture
    from explainer.quotes.lock import Lock
    from explainer.rendering.page_result import PageResult
    from explainer.rendering.record import RecordPage
    from explainer.source_tree import SourceTree


@dataclass(frozen=True)
class Site:
    """One version of the site: its records, its rendered pages and its problems."""

    tree: SourceTree
    edition: Edition
    catalog: Catalog
    """Every record, also those that the edition does not show."""
    lock: Lock
    captures: Mapping[str, Capture]
    """Each capture by the id of its source."""
    pages: Mapping[str, Page]
    """Each page by its path relative to the project's root."""
    draft_pages: frozenset[str]
    """The paths of the pages of draft topics, which only a preview has."""
    context: SiteContext
    """What the edition shows."""
    renderer: PageRenderer
    """Renders from the context, and notes what each part depends on."""
    results: dict[str, PageResult]
    """Each rendered page by its path; a build forgets the HTML of a page once it has used it."""
    problems: list[Problem]
    """All problems, in the order of their places."""
    unsound: list[Problem]
    """The problems of the data alone, without those of quotes and pages."""

    @cached_property
    def facts(self) -> Published:
        """The records that the edition shows."""
        return Published(self.context.catalog, self.context.withheld)

    @cached_property
    def record(self) -> list[RecordPage]:
        """The pages made from the facts; made when first needed, since a check does not show them.

        None has the address of a page that somebody wrote.
        """
        return record_pages(self.renderer, self.context, self.results)

    @cached_property
    def record_problems(self) -> list[Problem]:
        """The problems of the record: links that lead nowhere."""
        if not self.renderer.sound:
            return []
        anchors = {result.url: result.anchors for result in self.results.values()}
        broken = partial(broken_record_links, self.record, anchors)
        return self.context.memory.once("links of the record", (self.record, anchors), broken)


def read_site(  # noqa: PLR0913  (each but the tree has a usual value)
    tree: SourceTree,
    edition: Edition | None = None,
    address: Callable[[str], str] = directory_url,
    converter: Converter | None = None,
    *,
    processes: int = 1,
    memory: Memory | None = None,
    kept: Mapping[str, PageResult] | None = None,
    html: bool = True,
) -> Site:
    """Read, check and render a source tree; return the site for one edition.

    `address` returns a page's address relative to the site's root, given its path in the docs
    folder. Two processes may render a large site.
    `memory` is what a preview or a check made last. `kept` has the results, by their paths, of
    pages that are not to be rendered.
    Without `html`, the site has the same problems and figures but no HTML, which is faster.
    """
    settings = tree.get(SETTINGS, b"")
    edition = replace(edition or Edition(), language=theme_language(settings))
    memory = memory or Memory()
    catalog, unread, rules = memory.once(
        "facts",
        (dict(tree.under("data")), tree.problems("data"), edition.today),
        lambda: _read_facts(tree, edition, memory, processes),
    )
    found, unfit = read_pages(tree, catalog, memory, drafts=edition.drafts)
    meant = {name for page in found for name in page.front.means}
    lock, captures, checked = memory.once(
        "quotes",
        (catalog, dict(tree.under("captures")), tree.problems("captures")),
        lambda: _checked_quotes(tree, catalog),
    )
    docs = docs_folder(settings)
    shown = catalog if edition.drafts else without_drafts(catalog)
    images, unseen = read_images(tree, docs, shown)
    checked = [*checked, *unseen]

    pages = [page for page in found if page.published]
    withheld = frozenset(page.topic for page in found if page.topic and not page.published)
    unready_topics = draft_topics(catalog)
    withheld |= frozenset() if edition.drafts else unready_topics
    urls = {page.path: address(page.path.removeprefix(f"{docs}/")) for page in pages}
    topic_urls = {page.topic: urls[page.path] for page in pages if page.topic}
    made = memory.once(
        "addresses",
        (catalog, withheld, urls),
        lambda: addresses(Published(shown, withheld), address),
    )
    context = SiteContext(
        shown, lock, captures, edition, topic_urls, withheld, made, images, memory
    )
    watched = context.watched()
    converter = converter or memory.once("converter", None, lambda: Converter(BLOCKS))
    names = same_name_problems(catalog, meant)
    broken = memory.once("rules", (catalog, edition.today), rules)
    facts = in_order([*unread, *broken, *draft_problems(shown), *names])
    faults = errors([*facts, *checked])
    renderer = PageRenderer(watched, converter, sound=not faults)
    if html:
        kept = kept or {}
        others = [page for page in pages if page.path not in kept]
        new = render_pages(renderer, others, urls, processes=processes)
        results = {page.path: new.get(page.path) or kept[page.path] for page in pages}
    else:
        doubtful = doubtful_files(tree, faults)
        results = check_pages(renderer, context, pages, urls, doubtful, processes=processes)
    problems = [problem for result in results.values() for problem in result.problems]
    problems += same_addresses(pages, urls, made)
    draft_pages = frozenset(page.path for page in found if page.topic in unready_topics)
    if not edition.drafts:
        problems += links_to_drafts(pages, draft_pages)
    if renderer.sound:
        problems += broken_links(results)
    return Site(
        tree=tree,
        edition=edition,
        catalog=catalog,
        lock=lock,
        captures=captures,
        pages={page.path: page for page in pages},
        draft_pages=draft_pages,
        context=context,
        renderer=renderer,
        results=results,
        problems=in_order([*facts, *checked, *unfit, *problems]),
        unsound=errors(facts),
    )


def _checked_quotes(
    tree: SourceTree, catalog: Catalog
) -> tuple[Lock, Mapping[str, Capture], list[Problem]]:
    """Return the lock, the captures, and the problems of both."""
    captures, uncaught = read_captures(tree, catalog)
    checks, unlocked = read_lock(tree)
    lock, unchecked = check_quotes(checks, catalog, captures, whole=not unlocked)
    return lock, captures, [*uncaught, *unlocked, *unchecked]


def _read_facts(
    tree: SourceTree, edition: Edition, memory: Memory, processes: int
) -> tuple[Catalog, list[Problem], Callable[[], list[Problem]]]:
    """Return the catalog, the problems of its files, and what returns those of its rules."""
    documents, unread = read_data(tree, processes)
    catalog, unresolved = build_catalog(documents, (problem.place.path for problem in unread))
    two = processes > 1 and len(catalog.topics) >= WORTH_IT
    remembered = Memory() if two else memory  # what a second process remembers is lost with it
    broken = alongside(lambda: file_problems(catalog, edition.today, remembered), worth_it=two)
    return catalog, [*unread, *unresolved], lambda: [*catalog_problems(catalog), *broken()]
