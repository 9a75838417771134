"""Names in prose: who has a record, and who is first named in full."""

from __future__ import annotations

from time import process_time
from typing import TYPE_CHECKING

import pytest
from conftest import GOOD, named_site
from explainer.language.phrases import Phrases
from explainer.pages.names import NameIndex, name_index, name_problems
from explainer.pages.page import Page
from explainer.pages.prose import read_prose
from explainer.site import read_site
from explainer.source_tree import read_folder
from markdown import Markdown

if TYPE_CHECKING:
    from pathlib import Path

INDEX = name_index(named_site().catalog)


def problems(text: str) -> list[str]:
    """Column and message of each problem of a page."""
    page = Page("docs/x.md", tuple(text.split("\n")))
    prose = read_prose(Markdown().convert(text))
    found = name_problems(prose, INDEX, page.find_word)
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
        "It was 40 °C; 5 GB, 20 MW and 3 GHz of it.",
        "Its GDP, the G20 and all MPs knew; it is on the Internet.",
        "After World War II and World War I came Part B, under Louis XIV.",
        "In Article 5 and in Resolution 1701 of Section B it says so.",
        "So said the King, and a Queen, to King Juan Guaidó and Prime Minister Jorge Arreaza.",
        "See the picture (Photo: Jane Doe / Reuters) below.",
        "Photo by Jane Doe/AFP",
        "It is © Jane Doe.",
    ],
)
def test_a_name_that_is_known_is_no_problem(text: str) -> None:
    """Nor one that is quoted, nor a word that begins a sentence."""
    assert problems(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Then Pompeo spoke.", ["1:6: 'Pompeo' is named here for the first time, but not in full"]),
        ("Lavrov spoke.", ["1:1: 'Lavrov' is named here for the first time, but not in full"]),
        (
            "Lavrov saw Sergei Lavrov.",
            ["1:1: 'Lavrov' is named here for the first time, but not in full"],
        ),
        ("They met Hillary Clinton.", ["1:10: no record says who or what 'Hillary Clinton' is"]),
        ("Yesterday Zorin came.", ["1:11: no record says who or what 'Zorin' is"]),
        (
            "Mike Pompeo and Sergei Lavrov met. Then Sergei Pompeo met.",
            ["1:41: no record says who or what 'Sergei Pompeo' is"],
        ),
        (
            "## What did Arreaza do?\n\nThen Arreaza spoke.",
            ["3:6: 'Arreaza' is named here for the first time, but not in full"],
        ),
        (
            '[x](https://a.org/Zorin) and "Zorin", but Zorin came.',
            ["1:43: no record says who or what 'Zorin' is"],
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
    assert problem.message == "avoid 'slammed'"
    assert problem.place.text[problem.place.column - 1 :].startswith(
        next(word for word in title.split() if "slammed" in word)
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Then NATO saw Zorin.", ["Zorin"]),
        ("They met Foreign Minister Zorin of the EU.", ["Zorin"]),
        ("They met Anna Zorin II of Trump.", ["Trump"]),
        ("So King Zorin and the Zorin came.", ["Zorin"]),
        ("It was Zorin 5 times, Zorin said.", ["Zorin"]),
    ],
)
def test_what_is_no_name_does_not_hide_one(text: str, expected: list[str]) -> None:
    """Titles, abbreviations and numbers are left out of names, which are still reported."""
    found = [message.split("'")[1] for message in problems(text)]
    assert found == expected


def test_a_title_is_part_of_a_name_only_where_it_has_no_article() -> None:
    """Somebody may be called King."""
    people = {"martin-king": "Martin King"}
    parts = {word: frozenset(people) for word in ("Martin", "King")}
    forms = {"Martin King": frozenset(people)}
    index = NameIndex(forms, parts, people, Phrases(forms), Phrases())

    def found(text: str) -> list[str]:
        page = Page("docs/x.md", (text,))
        prose = read_prose(Markdown().convert(text))
        return [one.message for one in name_problems(prose, index, page.find_word)]

    assert found("So the King spoke; The King wrote to a King.") == []
    assert found("So King spoke.") == ["'King' is named here for the first time, but not in full"]


def test_the_hint_names_every_way_out() -> None:
    """A record, or a list of names that need none, with an example."""
    page = Page("docs/x.md", ("Then Zorin saw Lavrov.",))
    prose = read_prose(Markdown().convert(page.body))
    unknown, short = name_problems(prose, INDEX, page.find_word)
    assert unknown.hint == (
        "add it to data/people.yml or data/organisations.yml, "
        "or, if it is neither, to a list in data/names.yml: names: [Zorin]"
    )
    assert short.hint.endswith(
        "if you mean something else, add it to a list in data/names.yml: names: [Lavrov]"
    )


def test_thousands_of_people_cost_a_page_nothing() -> None:
    """The names of a site are read once, and a page is looked through once."""
    text = "Then Sergei met somebody else, as Sergei Known1 had said. " * 100
    page = Page("docs/x.md", (text,))
    prose = read_prose(Markdown().convert(text))

    def seconds(count: int) -> float:
        people = {f"sergei-known{number}": f"Sergei Known{number}" for number in range(count)}
        parts = {name.split()[1]: frozenset([one]) for one, name in people.items()}
        parts["Sergei"] = frozenset(people)
        forms = {name: frozenset([one]) for one, name in people.items()}
        index = NameIndex(forms, parts, people, Phrases(forms), Phrases())
        begun = process_time()
        assert len([*name_problems(prose, index, page.find_word)]) == 1
        return process_time() - begun

    assert min(seconds(10_000) for _ in range(3)) < 3 * min(seconds(5) for _ in range(3)) + 0.1


def test_a_page_says_whom_it_means(example: Path) -> None:
    """By a name that two people have: the data is then sound, and the page explains the right one.

    A page that uses the name and does not say so has a problem at it.
    """
    people = example / "data" / "people.yml"
    text = people.read_text(encoding="utf-8")
    people.write_text(
        text.replace("    name: Carl Dahl\n", "    name: Carl Dahl\n    also: [A. Berg]\n"), "utf-8"
    )
    page = example / "docs" / "topics" / "harbour.md"
    text = page.read_text(encoding="utf-8")
    head, body = "---\ntopic: harbour\n", "\n\nA. Berg left. <!-- ours: a judgement -->\n"
    page.write_text(text + body, encoding="utf-8")
    messages = [one.message for one in read_site(read_folder(example)).problems]
    assert messages.count("the name 'A. Berg' belongs to ada-berg and carl-dahl") == 1
    assert sum("the name 'A. Berg' also belongs to" in one for one in messages) == 2
    for actor in ("ada-berg", "carl-dahl"):
        meant = text.replace(head, f"{head}means: [{actor}]\n") + body
        page.write_text(meant, encoding="utf-8")
        site = read_site(read_folder(example))
        messages = [one.message for one in site.problems]
        assert not [one for one in messages if "A. Berg' " in one]
        html = site.results["docs/topics/harbour.md"].html()
        explained = 'popovertarget="gloss-ada-berg" type="button">A. Berg</button>' in html
        assert explained is (actor == "ada-berg")


def test_a_page_may_mean_somebody_whose_record_cannot_be_read() -> None:
    """The problem is that of the record, and the page is read without it."""
    tree = read_folder(GOOD)
    page = "docs/topics/harbour.md"
    means = tree[page].replace(b"topic: harbour\n", b"topic: harbour\nmeans: [ada-berg]\n", 1)
    people = tree["data/people.yml"].replace(b"name: Ada Berg", b"nmae: Ada Berg", 1)
    site = read_site(tree.overlay({page: means, "data/people.yml": people}))
    assert {problem.place.path for problem in site.problems} == {"data/people.yml"}
