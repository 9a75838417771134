"""Exchanges: statements shown side by side for comparison.

They are wordings of one utterance, or two sides on one question.
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
    """The question that two sides answer; None for one statement or one utterance."""


def wordings(said: Statement, catalog: Catalog) -> list[Statement]:
    """Return a statement and all other wordings of its utterance.

    These include wordings named only by another wording.
    """
    found = {said.id: said}
    todo = [said]
    while todo:
        for name in todo.pop(0).same_words_as:
            if name not in found and name in catalog.statements:  # another may be a draft
                found[name] = catalog.statements[name]
                todo.append(found[name])
    return [*found.values()]


def answers(said: Statement, catalog: Catalog) -> list[Statement]:
    """Return the answers that must appear with any wording of a statement."""
    names = dict.fromkeys(name for one in wordings(said, catalog) for name in one.answered_by)
    return [catalog.statements[name] for name in names]


def exchanges(
    statements: Iterable[Statement],
    catalog: Catalog,
    positions: Sequence[Position] = (),
    shown: Iterable[str] = (),
) -> list[Exchange]:
    """Return the statements in order, each once, joining those that belong together.

    Wordings of one utterance always stay together, and a statement's required answers always
    follow it. Statements shown elsewhere are not added to these, but appear if requested.
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
    """Return the exchanges, joining single statements of different sides on one question.

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
