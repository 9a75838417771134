"""The record: pages made from the facts, which list every event, statement, person and source.

The face is `record_pages`. One module makes each kind of page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.rendering.published import Published
from explainer.rendering.record.dated_lists import statement_list, timeline
from explainer.rendering.record.glossary import glossary
from explainer.rendering.record.logs import changes, corrections
from explainer.rendering.record.people import people
from explainer.rendering.record.person import person_pages
from explainer.rendering.record.record_page import RecordPage, Shown, Writer
from explainer.rendering.record.source_list import source_lists
from explainer.rendering.record.topic_record import topic_records

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explainer.rendering.context import SiteContext
    from explainer.rendering.page_renderer import PageRenderer
    from explainer.rendering.page_result import PageResult

__all__ = ["RecordPage", "record_pages"]


def record_pages(
    renderer: PageRenderer, unwatched: SiteContext, results: Mapping[str, PageResult]
) -> list[RecordPage]:
    """Return every page of the record; `results` has the site's other pages.

    If the data is not sound, a page that cannot be made is a short one that says why.
    `unwatched` is the renderer's site: contents ask it for so much that noting each question
    would take longer than making them again.
    """
    site, memory = renderer.site, renderer.site.memory
    facts = Published(unwatched.catalog, unwatched.withheld)
    messages = unwatched.edition.messages
    cited = {result.page.topic: result.cited for result in results.values() if result.page.topic}
    urls = {result.url: result.anchors for result in results.values()}
    shown = memory.watched("shown", Shown(urls))
    writer = Writer(renderer.templates, site, facts, shown, sound=renderer.sound)
    makers = {
        "timeline": lambda: timeline(facts, messages),
        "statements": lambda: statement_list(facts, messages),
        "people": lambda: people(facts, messages),
        "person": lambda: person_pages(facts, messages),
        "sources": lambda: source_lists(facts, cited, messages),
        "glossary": lambda: glossary(facts, messages),
        "topics": lambda: topic_records(facts, cited, site),
        "changes": lambda: changes(facts, messages),
        "corrections": lambda: corrections(facts, messages),
    }
    shown_facts = unwatched.catalog, unwatched.edition, unwatched.topic_urls, unwatched.withheld
    of = memory.once("facts of the record", (*shown_facts, cited), object)
    contents = [
        content for name, make in makers.items() for content in writer.contents(name, of, make)
    ]
    pages = [writer.write(content) for content in [*contents, *writer.missing(contents)]]
    return [page for page in pages if page.url not in urls]
