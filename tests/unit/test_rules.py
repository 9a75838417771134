"""The editorial standard in data: which records break it."""

from __future__ import annotations

from datetime import date
from time import process_time
from typing import TYPE_CHECKING

import pytest
from explainer.edition import Edition
from explainer.facts.loader import build_catalog
from explainer.facts.rules import catalog_problems
from explainer.site import read_site
from explainer.source_tree import read_folder
from explainer.yaml_text.reader import read_text

if TYPE_CHECKING:
    from pathlib import Path

    from explainer.facts.catalog import Catalog

TODAY = date(2026, 11, 24)


def address_problems(example: Path, first: str, second: str) -> list[str]:
    """The messages about two sources with these addresses."""
    path = example / "data" / "sources.yml"
    text = path.read_text(encoding="utf-8")
    sources = "".join(
        f"  - id: report-{name}\n    publisher: Report\n    url: {url}\n    kind: report\n"
        "    language: en\n    tier: A\n"
        for name, url in (("one", first), ("two", second))
    )
    path.write_text(f"{text.rstrip()}\n\n{sources}", encoding="utf-8")
    return [one.message for one in read_site(read_folder(example), Edition(TODAY)).problems]


@pytest.mark.parametrize(
    ("first", "second"),
    [("#page=12", "#page=30"), ("", "#page=30"), ("#page=12&zoom=50", "#zoom=50&page=30")],
)
def test_each_page_of_a_document_is_a_source(example: Path, first: str, second: str) -> None:
    """PDF readers open a file at the page that the address names (RFC 8118)."""
    url = "https://report.example.org/report.pdf"
    assert address_problems(example, url + first, url + second) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [("#page=12", "#page=12&zoom=50"), ("", "/"), ("#top", "#section"), ("", "#:~:text=a")],
)
def test_one_page_is_one_source(example: Path, first: str, second: str) -> None:
    """Whatever part of it an address names."""
    url = "https://report.example.org/report.pdf"
    assert address_problems(example, url + first, url + second) == [
        "'report-one' already has this address"
    ]


def events(part_of: dict[str, str]) -> Catalog:
    """A catalog of events, each part of another."""
    text = "events:\n" + "".join(
        f"  - {{id: {name}, date: 2019, title: A, summary: A., kind: other, status: occurred, "
        f"topics: [a], part_of: {whole}, sources: [a]}}\n"
        for name, whole in part_of.items()
    )
    document, problems = read_text("data/topics/a/events.yml", text)
    assert document is not None
    assert problems == []
    return build_catalog([document])[0]


def test_what_is_a_part_of_itself_is_named_once_each() -> None:
    """Those in the circle, and not those that only lead into it."""
    catalog = events({"in": "one", "one": "two", "two": "three", "three": "one", "alone": "alone"})
    assert [problem.message for problem in catalog_problems(catalog)] == [
        "'one' is part of itself",
        "'two' is part of itself",
        "'three' is part of itself",
        "'alone' is part of itself",
    ]


@pytest.mark.slow
def test_a_long_chain_of_parts_takes_no_longer_an_event() -> None:
    """Each step of it is taken once."""

    def seconds(count: int) -> float:
        catalog = events({f"e{number}": f"e{number + 1}" for number in range(count)})
        begun = process_time()
        assert [*catalog_problems(catalog)] == []
        return process_time() - begun

    few, many = (min(seconds(count) for _ in range(3)) for count in (200, 1_600))
    assert many < 25 * few  # eight times as many; each looked at from all others would be 64
