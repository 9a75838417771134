"""Feeds: what is new or corrected, of the site and of each topic, as Atom and JSON Feed.

A feed needs whole addresses, so a site whose address is not known has none.
Neither has a topic without such a change: a feed must say when it was updated.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from html import escape
from typing import TYPE_CHECKING

from feedgenerator import Atom1Feed  # type: ignore[import-untyped]  # it has no types

from explainer.language import inline_markdown
from explainer.rendering.labels import CHANGE, in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from explainer.facts.topics import Change, Topic
    from explainer.forms.publication import File, Publication
    from explainer.language.messages import Messages

MOST = 50
"""The most entries of a feed."""
_SUBSTANCE = ("correction", "new fact", "new source")


def feeds(publication: Publication) -> Iterator[File]:
    """Yield both feeds of the site and of each topic."""
    if not publication.site_url:
        return
    topics = [publication.facts.catalog.topics[slug] for slug in publication.facts.topics]
    yield from _feeds(publication, "", publication.site_url, publication.name, topics)
    for topic in topics:
        title = f"{publication.name}: {topic.title}"
        page = publication.whole(publication.page(topic))
        yield from _feeds(publication, f"topics/{topic.slug}/", page, title, [topic])


def _feeds(
    publication: Publication, folder: str, page: str, title: str, topics: Iterable[Topic]
) -> Iterator[File]:
    """Yield the feeds of some topics, with files in a folder; `page` has what they are about."""
    log = [
        (topic, number, change)
        for topic in topics
        for number, change in enumerate(topic.changes, 1)
        if change.kind in _SUBSTANCE
    ]
    log.sort(key=lambda one: one[2].date.key, reverse=True)
    atom_path, json_path = f"{folder}feed.atom", f"{folder}feed.json"
    messages = publication.messages
    about = messages.gettext("What is new or corrected.")
    atom = Atom1Feed(
        title,
        page,
        about,
        feed_url=publication.whole(atom_path),
        language=publication.edition.language,
        author_name=publication.name,
    )
    items = []
    for topic, number, change in log[:MOST]:
        link = publication.whole(publication.page(topic))
        # The log is permanent, and new entries come at its end.
        name = f"{link}#change-{number}"
        headline = f"{topic.title}: {in_words(change.kind, CHANGE, messages)}"
        when = datetime.combine(change.date.day.first_day.date, time(), UTC)
        html = _html(change, messages)
        tags = [tag.name for tag in publication.facts.catalog.tags_of(topic)]
        atom.add_item(
            *(headline, link, html),
            unique_id=name,
            updateddate=when,
            pubdate=when,
            categories=tags,
        )
        items.append(
            {
                "id": name,
                "url": link,
                "title": headline,
                "content_html": html,
                "date_published": when.isoformat(),
            }
            | ({"tags": tags} if tags else {})
        )
    if log:
        yield atom_path, atom.writeString("utf-8").encode()
        head = {"version": "https://jsonfeed.org/version/1.1", "title": title}
        links = {"home_page_url": page, "feed_url": publication.whole(json_path)}
        head["language"] = publication.edition.language
        whole = {**head, **links, "description": about, "items": items}
        yield json_path, json.dumps(whole, ensure_ascii=False, indent=1).encode()


def _html(change: Change, messages: Messages) -> str:
    """Return the words of an entry of the log."""
    parts = []
    if change.wrong:
        parts = [
            messages.gettext("Was: %(words)s", words=_plain(change.wrong)),
            messages.gettext("Is: %(words)s", words=_plain(change.right or "")),
        ]
    parts += [_plain(change.text)] if change.text else []
    return "".join(f"<p>{part}</p>" for part in parts)


def _plain(text: str) -> str:
    # A link in the log leads to an element of a page, which a reader of feeds does not have.
    return escape(inline_markdown.to_text(text))
