"""What is too much for a page or a file is said, and not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from explainer.facts.catalog import Catalog
from explainer.pages.limits import too_large
from explainer.pages.page import read_page
from explainer.problems import Place, Problem, in_order
from explainer.site import read_site
from explainer.source_tree import read_folder
from explainer.yaml_text.reader import read_bytes, read_text

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a" * 49_999, None),
        ("a" * 50_001, "1:1: a page of 50,002 characters; 50,000 at most"),
        ("\n" * 50_000, "1:1: a page of 50,001 characters; 50,000 at most"),
        ("a\n\n" * 1_000, None),
        ("- a\n" * 200, None),
        ("\n" + "- a\n" * 201, "2:1: more than 200 lines without an empty one"),
        ("[a](b) " * 1_000, None),
        ("[" * 20 + "\n\n" + "[" * 20, None),
        ("]" * 30 + "[" * 20, None),
        ("a\n[[[" + "[\n" * 18, "19:1: brackets within brackets, more than 20 levels deep"),
        ("```a\n```\n\n" * 100, None),
        ("```a\n```\n\n" * 101, "301:1: more than 100 blocks"),
        ("“a” " * 500 + "\n\n" + "`" * 1000, None),
        ("“a” " * 500 + "\n«", "2:1: more than 1,000 quotation marks without an empty line"),
        ("> " * 20 + "a > b", None),
        ("> " * 21, "1:1: quotes or lists within others, more than 20 levels deep"),
        ("- > " * 10 + "a - b", None),
        ("- > " * 10 + "1. a", "1:1: quotes or lists within others, more than 20 levels deep"),
        ("---------------------------\n\n***************************", None),
        ("- > - a\n\n" * 1_000, None),
        (
            "- > - a\n\n" * 1_000 + "- a",
            "2001:1: more than 3,000 signs of lists and quotes",
        ),
    ],
)
def test_a_page(text: str, told: str | None) -> None:
    """The first thing that would keep Markdown busy, where it goes too far."""
    found = too_large("docs/a.md", text.split("\n"))
    place = found and found.place
    assert (place and f"{place.line}:{place.column}: {found.message}") == told  # type: ignore[union-attr]


def test_an_unwieldy_page_is_not_read(example: Path) -> None:
    """Its other mistakes are told when it can be; no topic is missed meanwhile."""
    page = example / "docs" / "topics" / "harbour.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n[^x] " + "![" * 20_000, encoding="utf-8")
    site = read_site(read_folder(example))
    assert [problem.message for problem in site.problems] == [
        "brackets within brackets, more than 20 levels deep"
    ]
    assert site.pages["docs/topics/harbour.md"].too_large


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_where_markdown_ends_them(end: str) -> None:
    """Whatever editor wrote the page."""
    page, problems = read_page("docs/a.md", f"# A{end}{end}Text.{end}".encode(), Catalog())
    assert problems == []
    assert page is not None
    assert page.lines == ("# A", "", "Text.", "")


def test_what_cannot_be_seen_is_told_once_a_line() -> None:
    """In a page as in data; and no message has it."""
    page, problems = read_page("docs/a.md", "# A\n\na\u202eb\0\n\n\ufeff\n".encode(), Catalog())
    assert page is not None
    assert [str(problem).split("\n")[:2] for problem in problems] == [
        [
            "docs/a.md:3:2: a character that cannot be seen (U+202E), and 1 more in this line",
            "    3 | a\ufffdb\ufffd",
        ],
        ["docs/a.md:5:1: a character that cannot be seen (U+FEFF)", "    5 | \ufffd"],
    ]


@pytest.mark.parametrize("field", ["url", "os", "topics", "hours", "tour", "word", "title", "tags"])
def test_a_field_of_another_program_is_no_mistake(field: str) -> None:
    """Even if it is a few letters away from one of ours."""
    _, problems = read_page("docs/a.md", f"---\n{field}: x\n---\n".encode(), Catalog())
    assert problems == []


def test_a_field_that_looks_misspelt_may_be_another_programs(example: Path) -> None:
    """The hint says where to name it."""
    page = example / "docs" / "index.md"
    page.write_text("---\nswords: 5\n---\n\n" + page.read_text(encoding="utf-8"), "utf-8")
    (problem,) = read_site(read_folder(example)).problems
    assert problem.message == "front matter has no field 'swords'"
    assert "other_fields: [swords] to data/house.yml" in problem.hint
    house = example / "data" / "house.yml"
    text = house.read_text(encoding="utf-8").replace("[tropic]", "[tropic, swords]")
    house.write_text(text, encoding="utf-8")
    assert read_site(read_folder(example)).problems == []


def test_a_text_of_a_file() -> None:
    """It is cut, so that what else is wrong is told; a key is a text too."""
    document, problems = read_text("a.yml", f"a: {'b' * 10_001}\n{'c' * 500}: d\n")
    assert [(problem.place.line, problem.message) for problem in problems] == [
        (1, "a text of 10,001 characters; 10,000 at most")
    ]
    assert document is not None
    assert document.value == {"a": "b" * 10_000, "c" * 500: "d"}


def test_the_keys_and_values_of_a_record() -> None:
    """More of them than any record has are not read; the list is one of them."""
    document, problems = read_text("a.yml", f"[{'a, ' * 19_999}]")
    assert document is not None
    assert problems == []
    document, problems = read_text("a.yml", f"[{'a, ' * 20_000}]")
    assert document is None
    assert [(problem.place.column, problem.message) for problem in problems] == [
        (59_999, "more than 20,000 keys and values in one record")
    ]


def test_a_list_may_be_as_long_as_it_likes() -> None:
    """A limit counts the keys and values of each record, not those of a file."""
    _, problems = read_text("a.yml", "events:\n" + "  - {id: a, date: b}\n" * 10_000)
    assert problems == []
    _, problems = read_text("a.yml", "events:\n  - {}\n  - [" + "a, " * 20_000 + "]\n")
    assert [(problem.place.line, problem.message) for problem in problems] == [
        (3, "more than 20,000 keys and values in one record")
    ]


def test_a_file_with_too_many_problems() -> None:
    """After a thousand of them the rest is not read."""
    document, problems = read_text("a.yml", "events:\n" + "  - {a: b, a: c}\n" * 1_001)
    assert document is None
    assert len(problems) == 1_001
    assert problems[-1].message == "1,000 problems up to here; the rest of the file is not checked"


def test_a_file_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not read at all."""
    monkeypatch.setattr("explainer.yaml_text.reader.LARGEST", 3 * 2**20)
    _, problems = read_bytes("a.yml", b"#" * (4 * 2**20))
    assert [(problem.message, problem.hint) for problem in problems] == [
        ("a file of 4 MiB; 3 at most", "divide it into several files")
    ]


def test_lines_that_cannot_be_seen() -> None:
    """Of a thousand it is told; of the rest how many there are."""
    _, problems = read_text("a.yml", "a\0\n" * 1_234)
    assert len(problems) == 1_001
    assert problems[-1].place == problems[-2].place
    assert problems[-1].message == "234 more lines with characters that cannot be seen"


def test_problems_stand_in_the_order_of_their_places() -> None:
    """Each once, lines and columns as numbers."""
    places = [Place("a.md", 9), Place("a.md", 10, 2), Place("a.md", 10, 11), Place("b.md")]
    ordered = [Problem(place, "wrong") for place in places]
    assert in_order([*reversed(ordered), *ordered]) == ordered
