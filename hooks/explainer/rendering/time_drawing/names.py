"""Names: the texts of named events above an axis, in the form that keeps them lowest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from explainer.rendering.time_drawing import labels
from explainer.rendering.time_drawing.text_widths import width, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explainer.rendering.time_drawing.labels import Flag
    from explainer.rendering.time_drawing.moments import Moment
    from explainer.rendering.time_drawing.scale import Scale

NAME = 12.5
"""The size of a name."""
SMALL = 12.0
"""The size of all other text."""
LINE = 15.0
"""The height of a line of text."""
BASE = 32.0
"""The distance from the axis up to the lowest text."""
_DATE = 126.0  # the longest date, such as 30 September 2019
_ASCENT = 11.0  # from the top of a line down to its baseline


@dataclass(frozen=True)
class Rooms:
    """Widths of names that are tried, with the most lines of all."""

    widths: tuple[float, ...]
    lines: int


@dataclass(frozen=True)
class Name:
    """A named event: its mark on a pole, and its text beside the pole."""

    moment: Moment
    x: float
    """Its day on the axis."""
    pole: float
    """Its pole, which bends to its day."""
    top: float
    """The upper end of its pole."""
    text: float
    """Where its lines start, or end if they lie left of the pole."""
    leftward: bool
    lines: list[tuple[float, str]]
    """Its lines with their baselines, beginning with the date."""
    dates: int
    """How many of the lines have the date."""


@dataclass(frozen=True)
class _Text:
    """The text beside a pole."""

    lines: tuple[str, ...]
    dates: int
    width: float


@dataclass(frozen=True)
class Names:
    """The texts above an axis, before its height is known."""

    placed: list[tuple[Moment, float, Flag, _Text]]

    @property
    def height(self) -> float:
        """Return their height from the axis up; 0 without any."""
        return BASE + labels.height([one[2] for one in self.placed]) if self.placed else 0

    def above(self, axis: float) -> list[Name]:
        """Return the names above an axis at a height of the drawing."""
        return [
            Name(
                moment=moment,
                x=x,
                pole=flag.pole,
                top=round(axis - BASE - flag.top, 1),
                text=round(flag.right if flag.leftward else flag.left, 1),
                leftward=flag.leftward,
                lines=baselines(text.lines, axis - BASE - flag.top + _ASCENT),
                dates=text.dates,
            )
            for moment, x, flag, text in self.placed
        ]


def names(
    moments: Sequence[Moment], scale: Scale, edges: tuple[float, float], room: Rooms
) -> Names:
    """Return the texts of the named events of an axis, between the edges of the drawing."""
    placed: list[tuple[Moment, float, Flag, _Text]] = []
    for panel, left, right in scale.sections(*edges):
        own = [one for one in moments if one.named and scale.panel(one.first) is panel]
        if own:
            most = right - left - labels.PAD - labels.BETWEEN_POLES * len(own)
            forms = [_forms(one, room, most) for one in own]
            places = [scale.at(one.first) for one in own]
            flags, texts = _lowest(places, forms, left, right)
            placed += zip(own, places, flags, texts, strict=True)
    return Names(placed)


def baselines(lines: Sequence[str], first: float) -> list[tuple[float, str]]:
    """Return lines with their baselines, from the first one on."""
    return [(round(first + at * LINE, 1), line) for at, line in enumerate(lines)]


def _lowest(
    places: Sequence[float], forms: Sequence[Sequence[_Text]], left: float, right: float
) -> tuple[list[Flag], list[_Text]]:
    """Return the best flags found, with a form of each text.

    It starts with one width for all texts, and then tries another one for each.
    """

    def placed(chosen: list[_Text]) -> tuple[list[Flag], list[_Text]]:
        boxes = [
            labels.Label(x, text.width, len(text.lines) * LINE)
            for x, text in zip(places, chosen, strict=True)
        ]
        return labels.place(boxes, left, right), chosen

    best = min(map(placed, map(list, zip(*forms, strict=True))), key=_cost)
    for at, form in enumerate(forms):
        for text in dict.fromkeys(form):
            best = min(best, placed([*best[1][:at], text, *best[1][at + 1 :]]), key=_cost)
    return best


def _cost(found: tuple[list[Flag], list[_Text]]) -> float:
    """Return how bad flags and their texts are; a date in two lines or a long column is ugly."""
    flags, texts = found
    columns = sum(14 * (text.dates - 1) + 6 * max(len(text.lines) - 4, 0) for text in texts)
    return labels.cost(flags) + columns


def _forms(moment: Moment, rooms: Rooms, most: float) -> list[_Text]:
    """Return an event's date and name in lines of each width, or wider if one word needs more."""
    word = max(width(word, NAME, bold=True) for word in moment.event.name.split())
    found: list[_Text] = []
    for wanted in rooms.widths:
        room = min(max(wanted, word), most)
        dates = wrapped(moment.day, SMALL, min(max(room, min(_DATE, 1.2 * room)), most), 3)
        lines = wrapped(moment.event.name, NAME, room, rooms.lines, bold=True)
        widths = [
            *(width(line, SMALL) for line in dates),
            *(width(line, NAME, bold=True) for line in lines),
        ]
        found.append(_Text((*dates, *lines), len(dates), max(widths)))
    return found
