"""Speakers: who made a statement: a person, a body, several together, or somebody unnamed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.language.messages import ENGLISH
from explainer.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.facts.catalog import Catalog
    from explainer.facts.records import Statement
    from explainer.language.messages import Messages


def speaker_name(said: Statement, catalog: Catalog, messages: Messages = ENGLISH) -> str:
    """Return the names of the speakers, or the description of one who is not named."""
    if said.unnamed_speaker and not said.speakers:
        return said.unnamed_speaker.name
    return messages.joined([catalog.actor(name).name for name in said.speakers])


def speaker_sides(said: Statement, catalog: Catalog) -> list[str]:
    """Return the ids of the sides that speak, each once, in the order of the speakers.

    A speaker without a record has none.
    """
    if said.unnamed_speaker and not said.speakers:
        return [said.unnamed_speaker.side]
    actors = (catalog.people.get(name) or catalog.organisations.get(name) for name in said.speakers)
    return [*dict.fromkeys(actor.side for actor in actors if actor)]


def speaker_problems(said: Statement, catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for everything that contradicts itself about the speakers."""
    unnamed = said.unnamed_speaker
    if unnamed and said.speaker:
        message = "a statement has either 'speaker' or 'unnamed_speaker'"
        yield Problem(said.place_of("unnamed_speaker"), message, "leave one of them out")
        return
    if unnamed and said.joint_with:
        message = "'joint_with' belongs to 'speaker', not to 'unnamed_speaker'"
        yield Problem(said.place_of("joint_with"), message, "leave it out")
    for index, name in enumerate(said.joint_with):
        if name in said.speakers[: index + 1]:
            message = f"'{name}' is already among the speakers"
            yield Problem(said.place_of("joint_with", index), message, "leave it out here")
    body = catalog.organisations.get((unnamed and unnamed.organisation) or "")
    if unnamed and body and unnamed.side in catalog.sides and body.side != unnamed.side:
        message = f"'{body.id}' speaks for '{body.side}', not for '{unnamed.side}'"
        place = said.place_of("unnamed_speaker", "side")
        yield Problem(place, message, "correct 'side', or leave out 'organisation'")
