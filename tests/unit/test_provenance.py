"""What a page says it rests on, and how long a correction stays at its top."""

from __future__ import annotations

import subprocess
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from conftest import GOOD
from drawing import block as rendered
from explainer.edition import Edition, commit_of, current_day
from explainer.rendering.provenance import provenance
from explainer.site import read_site
from explainer.source_tree import read_folder

if TYPE_CHECKING:
    from pathlib import Path

CORRECTED = date(2021, 6, 1)


def fragment(today: date, block: str) -> BeautifulSoup:
    """A block on the example page, as of a day."""
    site = read_site(read_folder(GOOD), Edition(today))
    shown = rendered(site, "docs/topics/harbour.md", block)
    assert shown.problems == ()
    return BeautifulSoup(shown.html, "html5lib")


@pytest.mark.parametrize(
    ("today", "shown"),
    [(CORRECTED, True), (date(2021, 7, 1), True), (date(2021, 7, 2), False)],
)
def test_a_correction_stands_at_the_top_for_thirty_days(today: date, *, shown: bool) -> None:
    """And in the log for good."""
    for block, there in (("topic", shown), ("changes", True)):
        text = fragment(today, block).get_text()
        assert ("The page said that the talks were on 13 May." in text) is there
        assert ("They were on 14 May 2019." in text) is there
    link = fragment(today, "changes").select_one(".change-item a")
    assert link is not None
    assert link["href"] == "#harbour-2019-05-14-talks"


def test_a_rewording_does_not_move_the_date() -> None:
    """What counts is the last change of substance."""
    site = read_site(read_folder(GOOD), Edition(CORRECTED))
    changes = site.catalog.topics["harbour"].changes
    assert [change.kind for change in changes] == ["new fact", "rewording", "correction"]
    told = provenance(site.catalog, site.lock, ["harbour"], [])
    assert told.changed.say() == "1 June 2021"


def test_a_report_is_filled_in() -> None:
    """Item and page, on the hosting site of the repository; nothing without one."""
    edition = Edition(CORRECTED, "abc1234", "https://github.com/example/harbour/")
    report = edition.report("harbour-2019-05-14-talks", "topics/harbour & co/")
    assert report is not None
    address = urlsplit(report)
    assert address._replace(query="").geturl() == "https://github.com/example/harbour/issues/new"
    told = parse_qs(address.query)
    assert told == {
        "template": ["wrong-detail.yml"],
        "item": ["harbour-2019-05-14-talks"],
        "page": ["topics/harbour & co/"],
    }
    assert Edition(CORRECTED, "abc1234").report("x", "y") is None


def test_the_commit_of_a_folder(tmp_path: Path) -> None:
    """Its short hash; a mark where files differ from it; nothing where there is no repository."""

    def git(*arguments: str) -> None:
        name = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
        subprocess.run(["git", *name, *arguments], cwd=tmp_path, check=True, capture_output=True)

    assert commit_of(tmp_path) == ""
    git("init")
    (tmp_path / "file").write_text("one", encoding="utf-8")
    git("add", "file")
    git("commit", "-m", "one")
    clean = commit_of(tmp_path)
    assert len(clean) >= 7
    (tmp_path / "file").write_text("two", encoding="utf-8")
    assert commit_of(tmp_path) == f"{clean}-dirty"


def test_today_can_be_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH sets the date, for repeatable builds."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1557792000")
    assert current_day() == date(2019, 5, 14)
    assert Edition().today == date(2019, 5, 14)


def test_a_side_of_whom_nothing_was_found_is_named(example: Path) -> None:
    """Beside those who are heard; a page must not pass over who is silent."""
    sides = example / "data" / "sides.yml"
    text = sides.read_text(encoding="utf-8")
    sides.write_text(
        f"{text.rstrip()}\n  - id: east\n    name: Eastport\n    tone: teal\n", "utf-8"
    )
    topic = example / "data" / "topics" / "harbour" / "topic.yml"
    text = topic.read_text(encoding="utf-8").replace("[north, south]", "[north, south, east]")
    topic.write_text(text, encoding="utf-8")
    site = read_site(read_folder(example))
    told = provenance(site.catalog, site.lock, ["harbour"], [])
    assert {side.id for side, _ in told.heard} == {"north", "south"}
    assert [side.id for side in told.unheard] == ["east"]
    html = rendered(site, "docs/topics/harbour.md", "provenance").html
    assert "; no statement found from Eastport" in BeautifulSoup(html, "html5lib").get_text()
