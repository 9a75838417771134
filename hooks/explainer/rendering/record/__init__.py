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
    from explainer.rendering.page_result import PageResult
    from explainer.rendering.templates import Templates

__all__ = ["RecordPage", "record_pages"]


def record_pages(
    templates: Templates, site: SiteContext, results: Mapping[str, PageResult], *, sound: bool
) -> list[RecordPage]:
    """Return every page of the record; `results` has the site's other pages.

    If the data is not sound, a page that cannot be made is a short one that says why.
    """
    facts = Published(site.catalog, site.withheld)
    memory = site.memory
    cited = {result.page.topic: result.cited for result in results.values() if result.page.topic}
    urls = {result.url: result.anchors for result in results.values()}
    shown = memory.watched("shown", Shown(urls))
    writer = Writer(templates, site, facts, shown, sound=sound)
    makers = (
        lambda: timeline(facts),
        lambda: statement_list(facts),
        lambda: people(facts),
        lambda: person_pages(facts),
        lambda: source_lists(facts, cited),
        lambda: glossary(facts),
        lambda: topic_records(facts, cited, site),
        lambda: changes(facts),
        lambda: corrections(facts),
    )
    contents = [content for make in makers for content in writer.contents(make)]
    pages = [writer.write(content) for content in [*contents, *writer.missing(contents)]]
    return [page for page in pages if page.url not in urls]
