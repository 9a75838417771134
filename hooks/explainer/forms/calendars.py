"""Calendars: the events of the site and of each topic as iCalendar (RFC 5545).

An event without a known day is left out, since a calendar could only show it on a wrong one;
so is one before our era, which iCalendar has no dates for.
A calendar needs an event, so there is none without.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from icalendar import Calendar
from icalendar import Event as Entry

from explainer.facts.days import LATEST
from explainer.language import inline_markdown
from explainer.rendering.labels import EVENT, in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from explainer.facts.dates import EdtfDate
    from explainer.facts.records import Event
    from explainer.forms.publication import File, Publication
    from explainer.language.messages import Messages

_STATUS = {"occurred": "CONFIRMED", "cancelled": "CANCELLED"}
"""The status of an event whose day is not in doubt; all others are tentative."""


def calendars(publication: Publication) -> Iterator[File]:
    """Yield the calendar of the site and those of its topics."""
    facts = publication.facts
    if any(event.date.in_days for event in facts.events):
        yield "calendar.ics", _calendar(publication, publication.name, facts.events)
    for slug in facts.topics:
        title = f"{publication.name}: {facts.catalog.topics[slug].title}"
        events = facts.catalog.events_of([slug])
        if any(event.date.in_days for event in events):
            yield f"topics/{slug}/calendar.ics", _calendar(publication, title, events)


def _calendar(publication: Publication, title: str, events: Iterable[Event]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", f"-//{publication.name}//{publication.edition.language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", title)
    host = urlsplit(publication.site_url).hostname or "news.invalid"
    made = datetime.combine(publication.edition.today, time(), UTC)
    messages = publication.messages
    for event in events:
        if (days := when(event.date)) is None:
            continue
        entry = Entry()
        entry.add("uid", f"{event.id}@{host}")
        entry.add("dtstamp", made)
        entry.add("dtstart", days[0])
        if days[1]:
            entry.add("dtend", days[1])
        entry.add("summary", event.title)
        entry.add("description", _description(event, messages))
        tags = publication.facts.catalog.tags_of(event)
        kind = in_words(event.kind, EVENT, messages)
        entry.add("categories", [kind, *(tag.name for tag in tags)])
        sure = event.date.sure and not event.disputed_dates
        entry.add("status", _STATUS.get(event.status, "TENTATIVE") if sure else "TENTATIVE")
        if event.place:
            entry.add("location", event.place)
        if publication.site_url:
            entry.add("url", publication.whole(publication.page(event)))
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _description(event: Event, messages: Messages) -> str:
    """Return the summary of an event, and the other dates that sources give."""
    summary = inline_markdown.to_text(event.summary)
    if not event.disputed_dates:
        return summary
    dates = [other.date.say(event.place or "", messages) for other in event.disputed_dates]
    others = messages.gettext("Other sources date it %(dates)s.", dates=messages.joined(dates))
    return f"{summary} {others}"


def when(given: EdtfDate) -> tuple[date | datetime, date | datetime | None] | None:
    """Return the start and, if there is one, the end of an event; None without a known day.

    The end of whole days is the day after the last, as RFC 5545 asks.
    """
    if not given.in_days:
        return None
    start, end = given.points[0], given.points[-1]
    if start.time and end.time:
        return start.instant, end.instant if end.instant > start.instant else None
    if given.end is None or end.last_day == LATEST:
        return start.first_day.date, None
    return start.first_day.date, end.last_day.after(1).date
