"""Finds a person's office on a day from dated offices.

Sources rarely give the day on which an office began or ended;
they show the person in office on some day.
An office therefore lasts from its `from` to its `to`, and at least over the days in `seen`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from explainer.facts.days import EARLIEST, LATEST
from explainer.problems import Problem, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.facts.actors import Office, Person
    from explainer.facts.dates import EdtfDate
    from explainer.facts.days import Day


@dataclass(frozen=True)
class _Span:
    first: Day
    last: Day

    def holds(self, date: EdtfDate) -> bool:
        return self.first <= date.first_day and date.last_day <= self.last


def office_on(person: Person, date: EdtfDate) -> Office | None:
    """Return the person's office on that date, or None if it is not known.

    On a day of handover, return the office that begins.
    """
    possible = [office for office in person.offices if _possible(office).holds(date)]
    if len(possible) > 1:
        possible = [office for office in possible if _certain(office).holds(date)]
    if len(possible) > 1:
        possible = [office for office in possible if _begins(office, date)]
    return possible[0] if len(possible) == 1 else None


def office_problems(person: Person) -> Iterator[Problem]:
    """Yield a problem for each office that ends before it begins, has no date or overlaps."""
    for index, office in enumerate(person.offices):
        if office.from_ and office.to and office.from_.first_day > office.to.last_day:
            place = person.place_of("offices", index, "to")
            yield Problem(place, "the office ends before it begins", "check 'from' and 'to'")
        if len(person.offices) > 1 and not (office.from_ or office.to or office.seen):
            yield Problem(
                person.place_of("offices", index),
                "one of several offices has no date",
                "give 'from' or 'to', or in 'seen' a day on which a source shows it",
            )
    for (_, one), (index, other) in combinations(enumerate(person.offices), 2):
        first, second = _certain(one), _certain(other)
        if second.first < first.last and first.first < second.last:
            yield Problem(
                person.place_of("offices", index),
                f"two offices at once: {quoted(one.title, 100)} and {quoted(other.title, 100)}",
                "end the first on the day on which the second begins",
            )


def _possible(office: Office) -> _Span:
    first = office.from_.first_day if office.from_ else EARLIEST
    return _Span(first, office.to.last_day if office.to else LATEST)


def _certain(office: Office) -> _Span:
    dates = [date for date in (office.from_, office.to, *office.seen) if date]
    if not dates:
        return _Span(LATEST, EARLIEST)
    return _Span(min(date.first_day for date in dates), max(date.last_day for date in dates))


def _begins(office: Office, date: EdtfDate) -> bool:
    return office.from_ is not None and office.from_.first_day == date.first_day
