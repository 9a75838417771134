"""Usual edits of the edition's data, each valid: what contributors do all the time.

Each finds a place for itself, whatever the edition contains today.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from conftest import with_checks
from explainer.facts.catalog import folder
from explainer.site import read_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from explainer.facts.records import Event
    from explainer.site import Site
    from explainer.source_tree import SourceTree

DAY = re.compile(r"\d{4}-\d\d-\d\d")


def text_of(site: Site, path: str) -> str:
    """Return the text of a file."""
    return site.tree[path].decode()


def replaced(site: Site, path: str, old: str, new: str) -> SourceTree:
    """Return the tree with one text of a file replaced, which must be there."""
    text = text_of(site, path)
    assert old in text, f"{old!r} is not in {path}"
    return site.tree.overlay({path: text.replace(old, new, 1).encode()})


def appended(site: Site, path: str, block: str) -> SourceTree:
    """Return the tree with a block at the end of a file, and an empty line before it."""
    return site.tree.overlay({path: f"{text_of(site, path).rstrip()}\n\n{block}".encode()})


def plain_events(site: Site) -> Iterator[Event]:
    """Yield the events of a known day that nothing refers to, neither facts nor prose."""
    prose = "\n".join("\n".join(page.lines) for page in site.pages.values())
    items = {change.item for topic in site.catalog.topics.values() for change in topic.changes}
    for event in site.catalog.events.values():
        if (
            event.status == "occurred"
            and DAY.fullmatch(event.date.edtf())
            and not site.catalog.referrers.get(event.id)
            and event.id not in items
            and event.id not in prose
        ):
            yield event


def plain_event(site: Site) -> Event:
    """Return the first event that nothing refers to."""
    return next(plain_events(site))


def event_block(name: str, like: Event, sources: str, actors: str = "") -> str:
    """Return a new event in YAML, of the day of another."""
    return f"""\
  - id: {like.id}-{name}
    date: {like.date.edtf()}
    title: Something else happens on that day
    summary: It happened in the evening.
    kind: other
    status: occurred
    actors: [{actors}]
    topics: [{", ".join(like.topics)}]
    sources: [{sources}]
"""


def new_event(site: Site) -> SourceTree:
    """Add an event."""
    like = plain_event(site)
    return appended(site, like.path, event_block("added", like, ", ".join(like.sources)))


def corrected_date(site: Site) -> SourceTree:
    """Move an event to the day before."""
    event = plain_event(site)
    day = date.fromisoformat(event.date.edtf())
    head = f"  - id: {event.id}\n    date: "
    return replaced(site, event.path, f"{head}{day}\n", f"{head}{day - timedelta(days=1)}\n")


def corrected_title(site: Site) -> SourceTree:
    """Change the title of an event."""
    for event in site.catalog.events.values():
        line = f"    title: {event.title}\n"
        if text_of(site, event.path).count(line) == 1:
            new = "    title: What happened has another name now\n"
            return replaced(site, event.path, line, new)
    raise AssertionError("no event has a title on one line")


def new_source(site: Site) -> SourceTree:
    """Add a source, and an event that it shows."""
    like = plain_event(site)
    sources = site.catalog.sources[like.sources[0]].path
    name = "daily-example-new-page"
    block = f"""\
  - id: {name}
    publisher: The Daily Example
    title: A page that is new
    url: https://daily.example.org/new-page
    published: {like.date.edtf()}
    kind: news
    language: en
    tier: B
"""
    tree = appended(site, sources, block)
    events = appended(site, like.path, event_block("sourced", like, name))
    return tree.overlay({like.path: events[like.path]})


def new_person(site: Site) -> SourceTree:
    """Add a person, and an event in which the person takes part."""
    like = plain_event(site)
    person = next(iter(site.catalog.people.values()))
    block = f"  - id: nova-newcomer\n    name: Nova Newcomer\n    side: {person.side}\n"
    tree = appended(site, person.path, block)
    added = event_block("attended", like, ", ".join(like.sources), actors="nova-newcomer")
    return tree.overlay({like.path: appended(site, like.path, added)[like.path]})


def new_statement(site: Site) -> SourceTree:
    """Add a statement that nobody has checked, to a page that shows such."""
    page, said = next(
        (page, said)
        for page in site.pages.values()
        for said in site.catalog.statements.values()
        if page.topic == folder(said) and said.source not in site.captures and not said.event
    )
    block = f"""\
  - id: {said.id}-edited
    speaker: {said.speaker}
    date: {said.date.edtf()}
    text: These are words that nobody has compared
    prefix: 'And then: '
    suffix: ', was the answer.'
    source: {said.source}
    carried_by: [{", ".join(said.carried_by)}]
    rendering: {said.rendering}
    lang: en
    context: On the same occasion.
    topics: [{", ".join(said.topics)}]
"""
    tree = appended(site, said.path, block)
    if "\nunverified: shown\n" not in (text := text_of(site, page.path)):
        tree = tree.overlay(
            {page.path: text.replace("---\n", "---\nunverified: shown\n", 1).encode()}
        )
    return with_checks(tree)


def removed_event(site: Site) -> SourceTree:
    """Take an event away."""
    event = plain_event(site)
    block = re.compile(rf"  - id: {event.id}\n(?:    .*\n|\n)*")
    text, count = block.subn("", text_of(site, event.path))
    assert count == 1
    return site.tree.overlay({event.path: text.encode()})


def reworded_summary(site: Site) -> SourceTree:
    """Change the summary of a topic."""
    for topic in site.catalog.topics.values():
        line = f"summary: {topic.summary}\n"
        if line in text_of(site, topic.path):
            return replaced(site, topic.path, line, "summary: It is said in other words now.\n")
    raise AssertionError("no topic has a summary on one line")


def new_question(site: Site) -> SourceTree:
    """Add an open question to a topic that has some."""
    topic = next(topic for topic in site.catalog.topics.values() if topic.open_questions)
    source = next(iter(site.catalog.sources))
    key = "open_questions:\n"
    block = f"""\
  - id: {topic.slug}-question-edited
    text: What is not known yet.
    sources: [{source}]
"""
    return replaced(site, topic.path, f"\n{key}", f"\n{key}{block}")


def new_correction(site: Site) -> SourceTree:
    """Write a correction into the log of a topic."""
    topic = next(topic for topic in site.catalog.topics.values() if topic.changes)
    block = f"""\
  - date: {max(change.date.edtf() for change in topic.changes)}
    kind: correction
    wrong: The page said something else.
    right: It is as the page says now.
"""
    text = re.sub(r"(\nchanges:\n(?:[ #].*\n|\n)*)", rf"\g<1>{block}", text_of(site, topic.path))
    return site.tree.overlay({topic.path: text.encode()})


def changed_gist(site: Site) -> SourceTree:
    """Change what a side holds, in a position."""
    for position in site.catalog.positions.values():
        for view in position.views:
            line = f"gist: {view.gist}\n"
            if line in text_of(site, position.path):
                return replaced(site, position.path, line, "gist: It sees this differently now.\n")
    raise AssertionError("no position has a gist on one line")


EDITS: dict[str, Callable[[Site], SourceTree]] = {
    edit.__name__.replace("_", "-"): edit
    for edit in (
        new_event,
        corrected_date,
        corrected_title,
        new_source,
        new_person,
        new_statement,
        removed_event,
        reworded_summary,
        new_question,
        new_correction,
        changed_gist,
    )
}


def edited(site: Site) -> SourceTree:
    """Return a tree in which all edits have been made, one after the other."""
    for edit in EDITS.values():
        site = read_site(edit(site), site.edition)
    return site.tree
