"""A number that pages give: what it counts, of when, and whose estimate it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from explainer.facts.amount_words import amount_in_words
from explainer.facts.days import day_of
from explainer.facts.field_types import (
    ActorId,
    Edtf,
    Flag,
    Id,
    Prose,
    SourceId,
    TopicId,
)
from explainer.facts.measures import Quantity, Unit
from explainer.facts.model import PublishedRecord
from explainer.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from explainer.facts.model import Record
    from explainer.language.messages import Messages


OF_NUMBER = re.compile(r"\[numbers?\s*:", re.IGNORECASE)
"""How a page gives a number begins, or what was meant as that."""


class Number(PublishedRecord):
    """A number with its unit, what it counts, its date and its sources."""

    noun: ClassVar[str] = "number"
    id: Id
    """Topic, year, keyword."""
    value: Quantity = Field(examples=["3.7 million"])
    """The number as readers see it, such as `3.7 million` or `9,000 to 12,000`."""
    unit: Unit = Field(examples=["people"])
    """What follows the value, such as `people`, `US dollars` or `%`."""
    what: Prose = Field(examples=["People who crossed the bridge on foot."])
    """What it counts, in one sentence."""
    date: Edtf = Field(examples=["2024"])
    """The day or the period that it is of."""
    estimate_by: ActorId | None = None
    """Whose estimate it is; leave it out if the source states a count."""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    """The sources that give it."""
    topics: tuple[TopicId, ...] = Field(min_length=1)
    """The topics that show it, beginning with the topic of its folder."""
    draft: Flag = False
    """Whether only a preview shows it; leave it out for what is published."""

    def in_words(self, messages: Messages) -> str:
        """Return the value with its unit, such as `3.7 million people` or `12%`."""
        return amount_in_words(self.value.text, self.unit, messages)


def misplaced_numbers(records: Iterable[Record]) -> Iterator[Problem]:
    """Yield a problem for each text of a record that would give a number as only pages can."""
    for record in records:
        for loc, text in record.written:
            if found := OF_NUMBER.search(text):
                index = len(f"{text[: found.start()]}x".split()) - 1
                message = "only the prose of a page can give a number of the data"
                hint = "write the number here in words"
                yield Problem(record.place_of_word(index, *loc), message, hint)


def number_problems(number: Number, today: date) -> Iterator[Problem]:
    """Yield a problem if a number is of a time to come, or of a period that ends then."""
    date, now = number.date, day_of(today)
    if any(point.first_day > now for point in date.points):
        to_come = "which" if date.first_day > now else "part of which"
        message = f"a number of {date.say()}, {to_come} is still to come"
        hint = "write the date of the number itself; what is expected belongs in prose"
        yield Problem(number.place_of("date"), message, hint)
