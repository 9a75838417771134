"""The geometry of the drawing of events: its scale, its texts, and where they are put."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from explainer.facts.days import Day
from explainer.facts.edtf import parse
from explainer.language.messages import ENGLISH
from explainer.rendering.time_drawing import labels as flags
from explainer.rendering.time_drawing.labels import BETWEEN_POLES, Flag, Label, place, spread
from explainer.rendering.time_drawing.scale import Panel, Span, lay_out
from explainer.rendering.time_drawing.shapes import SHAPES, shape
from explainer.rendering.time_drawing.text_widths import width, wrapped
from hypothesis import given
from hypothesis import strategies as st

TURN = Day(2019, 5, 14)


def day(text: str) -> Day:
    """The day in a text, perhaps before our era."""
    return parse(text).first_day


def axis(first: str, last: str, *, length: float = 300) -> list[str]:
    """The labels of an axis, whose letters are 7 px wide."""
    panel = Panel(day(first), day(last), 0, length)
    return [label.text for label in panel.labels(lambda text: 7 * len(text), ENGLISH, apart=12)]


@pytest.mark.parametrize(
    ("first", "last", "title", "labels"),
    [
        ("2019-01-10", "2019-05-14", "January to May 2019", ["Feb", "Mar", "Apr", "May"]),
        ("2019-05-14", "2024-03-12", "May 2019 to March 2024", ["2020", "2021", "2022", "2023"]),
        ("2019-05-03", "2019-05-11", "May 2019", ["3 May", "5 May", "7 May", "9 May"]),
        ("2018-11-20", "2019-03-14", "November 2018 to March 2019", ["Dec", "2019", "Feb", "Mar"]),
        ("1895-01-01", "1980-01-01", "January 1895 to January 1980", ["1900", "1925", "1950"]),
        ("2019-05-14", "2019-05-14", "May 2019", ["14 May"]),
        ("-1200", "1600", "1201 BC to 1600", ["1000 BC", "AD 1", "1000"]),
        ("-0044-03-15", "-0044-03-19", "March 45 BC", ["15 Mar", "16 Mar", "17 Mar", "18 Mar"]),
    ],
)  # fmt: skip
def test_an_axis_says_what_it_shows(first: str, last: str, title: str, labels: list[str]) -> None:
    """In its title, and in labels as close together as they have room."""
    panel = Panel(day(first), day(last), 0, 300)
    assert panel.titles(ENGLISH)[0] == title
    assert axis(first, last) == labels


@pytest.mark.parametrize(
    ("first", "last", "turn", "panels", "broken"),
    [
        (Day(2014, 3, 6), Day(2026, 3, 12), TURN, 2, False),
        (Day(2019, 1, 10), Day(2026, 3, 5), TURN, 2, True),
        (Day(2014, 3, 6), Day(2019, 8, 1), TURN, 2, True),
        (TURN, Day(2026, 3, 5), TURN, 1, False),
        (Day(2019, 1, 10), TURN, TURN, 1, False),
        (TURN, TURN, TURN, 1, False),
        (Day(2019, 1, 10), Day(2026, 3, 5), None, 1, False),
    ],
)
def test_one_honest_scale_or_two(
    first: Day, last: Day, turn: Day | None, panels: int, *, broken: bool
) -> None:
    """One if both sides of the turning point have room in it; else two with a break between."""
    scale = lay_out(Span(first, last, turn), 0, 600, 0.5, 18)
    assert len(scale.panels) == panels
    assert (scale.broken is not None) == broken
    assert (scale.turn is not None) == (turn is not None)
    speeds = [(one.end - one.start) / max(one.days, 1) for one in scale.panels]
    if panels == 2:
        assert (abs(speeds[0] - speeds[1]) < 0.01) == (not broken)
        assert scale.panels[0].end < (scale.turn or 0) < scale.panels[1].start
    assert scale.at(first) < scale.at(last) or first == last


@given(st.integers(-1_000_000, 800_000), st.integers(0, 90_000))
def test_labels_of_an_axis_keep_apart(number: int, days: int) -> None:
    """However long its time."""
    first = Day(1).after(number)
    panel = Panel(first, first.after(days), 0, 300)
    found = panel.labels(lambda text: 7 * len(text), ENGLISH, apart=12)
    for one, other in pairwise(found):
        assert one.at + 7 * len(one.text) + 12 <= other.at
    assert all(one.at >= 0 and one.at + 7 * len(one.text) <= 300 for one in found)


@pytest.mark.parametrize(
    ("text", "room", "most", "lines"),
    [
        ("Uprising fails", 120, 3, ("Uprising fails",)),
        ("A bridge is built; ships wait", 90, 3, ("A bridge is", "built;", "ships wait")),
        ("one two three four five six seven", 60, 2, ("one two", "three…")),
        ("Incomprehensibilities", 60, 4, ("Incompr", "ehensibi", "lities")),
        ("", 60, 4, ("",)),
    ],
)  # fmt: skip
def test_a_text_is_wrapped(text: str, room: float, most: int, lines: tuple[str, ...]) -> None:
    """In lines that fit and are about as long as one another; what is too long is cut."""
    found = wrapped(text, 12, room, most, bold=True)
    assert found == lines
    assert all(width(line, 12, bold=True) <= room for line in found)


def test_letters_are_as_wide_as_they_may_be() -> None:
    """Signs over a letter need no room, unknown letters the most."""
    assert width("é", 10, bold=True) == width("e", 10, bold=True)
    assert width("Щ", 10, bold=True) > width("W", 10, bold=True) > width("i", 10, bold=True)
    assert width("W", 10) < width("W", 10, bold=True)


def test_each_side_has_its_shape() -> None:
    """Until there are no more; an event between sides has one of its own."""
    assert len({shape(number) for number in (None, *range(len(SHAPES)))}) == len(SHAPES) + 1
    assert shape(len(SHAPES)) == shape(0)


@pytest.mark.parametrize(
    ("places", "moved"),
    [
        ([10, 50, 90], [10, 50, 90]),
        ([50, 50], [42.5, 57.5]),
        ([0, 1, 2], [0, 15, 30]),
        ([99, 100], [85, 100]),
        ([], []),
    ],
)
def test_poles_are_moved_apart_as_little_as_possible(
    places: list[float], moved: list[float]
) -> None:
    """In their order, within the edges."""
    assert spread(places, 0, 100) == moved


@pytest.mark.parametrize(
    ("xs", "leftward", "feet"),
    [
        ([50], [False], [0]),
        ([380], [True], [0]),
        ([50, 200], [False, False], [0, 0]),
        ([50, 70], [False, False], [36, 0]),
        ([360, 380], [True, True], [0, 36]),
        ([195, 205], [True, False], [0, 0]),
    ],
)
def test_a_text_lies_as_low_as_it_can(
    xs: list[float], leftward: list[bool], feet: list[float]
) -> None:
    """Right of its pole if there is room, else left; one that others' poles would cut is higher."""
    found = place([Label(x, 100, 30) for x in xs], 0, 400)
    assert [flag.leftward for flag in found] == leftward
    assert [flag.foot for flag in found] == feet


LABELS = st.lists(
    st.builds(
        Label,
        st.floats(0, 1).map(lambda share: round(share, 4)),
        st.floats(20, 90),
        st.sampled_from([30.0, 45.0, 60.0, 75.0]),
    ),
    max_size=flags.MOST,
)


def faults(found: list[Flag], left: float, right: float) -> list[str]:
    """What is wrong with placed texts."""
    wrong = [
        "over the edge"
        for one in found
        if one.left < left - 0.1 or one.right > right + 0.1 or not left <= one.pole <= right
    ]
    for one, other in combinations(found, 2):
        apart = one.right <= other.left or other.right <= one.left
        above = one.foot >= other.top or other.foot >= one.top
        if not apart and not above:
            wrong.append("a text on a text")
        for pole, text in ((one, other), (other, one)):
            if text.left < pole.pole < text.right and pole.top > text.foot:
                wrong.append("a line through a text")
    if any(other.pole - one.pole < BETWEEN_POLES - 0.2 for one, other in pairwise(found)):
        wrong.append("lines that cross, or marks that touch")
    return wrong


@given(LABELS, st.sampled_from([215.0, 300.0, 420.0, 660.0]))
def test_no_text_lies_on_another_or_on_a_line(drawn: list[Label], room: float) -> None:
    """Wherever the events are: all texts are within the edges, and the lines keep their order."""
    here = sorted(
        (Label(one.x * room, one.width, one.height) for one in drawn), key=lambda one: one.x
    )
    assert faults(place(here, 0, room), 0, room) == []


def test_what_is_wrong_would_be_found() -> None:
    """The check finds each fault."""
    one = Flag(10, 15, 80, 0, 30, 0)
    for other, fault in (
        (Flag(30, 35, 90, 10, 40, 0), "a text on a text"),
        (Flag(40, 45, 90, 36, 66, 0), "a line through a text"),
        (Flag(95, 100, 190, 0, 30, 0), "over the edge"),
        (Flag(12, 100, 190, 0, 30, 0), "lines that cross, or marks that touch"),
    ):
        assert fault in faults([one, other], 0, 180)


@pytest.mark.parametrize(
    ("first", "last", "wider"),
    [
        ("2019-01-10", "2026-03-05", "before May 2019"),
        ("2014-03-17", "2019-06-02", "from May 2019"),
    ],
)
def test_the_side_with_the_wider_scale(first: str, last: str, wider: str) -> None:
    """The shorter time has more room for a day."""
    span = Span(day(first), day(last), TURN)
    assert lay_out(span, 0, 600, 0.4, 20).wider(ENGLISH) == f"The scale is wider {wider}"
