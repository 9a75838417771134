"""Days of a calendar that also has years before our era.

Python's own `datetime.date` begins with year 1.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from explainer.language.messages import ENGLISH

if TYPE_CHECKING:
    from explainer.language.messages import Messages

_CYCLE_YEARS, _CYCLE_DAYS = 400, 146_097
"""The Gregorian calendar repeats itself after 400 years."""


class Day(NamedTuple):
    """A day of the Gregorian calendar, also before it was introduced (ISO 8601)."""

    year: int
    """The astronomical year: 1 is AD 1, 0 is 1 BC, -43 is 44 BC."""
    month: int = 1
    day: int = 1

    @property
    def number(self) -> int:
        """The number of the day; 1 January AD 1 is 1."""
        cycle, year = divmod(self.year - 1, _CYCLE_YEARS)
        return date(year + 1, self.month, self.day).toordinal() + cycle * _CYCLE_DAYS

    def after(self, days: int) -> Day:
        """Return the day that many days later."""
        cycle, number = divmod(self.number + days - 1, _CYCLE_DAYS)
        found = date.fromordinal(number + 1)
        return Day(found.year + cycle * _CYCLE_YEARS, found.month, found.day)

    @property
    def date(self) -> date:
        """The day as Python's date; the nearest one if Python has none."""
        if self.year < date.min.year:
            return date.min
        return date(*self) if self.year <= date.max.year else date.max


EARLIEST, LATEST = Day(-9999), Day(9999, 12, 31)
"""The first and the last day that a date can have; they are also the ends of an open interval."""


def day_of(day: date) -> Day:
    """Return Python's date as a day."""
    return Day(day.year, day.month, day.day)


def last_of_month(year: int, month: int) -> Day:
    """Return the last day of a month, 1 to 12."""
    after = Day(year, month + 1) if month < 12 else Day(year + 1)
    return after.after(-1)


def year_in_words(year: int, messages: Messages = ENGLISH) -> str:
    """Return an astronomical year as people write it: `45 BC`, `AD 987` or `2019`."""
    if year < 1:
        return messages.gettext("%(year)s BC", year=1 - year)
    return messages.gettext("AD %(year)s", year=year) if year < 1000 else str(year)
