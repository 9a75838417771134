"""The geometry of the map of events: what it shows, its land, and where its names are put."""

from __future__ import annotations

from itertools import combinations, pairwise
from math import hypot

import pytest
from explainer.rendering.locator_map import NARROW, WIDE
from explainer.rendering.locator_map.land import coastlines, land
from explainer.rendering.locator_map.names import LINE, Dot, Name, place
from explainer.rendering.locator_map.outline import area, clipped, simplified
from explainer.rendering.locator_map.projection import FEWEST_DEGREES, Room, arc, projection
from hypothesis import given
from hypothesis import strategies as st

SQUARE = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
ON_EARTH = st.tuples(
    st.floats(-180, 180, allow_subnormal=False), st.floats(-55, 80, allow_subnormal=False)
)
WORLD = (-180.0, -90.0, 180.0, 90.0)


@pytest.mark.parametrize(
    ("easts", "start", "span"),
    [
        ([10], 10, 0),
        ([10, 30], 10, 20),
        ([-77, 40, 135], -77, 212),
        ([170, -170], 170, 20),
        ([-150, -77, 25, 135], -150, 285),
    ],
)
def test_a_map_is_turned_only_if_it_spares_much(
    easts: list[float], start: float, span: float
) -> None:
    """Places on both sides of the date line are together; the usual map is kept otherwise."""
    assert arc(easts) == (start, span)


@given(st.lists(ON_EARTH, min_size=1, max_size=12), st.sampled_from([WIDE, NARROW]))
def test_every_place_is_in_the_drawing(points: list[tuple[float, float]], room: Room) -> None:
    """With room beside it, whatever the places are, and not larger than a page has room for."""
    shown = projection(points, room)
    assert room.least <= shown.height <= room.most
    for east, north in points:
        x, y = shown.at(east, north)
        assert room.side - 1 <= x <= room.width - room.side + 1
        assert 0 <= y <= shown.height
    assert shown.width / shown.across >= FEWEST_DEGREES


def test_a_degree_is_as_long_both_ways_in_the_middle() -> None:
    """Along the equator; at 60 degrees north, a degree of longitude is half as long."""
    here, north = projection([(0, 1), (9, -1)], WIDE), projection([(0, 61), (9, 59)], WIDE)
    assert here.across == pytest.approx(here.down)
    assert north.across == pytest.approx(north.down / 2)


@pytest.mark.parametrize(
    ("box", "left"),
    [
        ((-5, -5, 20, 20), 100),
        ((5, 5, 20, 20), 25),
        ((2, -5, 4, 20), 20),
        ((20, 20, 30, 30), 0),
    ],
)
def test_a_ring_is_cut_to_a_box(box: tuple[float, float, float, float], left: float) -> None:
    """What lies outside is gone, and the edge of the box closes the ring."""
    found = clipped(SQUARE, box)
    assert (area(found) if found else 0) == pytest.approx(left)


def test_a_line_loses_what_nobody_sees() -> None:
    assert simplified([(0, 0), (1, 0.1), (2, 0), (3, 5), (4, 0)], 1) == [
        (0, 0),
        (2, 0),
        (3, 5),
        (4, 0),
    ]
    assert simplified([(0, 0), (1, 0.1)], 1) == [(0, 0), (1, 0.1)]


def test_coastlines_are_whole() -> None:
    """No outline jumps from one end of the world to the other, and the Caspian is no land."""
    for (west, _, east, _), ring in coastlines():
        steps = [abs(one[0] - other[0]) for one, other in pairwise(ring)]
        assert max(steps) < 60
        assert east - west < 230
        assert -180 <= (east + west) / 2 <= 180
    shown = projection([(40, 30), (60, 50)], WIDE)
    assert land(shown, shown.box).count("M") > 2


def test_land_is_small_enough_for_a_page() -> None:
    """Even the whole world."""
    shown = projection([(-180, -55), (180, 80)], WIDE)
    assert len(land(shown, WORLD)) < 16_000


DOTS = st.lists(
    st.builds(Dot, st.floats(30, 270), st.floats(30, 200), st.floats(3.5, 11), st.floats(20, 120)),
    max_size=14,
)


@given(DOTS)
def test_names_cover_nothing(dots: list[Dot]) -> None:
    """No other name, no dot and no line, and they are inside the drawing."""
    names = place(dots, 300, 230)
    assert len(names) == len(dots)
    found = [name for name in names if name]
    for name in found:
        assert name.left >= 0
        assert name.right <= 300
        assert name.top >= 0
        assert name.bottom <= 230
        for dot in dots:
            across = max(name.left - dot.x, 0, dot.x - name.right)
            down = max(name.top + 1 - dot.y, 0, dot.y - name.bottom + 1)
            assert hypot(across, down) >= dot.radius - 0.01
    for one, other in combinations(found, 2):
        assert apart(one, other)
        for first, second in ((one, other), (other, one)):
            assert not first.line or not crosses(first.line, second)


@pytest.mark.parametrize("count", [1, 3, 6])
def test_names_of_places_close_together_all_have_room(count: int) -> None:
    """A few dots at nearly one place get lines to their names."""
    dots = [Dot(150 + at, 115, 4, 60) for at in range(count)]
    names = place(dots, 300, 230)
    assert all(names)
    assert sum(1 for name in names if name and name.line) == max(count - 2, 0) or count > 2


def test_a_name_without_room_is_left_out() -> None:
    assert place([Dot(20, 20, 4, 400)], 100, 40) == [None]


def apart(one: Name, other: Name) -> bool:
    return (
        one.right <= other.left
        or other.right <= one.left
        or one.bottom <= other.top
        or other.bottom <= one.top
    )


def crosses(line: tuple[float, float, float, float], name: Name) -> bool:
    """Whether a point of a line is in a name."""
    x, y, end, foot = line
    points = [(x + (end - x) * at / 50, y + (foot - y) * at / 50) for at in range(51)]
    return any(
        name.left < left < name.right and name.top < top < name.top + LINE for left, top in points
    )
