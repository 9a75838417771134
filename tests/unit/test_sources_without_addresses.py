"""Sources without an address: how they are found, cited, checked and listed."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from conftest import ALDER, alder_site
from drawing import draw
from explainer.__main__ import explainer
from explainer.facts.field_types import FieldError
from explainer.facts.isbn import _isbn
from explainer.pages.footnotes import cited_in, note_name
from explainer.site import read_site
from explainer.source_tree import read_folder

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "docs/topics/pier.md"
BOOK, CHARTER, INTERVIEW = "press-2001-pier", "archive-1911-charter", "desk-2019-05-16-berg"


@pytest.mark.parametrize(
    "isbn",
    ["978-0-306-40615-7", "9780306406157", "0-306-40615-2", "0306406152", "080442957X"],
)
def test_an_isbn(isbn: str) -> None:
    """Of ten or thirteen digits, with or without hyphens: it stays as it is."""
    assert _isbn(isbn) == isbn


@pytest.mark.parametrize("isbn", ["978-0-306-40615-8", "0306406153", "123", "977-0306406157", "x"])
def test_no_isbn(isbn: str) -> None:
    """One digit is wrong, or too many."""
    with pytest.raises(FieldError, match="is not an ISBN"):
        _isbn(isbn)


def test_notes_name_the_place() -> None:
    """Each place in a source has a note of its own, and both count as one source."""
    result = alder_site().results[PAGE]
    soup = BeautifulSoup(draw(alder_site(), PAGE), "html5lib")
    notes = [" ".join(note.get_text().split()) for note in soup.select(".footnote li")]
    book = "Nora Lind, The Long Pier, Quay Press, second edition, ISBN 978-0-306-40615-7"
    assert [note.rstrip("↩ ") for note in notes if "Quay Press" in note] == [
        f"{book}, page 12",
        f"{book}, pages 30–31",
    ]
    assert any("Alder Town Archive, HA 12/3" in note for note in notes)
    assert any("The Harbour Desk, 12:40" in note for note in notes)
    assert result.cited.count(BOOK) == 1
    assert len(result.coverage.uncited) == 0
    targets = {str(link["href"]).removeprefix("#") for link in soup.select("a.footnote-ref")}
    assert targets == {str(note["id"]) for note in soup.select(".footnote li")}


def test_names_of_notes() -> None:
    """They lead back to the record."""
    assert note_name("a-1", "") == "a-1"
    assert note_name("a-1", "Page 12, “top”") == "a-1:page-12-top-"
    assert note_name("a-1", "глава 2") != note_name("a-1", "часть 2")
    assert cited_in(note_name("a-1", "page 12")) == cited_in("a-1") == "a-1"


def test_no_link_is_empty() -> None:
    """What has no address is named, or leads to its entry in the list of sources."""
    pages = [draw(alder_site(), PAGE), *(page.html for page in alder_site().record)]
    for html in pages:
        for tag in BeautifulSoup(html, "html5lib").select("[href], [cite]"):
            for name in ("href", "cite"):
                assert tag.get(name) not in {"", "None"}, tag
    (sources,) = [one for one in alder_site().record if one.content.path == "sources/index.md"]
    soup = BeautifulSoup(sources.html, "html5lib")
    for name, place in (
        (BOOK, "second edition, ISBN 978-0-306-40615-7"),
        (CHARTER, "kept by Alder Town Archive, HA 12/3"),
        (INTERVIEW, "kept by The Harbour Desk"),
    ):
        entry = soup.find(id=name)
        assert entry is not None
        assert place in " ".join(entry.get_text().split())


def command(folder: Path, *arguments: str, answer: str = "") -> str:
    """Return what the command prints, run in a folder without a mistake."""
    result = CliRunner().invoke(explainer, [*arguments, "--root", str(folder)], input=answer)
    assert result.exit_code == 0, result.output
    return result.output


TEXT = "The captain wrote: “The pier will outlive us all.” Then she sailed.\n"
SOURCE = [
    *("--publisher", "Quay Press", "--title", "The Long Pier", "--published", "2001"),
    *("--kind", "book", "--tier", "B", "--isbn", "978-0-306-40615-7", "--language", "en"),
]
STATEMENT = [
    *("--speaker", "ada-berg", "--date", "2001", "--topic", "harbour", "--at", "page 12"),
    *("--rendering", "original", "--context", "In a letter."),
]


def test_a_quote_from_the_text_of_a_book(example: Path) -> None:
    """Piped to the command; it gets an id, and is checked."""
    people = example / "data" / "people.yml"
    people.write_text(
        people.read_text(encoding="utf-8").replace("from: 2010-03-01", "from: 2000"),
        encoding="utf-8",
    )
    command(example, "quote", "--words", "outlive us", *SOURCE, *STATEMENT, answer=TEXT)
    found = read_site(read_folder(example))
    assert found.problems == []
    source = found.catalog.sources["quay-press-2001-long"]
    (said,) = (one for one in found.catalog.statements.values() if one.source == source.id)
    check = found.lock.checks[said.id]
    assert (check.url, check.at) == ("", "page 12")
    assert check.whereabouts == "ISBN 978-0-306-40615-7"
    assert found.lock.of(said) is not None


def test_a_new_source_without_an_address(example: Path) -> None:
    """`explainer new source` asks for no address if it has what is needed instead."""
    fields = ["--title", "A log", "--held-by", "Town Archive", "--published", "1911"]
    more = ["--publisher", "Town", "--kind", "report", "--language", "en", "--tier", "A"]
    assert "source 'town-1911-log'" in command(example, "new", "source", *fields, *more)


def test_reading_says_where(tmp_path: Path) -> None:
    """Whoever compares the words learns which source and where in it."""
    folder = tmp_path / "alder"
    shutil.copytree(ALDER, folder)
    output = command(folder, "verify", "berg-2019-05-14-gate", answer="y\n")
    assert "Interview with Ada Berg, The Harbour Desk, kept by The Harbour Desk, 12:40" in output


def test_an_export_brings_them_back(example: Path, tmp_path: Path) -> None:
    """What another program shows names the place, and an import finds the same source in it."""
    file = tmp_path / "pier.json"
    command(ALDER, "export", "timelinejs", "pier", "--output", str(file))
    assert 'href="None"' not in file.read_text(encoding="utf-8").replace('\\"', '"')
    with (example / "data" / "sides.yml").open("a", encoding="utf-8") as sides:
        sides.write("  - id: alder\n    name: Alder\n    tone: teal\n")
    command(example, "import", "timelinejs", str(file), "--topic", "harbour")
    sources = read_site(read_folder(example)).catalog.sources
    for name in (BOOK, CHARTER, "post-2019-05-14-evening"):
        was, now = alder_site().catalog.sources[name], sources[name]
        assert {**now.plain, "id": name} == {**was.plain, "id": name}
