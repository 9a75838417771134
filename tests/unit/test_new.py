"""`explainer new`: what it writes, what it asks, and what it refuses."""

from __future__ import annotations

import hashlib
import sys
from typing import TYPE_CHECKING, Any, get_args

import pytest
from click.testing import CliRunner, Result
from conftest import HARBOUR_LOCK, ROOT
from explainer.__main__ import explainer
from explainer.authoring.ids import proposed_id
from explainer.authoring.new_records import KINDS
from explainer.facts.actors import Tone
from explainer.facts.records import Event, Source, Statement
from explainer.quotes import lock
from explainer.site import read_site
from explainer.source_tree import read_folder

if TYPE_CHECKING:
    from pathlib import Path

    from explainer.facts.model import Record
    from explainer.site import Site

TOPIC = "data/topics/harbour"
NEXT_STEP = (
    "in a new record, a line that begins with # is a field that you can fill in; "
    "delete those that you do not need, then: explainer check"
)
EVENT = [
    *("event", "--topic", "harbour", "--date", "2019-05-29", "--title", "Midport reports on talks"),
    *("--summary", "Midport reported. Nobody came.", "--kind", "report", "--status", "occurred"),
    *("--source", "gazette-2019-05-14-talks", "--source", "vestnik-2019-05-15-port"),
]
STATEMENT = [
    *("statement", "--topic", "harbour", "--date", "2019-05-14", "--speaker", "ada-berg"),
    *("--text", "Let us go on: now", "--source", "gazette-2019-05-14-talks", "--lang", "en"),
    *("--rendering", "original", "--context", "At the talks."),
]
CAPTURED = [
    *("statement", "--topic", "harbour", "--date", "2019-06-01", "--speaker", "north-council"),
    *("--source", "notice-2019-06-01-fees", "--lang", "en", "--rendering", "original"),
    *("--context", "A notice.", "--text"),
]
SOURCE = [
    *(
        "source",
        "--publisher",
        "The Gazette (online)",
        "--url",
        "https://gazette.example.org/a/harbour-42",
    ),
    *("--published", "2019-06-02", "--kind", "news", "--language", "en", "--tier", "B"),
]
PERSON = ["person", "--name", "Åse Øverli-Dahl", "--side", "north"]
NEW_TOPIC = [
    *("topic", "--title", "The Pier", "--question", "Who may use the pier?", "--author", "A"),
    *("--summary", "Some may.", "--as-of", "2019-05-31", "--record-ends", "2021-02"),
    *("--side", "north", "--side", "south"),
]


def new(site: Path, *arguments: str, answer: str = "") -> Result:
    """The command run on a site."""
    return CliRunner().invoke(explainer, ["new", *arguments, "--root", str(site)], input=answer)


def state(site: Path) -> dict[str, str]:
    """Every file and folder of a site, and what is in it."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        if path.is_file()
        else ""
        for path in site.rglob("*")
    }


@pytest.fixture
def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pretend that there is a person who can answer."""
    monkeypatch.setattr("explainer.cli.forms.is_interactive", lambda: True)


@pytest.mark.parametrize(
    ("arguments", "path", "said"),
    [
        (EVENT, f"{TOPIC}/events.yml", "event 'harbour-2019-05-29-midport'"),
        ([*STATEMENT, "--compared"], f"{TOPIC}/statements.yml", "statement 'berg-2019-05-14-let'"),
        (SOURCE, "data/sources.yml", "source 'gazette-2019-06-02-harbour'"),
        ([*SOURCE, "--topic", "harbour"], f"{TOPIC}/sources.yml", "source 'gazette-2019-06-02-"),
        (PERSON, "data/people.yml", "person 'ase-overli-dahl'"),
    ],
    ids=["event", "statement", "shared source", "source of a topic", "person"],
)
def test_one_of_each(example: Path, arguments: list[str], path: str, said: str) -> None:
    """It is at the end of its file, the rest of the file is untouched, and nothing is wrong."""
    file = example / path
    file.write_text("# A comment   \n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    before = state(example)
    old = file.read_text(encoding="utf-8")
    result = new(example, *arguments)
    assert result.exit_code == 0, result.output
    line = old.count("\n") + 2
    *_, where, last = result.stdout.splitlines()
    assert where.startswith(f"{path}:{line}: {said}")
    assert last == NEXT_STEP
    text = file.read_text(encoding="utf-8")
    assert text.startswith(f"{old}\n  - id: ")
    changed = {name for name, digest in state(example).items() if before.get(name) != digest}
    assert changed - {HARBOUR_LOCK} == {path}
    assert (HARBOUR_LOCK in changed) == (arguments[0] == "statement")
    assert read_site(read_folder(example)).problems == []
    formed = CliRunner().invoke(explainer, ["format", "--root", str(example), str(file)])
    assert formed.exit_code == 0
    added = file.read_text(encoding="utf-8").split("\n\n")[-1]
    assert added == text.split("\n\n")[-1]


def test_what_an_event_looks_like(example: Path) -> None:
    """Every field that was left out is a comment, in its place."""
    assert new(example, *EVENT, "--actor", "ada-berg", "--id", "harbour-here").exit_code == 0
    text = (example / TOPIC / "events.yml").read_text(encoding="utf-8")
    assert text.split("\n\n")[-1] == (
        "  - id: harbour-here\n"
        "    date: 2019-05-29\n"
        "    # disputed_dates: The other dates that sources give, and which ones; the page names "
        "all.\n"
        "    title: Midport reports on talks\n"
        "    # short_title: The title in at most 36 characters, for drawings.\n"
        "    # importance: `key` for the few events that a reader must know: the drawing names "
        "them.\n"
        "    summary: >-\n"
        "      Midport reported.\n"
        "      Nobody came.\n"
        "    kind: report\n"
        "    status: occurred\n"
        "    # attribution: Who says so; needed if the status is reported or disputed.\n"
        "    actors: [ada-berg]\n"
        "    topics: [harbour]\n"
        "    # tags: Its tags; readers can narrow a list to one.\n"
        "    # place: The place, also shown with the local time if the date has a time. A map "
        "shows it if data/places.yml has a place of this name.\n"
        "    # image: An image of it.\n"
        "    # part_of: The larger event that it is part of.\n"
        "    sources: [gazette-2019-05-14-talks, vestnik-2019-05-15-port]\n"
        "    # draft: Whether only a preview shows it; leave it out for what is published.\n"
    )


def test_a_topic(example: Path) -> None:
    """Its record, its page and a first change; events come into a file of their own."""
    result = new(example, *NEW_TOPIC)
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[-2:] == [
        "data/topics/the-pier/topic.yml:1 and docs/topics/the-pier.md:1: topic 'the-pier'",
        NEXT_STEP,
    ]
    site = read_site(read_folder(example))
    assert site.problems == []
    topic = site.catalog.topics["the-pier"]
    assert [(change.kind, change.date.day.first_day.date) for change in topic.changes] == [
        ("new fact", site.edition.today)
    ]
    page = (example / "docs" / "topics" / "the-pier.md").read_text(encoding="utf-8")
    assert page.startswith("---\ntopic: the-pier\ncoverage: 90 %\n")
    assert "\n# The Pier\n" in page
    assert "<!-- timeline\nfrom: 2019-06-01\nsummaries: none\n-->" in page
    event = [word if word != "harbour" else "the-pier" for word in EVENT]
    assert new(example, *event).exit_code == 0
    text = (example / "data" / "topics" / "the-pier" / "events.yml").read_text(encoding="utf-8")
    assert text.startswith(
        "# yaml-language-server: $schema=../../../schemas/events.json\n"
        "events:\n  - id: the-pier-2019-05-29-midport\n"
    )
    (example / "docs" / "topics" / "the-pier.md").write_text(
        page.replace("<!-- timeline\nuntil: 2019-05-31\n-->", "```timeline\nuntil: 2019-05-31\n```")
        .replace("2019-05-31", "2019-06-30"), encoding="utf-8",
    )  # fmt: skip
    assert read_site(read_folder(example)).problems == []


def test_a_statement_is_checked_against_its_capture(example: Path) -> None:
    """Its check alone comes into the lock; words that are not there are refused."""
    before = state(example)
    refused = new(example, *CAPTURED, "Boats pay everything")
    assert refused.exit_code == 1
    assert "nothing was written" in refused.stdout
    assert "captures/open/notice-2019-06-01-fees.txt" in refused.stdout
    assert state(example) == before
    old = (example / HARBOUR_LOCK).read_text(encoding="utf-8").split("  - ")
    result = new(example, *CAPTURED, "Boats under ten metres pay nothing")
    assert result.exit_code == 0, result.output
    assert f"{HARBOUR_LOCK}: found in the stored text of its source" in result.stdout
    checks = lock.read_lock(read_folder(example))[0]
    assert checks["north-council-2019-06-01-nothing"].against == "5d6ad5e1ca5286e1"
    text = (example / HARBOUR_LOCK).read_text(encoding="utf-8")
    assert len(checks) == len(old)
    assert all(check in text for check in old)


def test_a_statement_that_nobody_has_compared(example: Path) -> None:
    """A page that refuses it is named, and what to do; where it may be shown it is written."""
    before = state(example)
    refused = new(example, *STATEMENT)
    assert refused.exit_code == 1
    assert "'berg-2019-05-14-let' has not been checked" in refused.stdout
    assert refused.stdout.splitlines()[-3:] == [
        (
            "compare the words with https://gazette.example.org/2019/talks?page=1&part=2 "
            "and add --compared,"
        ),
        "or put 'unverified: shown' into the front matter of the page that shows it",
        "nothing was written",
    ]
    assert state(example) == before
    page = example / "docs" / "topics" / "harbour.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("topic: harbour", "topic: harbour\nunverified: shown"), "utf-8")
    result = new(example, *STATEMENT)
    assert result.exit_code == 0, result.output
    assert (
        "unverified; compare the words, then: explainer verify berg-2019-05-14-let" in result.stdout
    )
    assert lock.read_lock(read_folder(example))[0]["berg-2019-05-14-let"].against == "unverified"
    assert read_site(read_folder(example)).problems == []


REFUSED = [
    (["event"], "an event needs --date, --title, --summary, --kind, --status, --topic, --source"),
    ([*EVENT, "--status", "disputed"], "an event needs --attribution"),
    (
        [*EVENT, "--source", "gazette-2019-05-14-talk"],
        "--source: no source 'gazette-2019-05-14-talk' (did you mean 'gazette-2019-05-14-talks'?)",
    ),
    ([*EVENT, "--date", "2019-02-30"], "--date: "),
    ([*EVENT, "--kind", "metting"], "(did you mean 'meeting'?)"),
    ([*SOURCE, "--tier", "b"], "--tier: 'b' is not one of: A, B, C (did you mean 'B'?)"),
    ([*SOURCE, "--kind", "newspaper"], "(did you mean 'news'?)"),
    (
        [*SOURCE, "--kind", "Official"],
        "(did you mean 'official-document' or 'official-transcript'?)",
    ),
    ([*SOURCE, "--kind", "blog"], "'blog' is not one of: news, wire, official-document, "),
    ([*EVENT, "--place", ""], "--place: 'place' is empty"),
    ([*EVENT, "--place", "a\udc80b"], "--place: a character that cannot be seen (U+DC80)"),
    ([*EVENT, "--id", "harbour-2010-opening"], "the id 'harbour-2010-opening' is given a second"),
    ([*EVENT, "--id", "Harbour"], "--id: 'Harbour' is not an id"),
    ([*SOURCE, "--topic", "harbor"], "--topic: no topic 'harbor' (did you mean 'harbour'?)"),
    ([*SOURCE, "--url", "gazette"], "--url: 'gazette' is not an http or https address"),
    (
        [*PERSON, "--name", "Ada Berg"],
        "these words make no free id; choose one with --id",
    ),
    (
        [*PERSON, "--name", "Ольга"],
        "these words make no free id; choose one with --id",
    ),
    ([*NEW_TOPIC, "--slug", "harbour"], "the id 'harbour' is given a second time"),
    ([*NEW_TOPIC, "--slug", "../x"], "--slug: '../x' is not an id"),
    ([*CAPTURED, "word " * 61], "--text: a quote of 61 words; 60 at most"),
]


@pytest.mark.parametrize(("arguments", "message"), REFUSED, ids=[told for _, told in REFUSED])
def test_options_that_are_refused(example: Path, arguments: list[str], message: str) -> None:
    """What a check would say, beside the option; nothing is written."""
    before = state(example)
    result = new(example, *arguments)
    assert (result.exit_code, message in result.stderr) == (2, True), result.output
    assert state(example) == before


def test_all_mistakes_are_named_at_once(example: Path) -> None:
    """Those in the options and those that are missing."""
    result = new(example, "event", "--date", "never", "--actor", "ada-burg", "--status", "reported")
    assert "--date: " in result.stderr
    assert (
        "--actor: no person or organisation 'ada-burg' (did you mean 'ada-berg'?)" in result.stderr
    )
    assert (
        "an event needs --title, --summary, --kind, --topic, --source, --attribution"
        in result.stderr
    )


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        ("events.yml", b"events: [{}]\n", "expected 'events:', and then each on lines of its own"),
        ("events.yml", b"events: 'x\n", "this quotation mark is never closed"),
        ("events.yml", b"events: \xff\n", "not UTF-8: byte 0xFF"),
        ("../../quotes.lock", b"checks: [{statement: x}]\n", "a check needs the field 'text'"),
    ],
)
def test_a_file_that_cannot_be_added_to(
    example: Path, path: str, text: bytes, message: str
) -> None:
    """It is left as it is, and its problem is shown."""
    (example / TOPIC / path).write_bytes(text)
    before = state(example)
    result = new(example, *(EVENT if path == "events.yml" else [*STATEMENT, "--compared"]))
    assert result.exit_code == 1
    assert message in result.stdout
    assert result.stdout.endswith("nothing was written\n")
    assert state(example) == before


def test_a_problem_that_only_the_whole_site_shows(example: Path) -> None:
    """Nothing is written: here the office on that day is unknown."""
    before = state(example)
    speaker = [word if word != "ada-berg" else "carl-dahl" for word in STATEMENT]
    result = new(example, *speaker, "--date", "2020-01-01", "--compared")
    assert result.exit_code == 1
    assert "the office of Carl Dahl on 1 January 2020 is not known" in result.stdout
    assert state(example) == before


@pytest.mark.usefixtures("on_a_terminal")
def test_what_was_answered_is_given_back(example: Path) -> None:
    """The text is what its file would contain: pasted in by hand, it has the same problems."""
    speaker = [word if word != "ada-berg" else "carl-dahl" for word in STATEMENT]
    result = new(example, *speaker, "--date", "2020-01-01", "--compared", answer="\n\n")
    assert result.exit_code == 1
    path = f"{TOPIC}/statements.yml"
    _, record = result.stdout.split(f"for you to correct and add by hand:\n\n{path}:\n")
    text = (example / path).read_text(encoding="utf-8")
    (example / path).write_text(f"{text}\n{record}", encoding="utf-8")
    found = [problem.message for problem in read_site(read_folder(example)).problems]
    assert "the office of Carl Dahl on 1 January 2020 is not known" in found
    assert [one for one in found if one not in result.stdout] == [
        f"'dahl-2020-01-01-let' is not in {HARBOUR_LOCK}"
    ]


def test_old_problems_are_no_obstacle(example: Path) -> None:
    """Only what the new record brings counts."""
    (example / TOPIC / "evnts.yml").write_text("events: []\n", encoding="utf-8")
    text = (example / HARBOUR_LOCK).read_text(encoding="utf-8")
    lost = text.replace("dahl-2019-05-14-closed-interpreter", "smith-2019-05-14-closed")
    (example / HARBOUR_LOCK).write_text(lost, encoding="utf-8")
    assert new(example, *EVENT).exit_code == 0
    assert new(example, *STATEMENT, "--compared").exit_code == 0


def test_no_file_is_overwritten(example: Path) -> None:
    """A page that is there already, without a topic."""
    page = example / "docs" / "topics" / "the-pier.md"
    page.write_text("# Mine\n", encoding="utf-8")
    before = state(example)
    result = new(example, *NEW_TOPIC)
    assert result.exit_code == 1
    assert "docs/topics/the-pier.md:1:1: this file already exists" in result.stdout
    assert state(example) == before


def test_a_folder_that_cannot_be_made(example: Path) -> None:
    """A file is in its place."""
    (example / "data" / "topics" / "the-pier").write_text("", encoding="utf-8")
    before = state(example)
    result = new(example, *NEW_TOPIC)
    assert result.exit_code == 1
    assert "data/topics/the-pier/topic.yml:1:1: this cannot be written: " in result.stdout
    assert state(example) == before


def test_a_command_that_is_stopped(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has written nothing, as one line says: files are written only when all is checked."""
    before = state(example)

    def stop(*_: object, **__: object) -> Site:
        assert state(example) == before
        raise KeyboardInterrupt

    monkeypatch.setattr("explainer.authoring.addition.read_site", stop)
    result = new(example, *NEW_TOPIC)
    assert (result.exit_code, result.stderr) == (1, "\nnothing was written\n")
    assert state(example) == before


@pytest.mark.usefixtures("on_a_terminal")
def test_what_is_missing_is_asked(example: Path) -> None:
    """With what the field is for and its words; after a wrong answer, it asks again."""
    answers = [
        *("2019-13", "2019-05-19", "A quiet day", "Nobody came.", "metting", "meeting"),
        *("reported", "", "The Gazette", "ada-burg", "ada-berg", ""),
        *("gazette", "gazette-2019-05-14-talk,", "gazette-2019-05-14-talks,", ""),
    ]
    result = new(example, "event", answer="\n".join(answers) + "\n")
    assert result.exit_code == 0, result.output
    told = " ".join(result.stdout.split())
    assert "stops without writing anything. When. For example: 2024-03-02 date: " in told
    assert "there is no month 13" in result.stdout
    assert "The kind of event. One of: agreement, arrest, " in told
    assert "'metting' is not one of: agreement" in result.stdout
    assert (
        "The topics that show it, beginning with the topic of its folder. One of: harbour." in told
    )
    assert "show it. Give ids from sources.yml. One of: gazette-2010-03-01-master, gazette-" in told
    assert "those with 'gazette': gazette-2010-03-01-master, gazette-2019-05-14-talks" in told
    assert "did you mean 'gazette-2019-05-14-talks'?" in result.stdout
    assert (
        "attribution: this is needed; Ctrl-C stops without writing anything attribution: The"
        in told
    )
    assert "Give ids from people.yml or organisations.yml. One of: north-council, " in told
    assert "several with commas. (Press Enter to leave it out.) actors: ada-burg" in told
    assert "id of the event [harbour-2019-05-19-quiet]: " in result.stdout
    text = (example / TOPIC / "events.yml").read_text(encoding="utf-8")
    assert "  - id: harbour-2019-05-19-quiet\n" in text
    assert "    attribution: The Gazette\n    actors: [ada-berg]\n" in text
    assert read_site(read_folder(example)).problems == []


@pytest.mark.usefixtures("on_a_terminal")
def test_what_may_be_left_out_is_asked_for_if_it_is_usual(example: Path) -> None:
    """Enter leaves it out, and no comment speaks of it; what was not asked for is a comment."""
    answers = ["The Gazette", "", "https://gazette.example.org/fog", "2019-13", "2019-06-03",
               "news", "en", "B", ""]  # fmt: skip
    result = new(example, "source", answer="\n".join(answers) + "\n")
    assert result.exit_code == 0, result.output
    told = " ".join(result.stdout.split())
    assert "leave it out if you saw none. (Press Enter to leave it out.) title: " in told
    assert "there is no month 13" in result.stdout
    assert "id of the source [gazette-2019-06-03-fog]: " in result.stdout
    text = (example / "data" / "sources.yml").read_text(encoding="utf-8")
    assert text.split("\n\n")[-1] == (
        "  - id: gazette-2019-06-03-fog\n"
        "    publisher: The Gazette\n"
        "    # author: Who wrote it, if a reader needs the name to find it, such as the author of "
        "a book.\n"
        "    url: https://gazette.example.org/fog\n"
        "    # call_number: Its number there, such as a shelf mark or the number of a file.\n"
        "    published: 2019-06-03\n"
        "    kind: news\n"
        "    language: en\n"
        "    tier: B\n"
        "    # archive: An archived copy.\n"
        "    # side: The side that published it; leave it out for the press and other "
        "third parties.\n"
        "    # rights: Whether its text may be stored in captures/open/.\n"
        "    # note: What a reader should know about it, such as who funds it.\n"
        "    # editors_note: What only editors need to know, such as how the title was found; "
        "readers never see it.\n"
    )


@pytest.mark.usefixtures("on_a_terminal")
def test_the_event_of_a_statement_is_asked_for(example: Path) -> None:
    """By its id, until it is right."""
    answers = ["harbour-2019-05-14-talk", "harbour-2019-05-14-talks", ""]
    result = new(example, *STATEMENT, "--compared", answer="\n".join(answers) + "\n")
    assert result.exit_code == 0, result.output
    assert "did you mean 'harbour-2019-05-14-talks'?" in result.stdout
    assert (
        read_site(read_folder(example)).catalog.statements["berg-2019-05-14-let"].event
        == answers[1]
    )


@pytest.mark.usefixtures("on_a_terminal")
def test_an_answer_that_never_comes(example: Path) -> None:
    """Nothing is written, as one line says."""
    before = state(example)
    result = new(example, "event", answer="2019-05-29\n")
    assert (result.exit_code, result.stderr) == (1, "\nnothing was written\n")
    assert state(example) == before


def test_nobody_is_asked_without_a_terminal(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether there is one depends on where the answers would come from."""
    from explainer.cli.forms import is_interactive  # noqa: PLC0415  (patched elsewhere)

    for terminal in (True, False):
        monkeypatch.setattr(sys.stdin, "isatty", lambda terminal=terminal: terminal, raising=False)
        assert is_interactive() == terminal


def test_the_help_comes_from_the_records() -> None:
    """Each field with its docstring and an example, fixed words as choices."""
    told = CliRunner().invoke(explainer, ["new", "source", "--help"], terminal_width=200).stdout
    assert "Add a source: A page or document that others can open and read." in told
    assert "--tier [A|B|C]" in told
    assert (
        "A is an original publisher, B a news organisation or reference, C a copy or unknown."
        " [needed]" in told
    )
    assert "The address, if it has one. For example: https://www.example.org/page [needed]" in told
    assert "An archived copy.\n" in told
    assert "--id TEXT" in told
    assert "Publisher, date, keyword. [needed]" not in told
    group = CliRunner().invoke(explainer, ["new", "--help"]).stdout
    for line in (
        "topic         Begin a topic.",
        "event         Add an event.",
        "organisation  Add an organisation.",
        "number        Add a number.",
        "side          Add a side.",
    ):
        assert line in group


@pytest.mark.parametrize(
    ("model", "values", "name"),
    [
        (
            Event,
            {"topics": ["harbour"], "date": "2019-05~", "title": "Guaidó’s oath"},
            "harbour-2019-05-guaido",
        ),
        (
            Statement,
            {"speaker": "ada-berg", "date": "2019-05-20", "text": "Open, wide"},
            "berg-2019-05-20-wide",
        ),
        (
            Source,
            {"publisher": "AFP (on France 24)", "url": "https://x.example/2019/05/news-77a/port"},
            "afp-news",
        ),
        (Source, {"publisher": "ТАСС", "url": "https://x.example/port"}, ""),
    ],
)
def test_proposed_ids(
    example: Path, model: type[Record], values: dict[str, str], name: str
) -> None:
    """The longest word tells most; accents go, figures and what is taken are passed over."""
    assert proposed_id(model, values, read_site(read_folder(example)).catalog) == name


def test_what_others_save_in_the_meantime(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is named, and their line remains; nothing else is written either."""
    statements = example / TOPIC / "statements.yml"
    before = state(example)

    def read_while_another_saves(*arguments: Any, **settings: Any) -> Site:
        with statements.open("a", encoding="utf-8") as file:
            file.write("# mine\n")
        return read_site(*arguments, **settings)

    monkeypatch.setattr("explainer.authoring.addition.read_site", read_while_another_saves)
    result = new(example, *STATEMENT, "--compared")
    assert result.exit_code == 1
    assert result.stdout == (
        f"{TOPIC}/statements.yml:1:1: somebody else saved this file in the meantime "
        "(run the command again)\n\n1 problem\nnothing was written\n"
    )
    assert statements.read_text(encoding="utf-8").endswith("# mine\n")
    changed = {name for name, digest in state(example).items() if before.get(name) != digest}
    assert changed == {f"{TOPIC}/statements.yml"}


def test_a_link_that_leads_nowhere(example: Path) -> None:
    """A record is not written to wherever it leads."""
    people = example / "data" / "people.yml"
    people.unlink()
    people.symlink_to(example / "elsewhere.yml")
    result = new(example, *PERSON)
    assert result.exit_code == 1
    assert "data/people.yml:1:1: this cannot be read: No such file" in result.stdout
    assert not (example / "elsewhere.yml").exists()


# --- A site without any data


UPPER = ["side", "--name", "Upper Town", "--tone", "blue"]
BEGINNING = {
    "data/sides.yml": UPPER,
    "data/organisations.yml": [
        *("organisation", "--name", "Council of Upper Town", "--side", "upper-town"),
        *("--role", "Runs Upper Town."),
    ],
    "data/people.yml": ["person", "--name", "Ada Berg", "--side", "upper-town"],
    "data/topics/the-pier/topic.yml": [
        *("topic", "--title", "The Pier", "--question", "Who may use it?", "--author", "A"),
        *("--summary", "Some may.", "--as-of", "2019-05-31", "--record-ends", "2021-02"),
        *("--side", "upper-town"),
    ],
    "data/topics/the-pier/sources.yml": [*SOURCE, "--topic", "the-pier"],
    "data/sources.yml": [*SOURCE, "--url", "https://gazette.example.org/b/fog-43"],
    "data/topics/the-pier/events.yml": [
        *("event", "--topic", "the-pier", "--date", "2019-05-29", "--title", "A report on fog"),
        *("--summary", "It came.", "--kind", "report", "--status", "occurred"),
        *("--source", "gazette-2019-06-02-fog"),
    ],
    "data/topics/the-pier/statements.yml": [
        *("statement", "--topic", "the-pier", "--date", "2019-05-29", "--speaker", "ada-berg"),
        *("--text", "Let us wait", "--source", "gazette-2019-06-02-fog", "--lang", "en"),
        *("--rendering", "original", "--context", "At the pier.", "--compared"),
    ],
    "data/tags.yml": ["tag", "--name", "Fees", "--meaning", "What ships pay."],
    "data/topics/the-pier/numbers.yml": [
        *("number", "--topic", "the-pier", "--value", "at least 40", "--unit", "ships"),
        *("--what", "Ships that waited.", "--date", "2019", "--source", "gazette-2019-06-02-fog"),
    ],
}
"""The file of each kind of record, and how to begin it, in an order that works."""


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A project without data or pages."""
    for name in ("data", "docs"):
        (tmp_path / name).mkdir()
    return tmp_path


def test_a_site_from_nothing(empty: Path) -> None:
    """One record of each kind after the other, without a problem at any time."""
    assert {arguments[0] for arguments in BEGINNING.values()} == {kind.noun for kind in KINDS}
    for path, arguments in BEGINNING.items():
        assert not (empty / path).exists()
        result = new(empty, *arguments)
        assert result.exit_code == 0, result.output
        assert (empty / path).is_file()
        checked = CliRunner().invoke(explainer, ["check", "--root", str(empty)])
        assert checked.exit_code == 0, checked.output
    shown = (empty / "data" / "sides.yml").read_text(encoding="utf-8")
    assert shown.endswith("sides:\n  - id: upper-town\n    name: Upper Town\n    tone: blue\n")


SIDE = "add it to data/sides.yml: explainer new side"
ACTOR = (
    "add it to data/people.yml: explainer new person, "
    "or add it to data/organisations.yml: explainer new organisation"
)


@pytest.mark.parametrize(
    ("arguments", "messages"),
    [
        (BEGINNING["data/topics/the-pier/topic.yml"], [f"--side: no side 'upper-town' ({SIDE})"]),
        (["topic"], [f"--side: there is no side yet; {SIDE}"]),
        (["person"], [f"--side: there is no side yet; {SIDE}"]),
        (
            ["statement"],
            [
                f"--speaker: there is no person or organisation yet; {ACTOR}",
                "--topic: there is no topic yet; begin it: explainer new topic",
                "--source: there is no source yet; add it to data/sources.yml: explainer new sour",
            ],
        ),
        (
            ["source", "--topic", "pier"],
            ["--topic: no topic 'pier' (begin it: explainer new topic)"],
        ),
    ],
)
def test_what_must_come_first(arguments: list[str], messages: list[str], empty: Path) -> None:
    """The file that is missing is named, and how to begin it."""
    result = new(empty, *arguments)
    assert result.exit_code == 2
    for message in messages:
        assert message in result.stderr
    assert not any((empty / "data").iterdir())


@pytest.mark.usefixtures("on_a_terminal")
def test_nobody_is_asked_for_what_cannot_be_answered(empty: Path) -> None:
    """Before the first question: there is no side yet that a person could name."""
    result = new(empty, "topic")
    assert result.exit_code == 2
    assert f"Error: --side: there is no side yet; {SIDE}\n" in result.stderr
    assert "title" not in result.output


def test_a_file_that_cannot_be_read_is_not_missing(empty: Path) -> None:
    """Nobody is sent to begin it."""
    (empty / "data" / "sides.yml").write_text("sides: 3\n", encoding="utf-8")
    result = new(empty, "topic")
    assert "a topic needs --title, " in result.stderr
    assert "explainer new side" not in result.stderr


def test_the_colours_of_a_side(example: Path) -> None:
    """The help lists them."""
    assert "[blue|red|ochre" in new(example, "side", "--help").output


def test_every_colour_of_a_side_is_in_the_styles() -> None:
    """A side without a colour would look like none."""
    css = (ROOT / "docs" / "stylesheets" / "sides.css").read_text(encoding="utf-8")
    for tone in get_args(Tone):
        assert css.count(f"--tone-{tone}:") == 2, tone  # light and dark
        assert f".side--{tone} " in css


def test_options_have_names_that_can_be_guessed(example: Path) -> None:
    """A new record has no former ids, and `same_words_as` is no plural."""
    shown = new(example, "statement", "--help").output
    assert "--alias" not in shown
    assert "--same-words-as " in shown
    assert "--topic " in shown
