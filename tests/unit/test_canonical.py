"""The canonical form: how a record is written, and how one more comes into a file."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from conftest import ROOT
from explainer.__main__ import explainer
from explainer.facts.field_types import Headline
from explainer.facts.layout import canonical, text_of
from explainer.facts.loader import FILES, LISTS
from explainer.facts.model import Model, class_in, fields_of
from explainer.facts.records import Event, Statement
from explainer.facts.topics import Topic
from explainer.json_schema import modeline
from explainer.yaml_text import reader
from explainer.yaml_text.canonical import Layout, added, formatted
from explainer.yaml_text.comments import Comments, read_comments
from explainer.yaml_text.scalars import folded
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from pathlib import Path

    from explainer.yaml_text.document import Document

EVENTS = "data/topics/harbour/events.yml"
EXAMPLES = ROOT / "tests" / "examples" / "format"
PATHS = {
    "comments": EVENTS,
    "topic": "data/topics/harbour/topic.yml",
    "values": "data/topics/harbour/statements.yml",
    "windows": "data/sides.yml",
}
"""The file that the examples would be in."""


def read(text: str) -> Document:
    """A text that is sound YAML."""
    document, problems = reader.read_text("x.yml", text)
    assert document
    assert not problems
    return document


def in_form(path: str, text: str) -> str:
    """The text in canonical form; formatting it again changes nothing."""
    formed, problems = canonical(path, text.encode())
    assert formed is not None, problems
    assert canonical(path, formed.encode()) == (formed, [])
    return formed


@pytest.mark.parametrize("name", PATHS)
def test_the_examples(name: str, update_goldens: bool) -> None:  # noqa: FBT001  (a fixture)
    """Each file as it is written, and as it is formatted; nothing is lost on the way."""
    before = (EXAMPLES / f"{name}.before.yml").read_bytes().decode()
    after = in_form(PATHS[name], before)
    golden = EXAMPLES / f"{name}.after.yml"
    if update_goldens:
        golden.write_bytes(after.encode())
    assert after == golden.read_text(encoding="utf-8")
    old, new = read(before), read(after)
    assert new.value == old.value
    assert read_comments(new).all() == read_comments(old).all()


def test_every_comment_of_the_example_is_found() -> None:
    """As many as were counted by hand."""
    text = (EXAMPLES / "comments.before.yml").read_text(encoding="utf-8")
    assert len(read_comments(read(text)).all()) == 35


def values_of(model: type[Model]) -> st.SearchStrategy[dict[str, Any]]:
    """Plain values such as a file with that model could hold, and a key that it has not."""
    fields = {name: value_of(info.annotation) for name, info in fields_of(model).items()}
    return st.fixed_dictionaries({}, optional=fields | {"odd": st.lists(TEXTS, max_size=3)})


def value_of(annotation: Any) -> st.SearchStrategy[Any]:
    """A value for a field, by its kind."""
    inner = class_in(annotation, Model)
    one = values_of(inner) if inner else PROSE if class_in(annotation, Headline) else TEXTS
    return st.lists(one, max_size=3) if "tuple" in str(annotation) else one


SIGNS = st.sampled_from(
    [*"ab01 -?:,[]{}#&*!|>'\"%@`\\\n\t.~é…”\u00a0朝", "no", ": ", " #", "---", "  "]
)
TEXTS = st.lists(SIGNS, max_size=8).map("".join)
SENTENCES = st.sampled_from(["They met. ", "Nobody came! ", "It was #4: so. ", "'A', \"b\". "])
TOLD = st.tuples(st.sampled_from(["", "", " "]), st.lists(SENTENCES, max_size=4))
PROSE = st.one_of(TEXTS, TOLD.map(lambda told: (told[0] + "".join(told[1])).rstrip()))


def test_a_layout_of_no_record() -> None:
    """The form needs no model: an order of keys, and which texts are folded."""
    layout = Layout({"note": Layout(folded=True), "a": Layout({"x": Layout()})})
    text = "b: one. Two.\na: {y: 1, x: 2}\nnote: They met. They left. # why\n"
    assert formatted(read(text), layout) == (
        "note: >-  # why\n  They met.\n  They left.\na:\n  x: 2\n  y: 1\nb: one. Two.\n"
    )


@given(st.data())
def test_any_record(data: st.DataObject) -> None:
    """It reads back as the values it was made of, added to a file or alone, whatever they hold."""
    model = data.draw(st.sampled_from([model for model in FILES.values() if model in LISTS]))
    path = next(path for path, kind in FILES.items() if kind is model).replace("*", "harbour")
    records = data.draw(st.lists(values_of(model).filter(bool), min_size=1, max_size=3))
    text = ""
    for values in records:
        assert read(text_of(model, values)).value == values
        text = added(text, path, LISTS[model], [text_of(model, values)], modeline(path))
    assert read(text).value == {LISTS[model]: records}
    assert in_form(path, text) == text


@given(st.data())
def test_comments_anywhere(data: st.DataObject) -> None:
    """Wherever one is put, if the file can still be read nothing is lost, and once is enough."""
    name = data.draw(st.sampled_from(sorted(PATHS)))
    which = data.draw(st.sampled_from(["before", "after"]))
    lines = (EXAMPLES / f"{name}.{which}.yml").read_text(encoding="utf-8-sig").splitlines()
    for number in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        comment = f"# new {number}"
        if data.draw(st.booleans()):
            lines[at] += f" {comment}"
        else:
            lines.insert(at, " " * data.draw(st.integers(0, 9)) + comment)
        lines[at:at] = [""] * data.draw(st.integers(0, 2))
    text = "\n".join(lines)
    document, problems = reader.read_text("x.yml", text)
    if document and not problems:
        in_form(PATHS[name], text)


def test_all_data_of_the_project(tmp_path: Path) -> None:
    """Formatting it loses no value and no comment, and doing it again changes nothing."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / "docs").mkdir()
    first, second = (
        CliRunner().invoke(explainer, ["format", "--root", str(tmp_path)]) for _ in range(2)
    )
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert second.stdout.startswith("0 of ")
    for file in (ROOT / "data").rglob("*.yml"):
        after = (tmp_path / file.relative_to(ROOT)).read_text(encoding="utf-8")
        old, new = read(file.read_text(encoding="utf-8")), read(after)
        assert new.value == old.value
        assert read_comments(new).all() == read_comments(old).all()


def test_a_record_with_notes() -> None:
    """Keys in their order; a note where its field would be, also at the end."""
    values = {
        "sources": ["gazette"],
        "date": "2019-05-14",
        "summary": "They met. They parted.",
        "id": "harbour-2019-05-14-talks",
        "odd": "no",
    }
    notes = {"place": "The\n  place", "part_of": "The larger event", "date": "never shown"}
    assert text_of(Event, values, notes) == (
        "id: harbour-2019-05-14-talks\n"
        "date: 2019-05-14\n"
        "summary: >-\n"
        "  They met.\n"
        "  They parted.\n"
        "# place: The place\n"
        "# part_of: The larger event\n"
        "sources: [gazette]\n"
        "odd: no\n"
    )
    assert text_of(Statement, {"id": "a"}, {"note": "Why"}) == "id: a\n# note: Why\n"


def test_the_width_counts_from_the_margin_of_the_file() -> None:
    """A record of a list is indented by four columns; a topic by itself is not indented."""
    long = "word " * 17 + "word"
    assert text_of(Event, {"title": long}).startswith("title: word")
    assert text_of(Event, {"title": long + " on"}).startswith("title: >-\n")
    assert text_of(Topic, {"title": long + " on"}).startswith("title: word")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "",
            "# yaml-language-server: $schema=../../../schemas/events.json\nevents:\n  - id: n\n",
        ),
        ("# Head\n", "# Head\nevents:\n  - id: n\n"),
        ("events:\n", "events:\n  - id: n\n"),
        ("events: [ ] # none\n", "events: # none\n  - id: n\n"),
        ("events:\n  - id: x", "events:\n  - id: x\n\n  - id: n\n"),
        ("events:\n  - id:   x\n\n\n", "events:\n  - id:   x\n\n  - id: n\n\n\n"),
        ("events:\n  - a: >-\n      b\n\n\n", "events:\n  - a: >-\n      b\n\n  - id: n\n\n\n"),
        (
            "\ufeffevents:\r\n- id: x\r\n  # place\r\n# end\r\n",
            "\ufeffevents:\r\n- id: x\r\n  # place\r\n\r\n- id: n\r\n\r\n# end\r\n",
        ),
        (
            "events:\n  - summary: |\n      One.\n\nodd: 1\n",
            "events:\n  - summary: |\n      One.\n\n  - id: n\n\nodd: 1\n",
        ),
    ],
)
def test_one_more_record(before: str, after: str) -> None:
    """It comes after the last, as far in, with the file's line ends; the rest stays."""
    assert added(before, EVENTS, "events", ["id: n\n"], modeline(EVENTS)) == after


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("events: [{id: x}]\n", "expected 'events:', and then each on lines of its own"),
        ("events: {}\n", "expected 'events:'"),
        ("- id: x\n", "expected 'events:'"),
        ("statements: []\n", "expected 'events:'"),
        ("events: 'x\n", "this quotation mark is never closed"),
    ],
)
def test_a_file_to_which_nothing_can_be_added(text: str, message: str) -> None:
    """The reason is said."""
    with pytest.raises(ValueError, match=message):
        added(text, EVENTS, "events", ["id: n\n"], "#")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("They met. They left.", ["They met.", "They left."]),
        ("They met at 4 p.m. GMT.", ["They met at 4 p.m. GMT."]),
        (" They met. They left.", []),
        ("They met. They left. ", []),
        ("They met.  They left.", []),
        ("They  met. They left.", []),
        ("They met.\nThey left.", []),
        ("They met.\tThey left.", []),
        ("", []),
    ],
)
def test_what_is_folded(text: str, lines: list[str]) -> None:
    """One sentence a line, but only where the lines read back as the text."""
    assert folded(text) == lines


def test_nothing_is_ever_lost(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Should the program write another value, or forget a comment, the file stays as it is."""
    sides = example / "data" / "sides.yml"
    sides.write_text("sides:   # why\n  - id: north\n    name: Northport\n", encoding="utf-8")
    before = sides.read_bytes()
    refused = (
        "data/sides.yml:1:1: this file cannot be put into canonical form without losing something "
        "(the file is unchanged; please report this)"
    )
    for what, wrong in (
        ("scalar", lambda text: text.replace("Northport", "Southport")),
        ("read_comments", lambda document: Comments(["#"] * ("   " not in document.lines[0]))),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(f"explainer.yaml_text.canonical.{what}", wrong)
            result = CliRunner().invoke(explainer, ["format", "--root", str(example), str(sides)])
        assert (result.exit_code, refused in result.stdout) == (1, True)
        assert sides.read_bytes() == before


def test_format_writes_what_is_not_in_form(example: Path) -> None:
    """It names each file; with --check it only says so."""
    sides = example / "data" / "sides.yml"
    before = sides.read_bytes()
    told = CliRunner().invoke(explainer, ["format", "--root", str(example), "--check"])
    assert told.exit_code == 1
    assert told.stdout == (
        "data/sides.yml\ndata/topics/harbour/statements.yml\ndata/topics/harbour/topic.yml\n"
        "3 of 16 files would change\n"
    )
    assert sides.read_bytes() == before
    one = CliRunner().invoke(explainer, ["format", "--root", str(example), str(sides)])
    assert (one.exit_code, one.stdout) == (0, "data/sides.yml\n1 of 1 file changed\n")
    assert sides.read_text(encoding="utf-8") == (
        "sides:\n  - id: north\n    name: Northport\n    tone: blue\n\n"
        "  - id: south\n    name: Southport\n    tone: red\n"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("sides: 'x\n", "data/sides.yml:1:8: this quotation mark is never closed"),
        ("sides:\n  - id: a\n    id:   b\n", "the key 'id' occurs twice"),
        ("sides: &a []\n", "an anchor, &a"),
        ("- id:   a\n", "expected lines of 'key: value', found a list"),
        ("# nothing\n", "the file is empty"),
    ],
)
def test_format_leaves_alone_what_it_cannot_read(example: Path, text: str, message: str) -> None:
    """The problem is shown, and the other files are written all the same."""
    sides = example / "data" / "sides.yml"
    sides.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(explainer, ["format", "--root", str(example)])
    assert result.exit_code == 1
    assert message in result.stdout
    assert result.stdout.splitlines()[-1] == "2 of 16 files changed"
    assert sides.read_text(encoding="utf-8") == text


def test_format_of_a_file_that_cannot_be_written(
    example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is named, and not counted."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)
    result = CliRunner().invoke(explainer, ["format", "--root", str(example)])
    assert result.exit_code == 1
    assert "data/sides.yml:1:1: this cannot be written: Permission denied" in result.stdout
    assert result.stdout.splitlines()[-2:] == ["3 problems", "0 of 16 files changed"]


def test_format_leaves_alone_a_file_that_belongs_nowhere(example: Path) -> None:
    """Without its kind the order of its keys is not known."""
    odd = example / "data" / "topics" / "harbour" / "evnts.yml"
    odd.write_text("events:   []\n", encoding="utf-8")
    result = CliRunner().invoke(explainer, ["format", "--root", str(example), str(odd)])
    assert result.exit_code == 1
    assert "did you mean 'events.yml'?" in result.stdout
    assert odd.read_text(encoding="utf-8") == "events:   []\n"
