"""Pages are converted once: citations get their numbers, and fences leave markers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from conftest import GOOD
from explainer.language.messages import ENGLISH
from explainer.memory import Memory
from explainer.pages.conversion import Conversion, Converter, fill
from explainer.pages.footnotes import footnotes
from explainer.rendering.blocks import BLOCKS
from explainer.site import Site, read_site
from explainer.source_tree import read_folder

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from explainer.source_tree import SourceTree

CONVERTER = Converter({"timeline"})
PAGE = "docs/topics/harbour.md"
TREE = read_folder(GOOD)


def converted(text: str) -> Conversion:
    """A text in which every citation has a source."""

    def finish(_: Element) -> list[str]:
        return []

    return CONVERTER.convert(text, lambda name: name.startswith("s"), finish)


def numbers(html: str) -> list[tuple[str, str]]:
    """The id and number of each citation in the text."""
    return re.findall(r'<sup id="([^"]+)"[^>]*><a [^>]*>(\d+)</a></sup>', html)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A.[^s1] B.[^s2][^s1]", [("fnref:s1", "1"), ("fnref:s2", "2"), ("fnref2:s1", "1")]),
        ("- A.[^s1]\n- B.[^s1]", [("fnref:s1", "1"), ("fnref2:s1", "1")]),
        ("A `[^s1]` B.", []),
        ("A ``[^s1] ` `` B.[^s2]", [("fnref:s2", "1")]),
        ("```\n[^s1]\n```", []),
        ("A.[^unknown]", []),
        ("<p>A.[^s1]</p>", [("fnref:s1", "1")]),
        ("| A |\n|---|\n| B.[^s1] |", [("fnref:s1", "1")]),
    ],
)
def test_a_citation_gets_a_number(text: str, found: list[tuple[str, str]]) -> None:
    """By the order of the text; not in code, and none for what is no record."""
    conversion = converted(text)
    assert numbers(conversion.html) == found
    assert sum(conversion.cited.values()) == len(found)


def test_a_page_may_have_footnotes_of_its_own() -> None:
    """They come first; those of citations are counted on."""
    conversion = converted("A.[^own] B.[^s1]\n\n[^own]: Note.")
    assert numbers(conversion.html) == [("fnref:own", "1"), ("fnref:s1", "2")]
    html = footnotes(conversion.cited, conversion.first_note, {"s1": "Source"}, ENGLISH)
    assert '<ol start="2">' in html
    assert '<li id="fn:s1">\n<p>Source&#160;<a class="footnote-backref" href="#fnref:s1"' in html


def test_a_fence_of_ours_leaves_a_marker() -> None:
    """Filled in place; other fences are code, and indented code is none."""
    conversion = converted(
        "```timeline\na: b\n```\n\n- x\n\n    ```timeline\n    ```\n\n```py\n1\n```"
    )
    assert [(one.name, one.body) for one in conversion.fences] == [
        ("timeline", "a: b"),
        ("timeline", ""),
    ]
    assert {*conversion.unknown} == {"py"}
    html = fill(conversion.html, ["<b>1</b>", "<b>2</b>"])
    assert html.startswith("<b>1</b>")
    assert "<b>2</b>" in html
    assert "\x01" not in html


def test_no_text_can_forge_a_marker() -> None:
    """The sign in it is one that no page can have."""
    assert fill(converted("<!--0-->").html, ["<b>"]) == "<!--0-->"


def changed(old: str, new: str) -> Site:
    """The example site with another text on its page."""
    text = TREE[PAGE].decode()
    assert old in text
    return read_site(TREE.overlay({PAGE: text.replace(old, new).encode()}))


def test_a_link_to_a_record_that_no_page_shows() -> None:
    """It is a problem at the block that has the link."""
    site = changed("```timeline\nuntil: 2019-05-14\n```", "")
    messages = {(one.place.path, one.message) for one in site.problems}
    assert (PAGE, "a link to 'harbour-2019-05-14-talks', which this page does not show") in messages


@pytest.mark.parametrize(
    "heading",
    [
        "## Talks {#harbour-2019-05-14-talks}",
        "## Harbour 2019 05 14 talks",
        '<p id="harbour-2019-05-14-talks"></p>',
    ],
)
def test_an_id_given_twice(heading: str) -> None:
    """A heading or an element of the page has the id of a record that the page shows."""
    site = changed("They talked.", f"{heading}\n\nThey talked.")
    found = [one for one in site.problems if "is on this page twice" in one.message]
    assert [(one.place.path, one.place.text) for one in found] == [(PAGE, heading)]


def test_the_same_text_is_not_converted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless a source, a name or a term has come or gone; a page that went is forgotten."""
    converter, memory = Converter(BLOCKS), Memory(keep=True)
    texts: list[str] = []
    convert = Converter.convert

    def counted(self: Converter, text: str, *others: Any, html: bool) -> Conversion:
        texts.append(text)
        return convert(self, text, *others, html=html)

    monkeypatch.setattr(Converter, "convert", counted)

    def read(tree: SourceTree) -> None:
        memory.begin()
        read_site(tree, converter=converter, memory=memory)

    read(TREE)
    assert len(texts) == 2
    people, events = "data/people.yml", "data/topics/harbour/events.yml"
    for path, old, new, count in [
        (events, "The towns talk", "The towns speak", 0),
        (people, "name: Ada Berg", "name: Ada Berger", 2),
        (PAGE, "They talked.", "They met.", 1),
    ]:
        texts.clear()
        tree = TREE.overlay({path: TREE[path].replace(old.encode(), new.encode())})
        assert tree[path] != TREE[path]
        read(tree)
        assert len(texts) == count, path
        read(TREE)
    texts.clear()
    read(TREE.overlay({"docs/index.md": None}))
    assert texts == []
    read(TREE)
    assert len(texts) == 1
