"""The logs of all topics: every change, and the corrections alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.rendering.addresses import LISTS
from explainer.rendering.record.record_page import Content

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.facts.topics import Change, Topic
    from explainer.language.messages import Messages
    from explainer.rendering.published import Published


def changes(facts: Published, messages: Messages) -> Iterator[Content]:
    """Yield the page with the changes to all topics' pages, newest first."""
    if facts.topics:
        about = messages.gettext("Every change to the pages of all topics, newest first.")
        yield _page("changes", messages.gettext("Changes"), about, facts)


def corrections(facts: Published, messages: Messages) -> Iterator[Content]:
    """Yield the page with the corrections of all topics' pages, newest first."""
    if facts.topics:
        about = messages.gettext(
            "What the pages of this site said wrongly, and what is right, newest first."
        )
        yield _page("corrections", messages.gettext("Corrections"), about, facts)


def _page(name: str, title: str, about: str, facts: Published) -> Content:
    topics = [facts.catalog.topics[slug] for slug in facts.topics]
    log: list[tuple[Topic, Change]] = [
        (topic, change)
        for topic in topics
        for change in topic.changes
        if name == "changes" or change.kind == "correction"
    ]
    log.sort(key=lambda entry: entry[1].date.key, reverse=True)
    return Content(
        path=LISTS[name],
        template=name,
        title=title,
        description=about,
        values={"log": log},
        data=topics[0].path,
        search=0,
    )
