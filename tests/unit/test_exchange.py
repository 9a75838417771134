"""`explainer import` and `explainer export`: what comes in, what is named, what comes back.

Each file of tests/examples/import/ has what its import says and writes beside it, below the
command; to add one, write the file and the command, and run with --update-goldens.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
import shutil
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result
from conftest import GOOD, ROOT, published
from explainer.__main__ import explainer
from explainer.cli.prompts import question
from explainer.exchange import calendar, exporting, moments, tables, timelinejs_file
from explainer.exchange.imported import ImportedTimeline, UnreadableFileError
from explainer.exchange.importing import plan_import
from explainer.exchange.placed import Answers
from explainer.exchange.prose import words_in
from explainer.exchange.timelinejs import Settings
from explainer.facts.edtf import parse
from explainer.facts.model import fields_of
from explainer.facts.records import Event, Source
from explainer.forms.calendars import calendars
from explainer.forms.tables import table
from explainer.language import inline_markdown
from explainer.site import Site, read_site
from explainer.source_tree import put_in_place, read_folder
from explainer.yaml_text.reader import FORBIDDEN
from hypothesis import example, given, settings
from hypothesis import strategies as st
from unit.test_drafts import WORD
from unit.test_drafts import tree as tree_with_drafts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EXAMPLES = ROOT / "tests" / "examples" / "import"
COMMANDS = sorted(EXAMPLES.glob("*.expected"))
CHANGED = ("data/topics", "docs")
"""The folders in which an import writes."""
NEW_TOPIC = [
    *("--question", "Will there be a bridge?", "--author", "A", "--side", "north"),
    *("--title", "The bridge", "--summary", "Some want one."),
]
OF_SOURCES = ["--kind", "news", "--language", "en", "--tier", "B"]


def run(*arguments: object) -> Result:
    """The program run without a terminal."""
    return CliRunner().invoke(explainer, [*map(str, arguments)])


def state(folder: Path) -> dict[str, str]:
    """Every file in which an import may write."""
    files = [path for part in CHANGED for path in (folder / part).rglob("*") if path.is_file()]
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode("utf-8", "replace")
        for path in files
    }


@pytest.mark.parametrize("file", COMMANDS, ids=lambda path: path.stem)
def test_what_an_import_says_and_writes(
    file: Path, example: Path, monkeypatch: pytest.MonkeyPatch, *, update_goldens: bool
) -> None:
    """It is as in the file beside it, and `explainer check` has nothing to say."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795651200")
    monkeypatch.chdir(example)
    expected = file.read_text(encoding="utf-8")
    command = expected.split("\n", 1)[0]
    shutil.copy(EXAMPLES / file.stem, example)
    before = state(example)
    words = shlex.split(command.removeprefix("$ explainer "))
    result = run(*words)
    assert result.exit_code == 0, result.output
    written = [
        f"--- {path}\n{text.removeprefix(before.get(path, '')).lstrip()}"
        for path, text in sorted(state(example).items())
        if text != before.get(path) and path.endswith(("events.yml", "sources.yml"))
    ]
    found = "\n".join([command, result.output, *written])
    if update_goldens:
        file.write_text(found, encoding="utf-8")
    assert found == file.read_text(encoding="utf-8")
    assert read_site(read_folder(example)).problems == []
    after = state(example)
    data = [path for path in after if path.endswith(".yml") and after[path] != before.get(path)]
    assert run("format", "--check", *data).exit_code == 0
    pairs = zip(words[3::2], words[4::2], strict=False)
    kept = [one for pair in pairs if pair[0] not in NEW_TOPIC for one in pair]
    again = run(*words[:3], *kept)
    assert "0 events imported" in again.output, again.output
    assert state(example) == after


@cache
def good() -> Site:
    return read_site(read_folder(GOOD))


def sources_table() -> bytes:
    return exporting.sources_table(published(good()), "harbour")


READ: dict[str, Callable[[bytes], ImportedTimeline]] = {
    "timelinejs": lambda raw: timelinejs_file.read(raw, "f.json", Settings()),
    "csv": lambda raw: tables.read(raw, "f.csv", (sources_table(), "s.csv")),
}
EXPORTED: dict[str, Callable[[Site], bytes]] = {
    "timelinejs": lambda site: exporting.timelinejs(published(site), "harbour")[0],
    "csv": lambda site: exporting.events_table(published(site), "harbour"),
}


@pytest.mark.parametrize("name", [*EXPORTED])
def test_what_goes_out_comes_back(name: str) -> None:
    """In a site without these events and sources, they are what they were."""
    raw = EXPORTED[name](good())
    folder = "data/topics/harbour"
    gone = ["data/sources.yml", "data/glossary.yml", "docs/topics/harbour.md"]
    gone += [f"{folder}/{kind}.yml" for kind in ("events", "sources", "statements", "positions")]
    empty = read_site(read_folder(GOOD).overlay(dict.fromkeys(gone)), html=False)
    placed = plan_import(empty, READ[name](raw), Answers("harbour"), None).placed
    assert placed.losses == ()
    for event, new in placed.events:
        before = {**good().catalog.events[new.values["id"]].plain}
        assert new.values == before, event
    assert len(placed.events) == len(good().catalog.events_of(["harbour"])) == 3
    assert placed.sources
    for source, new in placed.sources.items():
        before = {**good().catalog.sources[source].plain}
        before.pop("editors_note", None)
        assert new.values == before


@pytest.mark.parametrize("name", [*EXPORTED])
def test_what_is_there_is_not_added_again(name: str) -> None:
    found = plan_import(good(), READ[name](EXPORTED[name](good())), Answers("harbour"), None)
    assert (found.placed.there, found.placed.events, found.losses) == (3, (), ())


def test_our_own_calendar_comes_back() -> None:
    """Its ids, words, places and days, as far as they are known, are what they were."""
    raw = dict(calendars(published(good(), "https://news.example.org/")))["calendar.ics"]
    events = calendar.read(raw, "f.ics", None).events
    assert len(events) == 2
    for event in events:
        before = good().catalog.events[event.fields["id"]]
        assert event.fields["title"] == before.title
        assert event.fields["kind"] == before.kind
        assert event.fields.get("place") == before.place
        day = parse(event.fields["date"]).day
        assert day.instant == before.date.day.instant


def test_the_zone_of_a_calendar() -> None:
    """A person names it for times that have none; a zone that nobody knows is another one."""
    raw = (EXAMPLES / "calendar.ics").read_bytes()
    found = calendar.read(raw, "f.ics", moments.zone_named("Europe/London"))
    dates = {event.fields["title"]: event.fields["date"] for event in found.events}
    assert dates["A time without a zone"] == "2024-07-04T10:00+01:00"
    assert dates["A zone that nobody knows"] == "2024-07-05"
    assert dates["The ferry company meets"] == "2024-07-03T10:00+03:00/2024-07-03T11:00+03:00"


DATES = [
    *("1897", "0650", "2019-05", "2019-05-14", "2019-05~", "2019?", "2019-05-14%"),
    *("2014-03/..", "2014-03/", "../2020-05", "/2020-05", "2014~/..", "../2020-05-01?"),
    *("2019-10-25/2019-10-26", "2019-10~/2020?", "1951-06/1953", "2019-12-31/2020-01-01%"),
    *("2019-05-14T18:30+03:00", "2019-05-14T18:30Z", "2019-05-14T18:30:05+13:00"),
    *("2019-05-14T00:00-11:00", "2019-05-14T12:30+05:45", "2019-05-14T18:30+00:00"),
    *("2019-05-14T18:30+03:00/2019-05-14T20:30+03:00", "2019-05-14T18:30+03:00/2019-05-15"),
    *("195X", "19XX~", "2019-21", "2019-05-XX", "[2019-05-13,2019-05-15]", "-0043-03-15", "0000"),
    *("-0043/0650", "../-0100", "2019-24/2020-21?"),
    *("2019-05-14T23:30Z/2019-05-15T01:30+02:00", "2019-05-14T18:30-14:00"),
]


@pytest.mark.parametrize("place", ["", "Alder"])
def test_every_kind_of_date_comes_back(place: str) -> None:
    """TimelineJS has no doubt, no open ends and no zones: the words shown for a date have them."""
    path = "data/topics/harbour/events.yml"
    tree = read_folder(GOOD)
    event = tree[path].decode().removeprefix("events:\n").split("\n\n")[0]
    event = event.replace("Southport", place) if place else re.sub("\n    place: .*", "", event)
    events = [
        event.replace("2010~", f"'{text}'").replace("2010-opening", f"2010-n{number}")
        for number, text in enumerate(DATES)
    ]
    text = "\n\n".join(["events:", *events]).encode()
    site = read_site(tree.overlay({path: text}), html=False)
    raw = exporting.timelinejs(published(site), "harbour")[0]
    found = timelinejs_file.read(raw, "f.json", Settings())
    assert found.losses == ()
    back = {event.fields["id"]: event.fields["date"] for event in found.events}
    assert [back[f"harbour-2010-n{number}"] for number in range(len(DATES))] == [
        parse(text).edtf() for text in DATES
    ]


def test_a_date_that_somebody_has_changed_elsewhere_counts() -> None:
    """Not the one that our export wrote; the words shown for the old one are named."""
    slides = json.loads(exporting.timelinejs(published(good()), "harbour")[0])
    slides["events"][2]["start_date"]["day"] = 15
    slides["events"][1]["start_date"] |= {"year": "2019", "month": "05", "day": "14"}
    raw = json.dumps(slides).encode()
    found = timelinejs_file.read(raw, "f.json", Settings(moments.zone_named("+03:00")))
    dates = [event.fields["date"] for event in found.events]
    assert dates == ["2010~", "2019-05-14", "2019-05-15T18:30+03:00"]
    assert ["displayed as '14 May 2019, 18:30" in loss.message for loss in found.losses] == [True]


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        *(("about 1952", "1952~"), ("c. 1952", "1952~"), ("Circa 1952", "1952~")),
        *(("around March 4, 1952", "1952-03-04~"), ("1952", "1952")),
        *(("circa 1953", None), ("the fifties", None), ("about", None), ("", None)),
    ],
)
def test_words_shown_for_a_date(shown: str, text: str | None) -> None:
    day = "1952-03-04" if "March" in shown else "1952"
    assert moments.as_displayed(day, shown, "") == text


@pytest.mark.parametrize(
    ("html", "prose", "lost"),
    [
        ("plain", "plain", ()),
        ("<p> one <b> two </b>three</p>", "one **two** three", ()),
        ("5 * 3 and _x_ [y](z)", r"5 \* 3 and \_x\_ \[y\](z)", ()),
        ("a &lt;b&gt; &amp; c", "a <b> & c", ()),
        ("<a href='https://a.example.org/x_(y)'>w</a>", "[w](https://a.example.org/x_(y))", ()),
        (
            "<a href='javascript:x()'>w</a>",
            "w",
            ("the link to 'javascript:x()' (only its words are)",),
        ),
        ("<script>x()</script>w<!-- c -->", "w", ("<script>", "a comment")),
        ("<ul><li>a<li>b</ul>", "a b", ("<ul> (only its words are)", "<li> (only its words are)")),
        ("a\u202eb\ud800", "ab?", ("characters that cannot be seen (U+202E)",)),
        ("x<br>y\r\nz", "x y z", ()),
        ("<i>" * 5_000 + "deep", "*deep*", ()),
    ],
)
def test_html_as_prose(html: str, prose: str, lost: tuple[str, ...]) -> None:
    words = words_in(html)
    assert (words.prose, words.lost) == (prose, lost)
    assert " ".join(inline_markdown.to_text(words.prose).split()) == words.plain


@settings(max_examples=30)
@given(st.text(max_size=60))
def test_prose_comes_back_with_its_words(text: str) -> None:
    text = FORBIDDEN.sub("", text)
    again = words_in(str(inline_markdown.to_html(text)))
    assert again.plain == " ".join(inline_markdown.to_text(text).split())
    assert " ".join(inline_markdown.to_text(again.prose).split()) == again.plain


@settings(max_examples=50)
@example(["'=x", "0'=", "''+y", "-1", "'", "; =z"])
@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_cells_come_back(texts: list[str]) -> None:
    """What a spreadsheet would compute has an apostrophe in the table, and none afterwards."""
    titles = [" ".join(text.split()) or "x" for text in texts]
    rows = [{"date": "2019", "title": title, "summary": "s", "sources": ["a"]} for title in titles]
    raw = table(Event, rows)
    if "\0" in "".join(titles):
        return
    cells = [row["title"] for row in csv.DictReader(io.StringIO(raw.decode("utf-8-sig")))]
    assert not any(re.match(r"[=+\-@\t\r]", cell) for cell in cells)
    found = tables.read(raw, "f.csv").events
    assert [event.fields["title"] for event in found] == titles


WRONG: dict[str, tuple[bytes, str]] = {
    "empty.json": (b" \n", "the file is empty"),
    "cut.json": (b'{"events": [{"text": {', "not JSON: expecting property name"),
    "list.json": (b"[1]", "expected an object with a list of 'events'"),
    "deep.json": (b"[" * 100_000, "nested too deeply"),
    "number.json": (b'{"events": [' + b"9" * 5_000 + b"]}", "a number is too long"),
    "latin.csv": ("Headline,Text\nOpération,x\n".encode("latin-1"), "2:3: not UTF-8: byte 0xE9"),
    "picture.csv": (b"\x89PNG\0", "not UTF-8"),
    "nul.csv": (b"Headline\0", "this is no text"),
    "other.csv": (b"a,b\n1,2\n", "no known column; the first line has 'a, b'"),
    "open.csv": (b'Year,Headline\n1900,"x\n1901,y\n', "2:1: this row cannot be read"),
    "cell.csv": (b"Year,Headline\n1900," + b"x" * 200_000, "2:1: a cell of more than 131,072"),
    "hello.ics": (b"hello", "not a calendar"),
    "task.ics": (b"BEGIN:VTODO\nSUMMARY:x\nEND:VTODO\n", "there is no BEGIN:VCALENDAR"),
    "open.ics": (b"BEGIN:VCALENDAR\n", "this calendar has no END:VCALENDAR"),
    "end.ics": (b"BEGIN:VCALENDAR\nx\nEND:VCALENDAR\n", "1:1: this calendar cannot be read: '"),
}


@pytest.mark.parametrize("name", [*WRONG])
def test_a_file_that_is_something_else(name: str, example: Path) -> None:
    """It is one line with the place, and nothing is written."""
    raw, message = WRONG[name]
    file = example / name
    file.write_bytes(raw)
    before = state(example)
    kind = "ical" if name.endswith("ics") else "timelinejs"
    result = run("import", kind, file, "--topic", "harbour", "--root", example)
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert f"{name}:" in result.output
    assert message in result.output
    assert result.output.endswith("nothing was written\n")
    assert state(example) == before


def test_a_table_of_timelinejs_is_named() -> None:
    with pytest.raises(UnreadableFileError, match="explainer import timelinejs"):
        tables.read(b"Year,Headline\n1900,x\n", "f.csv")


def read_any(name: str, raw: bytes) -> ImportedTimeline:
    """The reader of the format that the name of a file has."""
    if name.endswith(".ics"):
        return calendar.read(raw, name, None)
    if name == "events.csv":
        return tables.read(raw, name)
    return timelinejs_file.read(raw, name, Settings())


@given(
    st.sampled_from([path.stem for path in COMMANDS]),
    st.lists(
        st.tuples(st.integers(0, 4_000), st.integers(0, 12), st.binary(max_size=6)), max_size=4
    ),
)
def test_a_broken_file_is_no_crash(name: str, edits: list[tuple[int, int, bytes]]) -> None:
    """It is read, or refused in words; each date that is read is one."""
    raw = (EXAMPLES / name).read_bytes()
    for at, length, new in edits:
        raw = raw[:at] + new + raw[at + length :]
    try:
        found = read_any(name, raw)
    except UnreadableFileError as error:
        assert error.problem.message  # noqa: PT017  (most examples are read)
        return
    for event in found.events:
        assert parse(event.fields["date"])


ODD: list[Any] = [
    *(
        None,
        7,
        True,
        [],
        "x",
        {"text": 3},
        {"text": {"headline": {"a": 1}}},
        {"start_date": "1900"},
    ),
    {"start_date": {"year": True}, "text": {"headline": "a"}},
    {"start_date": {"year": float("nan")}, "text": {"headline": "b"}},
    {"start_date": {"year": 0}, "text": {"headline": "c"}},
    {"start_date": {"year": 12345}, "text": {"headline": "d"}},
    {"start_date": {"year": 2020, "month": 2, "day": 30}, "text": {"headline": "e"}},
    {"start_date": {"year": 2020, "month": 2, "day": 3, "hour": 25}, "text": {"headline": "f"}},
    {"start_date": {"year": "2020", "day": 3}, "media": [1], "group": 4, "text": {"headline": "g"}},
    {"start_date": {"year": "1,999.0"}, "unique_id": {"a": 1}, "text": "a text for a text"},
]


def test_slides_of_odd_shapes() -> None:
    """Each is an event or is named."""
    found = timelinejs_file.read(json.dumps({"events": ODD}).encode(), "f.json", Settings())
    assert [event.fields["date"] for event in found.events] == ["2020", "1999"]
    named = [loss for loss in found.losses if "not imported" in loss.message]
    assert len(named) == len(ODD) - 2


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<a href=javascript:alert(1)>x</a> [click](javascript:alert(1)) <a href='//x'>y</a>",
    "{{ config.site_name }} {% raw %} ```timeline topic: harbour```",
    "~~~ [^gazette-2019-05-14-talks] [TOC] *[x]: y &lt;script&gt;",
    "<![CDATA[x]]> <!-- --> ]]> &#99999999999; \\<b\\>",
    "key: value # - [a, {b: c}] 'q' \u2028 \x07",
    "a" * 10_001,
]


def test_hostile_texts_are_words() -> None:
    """An event with one is imported as inert text, or named."""
    slides = [
        {"start_date": {"year": 1900}, "text": {"headline": headline, "text": text}}
        for text in HOSTILE
        for headline in ("A title", text)
    ]
    raw = json.dumps({"events": slides}).encode()
    answers = Answers(
        "harbour",
        {"kind": "other", "status": "occurred"},
        {"kind": "news", "language": "en", "tier": "B"},
        {"id": "gazette-2019-05-14-talks"},
    )
    found = plan_import(good(), timelinejs_file.read(raw, "f.json", Settings()), answers, None)
    assert found.addition.problems == ()
    missing = [loss for loss in found.losses if ": not imported: " in loss.message]
    assert len(found.placed.events) + len(missing) == len(slides)
    assert len(missing) == 3
    for _, new in found.placed.events:
        shown = BeautifulSoup(inline_markdown.to_html(new.values["summary"]), "html.parser")
        assert {tag.name for tag in shown.find_all()} <= {"a", "em", "strong"}
        assert all(
            re.match("https?:", str(link["href"])) for link in shown.find_all("a", href=True)
        )


def timeline(folder: Path, *slides: dict[str, Any]) -> Path:
    """A file of TimelineJS."""
    file = folder / "t.json"
    file.write_text(json.dumps({"events": slides}), encoding="utf-8")
    return file


SLIDE: dict[str, Any] = {
    "start_date": {"year": 1900},
    "text": {"headline": "A bridge", "text": "See https://x.example.org/bridge"},
}


def test_what_a_new_topic_needs(example: Path) -> None:
    """All of it is named at once, and near names of topics are."""
    file = timeline(example, SLIDE)
    result = run("import", "timelinejs", file, "--topic", "harbor", "--root", example)
    assert result.exit_code == 2
    assert "the topic 'harbor' is new: did you mean 'harbour'?" in result.output
    assert "needs --title, --question, --summary, --author, --side" in result.output
    result = run("import", "timelinejs", file, "--topic", "bridge", *NEW_TOPIC, "--root", example)
    assert result.exit_code == 2
    assert (
        "1 source (https://x.example.org/bridge) is new here; for all of them, give --kind, "
        "--language, --tier"
    ) in " ".join(result.output.split())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--source", "gazete-2019-05-14-talks"], "did you mean 'gazette-2019-05-14-talks'?"),
        (["--zone", "Europe/Londn"], "did you mean 'Europe/London'?"),
        (["--tier", "D"], "--tier: 'D' is not one of: A, B, C"),
        (["--event-kind", "party"], "--event-kind: 'party' is not one of"),
        (["--title", "x"], "the topic 'harbour' is there already, with its own 'title'"),
    ],
)
def test_options_that_are_refused(example: Path, arguments: list[str], message: str) -> None:
    before = state(example)
    file = timeline(example, SLIDE)
    result = run("import", "timelinejs", file, "--topic", "harbour", *arguments, "--root", example)
    assert result.exit_code == 2
    assert message in " ".join(result.output.split())
    assert state(example) == before


def test_the_page_of_a_new_topic_shows_what_came_in(example: Path) -> None:
    """Its timeline is there; what is still to come is in one of its own."""
    later = {"start_date": {"year": 2900}, "text": SLIDE["text"]}
    file = timeline(example, SLIDE, later)
    words = ["import", "timelinejs", file, "--topic", "bridge", *NEW_TOPIC, *OF_SOURCES]
    assert run(*words, "--root", example).exit_code == 0
    page = state(example)["docs/topics/bridge.md"]
    assert "## Timeline\n\n```timeline\nuntil: " in page
    assert "## What happened next?\n\n```timeline\nfrom: " in page
    assert "<!-- statements\n" in page


def test_a_dry_run_writes_nothing(example: Path) -> None:
    before = state(example)
    file = timeline(example, SLIDE)
    words = ["import", "timelinejs", file, "--topic", "harbour", *OF_SOURCES, "--root", example]
    result = run(*words, "--dry-run")
    assert result.exit_code == 0
    assert "1 event imported, 0 not imported, 0 other losses\n" in result.output
    assert "nothing was written: this was a dry run" in result.output
    assert state(example) == before
    assert run(*words).exit_code == 0
    assert state(example) != before


def test_events_that_somebody_reports(example: Path) -> None:
    """Whoever says so is named once for all."""
    file = timeline(example, SLIDE)
    words = ["import", "timelinejs", file, "--topic", "harbour", *OF_SOURCES, "--root", example]
    refused = run(*words, "--event-status", "reported")
    assert (refused.exit_code, "needs an 'attribution'" in refused.output) == (1, True)
    taken = run(*words, "--event-status", "reported", "--event-attribution", "The Gazette")
    assert taken.exit_code == 0
    assert "attribution: The Gazette" in state(example)["data/topics/harbour/events.yml"]


def test_an_event_that_would_be_a_problem_is_left_out(example: Path) -> None:
    """A word to avoid is found by the rules of the whole site."""
    word = next(iter(good().catalog.loaded_words.values())).forms[0]
    other = {**SLIDE, "text": {**SLIDE["text"], "headline": f"They {word} it"}}
    file = timeline(example, SLIDE, other)
    result = run("import", "timelinejs", file, "--topic", "harbour", *OF_SOURCES, "--root", example)
    assert result.exit_code == 0, result.output
    assert f"'They {word} it': not imported: " in result.output
    assert "1 event imported, 1 not imported" in result.output
    assert read_site(read_folder(example)).problems == []


def test_what_the_file_does_not_say_is_asked(
    example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explainer.cli.forms.is_interactive", lambda: True)
    monkeypatch.setattr("explainer.cli.import_.is_interactive", lambda: True)
    file = timeline(example, SLIDE)
    words = ["import", "timelinejs", str(file), "--topic", "harbour", "--root", str(example)]
    result = CliRunner().invoke(explainer, words, input="news\nen\nB\n")
    assert result.exit_code == 0, result.output
    assert "1 source (https://x.example.org/bridge) is new here" in result.output
    assert "tier: B" in state(example)["data/topics/harbour/sources.yml"]


IMPORT = {"kind": "other", "status": "occurred"}, {"kind": "news", "language": "en", "tier": "B"}


def said(found: ImportedTimeline) -> list[str]:
    """What an import into the good example says."""
    answers = Answers("harbour", *IMPORT, {"id": "gazette-2019-05-14-talks"})
    return [loss.message for loss in plan_import(good(), found, answers, None).losses]


@pytest.mark.parametrize(
    ("name", "cell", "message"),
    [
        ("image", "[1]", "image not carried: expected an object in JSON, found '[1]'"),
        ("image", '{"file":[]}', "image not carried: there is no file '[]'"),
        ("image", '{"file":{}}', "image not carried: there is no file '{}'"),
        ("image", "[" * 100_000, "image not carried: "),
        ("image", '{"file":' + "[" * 20 + "]" * 20 + "}", "its JSON is nested too deeply"),
        ("disputed_dates", "[1]", "disputed_dates not carried: expected a list of objects in JSON"),
        ("disputed_dates", '{"a":1}', "disputed_dates not carried: expected a list of objects"),
        ("disputed_dates", "NaN", "disputed_dates not carried: expected a list of objects"),
        ("disputed_dates", '[{"date":5}]', "not imported: '5' is not a date"),
    ],
)
def test_cells_of_json(name: str, cell: str, message: str) -> None:
    """One of another shape is named."""
    values = {
        "date": "2018-01-02",
        "title": "A boat",
        "summary": "A boat came.",
        "sources": "gazette-2019-05-14-talks",
        name: cell,
    }
    out = io.StringIO()
    writer = csv.DictWriter(out, [*values])
    writer.writeheader()
    writer.writerow(values)
    (found,) = said(tables.read(out.getvalue().encode(), "f.csv"))
    assert message in found


def slide_with(text: str, **parts: Any) -> ImportedTimeline:
    """A timeline of a slide with a text and other parts."""
    words = {"headline": "A boat", "text": text}
    raw = json.dumps({"events": [{"start_date": {"year": 2018}, "text": words, **parts}]})
    return timelinejs_file.read(raw.encode(), "f.json", Settings())


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ('<a href="">T</a>', "a source without an id and an address not carried"),
        ('<a href="http://[::1">T</a>', "source 'http://[::1' not carried: it is not an http"),
    ],
)
def test_a_source_that_cannot_be_found_is_named(link: str, message: str) -> None:
    found = said(slide_with(f'<p class="event">It came.</p><p class="sources">{link}</p>'))
    assert any(message in one for one in found), found


def test_a_field_of_our_export_that_cannot_be_read_is_named() -> None:
    found = said(slide_with("<p class='event' data-disputed_dates='[5]'>A boat came.</p>"))
    assert any("disputed_dates not carried: expected a list" in one for one in found), found


def test_a_book_with_a_wrong_number_is_named() -> None:
    events = b"date,title,summary,sources\n2018-01-02,A boat,A boat came.,lost-book\n"
    books = b"id,publisher,title,isbn\nlost-book,The Press,A book,978-0-00-000000-1\n"
    found = said(tables.read(events, "f.csv", (books, "s.csv")))
    assert any("'A boat': source lost-book not carried: " in one for one in found), found


def calendar_with(*lines: str) -> ImportedTimeline:
    """A calendar of an event with some lines more."""
    own = ["DTSTART:20180101T100000Z", "SUMMARY:A boat", "DESCRIPTION:A boat came."]
    begin, end = ["BEGIN:VCALENDAR", "BEGIN:VEVENT"], ["END:VEVENT", "END:VCALENDAR"]
    text = "\r\n".join([*begin, *own, *lines, *end, ""])
    return calendar.read(text.encode(), "f.ics", None)


def test_a_duration_that_is_none_is_named() -> None:
    found = calendar_with("DURATION:1H")
    assert [event.fields["date"] for event in found.events] == ["2018-01-01T10:00Z"]
    assert said(found) == ["'A boat': DURATION not carried: expected one such as PT1H, found '1H'"]


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("end_date", "2018-05-14", "expected an object with year, month, day, found '2018-05-14'"),
        ("media", "https://a.example.org/x", "expected an object with url, found 'https://a."),
        ("group", ["Talks"], "expected a text, found '[\"Talks\"]'"),
        ("display_date", ["In May"], "expected a text, found '[\"In May\"]'"),
        ("unique_id", ["x"], "expected a text, found '[\"x\"]'"),
        ("unique_id", True, "expected a text, found 'true'"),
    ],
)
def test_a_part_of_a_slide_of_another_type_is_named(name: str, value: Any, message: str) -> None:
    (found,) = said(slide_with("A boat came.", **{name: value}))
    assert found.startswith(f"'A boat': {name} not carried: {message}")


@pytest.mark.parametrize("empty", ["", " ", None, [], {}, {"url": ""}, False])
def test_an_empty_part_of_a_slide_is_nothing_to_name(empty: Any) -> None:
    for name in ("display_date", "unique_id", "group", "media", "end_date"):
        if empty != " " or name in {"display_date", "unique_id", "group"}:
            assert said(slide_with("A boat came.", **{name: empty})) == []


def test_a_text_for_a_date_is_named() -> None:
    (found,) = said(slide_with("A boat came.", start_date="2018-01-02"))
    expected = "start_date: expected an object with year, month, day, found '2018-01-02'"
    assert found == f"'A boat': not imported: {expected}"


@pytest.mark.parametrize("line", ["LOCATION Midport", 'ORGANIZER;CN="a:mailto:x'])
def test_a_line_of_a_calendar_that_cannot_be_read_is_named(line: str) -> None:
    expected = f"'A boat': a line that cannot be read not carried: '{line}'"
    assert said(calendar_with(line)) == [expected]


@pytest.mark.parametrize("lines", [("TRIGGER:zz",), ("TRIGGER zz", "DURATION:x"), ()])
def test_a_wrong_alarm_is_not_carried_and_refuses_nothing(lines: tuple[str, ...]) -> None:
    found = calendar_with("BEGIN:VALARM", *lines, "END:VALARM", "LOCATION:Midport")
    assert [event.fields["place"] for event in found.events] == ["Midport"]
    assert said(found) == ["'A boat': VALARM not carried"]


def test_what_is_between_two_alarms_is_read() -> None:
    """An alarm ends at its own end, not at that of a later one."""
    alarm = ["BEGIN:VALARM", "TRIGGER:zz", "END:VALARM"]
    between = ["END:VEVENT", "BEGIN:VEVENT", "DTSTART:20190101T100000Z", "SUMMARY:A ship"]
    found = calendar_with(*alarm, *between, "DESCRIPTION:It came.", *alarm)
    assert [event.fields["title"] for event in found.events] == ["A boat", "A ship"]
    assert said(found) == ["'A boat': VALARM not carried", "'A ship': VALARM not carried"]


def test_the_help_of_options_keeps_sentences_apart() -> None:
    """Whose values they are comes first, since an example ends without a full stop."""
    shown = " ".join(run("import", "ical", "--help").output.split())
    assert "For all new sources: " in shown
    assert "For events of which the file does not say it: " in shown
    assert "--draft [true|false]" in shown
    asked = question(fields_of(Source)["language"], [], "", optional=True)
    assert "For example: en. (Press Enter" in asked


def test_what_is_not_a_slide_is_named() -> None:
    """An era may have no headline."""

    def named(whole: dict[str, Any]) -> list[str]:
        raw = json.dumps({"events": [], **whole}).encode()
        found = timelinejs_file.read(raw, "f.json", Settings())
        return [loss.message for loss in found.losses]

    assert named({"eras": [{"start_date": {"year": 2018}}]}) == [
        "'an era without a headline': not imported: an era is no event"
    ]
    assert named({"events": [5]}) == [
        "not imported: expected a slide, which is an object, found '5'"
    ]
    assert named({"eras": "x"}) == ["'eras' not carried: expected a list, found 'x'"]


def test_an_export(example: Path) -> None:
    """It is shown, or written to a file; a wrong topic is refused with the nearest one."""
    shown = run("export", "timelinejs", "harbour", "--root", example)
    slides = json.loads(shown.stdout)["events"]
    assert [slide["unique_id"] for slide in slides] == [
        event.id for event in good().catalog.events_of(["harbour"])
    ]
    assert "not shown: its image images/pier.png" in shown.stderr
    file, sources = example / "e.csv", example / "s.csv"
    words = ["export", "csv", "harbour", "--output", file, "--with-sources", sources]
    assert run(*words, "--root", example).output == ""
    rows = [*csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig")))]
    assert [row["page"] for row in rows][:1] == ["topics/harbour/record/#harbour-2010-opening"]
    assert sources.read_bytes() == exporting.sources_table(published(good()), "harbour")
    wrong = run("export", "csv", "harbor", "--root", example)
    assert (wrong.exit_code, "did you mean 'harbour'?" in wrong.output) == (2, True)
    assert run(*words[:3], "--output", example, "--root", example).exit_code == 2


def test_what_is_not_published_stays_here(example: Path) -> None:
    (example / "mkdocs.yml").write_text("exclude_docs: topics/\n", encoding="utf-8")
    for kind in ("timelinejs", "csv"):
        result = run("export", kind, "harbour", "--root", example)
        assert result.exit_code == 2
        assert "the page of the topic 'harbour' is not published" in result.output


def test_an_export_has_no_draft(tmp_path: Path) -> None:
    """The command leaves out records that only a preview shows."""
    put_in_place(tmp_path, read_folder(tmp_path), dict(tree_with_drafts(drafts=True)))
    for kind in ("timelinejs", "csv"):
        result = run("export", kind, "harbour", "--root", tmp_path)
        assert result.exit_code == 0, result.output
        assert WORD.lower() not in result.output.lower()
        assert run("export", kind, "tower", "--root", tmp_path).exit_code == 2


def test_drafts_stay_here_and_other_dates_come_back() -> None:
    path = "data/topics/harbour/events.yml"
    tree = read_folder(GOOD)
    text = (
        tree[path]
        .decode()
        .replace(
            "    place: Southport\n",
            "    place: Southport\n    disputed_dates:\n      - date: 2011\n"
            "        sources: [vestnik-2019-05-15-port]\n",
        )
    )
    text = text.replace("title: A quarrel at the table", "title: A quarrel\n    draft: true")
    site = read_site(tree.overlay({path: text.encode()}), html=False)
    disputed = [{"date": "2011", "sources": ["vestnik-2019-05-15-port"]}]
    for raw, name in (
        (exporting.timelinejs(published(site), "harbour")[0], "timelinejs"),
        (exporting.events_table(published(site), "harbour"), "csv"),
    ):
        events = {event.fields["id"]: event.fields for event in READ[name](raw).events}
        assert [*events] == ["harbour-2010-opening", "harbour-2019-05-14-talks"]
        assert events["harbour-2010-opening"]["disputed_dates"] == disputed
        assert events["harbour-2010-opening"]["summary"] == "The harbour opened."
    assert b"Other sources date it 2011." in exporting.timelinejs(published(site), "harbour")[0]


def test_a_disputed_event_says_so_elsewhere_too() -> None:
    raw = exporting.timelinejs(published(good()), "harbour")[0].decode()
    assert "Disputed: The Gazette; Southport denies it" in raw


def test_a_year_before_1_counts_back_as_people_do() -> None:
    """EDTF has a year 0000, which is 1 BC."""
    assert [moments.year_text(year) for year in (1, -1, -500, -12_345)] == [
        *("0001", "0000", "-0499", "Y-12344")
    ]
    slides = [
        {"start_date": {"year": year}, "text": {"headline": "A camp", "text": "Of tents."}}
        for year in (-500, -13_800_000_000)
    ]
    raw = json.dumps({"events": slides}).encode()
    found = timelinejs_file.read(raw, "f.json", Settings())
    assert [event.fields["date"] for event in found.events] == ["-0499"]
    assert "not imported: the year -13800000000: " in found.losses[0].message
