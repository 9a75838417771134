"""Drafts: a preview shows and marks them, and nothing published has a trace of them."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from conftest import GOOD, published, with_checks
from drawing import draw
from explainer.__main__ import explainer
from explainer.edition import Edition
from explainer.forms import forms
from explainer.site import read_site
from explainer.source_tree import put_in_place, read_folder

if TYPE_CHECKING:
    from pathlib import Path

    from explainer.site import Site
    from explainer.source_tree import SourceTree

HARBOUR, TOWER = "data/topics/harbour", "data/topics/tower"
EVENTS, STATEMENTS = f"{HARBOUR}/events.yml", f"{HARBOUR}/statements.yml"
NUMBERS = f"{HARBOUR}/numbers.yml"
WORD = "Xyzzy"
"""In every text of a draft, and nowhere else."""

EVENT = """
  - id: harbour-2019-05-20-xyzzy
    date: 2019-05-14
    title: Xyzzy happens in the harbour
    importance: key
    summary: Xyzzy happened.
    kind: other
    status: occurred
    actors: [north-council, ada-berg]
    topics: [harbour, tower]
    place: Midport
    part_of: harbour-2019-05-14-talks
    sources: [gazette-2019-05-14-talks, vestnik-2019-05-15-port]
    draft: true
"""
STATEMENT = """
  - id: berg-2019-05-20-xyzzy
    speaker: ada-berg
    date: 2019-05-14
    text: Xyzzy is what I said
    source: gazette-2019-05-14-talks
    rendering: original
    lang: en
    context: Xyzzy, on the day she became mayor.
    event: harbour-2019-05-20-xyzzy
    topics: [harbour]
    same_words_as: [dahl-2019-05-14-closed-interpreter]
    draft: true
"""
NUMBER = """
  - id: harbour-2018-xyzzy
    value: at least 4,321
    unit: xyzzies
    what: Xyzzy in the harbour.
    date: 2018
    estimate_by: ada-berg
    sources: [gazette-2019-05-14-talks]
    topics: [harbour, tower]
    draft: true
"""
TOPIC = """
slug: tower
title: Xyzzy Tower
question: How high is Xyzzy?
summary: Xyzzy is high.
as_of: 2019-05-14
record_ends: 2019-05
authors: [The Harbour Desk]
sides: [north, south]
changes:
  - date: 2021-06-02
    kind: new fact
    text: Xyzzy.
draft: true
"""
PAGE = """---
topic: tower
---

# Xyzzy Tower

```topic
```

```timeline
```

```statements
```
"""


def own(records: str) -> str:
    """The same records in the draft topic, where they need no mark."""
    return (
        records.replace("harbour", "tower")
        .replace("    draft: true\n", "")
        .replace("xyzzy", "xyzzy-tower")
        .replace("tower-2019-05-14-talks", "harbour-2019-05-14-talks")
        .replace("[tower, tower]", "[tower]")
        .replace("what I said", "what she said of the tower")
        .replace("    same_words_as: [dahl-2019-05-14-closed-interpreter]\n", "")
    )


@cache
def tree(*, drafts: bool) -> SourceTree:
    """The good example, with or without drafts."""
    good = read_folder(GOOD)
    if not drafts:
        return with_checks(good, read=True)
    texts = {
        EVENTS: good[EVENTS].decode() + EVENT,
        STATEMENTS: good[STATEMENTS]
        .decode()
        .replace(
            "same_words_as: [dahl-2019-05-14-closed]",
            "same_words_as: [dahl-2019-05-14-closed, berg-2019-05-20-xyzzy]",
        )
        + STATEMENT,
        NUMBERS: good[NUMBERS].decode() + NUMBER,
        f"{TOWER}/topic.yml": TOPIC,
        f"{TOWER}/numbers.yml": f"numbers:{own(NUMBER)}",
        f"{TOWER}/events.yml": f"events:{own(EVENT)}",
        f"{TOWER}/statements.yml": f"statements:{own(STATEMENT)}",
        "docs/topics/tower.md": PAGE,
    }
    return with_checks(
        good.overlay({path: text.encode() for path, text in texts.items()}), read=True
    )


@cache
def made(*, drafts: bool, preview: bool = False) -> Site:
    return read_site(tree(drafts=drafts), Edition(date(2021, 6, 20), drafts=preview))


def everything(site: Site) -> dict[str, str]:
    """All that readers get, by path or address."""
    pages = {path: draw(site, path) for path in site.results}
    record = {
        page.url: f"{page.html}{page.content.description}{sorted(page.anchors)}"
        for page in site.record
    }
    files = {path: raw.decode() for path, raw in forms(published(site, "https://a.example/"))}
    return {**pages, **record, **files}


def test_a_published_site_is_as_if_there_were_no_drafts() -> None:
    """To the letter: pages, record, forms, counts, links and addresses."""
    with_drafts, without = made(drafts=True), made(drafts=False)
    assert with_drafts.problems == without.problems == []
    assert with_drafts.record_problems == []
    assert everything(with_drafts) == everything(without)
    assert with_drafts.facts.topics == without.facts.topics
    known, usual = with_drafts.context, without.context
    assert (known.addresses, known.topic_urls) == (usual.addresses, usual.topic_urls)
    assert with_drafts.draft_pages == {"docs/topics/tower.md"}


def test_a_preview_shows_drafts_and_marks_them() -> None:
    """On its pages, in its agenda and in its record."""
    site = made(drafts=True, preview=True)
    assert site.problems == []
    pages = everything(site)
    mark = '<span class="label draft">Draft</span>'
    for path in ("docs/topics/harbour.md", "docs/index.md", "docs/topics/tower.md", "timeline/"):
        assert WORD in pages[path]
        assert mark in pages[path]
    harbour = pages["docs/topics/harbour.md"]
    assert harbour.count(mark) == 2
    assert mark not in "".join(everything(made(drafts=False)).values())


def test_drafts_are_checked_like_all_records() -> None:
    """Their fields, their sources and their quotes."""
    whole = tree(drafts=True)
    for old, new, message in (
        ("2019-05-14\n    title: Xyz", "2019-05-36\n    title: Xyz", "May 2019 has no day 36"),
        ("2019-05-14\n    title: Xyz", "2099-05-14\n    title: Xyz", "14 May 2099 is still to"),
        ("vestnik-2019-05-15-port]\n    draft", "nobody]\n    draft", "no source 'nobody'"),
    ):
        text = whole[EVENTS].decode()
        assert old in text
        changed = whole.overlay({EVENTS: text.replace(old, new).encode()})
        problems = read_site(changed, Edition(date(2021, 6, 20))).problems
        assert any(problem.text.startswith(message) for problem in problems), message
    text = whole[STATEMENTS].decode().replace("Xyzzy is what I said", "Xyzzy is not what I said")
    assert read_site(whole.overlay({STATEMENTS: text.encode()})).problems


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ("```statement\nid: berg-2019-05-20-xyzzy\n```", "the statement 'berg-2019-05-20-xyzzy'"),
        (
            "```overview\ntopic: harbour\nturn: harbour-2019-05-20-xyzzy\n```",
            "the event 'harbour-2019-05-20-xyzzy'",
        ),
        ("```timeline\ntopic: tower\n```", "the topic 'tower'"),
        ("```agenda\nlead: tower\n```", "the topic 'tower'"),
        ("They met.[^berg-2019-05-20-xyzzy]", "the statement 'berg-2019-05-20-xyzzy'"),
    ],
)
def test_a_page_cannot_show_a_draft(block: str, message: str) -> None:
    """It says which record is a draft, and where; a preview shows it."""
    whole = tree(drafts=True)
    index = whole["docs/index.md"].decode() + f"\n{block}\n"
    changed = whole.overlay({"docs/index.md": index.encode()})
    problems = read_site(changed, Edition(date(2021, 6, 20))).problems
    assert [problem.text for problem in problems] == [f"{message} is a draft"]
    assert "take 'draft: true' out; see data/topics/" in problems[0].hint
    assert read_site(changed, Edition(date(2021, 6, 20), drafts=True)).problems == []


def test_a_page_cannot_link_to_the_page_of_a_draft() -> None:
    """Readers would find nothing there; a preview has the page."""
    whole = tree(drafts=True)
    index = whole["docs/index.md"] + b"\nSee [it](topics/tower.md#in-short) and [us](index.md).\n"
    changed = whole.overlay({"docs/index.md": index})
    (problem,) = read_site(changed, Edition(date(2021, 6, 20))).problems
    assert problem.text == "the page 'topics/tower.md' is a draft"
    assert "See [it]" in problem.place.text
    assert read_site(changed, Edition(date(2021, 6, 20), drafts=True)).problems == []


def test_a_published_record_cannot_rest_on_a_draft() -> None:
    """An answer that must appear with some words cannot be left out."""
    whole = tree(drafts=True)
    text = whole[STATEMENTS].decode()
    new = text.replace("answered_by: [", "answered_by: [berg-2019-05-20-xyzzy, ")
    assert new != text
    site = read_site(whole.overlay({STATEMENTS: new.encode()}), Edition(date(2021, 6, 20)))
    (problem,) = site.problems
    assert problem.text == "the statement 'berg-2019-05-20-xyzzy' is a draft"
    assert problem.place.path == STATEMENTS


def test_a_draft_topic_needs_no_page_yet() -> None:
    for preview in (False, True):
        bare = tree(drafts=True).overlay({"docs/topics/tower.md": None})
        site = read_site(bare, Edition(date(2021, 6, 20), drafts=preview))
        assert site.problems == []
        assert any("Xyzzy Tower" in page.html for page in site.record) == preview


def test_false_is_as_without() -> None:
    whole = tree(drafts=True)
    text = whole[EVENTS].replace(b"draft: true", b"draft: false")
    site = read_site(whole.overlay({EVENTS: text}), Edition(date(2021, 6, 20)))
    assert "harbour-2019-05-20-xyzzy" in {event.id for event in site.facts.events}


def test_a_check_counts_them(tmp_path: Path) -> None:
    """So that none is forgotten."""
    put_in_place(tmp_path, read_folder(tmp_path), dict(tree(drafts=True)))
    result = CliRunner().invoke(explainer, ["check", "--root", str(tmp_path)])
    assert "7 records are drafts, which only a preview shows" in result.output
