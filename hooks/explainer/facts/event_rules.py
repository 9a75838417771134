"""The rules of an event: its status, its dates, its name, and what it is part of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.facts.days import day_of
from explainer.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from explainer.facts.catalog import Catalog
    from explainer.facts.records import Event

LONGEST_NAME = 36
"""The most characters of an event's name in a drawing."""


def event_problems(event: Event, today: date) -> Iterator[Problem]:
    """Yield a problem for everything in an event alone that breaks a rule on the given day."""
    yield from _status(event, today)
    yield from _name(event)
    yield from _dates(event)


def _status(event: Event, today: date) -> Iterator[Problem]:
    if event.status in {"reported", "disputed"} and not event.attribution:
        message = f"an event with the status {event.status} needs the field 'attribution'"
        hint = "say who gives this account, for example: attribution: Norwegian foreign ministry"
        yield Problem(event.place_of(), message, hint)
    if event.status not in {"scheduled", "cancelled"} and event.date.day.first_day > day_of(today):
        message = f"{event.date.say()} is still to come, but the status is {event.status}"
        yield Problem(
            event.place_of("date"), message, "write status: scheduled, or correct the date"
        )


def _dates(event: Event) -> Iterator[Problem]:
    """Yield a problem for a disputed date that is none, and for a main date of no source."""
    given = [event.date]
    for index, other in enumerate(event.disputed_dates):
        if other.date in given:
            message = f"{other.date.say()} is already a date of this event"
            hint = "write only other dates, each once with all its sources"
            yield Problem(event.place_of("disputed_dates", index, "date"), message, hint)
        given.append(other.date)
    if event.disputed_dates and not event.dates_by_source[0][1]:
        message = f"no source gives {event.date.say()}: all of them give other dates"
        hint = "add a source of this date to 'sources', or choose another 'date'"
        yield Problem(event.place_of("sources"), message, hint)


def _name(event: Event) -> Iterator[Problem]:
    """Yield a problem for an event whose name has no room in a drawing."""
    found = len(event.name)
    if found <= LONGEST_NAME or not (event.importance or event.short_title):
        return
    if event.short_title:
        message = f"a short title of {found} characters; {LONGEST_NAME} at most"
        yield Problem(event.place_of("short_title"), message, "for example: Bridge planned")
    else:
        message = f"a key event with a title of {found} characters needs the field 'short_title'"
        hint = f"at most {LONGEST_NAME} characters, for example: short_title: Bridge planned"
        yield Problem(event.place_of("importance"), message, hint)


def parts_of_themselves(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each event that is part of itself, directly or through others."""
    followed: set[str] = set()
    for name in catalog.events:
        way: list[str] = []
        step: str | None = name
        while step is not None and step in catalog.events and step not in followed:
            followed.add(step)
            way.append(step)
            step = catalog.events[step].part_of
        # The path may enter the cycle from outside.
        for part in way[way.index(step) :] if step in way else []:
            place = catalog.events[part].place_of("part_of")
            yield Problem(
                place, f"'{part}' is part of itself", "remove part_of from one event in the cycle"
            )
