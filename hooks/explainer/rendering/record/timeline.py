"""The timeline of all topics: each event once, by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.rendering.addresses import LISTS
from explainer.rendering.record.filters import filters
from explainer.rendering.record.record_page import Content, aliases, counted
from explainer.rendering.record.years import by_year, span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.rendering.published import Published


def timeline(facts: Published) -> Iterator[Content]:
    """Yield the page with all events."""
    events, catalog = facts.events, facts.catalog
    if not events:
        return
    labels: dict[str, dict[str, str]] = {
        "topic": {slug: catalog.topics[slug].title for slug in facts.topics},
        "side": {side.id: side.name for side in catalog.sides.values()},
        "kind": {kind: kind for kind in sorted({event.kind for event in events})},
    }
    marks: dict[str, dict[str, set[str]]] = {
        event.id: {
            "topic": {*event.topics},
            "side": {*catalog.sides_in(event)},
            "kind": {event.kind},
        }
        for event in events
    }
    years = by_year(events)
    count = counted(events, "event")
    yield Content(
        path=LISTS["timeline"],
        template="timeline",
        title="Timeline",
        description=f"{count} of all topics, {span(events)}, each with its sources.",
        values={"years": years, "filters": filters(labels, marks), "count": count},
        data=events[0].path,
        anchors=aliases(events),
        headings=tuple(heading for heading, _ in years),
        search=0,
    )
