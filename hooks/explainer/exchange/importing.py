"""Importing: a timeline from elsewhere added to a site, without what would be a problem there.

The site is checked with everything new, as `explainer check` would. An event that would be a
problem is left out and named; if any other problem remains, nothing is written.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from explainer.authoring.addition import Addition, plan
from explainer.authoring.new_records import NewRecord, first_change
from explainer.exchange.placing import place
from explainer.facts.edtf import parse
from explainer.facts.topics import Topic

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from typing import Any

    from explainer.exchange.imported import ImportedTimeline
    from explainer.exchange.placed import Answers, Placed
    from explainer.problems import Place, Problem
    from explainer.site import Site

ROUNDS = 5
"""How often the site is checked, each time without the events that were problems before."""


@dataclass(frozen=True)
class Import:
    """What an import would write, and what it would leave out."""

    addition: Addition
    placed: Placed
    losses: tuple[Problem, ...]
    """What could not be carried, at its places in the file."""


def plan_import(
    site: Site, timeline: ImportedTimeline, answers: Answers, topic: Mapping[str, Any] | None
) -> Import:
    """Return what an import would write, without writing it.

    `topic` has the values of a new topic, without its slug and log; None if it is there.
    """
    placed = place(timeline.events, answers, site)
    addition = Addition({})
    for _ in range(ROUNDS):
        if not placed.events:
            addition = Addition({})
            break
        records = _records(site, placed, answers.topic, topic)
        addition = plan(site, records)
        bad = _to_blame(placed, records, addition)
        if not bad:
            break
        placed = placed.without(bad)
    return Import(addition, placed, (*timeline.losses, *placed.losses))


def last_day(timeline: ImportedTimeline, site: Site) -> str:
    """Return the last day of a timeline as EDTF text; today if it is still to come or before 1."""
    days = [parse(event.fields["date"]).day.last_day for event in timeline.events]
    today = site.edition.today.timetuple()[:3]
    last = max(((day.year, day.month, day.day) for day in days), default=today)
    year, month, day = last if (1, 1, 1) <= last <= today else today
    return f"{year:04}-{month:02}-{day:02}"


def _records(
    site: Site, placed: Placed, slug: str, topic: Mapping[str, Any] | None
) -> list[NewRecord]:
    new = [*placed.sources.values(), *(record for _, record in placed.events)]
    if topic is None:
        return new
    values = {"slug": slug, **topic, "changes": [first_change(site.edition.today)]}
    shown = _blocks([record for _, record in placed.events], str(topic["as_of"]))
    return [NewRecord(Topic, values, slug, shown=shown), *new]


def _blocks(events: Sequence[NewRecord], as_of: str) -> Collection[str]:
    """Return the blocks that have something to show on the new page."""
    until = parse(as_of).last_day
    days = [parse(event.values["date"]).day.first_day for event in events]
    before, after = min(days) <= until, max(days) > until
    return ("timeline until",) * before + ("timeline from",) * after


def _to_blame(
    placed: Placed, records: Sequence[NewRecord], addition: Addition
) -> dict[int, Problem]:
    """Return the problem of each event that has one, by its index.

    An event is also to blame for a new source of its own.
    """
    # The places of records come after those of files.
    places = addition.places[-len([one for one in records if one.model is not Topic]) :]
    listed = [one for one in records if one.model is not Topic]
    begins: dict[str, list[tuple[int, NewRecord]]] = {}
    for record, where in zip(listed, places, strict=False):
        begins.setdefault(where.path, []).append((where.line, record))
    bad: dict[int, Problem] = {}
    for problem in addition.problems:
        found = _at(begins.get(problem.place.path, []), problem.place)
        for index, (event, new) in enumerate(placed.events):
            its = found is new or (found and found.values["id"] in new.values["sources"])
            if its and index not in bad:
                bad[index] = event.loss(f"not imported: {problem.message}", problem.hint)
    return bad


def _at(begins: list[tuple[int, NewRecord]], place: Place) -> NewRecord | None:
    """Return the new record that has a place; None if it is in none."""
    at = bisect_right([line for line, _ in begins], place.line)
    return begins[at - 1][1] if at else None
