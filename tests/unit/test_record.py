"""The record: pages made from the facts, where every name, source and term leads."""

from __future__ import annotations

import re
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup
from conftest import GOOD, busy_site, named_site, published
from explainer.forms import forms
from explainer.language.messages import ENGLISH
from explainer.pages.page import directory_url
from explainer.problems import errors
from explainer.rendering import addresses
from explainer.rendering.context import relative, resolve
from explainer.rendering.published import Published
from explainer.rendering.record.filters import filter_styles, filters
from explainer.rendering.record.related import related_topics
from explainer.site import read_site
from explainer.source_tree import read_folder

if TYPE_CHECKING:
    from explainer.rendering.record import RecordPage
    from explainer.site import Site
    from explainer.source_tree import SourceTree

EVENTS = "data/topics/harbour/events.yml"


def pages(site: Site) -> dict[str, RecordPage]:
    return {page.content.path: page for page in site.record}


def with_text(path: str, old: str, new: str) -> SourceTree:
    """The example site with one text replaced."""
    tree = read_folder(GOOD)
    text = tree[path].decode()
    assert old in text
    return tree.overlay({path: text.replace(old, new, 1).encode()})


@pytest.mark.parametrize("site", [busy_site(), named_site()])
def test_every_id_is_on_its_page_once_and_every_link_leads_to_one(site: Site) -> None:
    known = {result.url: result.anchors for result in site.results.values()}
    for page in site.record:
        ids = Counter(re.findall(r'\bid="([^"]+)"', page.html))
        assert {*ids} == {*page.anchors}, page.url
        assert max(ids.values(), default=1) == 1, page.url
        known[page.url] = page.anchors
    known |= {path: frozenset() for path, _ in forms(published(site))}
    assert site.record_problems == []
    results = [(page.url, page.html) for page in site.record]
    results += [(result.url, result.html()) for result in site.results.values()]
    for url, html in results:
        for link in re.findall(r'<a [^>]*?href="([^"]*)"', html):
            address, _, anchor = link.partition("#")
            if not re.match("https?:", link):
                there = resolve(address, url)
                assert there in known, (url, link)
                assert not anchor or anchor in known[there] or anchor.startswith("fn"), (url, link)


def test_the_record_works_without_directory_addresses() -> None:
    def file_url(path: str) -> str:
        return path.removesuffix(".md") + ".html"

    site = read_site(busy_site().tree, address=file_url)
    assert errors([*site.problems, *site.record_problems]) == []
    urls = {page.url for page in site.record} | {one.url for one in site.results.values()}
    urls |= {path for path, _ in forms(published(site))}
    for page in site.record:
        for link in re.findall(r'<a [^>]*?href="([^"#:]+)["#]', page.html):
            assert resolve(link, page.url) in urls, (page.url, link)


@pytest.mark.parametrize(
    ("address", "page", "link"),
    [
        ("a/b/", "a/b/", "./"),
        ("a/b/", "a/b/record/", "../"),
        ("a/b/record/", "a/b/", "record/"),
        ("", "a/b/", "../../"),
        ("a/", "", "a/"),
        ("", "", "./"),
        ("a/", "./", "a/"),
        ("./", "a/b/", "../../"),
        ("a/c.html", "a/b.html", "c.html"),
        ("c.html", "a/b.html", "../c.html"),
    ],
)
def test_a_link_is_relative(address: str, page: str, link: str) -> None:
    assert relative(address, page) == link
    assert resolve(link, page) == address.removeprefix("./")


def test_who_is_quoted_or_acts_often_has_a_page() -> None:
    site = busy_site()
    facts = Published(site.catalog)
    made = pages(site)
    for name in site.catalog.people:
        often = len(facts.events_with(name)) >= 3 or facts.statements_by(name)
        assert (f"people/{name}.md" in made) is bool(often)
        link = site.context.addresses.actors[name]
        assert link == (f"people/{name}/" if often else f"people/#{name}")


def test_a_former_id_still_leads_to_its_record() -> None:
    old = "harbour-old-name"
    first = re.search(r"- id: (\S+)\n", read_folder(GOOD)[EVENTS].decode())
    assert first
    site = read_site(with_text(EVENTS, first[0], f"{first[0]}    aliases: [{old}]\n"))
    assert site.problems == []
    for path in ("topics/harbour/record.md", "timeline.md"):
        page = BeautifulSoup(pages(site)[path].html, "html.parser")
        former = page.find(id=old)
        assert former
        assert former.find_parent(id=first[1])


def test_a_reference_to_a_former_id_names_the_present_one() -> None:
    tree = with_text(
        "data/people.yml", "name: Carl Dahl", "aliases: [karl-dahl]\n    name: Carl Dahl"
    )
    text = tree[EVENTS].decode()
    site = read_site(tree.overlay({EVENTS: text.replace("carl-dahl", "karl-dahl", 1).encode()}))
    (problem,) = errors(site.problems)
    assert problem.hint == "its id is now 'carl-dahl'"


def test_a_page_with_the_address_of_the_record_is_a_problem() -> None:
    tree = read_folder(GOOD)
    for path in ("docs/timeline.md", "docs/timeline/index.md", "docs/topics/harbour/record.md"):
        site = read_site(tree.overlay({path: b"# Mine\n\nText.\n"}))
        (problem,) = [one for one in site.problems if one.place.path == path]
        assert "the site makes a page at this address from the facts" in problem.text
        assert directory_url(path.removeprefix("docs/")) not in {page.url for page in site.record}


@pytest.mark.parametrize("name", [*addresses.MOST_PER_PAGE])
def test_a_long_list_is_on_several_pages(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first page links to the others, where a script finds the ids that it lacks."""
    monkeypatch.setitem(addresses.MOST_PER_PAGE, name, 2)
    site = read_site(busy_site().tree)
    facts = Published(site.catalog)
    records: dict[str, Any] = {
        "timeline": facts.events,
        "statements": facts.statements,
        "sources": facts.sources,
    }
    made = [page for page in site.record if page.content.template == name]
    first = addresses.LISTS[name].removesuffix("index.md").removesuffix(".md").rstrip("/")
    assert [page.url for page in made][:2] == [f"{first}/", f"{first}/2/"]
    ids = [one.id for one in records[name]]
    shown = [[one for one in ids if one in page.anchors] for page in made]
    assert shown == [ids[start : start + 2] for start in range(0, len(ids), 2)]
    links = re.findall(r'href="([^"]+)" data-record', made[0].html)
    assert links == [f"{number}/" for number in range(2, len(made) + 1)]
    assert re.findall(r"<strong>(.*?)</strong>", made[1].html)[0] in made[0].html
    assert site.record_problems == []


def test_only_the_latest_events_are_named_for_an_organisation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A body that acts in a thousand topics would fill the page; it says where the others are."""
    site = named_site()
    full = pages(site)["people/index.md"].html
    events = site.catalog.events_with("north-council")
    assert len(events) > 1
    assert "Only the latest" not in full
    monkeypatch.setattr(sys.modules["explainer.rendering.record.people"], "MOST", 1)
    short = pages(read_site(site.tree))["people/index.md"].html
    own = BeautifulSoup(short, "html5lib").find(id="north-council")
    assert own
    assert [line.a.get_text() for line in own.select(".lines li") if line.a] == [events[-1].title]
    assert "Only the latest 1 All events All statements" in own.get_text()


def test_nothing_of_a_draft_is_in_the_record() -> None:
    tree = busy_site().tree
    ferry = tree["docs/topics/ferry.md"].decode()
    settings = b"draft_docs: topics/ferry.md\n"
    site = read_site(tree.overlay({"mkdocs.yml": settings}))
    assert "ferry" in site.context.withheld, ferry[:50]
    assert errors([*site.problems, *site.record_problems]) == []
    own = {event.id for event in site.catalog.events.values() if event.topics == ("ferry",)}
    assert own
    for page in site.record:
        assert page.content.topic != "ferry"
        assert not any(f'"{name}"' in page.html for name in own), page.url


def test_unsound_data_leaves_a_page_that_says_so() -> None:
    site = read_site(with_text(EVENTS, "carl-dahl", "nobody"))
    assert errors(site.problems)
    assert site.record_problems == []
    assert any("are solved" in page.html for page in site.record)


def test_a_missing_person_beside_a_draft_is_one_problem() -> None:
    tree = busy_site().tree.overlay({"mkdocs.yml": b"draft_docs: topics/ferry.md\n"})
    tree = tree.overlay({EVENTS: tree[EVENTS].replace(b"carl-dahl", b"nobody")})
    assert "no person or organisation 'nobody'" in [one.message for one in read_site(tree).problems]


def test_related_topics_say_what_they_share() -> None:
    facts = Published(busy_site().catalog)
    for slug in facts.topics:
        for one in related_topics(facts, ENGLISH)[slug]:
            assert one.topic.slug != slug
            assert re.fullmatch(r"shares (\d+ events?|\w).*", one.reason)
    assert [one.topic.slug for one in related_topics(facts, ENGLISH)["harbour"]] == ["ferry"]


def test_a_filter_numbers_its_choices() -> None:
    labels = {"side": {"north": "Northport", "south": "Southport"}, "kind": {"call": "call"}}
    marks = {
        "one": {"side": {"north"}, "kind": {"call"}},
        "two": {"side": {"north", "south"}, "kind": {"call"}},
    }
    found = filters(labels, marks)
    (side,) = found.lists  # a choice that shows everything is none
    assert [(one.number, one.label, one.count) for one in side.choices] == [
        (1, "Northport", 2),
        (2, "Southport", 1),
    ]
    assert found.numbers == {"one": "1 3", "two": "1 2 3"}
    assert filter_styles(2).count(":has([data-choice=") == 4
    assert filter_styles(0) == ""


def test_a_source_names_the_statements_that_it_carries_from_another() -> None:
    """They rest on it as much as on the source that their words are quoted from."""
    site = read_site(read_folder(GOOD))
    uses = pages(site)["sources/index.md"].content.values["uses"]
    carried = {
        source: [said.id for said in site.catalog.statements.values() if source in said.carried_by]
        for source in uses
    }
    assert any(carried.values())
    for source, statements in carried.items():
        assert {*statements} <= {said.id for said in uses[source].statements}, source
