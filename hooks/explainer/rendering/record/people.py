"""The list of all people and organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.rendering.addresses import LISTS, has_page
from explainer.rendering.record.person import legal_status_date
from explainer.rendering.record.record_page import Content, Heading, aliases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.language.messages import Messages
    from explainer.rendering.published import Published

MOST = 20
"""The most events, and the most statements, named for each of them: the latest."""


def people(facts: Published, messages: Messages) -> Iterator[Content]:
    """Yield the page with all people, then all organisations, each by name."""
    catalog = facts.catalog
    persons = sorted(catalog.people.values(), key=lambda one: one.name.casefold())
    bodies = sorted(catalog.organisations.values(), key=lambda one: one.name.casefold())
    if not facts.topics or not (persons or bodies):
        return
    groups = [
        (Heading("people", messages.gettext("People")), persons),
        (Heading("organisations", messages.gettext("Organisations and states")), bodies),
    ]
    shown = [(heading, actors) for heading, actors in groups if actors]
    everyone = [*persons, *bodies]
    yield Content(
        path=LISTS["people"],
        template="people",
        title=messages.gettext("People and organisations"),
        description=messages.gettext(
            "Who acts and speaks on this site: people, organisations and states, "
            "with their offices, their sides, and what they did."
        ),
        values={
            "groups": shown,
            "with_pages": {one.id for one in persons if has_page(one, facts)},
            "as_of": {one.id: legal_status_date(one, facts) for one in persons},
            "events": {one.id: facts.events_with(one.id) for one in everyone},
            "statements": {one.id: facts.statements_by(one.id) for one in everyone},
            "most": MOST,
        },
        data=everyone[0].path,
        anchors=aliases(everyone),
        headings=tuple(heading for heading, _ in shown),
    )
