"""Exchanges: statements that stand side by side, since they are read against each other.

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


def exchanges(
    statements: Iterable[Statement],
    catalog: Catalog,
    positions: Sequence[Position] = (),
    shown: Iterable[str] = (),
) -> list[Exchange]:
    """The statements in their order, each once, and those that belong together at the first.

    Wordings of one utterance stay together, whatever is asked for; so do a statement and the
    answers without which it is never shown, which follow it.
    What is shown elsewhere is not added, but shown if it is asked for.
    """
    asked = list(statements)
    elsewhere = {*shown} - {said.id for said in asked}
    return _paired(_utterances(asked, catalog, elsewhere), positions)


def _utterances(
    statements: list[Statement], catalog: Catalog, elsewhere: set[str]
) -> list[Exchange]:
    shown = {*elsewhere}
    found: list[Exchange] = []
    todo = [said.id for said in reversed(statements)]
    while todo:
        said = catalog.statements[todo.pop()]
        if said.id in shown:
            continue
        names = [said.id, *(name for name in said.same_words_as if name not in shown)]
        wordings = tuple(catalog.statements[name] for name in dict.fromkeys(names))
        found.append(Exchange(wordings))
        shown.update(names)
        todo += [name for one in reversed(wordings) for name in reversed(one.answered_by)]
    return found


def _paired(found: list[Exchange], positions: Sequence[Position]) -> list[Exchange]:
    """Join single statements of different sides on one question; each is joined once."""
    single = {one.statements[0].id: one.statements[0] for one in found if len(one.statements) == 1}
    answers: dict[str, str] = {name: one.id for one in single.values() for name in one.answered_by}
    joined: dict[str, Exchange | None] = {}
    for position in positions:
        firsts = {
            view.side: next((n for n in view.statements if n in single and n not in joined), None)
            for view in reversed(position.views)
        }
        names = [name for name in single if name in firsts.values()]  # in the order of `found`
        # A statement and its answers are not torn apart.
        together = all(
            {*single[name].answered_by} <= {*names} and answers.get(name, name) in names
            for name in names
        )
        if len(names) > 1 and together:
            joined |= dict.fromkeys(names)
            joined[names[0]] = Exchange(tuple(single[name] for name in names), position.question)
    return [
        exchange
        for one in found
        if (exchange := joined.get(one.statements[0].id, one) if len(one.statements) == 1 else one)
    ]
