"""Numbers: entered once in the data, given by pages with their citations."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from conftest import ALDER, GOOD, alder_site, published
from explainer.__main__ import explainer
from explainer.diff.comparison import compare, read_version
from explainer.diff.report import rows
from explainer.edition import Edition
from explainer.facts.field_types import FieldError
from explainer.facts.measures import _amount
from explainer.forms import forms
from explainer.forms.tables import tables
from explainer.language.messages import ENGLISH
from explainer.memory import Memory
from explainer.pages.conversion import Conversion, Converter
from explainer.site import read_site
from explainer.source_tree import read_folder
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element

NAME = "harbour-2018-ships"
PAGE, NUMBERS = "docs/topics/harbour.md", "data/topics/harbour/numbers.yml"
TREE = read_folder(GOOD)
CONVERTER = Converter({"timeline"})
WORDS = {"ships": "at least 40 ships", "share": "12%", "starred": "5 *stars* & more"}


def converted(text: str) -> Conversion:
    """A text in which every id that begins with s is a source, and some are numbers."""

    def finish(_: Element) -> list[str]:
        return []

    return CONVERTER.convert(
        text, lambda name: name.startswith("s") or name in WORDS, finish, WORDS.get
    )


def site_with(line: str) -> list[str]:
    """The messages of the example site with a line on its page, in place of one without a fact."""
    page = TREE[PAGE].decode().replace("Much else was left for another day.", line)
    site = read_site(TREE.overlay({PAGE: page.encode()}))
    return [f"{one.place.line}:{one.place.column}: {one.message}" for one in site.problems]


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("40", 40, 40),
        ("-3.5", "-3.5", "-3.5"),
        ("3.7 million", 3_700_000, 3_700_000),
        ("1,234,567.25", "1234567.25", "1234567.25"),
        ("9,000 to 12,000", 9_000, 12_000),
        ("1.5 to 2 million", 1_500_000, 2_000_000),
        ("900 thousand to 2 million", 900_000, 2_000_000),
        ("about 9,000 to 12,000", 9_000, 12_000),
        ("about 2 trillion", 2 * 10**12, 2 * 10**12),
        ("at least 40", 40, None),
        ("more than 40", 40, None),
        ("up to 5 billion", None, 5 * 10**9),
        ("less than 5", None, 5),
    ],
)
def test_an_amount_in_plain_numbers(text: str, least: object, most: object) -> None:
    amount = _amount(text)
    expected = [None if end is None else Decimal(str(end)) for end in (least, most)]
    assert [amount.least, amount.most] == expected
    assert amount.text == text


@pytest.mark.parametrize(
    "text",
    [
        *("", "many", "3 m", "1,00", "12,000 to 9,000", "9,000 to 2 million", "5-6", "0x10"),
        *("at least 1 to 2", "1" * 16, "١٢", "1.", ".5", "3  million", "million"),
    ],
)
def test_what_is_no_amount(text: str) -> None:
    with pytest.raises(FieldError):
        _amount(text)


@given(st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 10**9))
def test_grouped_digits_keep_their_number(first: int, more: int) -> None:
    """Written with commas or without, alone or in a range."""
    assert _amount(f"{first:,}").least == _amount(str(first)).most == first
    amount = _amount(f"{first % 10**9} to {first % 10**9 + more:,}")
    assert amount.least == first % 10**9
    assert amount.most == first % 10**9 + more


@pytest.mark.parametrize(("unit", "words"), [("%", "12%"), ("% of ships", "12% of ships")])
def test_no_space_before_a_per_cent_sign(unit: str, words: str) -> None:
    numbers = TREE[NUMBERS].decode().replace("9,000 to 12,000", "12")
    numbers = numbers.replace("unit: ships", f"unit: '{unit}'")
    site = read_site(TREE.overlay({NUMBERS: numbers.encode()}))
    assert site.catalog.numbers[NAME].in_words(ENGLISH) == words


def test_a_number_is_given_with_its_citation() -> None:
    """The notes are in the order of the text, whatever cites them."""
    page = converted("Once.[^s1] It had [number:ships] *or [number:share]*.[^s2]\n\n[number:ships]")
    marks = re.findall(r'<sup id="([^"]+)"[^>]*><a [^>]*>(\d+)</a></sup>', page.html)
    assert marks == [
        ("fnref:s1", "1"),
        ("fnref:ships", "2"),
        ("fnref:share", "3"),
        ("fnref:s2", "4"),
        ("fnref2:ships", "2"),
    ]
    assert page.cited_ids == ("s1", "ships", "share", "s2")
    assert [part.text for part in page.prose] == [
        "Once. It had at least 40 ships or 12%.",
        "At least 40 ships",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("There were [number:ships].", "There were at least 40 ships."),
        ("**[number:ships]** came.", "At least 40 ships came."),
        ("They came.[^s1]\n[number:ships] left.", "They came. At least 40 ships left."),
        ("They came.\n[number:ships] left.", "They came. At least 40 ships left."),
        ("They saw\n[number:ships] there.", "They saw at least 40 ships there."),
        ("There were c. [number:ships].", "There were c. at least 40 ships."),
        ("It had [number:starred].", "It had 5 *stars* & more."),
        ("[number:ships]: tugs", "At least 40 ships: tugs"),
        ("- [number:ships]: tugs", "At least 40 ships: tugs"),
        ("[number:nobody]: tugs", "[number:nobody]: tugs"),
    ],
)
def test_a_number_begins_a_sentence_with_a_capital(text: str, words: str) -> None:
    """And what it says is no Markdown."""
    assert [part.text for part in converted(text).prose] == [words]


@pytest.mark.parametrize(
    ("text", "attribute"),
    [
        ("![A pier with [number:ships]](pier.png)", 'alt="A pier with at least 40 ships"'),
        ("![A [new] pier, [number:ships]](p.png)", 'alt="A [new] pier, at least 40 ships"'),
        ('![A pier](p.png "Of [number:share]")', 'title="Of 12%"'),
        ('[The pier](https://example.org/ "Of [number:share]")', 'title="Of 12%"'),
        ('[The pier](https://example.org/ "Of 12%[^s1]")', 'title="Of 12%"'),
    ],
)
def test_an_attribute_has_no_citation(text: str, attribute: str) -> None:
    """Such as the text of an image; what cites after it has the first note."""
    page = converted(f"{text}\n\nThey came.[^s2]")
    assert f"{attribute} " in page.html.replace(">", " >")
    assert page.html.count("<sup") == 1
    assert page.cited == {"s2": 1}


def test_a_number_in_a_heading() -> None:
    """Its citation is neither in the id of the heading nor in the list of headings."""
    page = converted("## Why [number:ships]?\n\n## So?[^s1]")
    assert [(one["id"], one["name"]) for one in page.toc] == [
        ("why-at-least-40-ships", "Why at least 40 ships?"),
        ("so", "So?"),
    ]
    assert page.cited == {"ships": 1, "s1": 1}
    assert page.html.count("<sup") == 2


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("![A [number:nobody]](p.png)", "14:13: no number 'nobody'"),
        ("![A [number: nobody]](p.png)", "14:5: the place of a number that cannot be read"),
        ('<b title="[number:nobody]">So it is.</b>', "14:19: no number 'nobody'"),
        (f"It had [numbers:{NAME}].", "14:8: the place of a number that cannot be read"),
    ],
)
def test_a_number_that_is_left_as_text_is_found(line: str, found: str) -> None:
    """Also in an attribute, and with a name that is nearly right."""
    assert found in site_with(f"{line} <!-- ours: an example -->")


def test_the_words_of_a_unit_are_checked_in_the_data() -> None:
    """A currency needs no record, and a loaded word is found where it is written, once."""
    numbers = TREE[NUMBERS].decode()
    page = TREE[PAGE].decode().replace("They talked.", f"Then [number:{NAME}] talked.")
    for unit, found in (
        ("Norland crowns", []),
        ("slammed ships", [(NUMBERS, 4, 11, "avoid 'slammed'")]),
    ):
        changed = numbers.replace("unit: ships", f"unit: {unit}")
        site = read_site(TREE.overlay({PAGE: page.encode(), NUMBERS: changed.encode()}))
        assert [
            (one.place.path, one.place.line, one.place.column, one.message) for one in site.problems
        ] == found


@pytest.mark.parametrize(
    "text",
    [
        "`[number:ships]`",
        "``[number:ships] ` ``",
        "```\n[number:ships]\n```",
        "```text\n[number:ships]\n```",
        "~~~\n[number:ships]\n~~~",
        "A.\n\n    [number:ships]",
        "[number:nobody]",
        "\\[number:ships]",
    ],
)
def test_elsewhere_nothing_is_replaced(text: str) -> None:
    """In code, escaped, or without a record."""
    page = converted(text)
    assert "[number:" in re.sub("<[^>]*>", "", page.html)
    assert "footnote-ref" not in page.html
    assert page.cited == {}


def test_a_given_number_counts_as_a_citation() -> None:
    """Of its sentence; its words are prose."""
    page = "There were [number:harbour-2018-ships]. In 2018 [number:harbour-2018-ships] came."
    tree = TREE.overlay({PAGE: f"# The harbour\n\n{page}\n".encode()})
    result = read_site(tree).results[PAGE]
    assert (result.coverage.factual, result.coverage.cited) == (2, 2)
    assert result.readability.words == len(["There", "were", "9,000", "to", "12,000", "ships"]) + 7


def test_its_note_says_what_it_counts() -> None:
    """Its date, whose estimate it is, and its source."""
    site = alder_site()
    note = site.results["docs/topics/pier.md"].notes["pier-2018-walkers"]
    words = " ".join(re.sub("<[^>]*>", "", note).split())
    assert words == (
        "about 9,000 to 12,000 people: People who walked on the pier in a year. Date 2018; "
        "Estimate by Council of Alder; Source Two towns and a pier, The Harbour Post"
    )
    assert 'href="record/#pier-2018-walkers"' in note


@pytest.mark.parametrize(
    ("line", "fits"),
    [
        ("In 2018 9,000 to 12,000 ships came.", True),
        ("It had [number:harbour-2018-ships], or 9,000 to 12,000.", True),
        ("In all, 9,000 to\n12,000 ships came.", True),
        ("In 2018 19,000 to 12,000 ships came.", False),
        ("In 2018 9,000 to 12,000,000 ships came.", False),
        ("In 2018 9,000 to 12,000.5 ships came.", False),
        ("In 2018 9000 to 12000 ships came.", False),
        ("In 2018 9,000 to 12,000 million ships came.", False),
        ("In 2018 9,000 to 12,000–13,000 ships came.", False),
        ("9,000 to 12,000 ships came.[^gazette-2019-05-14-talks] So it was.", False),
    ],
)
def test_a_sentence_says_the_value_that_it_cites(line: str, fits: bool) -> None:  # noqa: FBT001  (a table)
    found = site_with(f"{line}[^harbour-2018-ships]")
    assert [one.split(": ", 1)[1] for one in found] == (
        []
        if fits
        else ["the sentence does not say '9,000 to 12,000', the value of 'harbour-2018-ships'"]
    )


def test_a_draft_number_is_for_a_preview_alone() -> None:
    numbers = TREE[NUMBERS].decode().rstrip("\n") + "\n    draft: true\n"
    page = TREE[PAGE].decode().replace("They talked.", "They saw [number:harbour-2018-ships].")
    tree = TREE.overlay({NUMBERS: numbers.encode(), PAGE: page.encode()})
    assert read_site(tree, Edition(drafts=True)).problems == []
    (problem,) = read_site(tree).problems
    assert (problem.place.path, problem.place.line, problem.place.column) == (PAGE, 11, 18)
    assert problem.message == "the number 'harbour-2018-ships' is a draft"


def test_a_preview_follows_a_changed_number() -> None:
    """Its value is on the page, and its note says the rest."""
    page = TREE[PAGE].decode().replace("They talked.", "They saw [number:harbour-2018-ships].")
    tree = TREE.overlay({PAGE: page.encode()})
    memory = Memory(keep=True)
    for old, new in (
        ("", ""),
        ("9,000 to 12,000", "8,000"),
        ("Ships that called", "Boats that called"),
        ("id: harbour-2018-ships", "id: harbour-2018-boats"),
    ):
        memory.begin()
        numbers = TREE[NUMBERS].decode().replace(old, new)
        changed = tree.overlay({NUMBERS: numbers.encode()})
        kept, fresh = read_site(changed, memory=memory), read_site(changed)
        assert kept.results[PAGE].html() == fresh.results[PAGE].html()
        assert kept.problems == fresh.problems


def test_the_record_and_the_sources_show_a_number() -> None:
    pages = {page.url: page for page in alder_site().record}
    assert "pier-2021-repair" in pages["topics/pier/record/"].anchors
    assert "3.7 million crowns" in pages["topics/pier/record/"].html
    assert 'href="../topics/pier/record/#pier-2021-repair"' in pages["sources/"].html
    # A draft is not there.
    assert "62%" not in "".join(page.html for page in pages.values())
    preview = read_site(read_folder(ALDER), Edition(drafts=True))
    assert "62%" in next(page.html for page in preview.record if "tunnel/record" in page.url)


def test_a_correction_leads_to_a_number() -> None:
    """By its words, to its entry in the record."""
    topic = "data/topics/harbour/topic.yml"
    text = (
        TREE[topic].decode().replace("item: harbour-2019-05-14-talks", "item: harbour-2018-ships")
    )
    site = read_site(TREE.overlay({topic: text.encode()}))
    assert site.problems == site.record_problems == []
    link = '<a href="record/#harbour-2018-ships">9,000 to 12,000 ships</a>'
    assert link in site.results[PAGE].html()


def test_a_note_leads_to_no_copy() -> None:
    numbers = (
        TREE[NUMBERS]
        .decode()
        .replace("[gazette-2019-05-14-talks]", "[copy-2019-05-14-talks, gazette-2019-05-14-talks]")
    )
    page = TREE[PAGE].decode().replace("They talked.", "They saw [number:harbour-2018-ships].")
    site = read_site(TREE.overlay({PAGE: page.encode(), NUMBERS: numbers.encode()}))
    assert site.problems == []
    note = site.results[PAGE].notes["harbour-2018-ships"]
    assert "copy.example.org" not in note
    assert ">Source</span>" in note


def test_a_difference_in_numbers() -> None:
    """Another value is for review."""
    numbers = TREE[NUMBERS].decode().replace("9,000 to", "8,000  to")
    numbers += (
        "  - {id: new, value: 5, unit: '%', what: It., date: 2018, sources: [], topics: []}\n"
    )
    versions = [read_version(one) for one in (TREE, TREE.overlay({NUMBERS: numbers.encode()}))]
    said = ["".join(text for text, _ in row.runs) for row in rows(compare(*versions), "before")]
    assert said[1] == "review first: 1 number changed"
    assert "numbers" in said
    assert "value: 9,000 to 12,000 → 8,000 to 12,000" in said
    assert any(one.startswith("added new: 5, %, It., 2018 (") for one in said)


def test_another_unit_is_for_review() -> None:
    """It makes another figure of the same value."""
    numbers = TREE[NUMBERS].decode().replace("unit: ships", "unit: lost ships")
    versions = [read_version(one) for one in (TREE, TREE.overlay({NUMBERS: numbers.encode()}))]
    said = ["".join(text for text, _ in row.runs) for row in rows(compare(*versions), "before")]
    assert said[1] == "review first: 1 number changed"


def test_a_number_belongs_to_the_topic_of_its_folder() -> None:
    path = "data/topics/pier/numbers.yml"
    tree = read_folder(ALDER)
    text = tree[path].decode().replace("topics: [pier]", "topics: [light, pier]", 1)
    (problem,) = read_site(tree.overlay({path: text.encode()})).problems
    assert problem.message == "the first topic must be 'pier', the topic of this folder"


def test_programs_get_a_number_as_an_observation() -> None:
    """With plain numbers, also as linked data."""
    files = dict(forms(published(alder_site(), "https://example.org/")))
    graph = json.loads(files["topics/pier/record.jsonld"])["@graph"]
    walkers, repair = (node for node in graph if node["@type"] == "Observation")
    assert (walkers["minValue"], walkers["maxValue"]) == (9_000, 12_000)
    assert walkers["disambiguatingDescription"] == "Estimate by Council of Alder."
    assert (repair["value"], repair["unitText"]) == (3_700_000, "crowns")
    assert repair["observationDate"] == "2021-02-11"
    item = json.loads(files["api/v1/numbers/pier-2021-repair.json"])
    assert (item["value"], item["least"], item["most"]) == ("3.7 million", 3_700_000, 3_700_000)


def test_a_table_has_plain_numbers() -> None:
    """A spreadsheet can count with them, also below zero."""
    path = "data/topics/pier/numbers.yml"
    tree = read_folder(ALDER)
    text = (
        tree[path].decode().replace("about 9,000 to 12,000", "-3.5").replace("3.7 m", "up to 3 m")
    )
    site = read_site(tree.overlay({path: text.encode()}))
    table = dict(tables(published(site)))["api/v1/numbers.csv"].decode("utf-8-sig")
    rows = [*csv.DictReader(io.StringIO(table))]
    assert [(row["value"], row["least"], row["most"]) for row in rows] == [
        ("'-3.5", "-3.5", "-3.5"),
        ("up to 3 million", "", "3000000"),
    ]


def test_a_new_number(example: Path) -> None:
    """Its id is made from its own words."""
    arguments = [
        *("new", "number", "--root", str(example), "--value", "at least 40", "--unit", "ships"),
        *("--what", "Ships that foundered.", "--date", "2018", "--topic", "harbour"),
        *("--source", "gazette-2019-05-14-talks"),
    ]
    result = CliRunner().invoke(explainer, arguments)
    assert result.exit_code == 0, result.output
    name = "harbour-2018-ships"
    assert name in TREE[NUMBERS].decode()  # taken, so another word follows
    assert "by [number:harbour-2018-foundered]" in result.output
    wrong = CliRunner().invoke(explainer, [*arguments, "--value", "forty"])
    assert wrong.exit_code == 2
    assert "--value: expected an amount, found the text 'forty'" in wrong.output
