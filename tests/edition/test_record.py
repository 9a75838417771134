"""The record of the edition: everything in full, once, and nothing published is lost."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from versions import version_named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bs4 import BeautifulSoup, Tag
    from explainer.site import Site
    from versions import Version

ANCHORS = Path(__file__).parent / "anchors.txt"
"""The ids that were ever published, below the address of their page."""


def test_a_record_is_in_full_on_the_record_of_its_topic_once(version: Version) -> None:
    """Each event and statement of data/, its words equal to the character."""
    catalog = version.site.catalog
    topics = {page.content.path: page.content.topic for page in version.site.record}
    assert {*catalog.topics} == {*topics.values()} - {None}
    for path, soup in version.record.items():
        if not (topic := topics[path]):
            continue
        assert not soup.find("details"), path
        tags = tags_by_id(soup)
        for said in catalog.statements_of([topic]):
            (figure,) = tags[said.id]
            words = figure.select_one("blockquote > p")
            assert words is not None
            assert words.get_text() == said.text
            assert said.context in figure.get_text() or "*" in said.context or "[" in said.context
        for event in catalog.events_of([topic]):
            (item,) = tags[event.id]
            text = item.get_text()
            for part in (event.title, event.summary, event.attribution or ""):
                assert part in text or "*" in part or "[" in part, event.id


def test_lists_of_all_topics_have_each_record_once(version: Version) -> None:
    """The timeline, the statements, the people, the sources and the terms."""
    catalog = version.site.catalog
    paths = version.record_html.keys()
    lists: list[tuple[Iterable[str], set[str]]] = [
        (catalog.events, {"timeline.md"}),
        (catalog.statements, {"statements.md"}),
        ({**catalog.people, **catalog.organisations}, {"people/index.md"}),
        (catalog.terms, {"glossary.md"}),
        (catalog.sources, {path for path in paths if path.startswith("sources/")}),
    ]
    for records, pages in lists:
        assert pages
        assert pages <= paths
        if pages & version.record.keys():
            ids = Counter(tag["id"] for path in pages for tag in version.page(path)(id=True))
            assert [name for name in records if ids[name] != 1] == []


def tags_by_id(soup: BeautifulSoup) -> defaultdict[str, list[Tag]]:
    """Return the elements of a page by their id."""
    found: defaultdict[str, list[Tag]] = defaultdict(list)
    for tag in soup(id=True):
        found[str(tag["id"])].append(tag)
    return found


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
    """Return the ids of records by the address of their page.

    A topic's page and its record are one, and so are the pages with sources: what is not on one of
    them is looked up on the others.
    """
    found: dict[str, set[str]] = {}
    for page in site.record:
        content = page.content
        headings = {heading.id for heading in content.headings}
        url = site.context.topic_urls.get(content.topic or "") or page.url
        if content.path.startswith("sources/"):
            url = "sources/"
        if content.path not in {"timeline.md", "statements.md"}:  # they repeat the topics
            found.setdefault(url, set()).update(page.anchors - headings)
    return {url: names for url, names in found.items() if names}
