"""Names in prose: who has a record, and who is first named in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import ROOT
from explainer.pages.citations import read_prose
from explainer.pages.names import name_problems
from explainer.pages.page import Page
from explainer.site import read_site
from explainer.source_tree import read_folder
from markdown import Markdown

if TYPE_CHECKING:
    from pathlib import Path

CATALOG = read_site(read_folder(ROOT)).catalog


def problems(text: str) -> list[str]:
    """Column and message of each problem of a page."""
    page = Page("docs/x.md", tuple(text.split("\n")))
    prose = read_prose(Markdown().convert(text))
    found = name_problems(prose, CATALOG, page.find_word)
    return [f"{one.place.line}:{one.place.column}: {one.message}" for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "Mike Pompeo met Sergei Lavrov. Pompeo spoke; Lavrov’s answer came.",
        "On 14 May 2019 the ministers met in Sochi.",
        "Kim Jong Un came. Then Kim spoke, and Jong Un left.",
        'Mike Pompeo said: "Zorin and Gold" would come.',
        "Later they met. Much was said: Nobody knew. (Most did.)",
        "Trump is in a heading below.\n".replace("Trump", "Donald Trump") + "\n## Why Zorin?\n",
        "Donald Trump and Vladimir Putin met; the Trump-Putin talks ended.",
        "In May I went.",
        "The Special Counsel's Office wrote; the Workers' Party met.",
        "US-Soviet talks, the UN’s work.",
    ],
)
def test_a_name_that_is_known_is_no_problem(text: str) -> None:
    """Nor one that is quoted, nor a word that begins a sentence."""
    assert problems(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Then Pompeo spoke.", ["1:6: 'Pompeo' is named here for the first time, and not in full"]),
        ("Lavrov spoke.", ["1:1: 'Lavrov' is named here for the first time, and not in full"]),
        (
            "Lavrov saw Sergei Lavrov.",
            ["1:1: 'Lavrov' is named here for the first time, and not in full"],
        ),
        ("They met Hillary Clinton.", ["1:10: no record tells who or what 'Hillary Clinton' is"]),
        ("Yesterday Zorin came.", ["1:11: no record tells who or what 'Zorin' is"]),
        (
            "Mike Pompeo and Sergei Lavrov met. Then Sergei Pompeo met.",
            ["1:41: no record tells who or what 'Sergei Pompeo' is"],
        ),
        (
            "## What did Arreaza do?\n\nThen Arreaza spoke.",
            ["3:6: 'Arreaza' is named here for the first time, and not in full"],
        ),
        (
            '[x](https://a.org/Zorin) and "Zorin", but Zorin came.',
            ["1:43: no record tells who or what 'Zorin' is"],
        ),
    ],
)
def test_a_name_that_is_not_is_told_with_its_place(text: str, expected: list[str]) -> None:
    """In running text, and not where it is quoted, an address or part of a word."""
    assert problems(text) == expected


@pytest.mark.parametrize(
    "title", ["They (slammed) it", "Half-slammed it", "It was slammed", "(slammed)"]
)
def test_a_loaded_word_in_a_record_is_told_with_its_place(example: Path, title: str) -> None:
    """At the word that holds it, also behind a sign."""
    events = example / "data" / "topics" / "harbour" / "events.yml"
    text = events.read_text(encoding="utf-8")
    events.write_text(text.replace("A quarrel at the table", title), encoding="utf-8")
    (problem,) = read_site(read_folder(example)).problems
    assert problem.message == "'slammed' is a word that this site does not use"
    assert problem.place.text[problem.place.column - 1 :].startswith(
        next(word for word in title.split() if "slammed" in word)
    )
