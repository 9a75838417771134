"""The navigation of a large site is short on every page but the home page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from conftest import GOOD, alder_site
from explainer.language.messages import ENGLISH
from explainer.problems import errors
from explainer.site import read_site
from explainer.source_tree import read_folder
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs_adapter.navigation import (
    ENDS,
    MOST,
    NEAR,
    ShortNavigation,
    complete_navigation,
    without,
)

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page


def navigation(topics: int, nav: list[Any] | None = None) -> Navigation:
    """The navigation of a site with a home page and so many topics."""
    config = MkDocsConfig()
    config.load_dict({"site_name": "Site", "nav": nav})
    config.validate()
    names = ["index.md", *(f"topics/{number:03}.md" for number in range(topics))]
    files = [File(name, "docs", "site", use_directory_urls=True) for name in names]
    return get_navigation(Files(files), config)


def listed(items: Any) -> list[str]:
    """The name of each page, and the title of each link and section, in order."""
    found: list[str] = []
    for item in items:
        found.append(item.file.name if item.is_page else item.title)
        found += listed(item.children or ())
    return found


def page(nav: Navigation, name: str) -> Page:
    """The page of a file."""
    return next(one for one in nav.pages if one.file.name == name)


def test_a_small_site_lists_everything() -> None:
    """Its pages get the navigation that MkDocs made."""
    nav = navigation(MOST)
    assert all(ShortNavigation(nav, ENGLISH).on(one) is nav for one in nav.pages)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("000", ["000", "001", "002", "003", "92 more", "096", "097", "098", "099"]),
        ("008", [f"{one:03}" for one in range(12)] + ["84 more", "096", "097", "098", "099"]),
        (
            "050",
            [
                *("000", "001", "002", "003", "43 more"),
                *("047", "048", "049", "050", "051", "052", "053"),
                *("42 more", "096", "097", "098", "099"),
            ],
        ),
    ],
)
def test_a_large_section_lists_what_is_near(name: str, expected: list[str]) -> None:
    """And its ends; a link to the home page replaces the others."""
    nav = navigation(100)
    short = ShortNavigation(nav, ENGLISH).on(page(nav, name))
    assert listed(short) == ["index", "Topics", *expected]
    links = [item for item in short.items[1].children if item.is_link]
    assert {link.url for link in links} == {page(nav, "index").url}
    assert listed(nav) == ["index", "Topics", *(f"{one:03}" for one in range(100))]


def test_only_the_home_page_lists_everything() -> None:
    """Other pages outside the section list its beginning and its end."""
    topics = [f"topics/{number:03}.md" for number in range(100)]
    nav = navigation(101, ["index.md", {"Topics": topics}, "topics/100.md"])
    pages = ShortNavigation(nav, ENGLISH)
    assert pages.on(page(nav, "index")) is nav
    outside = listed(pages.on(page(nav, "100")))
    assert len(outside) == 3 + 2 * ENDS + 1
    assert outside[-1] == "100"


def test_the_top_level_may_be_long() -> None:
    """Its last items remain, which are often about the site."""
    topics = [f"topics/{number:03}.md" for number in range(100)]
    nav = navigation(100, ["index.md", *topics])
    short = listed(ShortNavigation(nav, ENGLISH).on(page(nav, "050")))
    assert short[: ENDS + 1] == ["index", "000", "001", "002", "44 more"]
    assert short[-1] == "099"
    assert len(short) == 2 * ENDS + 2 * NEAR + 3


def test_the_active_section_is_open() -> None:
    """Material opens the sections that contain the page."""
    nav = navigation(100)
    one = page(nav, "050")
    one.active = True
    assert [item.active for item in ShortNavigation(nav, ENGLISH).on(one)] == [False, True]


def test_pages_that_are_not_there_yet() -> None:
    """And a section that has nothing else; other items stay as they are."""
    record = {"Record": ["timeline.md", {"Terms": "glossary.md"}, {"Logs": ["changes.md"]}]}
    nav = ["index.md", record, {"About": "about.md"}]
    assert without({}, nav) == nav
    left = {"Record": ["timeline.md"]}
    assert without({"glossary.md", "changes.md"}, nav) == ["index.md", left, {"About": "about.md"}]
    absent = {"timeline.md", "glossary.md", "changes.md"}
    assert without(absent, nav) == ["index.md", {"About": "about.md"}]


def test_a_topic_that_no_navigation_names() -> None:
    """It follows the first page, and the record has what there is."""
    config = MkDocsConfig()
    config.nav = ["index.md", {"Record": ["timeline.md", "glossary.md"]}, {"Logs": "changes.md"}]
    tree = read_folder(GOOD)
    site = read_site(tree.overlay({"data/glossary.yml": None}), html=False)
    complete_navigation(config, site, "docs")
    first, topic, *rest = config.nav
    assert [first, *topic.values()] == ["index.md", "topics/harbour.md"]
    assert rest == [{"Record": ["timeline.md"]}, {"Logs": "changes.md"}]


def test_topics_of_a_group() -> None:
    """They get a section where the first of them would be; whoever lists a page decides."""
    config = MkDocsConfig()
    config.nav = ["index.md", "topics/light.md", "about.md"]
    tree = alder_site().tree
    names = [f"data/topics/{slug}/topic.yml" for slug in ("light", "pier")]
    grouped = {name: re.sub(rb"(?m)^group: .*\n", b"", tree[name]) for name in names}
    grouped = {name: text + b"group: Shore\n" for name, text in grouped.items()}
    site = read_site(tree.overlay(grouped), html=False)
    assert not errors(site.problems)
    complete_navigation(config, site, "docs")
    ((name, pages),) = config.nav[2].items()
    assert (name, *map(values, pages)) == ("Shore", ["topics/pier.md"])
    assert config.nav[3:] == ["about.md"]
    config.nav = ["index.md"]
    complete_navigation(config, site, "docs")
    (group,) = config.nav[1:]
    assert [*map(values, group["Shore"])] == [["topics/light.md"], ["topics/pier.md"]]


def values(item: dict[str, str]) -> list[str]:
    """The pages of an item of a navigation."""
    return [*item.values()]
