"""The glossary: all terms in alphabetical order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.rendering.addresses import LISTS
from explainer.rendering.record.record_page import Content, aliases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.language.messages import Messages
    from explainer.rendering.published import Published


def glossary(facts: Published, messages: Messages) -> Iterator[Content]:
    """Yield the page with all terms."""
    terms = sorted(facts.catalog.terms.values(), key=lambda term: term.term.casefold())
    if not facts.topics or not terms:
        return
    yield Content(
        path=LISTS["glossary"],
        template="glossary",
        title=messages.gettext("Glossary"),
        description=messages.ngettext(
            "%(num)s term that this site explains, each with its topics.",
            "%(num)s terms that this site explains, each with its topics.",
            len(terms),
        ),
        values={"terms": terms},
        data=terms[0].path,
        anchors=aliases(terms),
    )
