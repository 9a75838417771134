"""The catalog: references both ways, and the rules that need two records."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from conftest import GOOD
from explainer.edition import current_day
from explainer.facts.edtf import parse
from explainer.facts.indexing import make_catalog
from explainer.site import read_site
from explainer.source_tree import read_folder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pytest
    from explainer.facts.model import RecordWithId
    from explainer.facts.records import Event


def test_a_reference_resolves_both_ways() -> None:
    """From a record to what it names, and from that to all that name it."""
    catalog = read_site(read_folder(GOOD)).catalog
    talks = catalog.events["harbour-2019-05-14-talks"]
    assert [said.id for said in catalog.said_at(talks)] == ["dahl-2019-05-14-closed"]
    named_by = {getattr(record, "id", "") for record in catalog.referrers["ada-berg"]}
    assert named_by == {
        "harbour-2019-05-14-talks", "harbour-2019-05-14-quarrel", "berg-2019-05-20-open",
    }  # fmt: skip


def event(name: str, date: str, **more: object) -> Event:
    """An event of the example with another id and date."""
    talks = read_site(read_folder(GOOD)).catalog.events["harbour-2019-05-14-talks"]
    return talks.model_copy(update={"id": name, "date": parse(date), **more})


def test_events_are_listed_by_their_day() -> None:
    """At their own place: a month never comes twice, wherever on earth its events were."""
    days = ["2019-05-01T01:00+14:00", "2019-04-30T20:00-05:00", "2019-05-01", "2019-04-30"]
    catalog, _ = make_catalog(event(f"e-{number}", day) for number, day in enumerate(days))
    assert [one.date.edtf() for one in catalog.events_of(["harbour"])] == [
        "2019-04-30", "2019-04-30T20:00-05:00", "2019-05-01", "2019-05-01T01:00+14:00",
    ]  # fmt: skip


def test_each_index_has_what_belongs_there() -> None:
    """By topic, by who took part or spoke, by event, by source and by address."""
    catalog = read_site(read_folder(GOOD)).catalog

    def names(records: Iterable[RecordWithId]) -> set[str]:
        return {record.id for record in records}

    for actor in (*catalog.people, *catalog.organisations):
        took_part = {one.id for one in catalog.events.values() if actor in one.actors}
        assert names(catalog.events_with(actor)) == took_part
        said = {one.id for one in catalog.statements.values() if one.speaker == actor}
        assert names(catalog.statements_by(actor)) == said
    for source in catalog.sources.values():
        said = {one.id for one in catalog.statements.values() if one.source == source.id}
        assert names(catalog.said_in(source.id)) == said
        assert catalog.source_at[source.page] is source
    assert names(catalog.terms_of("harbour")) == {*catalog.terms}
    assert {*catalog.discrepancies} == {
        one.id for topic in catalog.topics.values() for one in topic.discrepancies
    }
    assert catalog.actors_named("Ada Berg") == ("ada-berg",)
    assert catalog.actors_named("Nobody") == ()


def test_records_under_several_topics_come_once() -> None:
    """And by date over all of the topics."""
    both = event("e-2", "2019-05-02", topics=("harbour", "pier"))
    pier = event("e-1", "2019-05-01", topics=("pier",))
    catalog, problems = make_catalog([both, pier, event("e-3", "2019-05-03")])
    assert problems == []
    found = catalog.events_of(["harbour", "pier", "harbour"])
    assert [one.id for one in found] == ["e-1", "e-2", "e-3"]


def test_the_first_of_two_records_counts() -> None:
    """The other is a problem at its place."""
    catalog, (problem,) = make_catalog([event("e", "2019-05-01"), event("e", "2019-05-02")])
    assert [one.date.edtf() for one in catalog.events.values()] == ["2019-05-01"]
    assert problem.message == "the id 'e' is given a second time"


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
