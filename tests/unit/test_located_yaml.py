"""YAML as text with places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from explainer.yaml_text.reader import read_bytes, read_text
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from explainer.yaml_text.document import Document


def read(text: str) -> Document:
    document, problems = read_text("a.yml", text)
    assert document is not None
    assert problems == []
    return document


def test_every_scalar_is_text() -> None:
    """What other loaders take for something else means what it says."""
    written = "a: no\nb: 12:30\nc: 010\nd: 2019-05\ne: null\nf: ~\ng: 1e3\nh: 'x'\ni:\n"
    assert read(written).value == {
        "a": "no", "b": "12:30", "c": "010", "d": "2019-05", "e": "null",
        "f": "~", "g": "1e3", "h": "x", "i": "",
    }  # fmt: skip


def test_every_key_and_value_has_its_place() -> None:
    """Lines and columns begin with one."""
    document = read("# note\nevents:\n  - id: one\n    sources: [a, 'b']\n")
    places = {
        "key": document.key_place(("events", 0, "id")),
        "value": document.place(("events", 0, "id")),
        "item": document.place(("events", 0, "sources", 1), 0),
        "record": document.place(("events", 0)),
        "missing": document.place(("events", 0, "title")),
        "no key": document.key_place(("events", 0)),
    }
    assert {name: (place.line, place.column) for name, place in places.items()} == {
        "key": (3, 5), "value": (3, 9), "item": (4, 19), "record": (3, 5),
        "missing": (3, 5), "no key": (3, 5),
    }  # fmt: skip
    assert places["value"].text == "  - id: one"


@pytest.mark.parametrize(
    ("written", "offset", "column"),
    [("a: plain", 2, 6), ("a: 'quoted'", 2, 7), ('a: "q\\u0041"', 2, 4), ("a: >-\n  folded", 2, 4)],
)
def test_an_offset_counts_only_where_text_stands_as_it_is(
    written: str, offset: int, column: int
) -> None:
    """In folded or escaped text the place is that of the value."""
    assert read(written).place(("a",), offset).column == column


def test_a_part_of_a_file_counts_as_the_file_does() -> None:
    """Line and margin are added."""
    document, problems = read_text("p.md", "a: b\nc: [", first_line=10, margin="    ")
    assert document is None
    (problem,) = problems
    assert (problem.place.line, problem.place.text) == (11, "    c: [")


def test_a_byte_order_mark_and_windows_line_ends_are_no_mistake() -> None:
    """Some editors write them."""
    document, problems = read_bytes("a.yml", "\ufeffa: b\r\nc: d\r\n".encode())
    assert document is not None
    assert (document.value, problems) == ({"a": "b", "c": "d"}, [])


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    """A text gives a document or problems, each within the text."""
    document, problems = read_text("a.yml", text)
    assert document is not None or problems
    for problem in problems:
        assert 1 <= problem.place.line <= len(re.split("\r\n|\r|\n", text))


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(raw: bytes) -> None:
    """Nor do bytes."""
    document, problems = read_bytes("a.yml", raw)
    assert document is not None or problems


TREE = st.recursive(
    st.text(st.characters(codec="ascii", categories=["L", "N"]), max_size=9),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.from_regex(r"[a-z]{1,6}", fullmatch=True), inner, max_size=4)
    ),
    max_leaves=15,
)


def write(value: object) -> str:
    """The value in YAML's flow style."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {write(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(write, value)) + "]"
    return f"'{value}'"


@given(TREE)
def test_what_is_written_is_read(value: object) -> None:
    """Lists, mappings and text come back as they went in."""
    assert read(write(value)).value == value
