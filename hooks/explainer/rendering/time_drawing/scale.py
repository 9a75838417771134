"""Scales: turn days into positions along an axis, in one panel or in two.

The time before the turning point and the time after it share one scale if both have room in it.
Otherwise they are two panels, each with its own scale and a title, and a break between them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from explainer.facts.days import Day, year_in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from explainer.language.messages import Messages

FAIR = 0.25
"""The least share of time before or after the turning point for which one scale does."""
MOST_DAYS = 62
"""The longest time whose labels are days; a longer one has months or years."""
CLEAR = 8.0
"""The least distance between a text and the line of the turning point."""
_STEPS = (
    *(("days", step) for step in (1, 2, 3, 7, 14)),
    *(("months", step) for step in (1, 2, 3, 6, 12, 24, 60, 120, 300, 600, 1200, 6000, 12000)),
)
YEARS_WITH_MONTHS = 100
"""The most years of a drawing whose title names months: over centuries they say nothing."""


@dataclass(frozen=True)
class AxisLabel:
    """A label of the axis, where its time begins."""

    at: float
    text: str


@dataclass(frozen=True)
class Panel:
    """A part of the axis with one scale."""

    first: Day
    last: Day
    start: float
    end: float

    @property
    def room(self) -> float:
        """Return the room that a day has."""
        return (self.end - self.start) / max(self.days, 1)

    @property
    def days(self) -> int:
        """Return how many days its last day comes after its first."""
        return self.last.number - self.first.number

    def at(self, day: Day) -> float:
        """Return the position of a day; days outside get the nearest end."""
        share = (day.number - self.first.number) / max(self.days, 1)
        return round(self.start + (self.end - self.start) * min(max(share, 0), 1), 1)

    def titles(self, messages: Messages) -> list[str]:
        """Return what it shows in words, the longest form first."""
        first, last = self.first, self.last
        start, end = (year_in_words(day.year, messages) for day in (first, last))
        years = _to(start, end, messages)
        if last.year - first.year > YEARS_WITH_MONTHS:
            return [years]
        words, found = messages.calendar, []
        for short, pattern in ((False, words.month), (True, words.short_month)):
            forms = pattern, pattern
            if first.year == last.year:
                forms = words.months_of_year.first, words.months_of_year.last
            start, end = (
                _month(day, form, messages, short=short)
                for day, form in zip((first, last), forms, strict=True)
            )
            alone = (first.year, first.month) == (last.year, last.month)
            whole = _month(last, pattern, messages, short=short)
            found.append(whole if alone else _to(start, end, messages))
        return [*found, years]

    def labels(
        self, room: Callable[[str], float], messages: Messages, *, apart: float, over: float = 0
    ) -> list[AxisLabel]:
        """Return labels of days, months or years, as close together as they have room.

        `room` is what a text needs along the axis; two are at least `apart`, and the last one may
        go `over` the end.
        """
        found: list[AxisLabel] = []
        for unit, step in _STEPS:
            if self.days > (MOST_DAYS if unit == "days" else 60 * 30 * step):
                continue
            marks = (self._days if unit == "days" else self._months)(step, messages)
            labels = [
                AxisLabel(self.at(day), text)
                for day, text in marks
                if self.at(day) + room(text) <= self.end + over
            ]
            ends = [label.at + room(label.text) + apart for label in labels]
            if all(end <= label.at for end, label in zip(ends, labels[1:], strict=False)):
                if len(labels) >= 2:
                    return labels
                found = found or labels
        return found

    def _days(self, step: int, messages: Messages) -> Iterator[tuple[Day, str]]:
        words = messages.calendar
        for number in range(0, self.days + 1, step):
            day = self.first.after(number)
            yield day, words.written(words.short_day, "", day.month, day.day, short=True)

    def _months(self, step: int, messages: Messages) -> Iterator[tuple[Day, str]]:
        names = messages.calendar.short
        start = self.first.year * 12 // step * step
        for number in range(start, self.last.year * 12 + 12, step):
            year, month = divmod(number, 12)
            # There is no year 0 to people: round years are 500 BC, AD 1 and 500.
            year += year < 1 and step > 12
            day = Day(year, month + 1, 1)
            if self.first <= day <= self.last:
                yield day, names[month + 1] if month else year_in_words(year, messages)


def _month(day: Day, pattern: str, messages: Messages, *, short: bool = False) -> str:
    """Return the month of a day in a pattern."""
    year = year_in_words(day.year, messages)
    return messages.calendar.written(pattern, year, day.month, short=short)


def _to(first: str, last: str, messages: Messages) -> str:
    """Return two ends in words; one alone if both are the same."""
    if first == last:
        return first
    return messages.gettext("%(first)s to %(last)s", first=first, last=last)


@dataclass(frozen=True)
class Scale:
    """An axis of one or two panels."""

    panels: tuple[Panel, ...]
    turn: float | None = None
    """The position of the turning point, between the panels."""
    broken: float | None = None
    """The position of the break between two scales; None if there is one scale."""

    @property
    def whole(self) -> Panel:
        """Return all of it as one panel."""
        first, last = self.panels[0], self.panels[-1]
        return Panel(first.first, last.last, first.start, last.end)

    def wider(self, messages: Messages) -> str:
        """Return a sentence on which side of the break a day has more room."""
        one, other = self.panels[0], self.panels[-1]
        month = _month(other.first, messages.calendar.month, messages)
        if one.room > other.room:
            return messages.gettext("The scale is wider before %(month)s", month=month)
        return messages.gettext("The scale is wider from %(month)s", month=month)

    def panel(self, day: Day) -> Panel:
        """Return the panel of a day."""
        return self.panels[-1] if day >= self.panels[-1].first else self.panels[0]

    def at(self, day: Day) -> float:
        """Return the position of a day."""
        return self.panel(day).at(day)

    def sections(self, left: float, right: float) -> list[tuple[Panel, float, float]]:
        """Return each panel with the room above it, which ends at the line of the turning point."""
        first, last = self.panels[0], self.panels[-1]
        if self.turn is None:
            return [(first, left, right)]
        before, after = self.turn - CLEAR, self.turn + CLEAR
        if first is not last:
            return [(first, left, before), (last, after, right)]
        if self.turn <= first.start:
            return [(first, after, right)]
        return [(first, left, before)]


@dataclass(frozen=True)
class Span:
    """The days an axis shows."""

    first: Day
    last: Day
    turn: Day | None = None

    @property
    def parts(self) -> list[tuple[Day, Day]]:
        """Return the days of each panel: up to the turning point, and from it on."""
        if self.turn is None:
            return [(self.first, self.last)]
        halves = [(self.first, self.turn), (self.turn, self.last)]
        return [(start, end) for start, end in halves if start < end] or halves[1:]

    @property
    def fair(self) -> float | None:
        """Return the share of time before the turning point if one scale does."""
        if self.turn is None or len(self.parts) < 2:
            return None
        first, turn, last = self.first.number, self.turn.number, self.last.number
        share = (turn - first) / (last - first)
        return share if FAIR <= share <= 1 - FAIR else None


def lay_out(  # noqa: PLR0913  (an axis has ends, parts and gaps)
    span: Span, start: float, end: float, share: float, gap: float, *, broken: bool = False
) -> Scale:
    """Return an axis between two positions.

    If it has two scales, the time before the turning point gets `share` of the axis.
    `gap` is the room for the line of the turning point; a break needs as much again.
    `broken` asks for two scales even where one would do.
    """
    parts, fair = span.parts, None if broken else span.fair
    if len(parts) == 1:
        ((first, last),) = parts
        if span.turn is None:
            return Scale((Panel(first, last, start, end),))
        if span.turn == first:
            return Scale((Panel(first, last, start + gap / 2, end),), start)
        return Scale((Panel(first, last, start, end - gap / 2),), end)
    breadth = gap if fair else 2 * gap
    middle = round(start + (end - start - breadth) * (fair or share), 1)
    panels = (
        Panel(*parts[0], start, middle),
        Panel(*parts[1], middle + breadth, end),
    )
    turn = middle + gap / 2
    return Scale(panels, turn, None if fair else middle + 1.25 * gap)
