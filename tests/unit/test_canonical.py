"""The canonical form: how a record is written, and how one more comes into a file."""

from __future__ import annotations

import pytest
from explainer.canonical import added, text_of
from explainer.records import Event, Statement
from explainer.topics import Topic

EVENTS = "data/topics/harbour/events.yml"


def test_a_record_with_notes() -> None:
    """Keys in their order; a note where its field would stand, also at the end."""
    values = {
        "sources": ["gazette"],
        "date": "2019-05-14",
        "summary": "They met. They parted.",
        "id": "harbour-2019-05-14-talks",
        "odd": "no",
    }
    notes = {"place": "The place", "part_of": "The larger event", "date": "never shown"}
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
    """A record of a list stands four columns in, a topic by itself at the margin."""
    long = "word " * 17 + "word"
    assert text_of(Event, {"title": long}).startswith("title: word")
    assert text_of(Event, {"title": long + " on"}).startswith("title: >-\n")
    assert text_of(Topic, {"title": long + " on"}).startswith("title: word")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "events:\n  - id: n\n"),
        ("# Head\n", "# Head\nevents:\n  - id: n\n"),
        ("events:\n", "events:\n  - id: n\n"),
        ("events: [ ] # none\n", "events: # none\n  - id: n\n"),
        ("events:\n  - id: x", "events:\n  - id: x\n\n  - id: n\n"),
        ("events:\n  - id:   x\n\n\n", "events:\n  - id:   x\n\n  - id: n\n\n\n"),
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
    assert added(before, EVENTS, Event, "id: n\n") == after


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("events: [{id: x}]\n", "expected 'events:', and then each on lines of its own"),
        ("events: {}\n", "expected 'events:'"),
        ("- id: x\n", "expected 'events:'"),
        ("statements: []\n", "expected 'events:'"),
        ("events: 'x\n", "a quotation mark is opened here"),
    ],
)
def test_a_file_to_which_nothing_can_be_added(text: str, message: str) -> None:
    """The reason is said."""
    with pytest.raises(ValueError, match=message):
        added(text, EVENTS, Event, "id: n\n")
