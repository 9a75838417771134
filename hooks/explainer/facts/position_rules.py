"""The rules of a position: whose view it gives, and who is named as having none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.facts.catalog import folder
from explainer.facts.speakers import speaker_name, speaker_sides
from explainer.problems import Problem, nearest, truncate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.facts.catalog import Catalog
    from explainer.facts.topics import Position


def position_problems(catalog: Catalog, position: Position) -> Iterator[Problem]:
    """Yield a problem for everything in a position that breaks a rule."""
    if bool(position.agreed) == bool(position.views):
        message = "a position has either 'agreed' or 'views'"
        yield Problem(position.place_of(), message, "say what is agreed, or what each side says")
    for index, view in enumerate(position.views):
        yield from _side(catalog, position, view.side, ("views", index, "side"))
        for number, name in enumerate(view.statements):
            at = ("views", index, "statements", number)
            yield from _speaker(catalog, position, view.side, name, at)
            yield from _later(catalog, position, name, at)
    for index, side in enumerate(position.no_view):
        yield from _side(catalog, position, side, ("no_view", index))
        yield from _heard(catalog, position, side, index)


def _side(
    catalog: Catalog, position: Position, side: str, at: tuple[str | int, ...]
) -> Iterator[Problem]:
    topic = catalog.topics.get(folder(position))
    if topic and side in catalog.sides and side not in topic.sides:
        known = [name for name in dict.fromkeys(topic.sides) if name in catalog.sides]
        message = f"'{side}' is not one of this topic's sides: {', '.join(known)}"
        near = nearest(side, known)
        hint = f"did you mean '{near}'?" if near else f"or add it in {topic.path}"
        yield Problem(position.place_of(*at), message, hint)


def _speaker(
    catalog: Catalog, position: Position, side: str, name: str, at: tuple[str | int, ...]
) -> Iterator[Problem]:
    """Yield a problem if a view has the words of another side."""
    said = catalog.statements.get(name)
    sides = speaker_sides(said, catalog) if said else []
    if said and sides and side in catalog.sides and side not in sides:
        who = truncate(speaker_name(said, catalog))
        speaks = "speaks" if len(said.speakers) < 2 else "speak"
        message = f"{who} {speaks} for {' and '.join(map(repr, sides))}, not for '{side}'"
        yield Problem(position.place_of(*at), message, "move it to the view of that side")


def _later(
    catalog: Catalog, position: Position, name: str, at: tuple[str | int, ...]
) -> Iterator[Problem]:
    """Yield a problem for words from after the page's day in a question from before it."""
    topic, said = catalog.topics.get(folder(position)), catalog.statements.get(name)
    if topic and said and not position.since and said.date.day.first_day > topic.as_of.last_day:
        message = f"said on {said.date.say()}, after the day of the page, {topic.as_of.say()}"
        hint = "leave it out here, or give the position the field 'since'"
        yield Problem(position.place_of(*at), message, hint)


def _heard(catalog: Catalog, position: Position, side: str, index: int) -> Iterator[Problem]:
    """Yield a problem for a side named as without a view that speaks or acts in the sources."""
    place = position.place_of("no_view", index)
    if position.agreed:
        yield Problem(place, "'no_view' belongs to 'views', not to 'agreed'", "leave it out")
        return
    hint = "give its view, or do not name it here"
    if side in {view.side for view in position.views}:
        yield Problem(place, f"the view of '{side}' is given above", "leave it out here")
        return
    topic, sources = folder(position), {*position.sources}
    for said in catalog.statements_of([topic]):
        if side in speaker_sides(said, catalog) and sources & {said.source, *said.carried_by}:
            message = f"'{said.id}' has words of '{side}' from a source of this position"
            yield Problem(place, message, hint)
            return
    for event in catalog.events_of([topic]):
        acting = {_side_of(catalog, actor) for actor in event.actors}
        if side in acting and sources & {*event.sources}:
            message = f"'{event.id}' has an act of '{side}' from a source of this position"
            yield Problem(place, message, hint)
            return


def _side_of(catalog: Catalog, name: str) -> str | None:
    """Return the side of a person or body; None if there is no such record."""
    actor = catalog.people.get(name) or catalog.organisations.get(name)
    return actor.side if actor else None
