"""Provenance: the sources and checks behind a page, in numbers and dates."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from explainer.facts.speakers import speaker_sides
from explainer.quotes.check import READ

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explainer.facts.actors import Side
    from explainer.facts.catalog import Catalog
    from explainer.facts.dates import EdtfDate
    from explainer.facts.topics import Change
    from explainer.quotes.lock import Lock


@dataclass(frozen=True)
class Provenance:
    """The figures of the box at the foot of a page."""

    kinds: list[tuple[str, int]]
    """The number of sources of each kind, most frequent first."""
    sides: list[tuple[Side | None, int]]
    """The number of sources each side published; None is the press and other third parties."""
    sources: int
    heard: list[tuple[Side, int]]
    """The number of statements shown from each side, most frequent first."""
    unheard: list[Side]
    """The sides involved without a statement."""
    quotes: int
    """The number of statements shown."""
    compared: int
    """The number of statements a program found in a stored copy of their source."""
    read: int
    """The number of statements a person compared with their source."""
    checked: EdtfDate | None
    """The date of the last check."""
    changed: EdtfDate
    """The date of the last substantive change."""

    @property
    def verified(self) -> int:
        """Return the number of quotes checked either way."""
        return self.compared + self.read


def provenance(
    catalog: Catalog, lock: Lock, topics: Iterable[str], cited: Iterable[str]
) -> Provenance:
    """Return the figures for the pages of some topics and the citations in their prose."""
    slugs = list(topics)
    sources = catalog.sources_of(slugs, list(cited)).values()
    kinds = Counter[str](source.kind for source in sources)
    sides = Counter(source.side for source in sources)
    statements = catalog.statements_of(slugs)
    heard = Counter(side for said in statements for side in speaker_sides(said, catalog))
    concerned = dict.fromkeys(side for slug in slugs for side in catalog.topics[slug].sides)
    checks = [check for check in map(lock.of, statements) if check]
    read = sum(check.against == READ for check in checks)
    return Provenance(
        kinds=kinds.most_common(),
        sides=[
            (catalog.sides[side] if side else None, count) for side, count in sides.most_common()
        ],
        sources=len(sources),
        heard=[(catalog.sides[side], count) for side, count in heard.most_common()],
        unheard=[catalog.sides[side] for side in concerned if side not in heard],
        quotes=len(statements),
        compared=len(checks) - read,
        read=read,
        checked=max((check.checked for check in checks), key=lambda day: day.key, default=None),
        changed=max(
            (last_change(catalog.topics[slug].changes).date for slug in slugs),
            key=lambda day: day.key,
        ),
    )


def newest_first(changes: Iterable[Change]) -> list[Change]:
    """Return the log of a page, newest change first."""
    return sorted(changes, key=lambda change: change.date.key, reverse=True)


def last_change(changes: Iterable[Change]) -> Change:
    """Return the last substantive change, or the first change if there is none."""
    log = newest_first(changes)
    return next((change for change in log if change.kind != "rewording"), log[-1])
