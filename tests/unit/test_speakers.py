"""Statements of several speakers, and of one who is not named: whose words they are."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from conftest import alder_site
from drawing import block as rendered
from explainer.facts.speakers import speaker_name, speaker_sides
from explainer.rendering.provenance import provenance

PAGE = "docs/topics/pier.md"
JOINT, UNNAMED = "berg-2019-05-14-joint", "official-2019-05-14-patience"


def shown(options: str) -> set[str]:
    """Return the ids of the statements that a block with these options shows."""
    fragment = rendered(alder_site(), PAGE, "statements", f"topic: pier\n{options}")
    return {*fragment.anchors}


def test_the_example_is_good() -> None:
    """With facts of rarer kinds too."""
    assert alder_site().problems == []
    assert alder_site().record_problems == []


@pytest.mark.parametrize(
    ("said", "name", "sides"),
    [
        (JOINT, "Ada Berg, Carl Dahl and Council of Alder", ["alder", "birk"]),
        (UNNAMED, "A senior official", ["alder"]),
    ],
)
def test_who_speaks_for_whom(said: str, name: str, sides: list[str]) -> None:
    """Every speaker, and every side once."""
    catalog = alder_site().catalog
    assert speaker_name(catalog.statements[said], catalog) == name
    assert speaker_sides(catalog.statements[said], catalog) == sides


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        ("speaker: carl-dahl", {JOINT}),
        ("speaker: alder-council", {JOINT}),
        ("side: birk", {JOINT}),
        ("side: alder", {JOINT, UNNAMED}),
    ],
)
def test_a_block_finds_the_words_of_each_speaker(options: str, ids: set[str]) -> None:
    """The second as well as the first; nobody speaks for somebody who is not named."""
    assert shown(options) & {JOINT, UNNAMED} == ids


def test_each_side_of_a_joint_statement_is_heard() -> None:
    """In the figures at the foot of the page."""
    figures = provenance(alder_site().context.catalog, alder_site().lock, ["pier"], [])
    counts = {side.id: count for side, count in figures.heard}
    assert counts == {side: len(shown(f"side: {side}")) for side in ("alder", "birk")}


@pytest.mark.parametrize(
    ("person", "others"), [("ada-berg", "Carl Dahl"), ("carl-dahl", "Ada Berg")]
)
def test_the_page_of_each_speaker_has_a_joint_statement(person: str, others: str) -> None:
    """With the others' names."""
    (page,) = [one for one in alder_site().record if one.content.path == f"people/{person}.md"]
    soup = BeautifulSoup(page.html, "html5lib")
    (line,) = [
        figure.select_one(".statement-line")
        for figure in soup.select("figure.statement")
        if "look after the pier" in figure.get_text()
    ]
    assert line is not None
    assert f"jointly with {others}" in line.get_text()


def test_a_speaker_without_a_name_has_no_link() -> None:
    """But the body does, and the page says who reports the words."""
    html = rendered(alder_site(), PAGE, "statement", f"id: {UNNAMED}").html
    line = BeautifulSoup(html, "html5lib").select_one(".statement-line")
    assert line is not None
    assert "(not named; reported by The Harbour Post)" in line.get_text()
    assert line.select("strong a") == []
    assert [link.get_text() for link in line.select("a")] == [
        "Council of Alder",
        "The Harbour Post",
    ]
