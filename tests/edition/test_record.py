"""The record of the edition: everything in full, once, and nothing published is lost."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, Tag
from versions import version_named

if TYPE_CHECKING:
    from explainer.facts.records import Event, Statement
    from explainer.site import Site
    from versions import Version

ANCHORS = Path(__file__).parent / "anchors.txt"
"""The ids that were ever published, below the address of their page."""


def test_a_record_is_in_full_on_the_record_of_its_topic_once(version: Version) -> None:
    """Each event and statement of data/, its words equal to the character."""
    site = version.site
    catalog = site.catalog
    seen: Counter[str] = Counter()
    for page in site.record:
        if not page.content.topic:
            continue
        soup = BeautifulSoup(page.html, "html.parser")
        assert not soup.find("details"), page.url
        for said in catalog.statements_of([page.content.topic]):
            (figure,) = soup.find_all(id=said.id)
            words = figure.select_one("blockquote > p")
            assert words is not None
            assert words.get_text() == said.text
            assert said.context in figure.get_text() or "*" in said.context or "[" in said.context
            seen[said.id] += 1
        for event in catalog.events_of([page.content.topic]):
            (item,) = soup.find_all(id=event.id)
            assert isinstance(item, Tag)
            text = item.get_text()
            for told in (event.title, event.summary, event.attribution or ""):
                assert told in text or "*" in told or "[" in told, event.id
            seen[event.id] += 1
    records: list[Event | Statement] = [*catalog.statements.values(), *catalog.events.values()]
    for record in records:
        assert seen[record.id] == len(record.topics), record.id


def test_lists_of_all_topics_have_each_record_once(version: Version) -> None:
    """The timeline, the statements, the people, the sources and the terms."""
    catalog = version.site.catalog
    ids = {
        path: Counter(str(tag["id"]) for tag in BeautifulSoup(page.html, "html.parser")(id=True))
        for page in version.site.record
        if (path := page.content.path)
    }
    sources = sum((ids[path] for path in ids if path.startswith("sources/")), Counter())
    for found, records in (
        (ids["timeline.md"], catalog.events),
        (ids["statements.md"], catalog.statements),
        (ids["people/index.md"], {**catalog.people, **catalog.organisations}),
        (ids["glossary.md"], catalog.terms),
        (sources, catalog.sources),
    ):
        assert [name for name in records if found[name] != 1] == []


def test_no_link_of_the_record_is_broken(version: Version) -> None:
    assert version.site.record_problems == []


def test_notes_for_editors_are_not_for_readers(version: Version) -> None:
    notes = [source.editors_note for source in version.site.catalog.sources.values()]
    for page in version.site.record:
        assert not any(note in page.html for note in notes if note), page.url


def test_no_published_anchor_has_vanished(*, update_goldens: bool) -> None:
    """A link to a record keeps working, on the topic's page or by its script on the record.

    `pytest tests/edition/test_record.py --update-goldens` adds the anchors of today.
    """
    today = anchors(version_named("edition").site)
    known: dict[str, set[str]] = {}
    url = ""
    for line in ANCHORS.read_text(encoding="utf-8").splitlines() if ANCHORS.exists() else []:
        if line.startswith(" "):
            known[url].add(line.strip())
        else:
            url = line
            known[url] = set()
    if update_goldens:
        every = {url: known.get(url, set()) | today.get(url, set()) for url in {*known, *today}}
        lines = [line for url in sorted(every) for line in (url, *_indented(every[url]))]
        ANCHORS.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return
    lost = [f"{url}#{name}" for url in known for name in sorted(known[url] - today.get(url, set()))]
    hint = "give the record that replaces it `aliases: [old-id]`, or delete its line here"
    assert lost == [], f"{hint}: {ANCHORS}"


def _indented(names: set[str]) -> list[str]:
    return [f"  {name}" for name in sorted(names)]


def anchors(site: Site) -> dict[str, set[str]]:
    """Return the ids of records by the address of their page; a topic's page and record are one."""
    found: dict[str, set[str]] = {}
    for page in site.record:
        content = page.content
        headings = {heading.id for heading in content.headings}
        url = site.renderer.site.topic_urls.get(content.topic or "") or page.url
        if content.path not in {"timeline.md", "statements.md"}:  # they repeat the topics
            found.setdefault(url, set()).update(page.anchors - headings)
    return {url: names for url, names in found.items() if names}
