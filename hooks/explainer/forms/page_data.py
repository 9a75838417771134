"""Page data: what a page says of itself to programs, as JSON-LD in its head.

A topic's page has no room for more than a few words; everything is in a file beside it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from explainer.facts.actors import Person
from explainer.forms.linked_data import (
    CONTEXT,
    Node,
    actor_node,
    article,
    corrections,
    publisher,
    term_node,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.forms.publication import Publication

_FILES = {
    "record.jsonld": "application/ld+json",
    "calendar.ics": "text/calendar",
    "sources.csl.json": "application/vnd.citationstyles.csl+json",
    "sources.bib": "text/x-bibtex",
}
"""The files with a topic's record, and their media types."""


def page_data(publication: Publication) -> dict[str, str]:
    """Return the JSON-LD of pages by address relative to the site's root; none without the root's.

    It may be put into a script element: it has no `<`.
    """
    if not publication.site_url:
        return {}
    pages: dict[str, Node] = {}
    for url, nodes in _pages(publication):
        pages[url] = nodes[0] if len(nodes) == 1 else {"@graph": nodes}
    return {url: _text({"@context": CONTEXT, **node}) for url, node in pages.items()}


def _pages(publication: Publication) -> Iterator[tuple[str, list[Node]]]:
    """Yield the address of each page and what it is about."""
    catalog, lists = publication.facts.catalog, publication.addresses.lists
    topics = [catalog.topics[slug] for slug in publication.facts.topics]
    site = {"@type": "WebSite", "@id": publication.site_url, "name": publication.name}
    yield "", [{**site, "publisher": publisher(publication)}]
    for topic in topics:
        # Programs that read one page alone need the principles here.
        by = publisher(publication)
        yield publication.page(topic), [{**article(topic, publication), "publisher": by}]
        yield publication.addresses.topics[topic.slug], [_dataset(topic.slug, publication)]
    for name, record in publication.records["people"].items():
        assert isinstance(record, Person)
        url = publication.addresses.actors[name]
        if "#" not in url:
            page = {"@type": "ProfilePage", "mainEntity": actor_node(record, publication)}
            yield url, [page]
    if "glossary" in lists:
        terms = [catalog.terms[name] for name in publication.records["terms"]]
        yield (
            lists["glossary"],
            [
                {
                    "@type": "DefinedTermSet",
                    "@id": publication.whole(lists["glossary"]),
                    "hasDefinedTerm": [term_node(term, publication) for term in terms],
                }
            ],
        )
    if "corrections" in lists:
        comments = [node for topic in topics for node in corrections(topic, publication)]
        if comments:
            yield lists["corrections"], comments


def _dataset(slug: str, publication: Publication) -> Node:
    """Return the record of a topic as a set of data with its files."""
    topic, messages = publication.facts.catalog.topics[slug], publication.messages
    about = messages.gettext("Events, statements, positions and sources.")
    return {
        "@type": "Dataset",
        "@id": publication.whole(publication.addresses.topics[slug]),
        "name": messages.gettext("%(topic)s: the full record", topic=topic.title),
        "description": f"{about} {topic.question}",
        "creator": publisher(publication),
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": media,
                "contentUrl": publication.whole(f"topics/{slug}/{name}"),
            }
            for name, media in _FILES.items()
        ],
    }


def _text(value: Node) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
