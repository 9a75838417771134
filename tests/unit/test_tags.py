"""Tags: blocks and lists are narrowed to them, and files for programs carry them."""

from __future__ import annotations

import json
from functools import cache

import feedparser  # type: ignore[import-untyped]  # it has no types
import vobject  # type: ignore[import-untyped]  # it has no types
from conftest import GOOD, alder_site, published
from drawing import block
from explainer.forms import forms
from explainer.site import Site, read_site
from explainer.source_tree import read_folder

EVENTS, TAGS = "data/topics/harbour/events.yml", "data/tags.yml"
PAGE = "docs/topics/harbour.md"
SITE = "https://example.org/news/"
TREE = read_folder(GOOD)


@cache
def tagged_site() -> Site:
    """The example site with a tag on its first event, and two on its second."""
    text = TREE[EVENTS].decode()
    for tags in ("fees", "talks, fees"):
        text = text.replace("topics: [harbour]\n", f"tags: [{tags}]\n    topics:  [harbour]\n", 1)
    return read_site(TREE.overlay({EVENTS: text.encode()}))


@cache
def made() -> dict[str, bytes]:
    """All files of the edition for newcomers by path."""
    return dict(forms(published(alder_site(), SITE)))


def test_a_block_shows_what_has_one_of_its_tags() -> None:
    for options, shown in (
        ("tags: [fees]", ["harbour-2010-opening", "harbour-2019-05-14-talks"]),
        ("tags: [talks]", ["harbour-2019-05-14-talks"]),
        ("tags: [fees, talks]", ["harbour-2010-opening", "harbour-2019-05-14-talks"]),
        ("tags: [fees]\nkinds: [meeting]", ["harbour-2019-05-14-talks"]),
    ):
        fragment = block(tagged_site(), PAGE, "timeline", options)
        assert [*fragment.anchors] == shown


def test_lists_can_be_narrowed_to_a_tag() -> None:
    """Only on a site that has tags."""
    pages = {page.url: page for page in tagged_site().record}
    html = pages["timeline/"].html
    assert '<select name="tag"' in html
    assert ">Fees (2)</option>" in html
    assert ">Talks &amp; quarrels (1)</option>" in html
    assert "<strong>Fees</strong>: What ships <em>pay</em>." in html
    assert '<select name="tag"' not in pages["statements/"].html
    without = read_site(TREE.overlay({TAGS: None}))
    assert without.problems == []
    assert [page.html for page in without.record] == [page.html for page in read_site(TREE).record]


def test_a_tag_that_nothing_has_is_not_shown() -> None:
    assert not any("Talks &amp; quarrels" in page.html for page in read_site(TREE).record)


def test_files_for_programs_carry_tags() -> None:
    feed = feedparser.parse(made()["feed.atom"])
    assert {tag.term for entry in feed.entries for tag in entry.get("tags", ())} == {
        "Money",
        "The gate",
    }
    entries = json.loads(made()["feed.json"])["items"]
    assert ["The gate", "Money"] in [entry.get("tags") for entry in entries]
    calendar = vobject.readOne(made()["calendar.ics"].decode())
    categories = [entry.categories.value for entry in calendar.vevent_list]
    assert ["other", "Money", "The gate"] in categories
    graph = json.loads(made()["topics/pier/record.jsonld"])["@graph"]
    words = {node["@type"]: node["keywords"] for node in graph if "keywords" in node}
    assert words.keys() == {"BackgroundNewsArticle", "Event", "Quotation"}
    items = json.loads(made()["api/v1/tags.json"])["items"]
    assert [(item["id"], item["page"]) for item in items] == [
        ("gate", "timeline/"),
        ("money", "timeline/"),
    ]


def test_programs_get_the_page_that_shows_a_tag() -> None:
    """A list that readers can narrow to it; a tag that nothing has is on none."""
    for path, name, page in (
        (EVENTS, "fees", "timeline/"),
        ("data/topics/harbour/statements.yml", "fees", "statements/"),
        ("data/topics/harbour/topic.yml", "fees", "topics/harbour/record/"),
    ):
        text = TREE[path].decode()
        if path.endswith("topic.yml"):
            text += f"\ntags: [{name}]\n"
        text = text.replace("topics: [harbour]\n", f"tags: [{name}]\n    topics: [harbour]\n", 1)
        site = read_site(TREE.overlay({path: text.encode()}))
        items = json.loads(dict(forms(published(site, SITE)))["api/v1/tags.json"])["items"]
        assert [(item["id"], item["page"]) for item in items] == [(name, page)]
