"""The list of all statements: each once, by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.rendering.addresses import LISTS
from explainer.rendering.record.filters import filters
from explainer.rendering.record.record_page import Content, aliases, counted
from explainer.rendering.record.years import by_year, span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.rendering.published import Published


def statement_list(facts: Published) -> Iterator[Content]:
    """Yield the page with all statements."""
    statements, catalog = facts.statements, facts.catalog
    if not statements:
        return
    speakers = {said.speaker: catalog.actor(said.speaker) for said in statements}
    labels: dict[str, dict[str, str]] = {
        "topic": {slug: catalog.topics[slug].title for slug in facts.topics},
        "side": {side.id: side.name for side in catalog.sides.values()},
        "speaker": {
            one.id: one.name for one in sorted(speakers.values(), key=lambda one: one.name)
        },
    }
    marks: dict[str, dict[str, set[str]]] = {
        said.id: {
            "topic": {*said.topics},
            "side": {speakers[said.speaker].side},
            "speaker": {said.speaker},
        }
        for said in statements
    }
    years = by_year(statements)
    count = counted(statements, "statement")
    yield Content(
        path=LISTS["statements"],
        template="statements",
        title="Statements",
        description=f"{count} word for word, {span(statements)}, each with speaker and source.",
        values={"years": years, "filters": filters(labels, marks), "count": count},
        data=statements[0].path,
        anchors=aliases(statements),
        headings=tuple(heading for heading, _ in years),
        search=0,
    )
