"""The catalog: references both ways, and the rules that need two records."""

from __future__ import annotations

import gc
import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from conftest import GOOD
from explainer.edition import current_day
from explainer.facts.edtf import parse
from explainer.facts.indexing import make_catalog
from explainer.facts.loader import read_records
from explainer.facts.records import page_at
from explainer.site import read_site
from explainer.source_tree import read_folder
from explainer.yaml_text.reader import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from explainer.facts.model import RecordWithId
    from explainer.facts.records import Event


def test_a_reference_resolves_both_ways() -> None:
    """From a record to what it names, and from that to all that name it."""
    catalog = read_site(read_folder(GOOD)).catalog
    talks = catalog.events["harbour-2019-05-14-talks"]
    assert [said.id for said in catalog.said_at[talks.id]] == ["dahl-2019-05-14-closed"]
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
        said = {one.id for one in catalog.statements.values() if actor in one.speakers}
        assert names(catalog.statements_by(actor)) == said
    for source in catalog.sources.values():
        assert source.page is None or catalog.source_at[source.page] is source
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
    """A record in the folder of one topic may be shown under others, but that topic comes first."""
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
    assert problem.message == "the first topic must be 'harbour', the topic of this folder"


def test_today_may_be_fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A build of an old commit sees the day of that commit."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1557846000")
    assert current_day() == date(2019, 5, 14)


@pytest.mark.parametrize("kind", ["people", "organisations", "glossary", "sources"])
def test_a_file_may_be_divided(kind: str, example: Path) -> None:
    """Into a folder of the same name, beside it or instead of it."""
    whole = example / "data" / f"{kind}.yml"
    before = {*read_site(read_folder(example)).catalog.given}
    folder = example / "data" / kind
    folder.mkdir()
    key, *records = re.split(r"^(?=  - )", whole.read_text(encoding="utf-8"), flags=re.MULTILINE)
    (folder / "one.yml").write_text(key + "".join(records[1:]) or key, encoding="utf-8")
    whole.write_text(key + records[0], encoding="utf-8")
    if not records[1:]:
        whole.rename(folder / "one.yml")
    catalog = read_site(read_folder(example)).catalog
    assert {*catalog.given} == before
    assert any(record.path == f"data/{kind}/one.yml" for record, _ in catalog.given.values())
    whole.unlink(missing_ok=True)
    (folder / "two.yml").write_text(key + records[0], encoding="utf-8")
    if not records[1:]:
        (folder / "one.yml").unlink()
    assert read_site(read_folder(example)).problems == []


@pytest.mark.parametrize(
    ("path", "message", "hint"),
    [
        ("people.yaml", "a file of data whose name ends with '.yaml'", "rename it to 'people.yml'"),
        ("people/a.YML", "a file of data whose name ends with '.YML'", "rename it to 'a.yml'"),
        (
            "People.yml",
            "no file of the name 'People.yml' belongs here",
            "rename it to 'people.yml'",
        ),
        (
            "topics/harbour/EVENTS.YAML",
            "no file of the name 'EVENTS.YAML' belongs here",
            "rename it to 'events.yml'",
        ),
        (
            "people/more/a.yml",
            "no file of the name 'a.yml' belongs here",
            (
                "use one of: events.yml, statements.yml, numbers.yml, positions.yml, sources.yml, "
                "topic.yml"
            ),
        ),
    ],
)
def test_a_file_with_another_name(path: str, message: str, hint: str, example: Path) -> None:
    """It is a problem at its path, with the name that it should have."""
    file = example / "data" / path
    file.parent.mkdir(exist_ok=True, parents=True)
    file.write_text("people: []\n", encoding="utf-8")
    (problem,) = read_site(read_folder(example)).problems
    assert (problem.place.path, problem.message, problem.hint) == (f"data/{path}", message, hint)
    file.rename(file.parent / ".hidden.yml")
    assert read_site(read_folder(example)).problems == []


def test_a_file_of_nothing_but_mistakes(example: Path) -> None:
    """After a thousand problems the others are counted."""
    lines = "".join(f"  - id: e{number}\n    x: y\n" for number in range(5_000))
    document, _ = read_text("data/topics/harbour/events.yml", f"events:\n{lines}")
    assert document
    found = read_records(document)
    assert 1_000 < len(found.problems) < 1_020
    assert found.problems[-1].message.endswith(" more events, not checked yet")
    assert "event" in found.lost


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.org/x", "https://a.org/x/#part", True),
        ("https://a.org/x.pdf#page=12", "https://a.org/x.pdf#page=30", False),
        ("https://a.org/x.pdf#page=12", "https://a.org/x.pdf", False),
        ("https://a.org/x.pdf#zoom=50&page=12", "https://a.org/x.pdf#page=12", True),
        ("https://a.org/x#homepage=1", "https://a.org/x", True),
    ],
)
def test_two_addresses_of_one_page(one: str, other: str, *, same: bool) -> None:
    """A part of a page is the page; a page of a PDF is one by itself."""
    assert (page_at(one) == page_at(other)) is same


def test_python_collects_garbage_again(example: Path) -> None:
    """Reading pauses it, and leaves it as it was."""
    assert gc.isenabled()
    read_site(read_folder(example))
    assert gc.isenabled()
    gc.disable()
    try:
        read_site(read_folder(example))
        assert not gc.isenabled()
    finally:
        gc.enable()
