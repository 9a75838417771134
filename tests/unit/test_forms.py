"""The forms of the facts, read back by other programs than the ones that made them."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from functools import cache
from typing import Any

import feedparser  # type: ignore[import-untyped]  # it has no types
import pytest
import vobject  # type: ignore[import-untyped]  # it has no types
from conftest import ALDER, busy_site, published
from explainer.edition import Edition
from explainer.facts.catalog import folder
from explainer.facts.edtf import parse
from explainer.forms import forms, json_api
from explainer.forms.calendars import when
from explainer.forms.publication import KINDS, PRIVATE
from explainer.forms.tables import tables
from explainer.site import Site, read_site
from explainer.source_tree import read_folder
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it has no types
from openapi_pydantic import OpenAPI

SITE = "https://example.org/news/"


@cache
def whole_site() -> Site:
    """Return the edition with facts of every kind, drafts too."""
    return read_site(read_folder(ALDER), Edition(drafts=True))


@cache
def made() -> dict[str, bytes]:
    """Return all files of the busy example site by path."""
    files = [*forms(published(whole_site(), SITE))]
    assert len(files) == len(dict(files))
    return dict(files)


def read(name: str) -> Any:
    """Return a file of the API."""
    return json.loads(made()[f"{json_api.FOLDER}/{name}"])


def test_the_api_has_every_record_alone_and_in_a_collection() -> None:
    records = published(whole_site()).records
    index = read("index.json")
    assert index["collections"].keys() == KINDS.keys() == records.keys()
    for kind, known in records.items():
        assert known, kind
        collection = read(f"{kind}.json")
        assert collection["items"] == [read(f"{kind}/{name}.json") for name in known]
        assert collection["count"] == index["collections"][kind]["count"] == len(known)
        assert collection["next"] is None


def test_a_large_collection_has_several_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_api, "MOST", 2)
    publication = published(busy_site())
    files = dict(json_api.api(publication))
    found, name = [], "events.json"
    while name:
        page = json.loads(files[f"{json_api.FOLDER}/{name}"])
        assert 0 < len(page["items"]) <= 2
        found += [item["id"] for item in page["items"]]
        name = page["next"]
    assert found == [*publication.records["events"]]


def test_a_record_of_the_api_is_the_record() -> None:
    """From YAML to JSON to the model nothing is lost but what readers never see."""
    for kind, known in published(whole_site()).records.items():
        for name, record in known.items():
            item = read(f"{kind}/{name}.json")
            own = {key: item[key] for key in item.keys() - {"page", "check", "least", "most"}}
            hidden = {key: value for key, value in record.plain.items() if key in PRIVATE}
            context = record.__dict__["_document"], record.__dict__["_loc"]
            assert type(record).model_validate({**own, **hidden}, context=context) == record
            assert not PRIVATE & item.keys()


def test_the_description_of_the_api_fits_its_files() -> None:
    description = read("openapi.json")
    assert (OpenAPI.model_validate(description).paths or {}).keys() == {
        f"/{kind}{one}.json" for kind in KINDS for one in ("", "/{id}")
    }
    schemas = description["components"]["schemas"]
    for kind, model in KINDS.items():
        schema = {
            "$ref": f"#/components/schemas/{model.__name__}",
            "components": {"schemas": schemas},
        }
        validator = Draft202012Validator(schema)
        for item in read(f"{kind}.json")["items"]:
            assert [*validator.iter_errors(item)] == []
            assert not validator.is_valid({**item, "page": 1})
            assert not validator.is_valid({**item, "id": 1, "slug": 1})


def test_the_address_of_a_record_leads_to_it() -> None:
    site = whole_site()
    anchors = {page.url: page.anchors for page in site.record}
    pages = {result.url for result in site.results.values()}
    for kind in KINDS:
        for item in read(f"{kind}.json")["items"]:
            url, _, anchor = item["page"].partition("#")
            assert anchor in anchors[url] if anchor else url in {*anchors, *pages}


def test_a_table_has_the_words_of_the_records() -> None:
    for kind in KINDS:
        text = made()[f"{json_api.FOLDER}/{kind}.csv"].decode("utf-8-sig")
        rows = [*csv.DictReader(io.StringIO(text))]
        items = read(f"{kind}.json")["items"]
        assert len(rows) == len(items)
        for row, item in zip(rows, items, strict=True):
            assert not PRIVATE & row.keys()
            for name, value in item.items():
                if isinstance(value, str):
                    assert row[name].removeprefix("'") == value
                elif isinstance(value, list) and isinstance(value[0], str):
                    assert row[name].removeprefix("'") == "; ".join(value)


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@x"])
def test_a_table_has_no_formulas(start: str) -> None:
    """A spreadsheet would compute them, and some can send data away."""
    tree = busy_site().tree
    path = "data/topics/harbour/events.yml"
    text = tree[path].replace(b"title: The towns talk", f'title: "{start} talks"'.encode())
    assert text != tree[path]
    files = dict(tables(published(read_site(tree.overlay({path: text})))))
    assert f",'{start} talks," in files[f"{json_api.FOLDER}/events.csv"].decode()


def test_feeds_have_what_is_new_or_corrected() -> None:
    topics = {slug: whole_site().catalog.topics[slug] for slug in whole_site().catalog.topics}
    folders = {"": [*topics.values()], **{f"topics/{slug}/": [one] for slug, one in topics.items()}}
    for at, shown in folders.items():
        log = {
            (topic.title, change.kind, change.date.day.first_day.date.isoformat())
            for topic in shown
            for change in topic.changes
            if change.kind != "rewording"
        }
        atom = feedparser.parse(made()[f"{at}feed.atom"])
        assert not atom.bozo
        assert atom.feed.author == "News"
        assert atom.feed.links[1].href == f"{SITE}{at}feed.atom"
        other = json.loads(made()[f"{at}feed.json"])
        for entries, day in ((atom.entries, "updated"), (other["items"], "date_published")):
            found = {(*entry["title"].split(": "), entry[day][:10]) for entry in entries}
            assert found == log
            assert all(entry["id"].startswith(f"{SITE}topics/") for entry in entries)
            assert len({entry["id"] for entry in entries}) == len(entries)
        assert [one.summary for one in atom.entries] == [
            one["content_html"] for one in other["items"]
        ]
    correction = next(one for one in read_feed("") if "Was" in one["content_html"])
    assert "<p>Was: The page said that the talks began at 17:30.</p>" in correction["content_html"]


def read_feed(at: str) -> list[dict[str, str]]:
    """Return the entries of a JSON Feed."""
    items: list[dict[str, str]] = json.loads(made()[f"{at}feed.json"])["items"]
    return items


def test_a_site_without_an_address_has_no_feeds() -> None:
    paths = [path for path, _ in forms(published(busy_site()))]
    assert paths
    assert not any("feed" in path for path in paths)


def test_what_only_editors_need_is_in_no_file() -> None:
    tree, path = busy_site().tree, "data/topics/harbour/sources.yml"
    note = tree[path].replace(b"    kind: ", b"    editors_note: Found by hand.\n    kind: ", 1)
    site = read_site(tree.overlay({path: note}))
    assert any(source.editors_note for source in site.catalog.sources.values())
    for name, raw in forms(published(site, SITE)):
        assert b"Found by hand" not in raw, name
        assert b"editors_note" not in raw, name


@pytest.mark.parametrize("draft", ["topics/ferry.md", "topics/"])
def test_nothing_of_a_draft_is_published(draft: str) -> None:
    """Neither its records nor their ids; without any topic there is nothing at all."""
    tree = busy_site().tree.overlay({"mkdocs.yml": f"draft_docs: {draft}\n".encode()})
    path = "data/topics/harbour/events.yml"
    shared = tree[path].replace(b"topics: [harbour]", b"topics: [harbour, ferry]", 1)
    site = read_site(tree.overlay({path: shared}))
    assert site.context.withheld
    files = dict(forms(published(site, SITE)))
    own = {name for name, one in site.catalog.events.items() if {*one.topics} == {"ferry"}}
    words = b"".join(raw for path, raw in files.items() if "openapi" not in path).decode()
    assert own
    assert not any(name in words for name in (*own, '"ferry"'))
    if draft == "topics/":
        assert not any("calendar" in path or "feed" in path for path in files)
        assert json.loads(files[f"{json_api.FOLDER}/people.json"])["count"] == 0


def test_a_calendar_has_the_events_with_a_day() -> None:
    catalog = whole_site().catalog
    for at, topics in [("", (*catalog.topics,)), ("topics/pier/", ("pier",))]:
        calendar = vobject.readOne(made()[f"{at}calendar.ics"].decode())
        entries = {one.uid.value: one for one in calendar.contents["vevent"]}
        events = {
            f"{event.id}@example.org": event
            for event in catalog.events_of(topics)
            if when(event.date)
        }
        assert entries.keys() == events.keys()
        for name, event in events.items():
            entry = entries[name]
            start = entry.dtstart.value
            day = start.date() if isinstance(start, datetime) else start
            assert isinstance(start, datetime) == bool(event.date.day.time)
            assert day == event.date.day.instant.date()
            assert entry.summary.value == event.title
            assert entry.url.value.endswith(f"#{event.id}")
            assert folder(event) in entry.url.value


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2019-05-14", date(2019, 5, 14), None),
        ("2019-05-14~", date(2019, 5, 14), None),
        ("2019-05-14/2019-05-16", date(2019, 5, 14), date(2019, 5, 17)),
        ("2019-05-14/9999-12-31", date(2019, 5, 14), None),
        ("2019-05-14T18:30Z/2019-05-14T18:30Z", datetime.fromisoformat("2019-05-14T18:30Z"), None),
        ("2019-05-14T18:30+03:00", datetime.fromisoformat("2019-05-14T15:30Z"), None),
        ("0987-05-14", date(987, 5, 14), None),
    ],
)
def test_days_of_a_calendar(text: str, start: date, end: date | None) -> None:
    """The end of whole days is the day after the last."""
    assert when(parse(text)) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        *("2019", "2019-05", "2019-05-14/..", "../2019-05-14", "2019-05/2019-06", "2019-21"),
        *("2019-05-XX", "201X", "[2019-05-14,2019-05-15]", "-0044-03-15", "-0044-03-15/2019-05-14"),
    ],
)
def test_an_event_without_a_day_is_in_no_calendar(text: str) -> None:
    assert when(parse(text)) is None
