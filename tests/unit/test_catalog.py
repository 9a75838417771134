"""The catalog: references both ways, and the rules that need two records."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from conftest import GOOD
from explainer.edition import current_day
from explainer.site import read_site
from explainer.source_tree import read_folder

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_reference_resolves_both_ways() -> None:
    """From a record to what it names, and from that to all that name it."""
    catalog = read_site(read_folder(GOOD)).catalog
    talks = catalog.events["harbour-2019-05-14-talks"]
    assert [said.id for said in catalog.said_at(talks)] == ["dahl-2019-05-14-closed"]
    named_by = {getattr(record, "id", "") for record in catalog.referrers["ada-berg"]}
    assert named_by == {
        "harbour-2019-05-14-talks", "harbour-2019-05-14-quarrel", "berg-2019-05-20-open",
    }  # fmt: skip


def test_the_topic_of_the_folder_comes_first(example: Path) -> None:
    """A record held under one topic may be shown under others, but begins at home."""
    topics = example / "data" / "topics"
    other = (topics / "harbour" / "topic.yml").read_text(encoding="utf-8")
    (topics / "pier").mkdir()
    (topics / "pier" / "topic.yml").write_text(
        other.replace("slug: harbour", "slug: pier").replace("id: harbour-", "id: pier-"),
        encoding="utf-8",
    )
    (example / "docs" / "pier.md").write_text("---\ntopic: pier\n---\n\n# Pier\n", encoding="utf-8")
    events = topics / "harbour" / "events.yml"
    text = events.read_text(encoding="utf-8")
    events.write_text(text.replace("[harbour]", "[harbour, pier]"), encoding="utf-8")
    assert read_site(read_folder(example)).problems == []
    events.write_text(text.replace("[harbour]", "[pier, harbour]", 1), encoding="utf-8")
    (problem,) = read_site(read_folder(example)).problems
    assert problem.message == "the first topic must be 'harbour', in whose folder this stands"


def test_today_may_be_fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A build of an old commit sees the day of that commit."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1557846000")
    assert current_day() == date(2019, 5, 14)
