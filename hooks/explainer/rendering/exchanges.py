"""Exchanges: statements that are shown side by side, to be read against each other.

Either wordings of one utterance, or two sides on one question.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from explainer.facts.catalog import Catalog
    from explainer.facts.records import Statement
    from explainer.facts.topics import Position


@dataclass(frozen=True)
class Exchange:
    """One statement, or several side by side."""

    statements: tuple[Statement, ...]
    question: str | None = None
    """What they are two sides' words on; None for one statement, and for one utterance."""


def wordings(said: Statement, catalog: Catalog) -> list[Statement]:
    """Return a statement and all other wordings of the same utterance.

    Those that another wording names are among them, even if the statement does not name them.
    """
    found = {said.id: said}
    todo = [said]
    while todo:
        for name in todo.pop(0).same_words_as:
            if name not in found:
                found[name] = catalog.statements[name]
                todo.append(found[name])
    return [*found.values()]


def answers(said: Statement, catalog: Catalog) -> list[Statement]:
    """Return the answers without which a statement is never shown, in whichever wording."""
    names = dict.fromkeys(name for one in wordings(said, catalog) for name in one.answered_by)
    return [catalog.statements[name] for name in names]


def exchanges(
    statements: Iterable[Statement],
    catalog: Catalog,
    positions: Sequence[Position] = (),
    shown: Iterable[str] = (),
) -> list[Exchange]:
    """Return the statements in their order, each once, and those that belong together as one.

    Wordings of one utterance stay together, whatever is asked for; so do a statement and the
    answers without which it is never shown, which follow it.
    What is shown elsewhere is not added, but shown if it is asked for.
    """
    asked = list(statements)
    elsewhere = {*shown} - {said.id for said in asked}
    return _paired(_utterances(asked, catalog, elsewhere), catalog, positions)


def _utterances(
    statements: list[Statement], catalog: Catalog, elsewhere: set[str]
) -> list[Exchange]:
    """Return the utterances with their answers, each wording once."""
    shown = {*elsewhere}
    found: list[Exchange] = []
    todo = statements[::-1]
    while todo:
        said = todo.pop()
        if said.id in shown:
            continue
        here = [one for one in wordings(said, catalog) if one.id not in shown]
        found.append(Exchange(tuple(here)))
        shown.update(one.id for one in here)
        todo += reversed(answers(said, catalog))
    return found


def _paired(
    found: list[Exchange], catalog: Catalog, positions: Sequence[Position]
) -> list[Exchange]:
    """Return the exchanges with single statements of different sides on one question joined.

    Each is joined once.
    """
    single = {one.statements[0].id: one.statements[0] for one in found if len(one.statements) == 1}
    answered = {name: [one.id for one in answers(said, catalog)] for name, said in single.items()}
    answering = {answer: name for name, others in answered.items() for answer in others}
    joined: dict[str, Exchange | None] = {}
    for position in positions:
        firsts = {
            view.side: next((n for n in view.statements if n in single and n not in joined), None)
            for view in reversed(position.views)
        }
        names = [name for name in single if name in firsts.values()]  # in the order of `found`
        # A statement and its answers are not separated.
        together = all(
            {*answered[name]} <= {*names} and answering.get(name, name) in names for name in names
        )
        if len(names) > 1 and together:
            joined |= dict.fromkeys(names)
            joined[names[0]] = Exchange(tuple(single[name] for name in names), position.question)
    return [
        exchange
        for one in found
        if (exchange := joined.get(one.statements[0].id, one) if len(one.statements) == 1 else one)
    ]
