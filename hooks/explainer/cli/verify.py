"""`explainer verify`: check quotes against captures and by reading, and write the lock."""

from __future__ import annotations

import sys
import textwrap
from typing import TYPE_CHECKING

import click

from explainer.cli.terminal import ROOT, stoppable
from explainer.edition import current_day
from explainer.problems import did_you_mean, report
from explainer.quotes import lock
from explainer.quotes.check import READ, UNVERIFIED
from explainer.quotes.lock import read_lock
from explainer.site import read_site
from explainer.source_tree import put_in_place, read_folder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from explainer.facts.catalog import Catalog
    from explainer.facts.records import Statement
    from explainer.problems import Problem
    from explainer.quotes.captures import Capture


@click.command()
@ROOT
@click.argument("names", nargs=-1, metavar="[STATEMENT]...")
@click.option("--yes", is_flag=True, help="You have compared the named statements: do not ask.")
@stoppable()
def verify(*, root: Path, names: tuple[str, ...], yes: bool) -> None:
    """Check every quote whose source has a capture, and write the lock.

    Name a STATEMENT whose source has no capture to compare its words with the page yourself.
    Exit 1 if a quote differs from its source, or has changed since it was compared.
    """
    site = read_site(read_folder(root), html=False)
    catalog, captures = site.catalog, site.captures
    if not catalog.statements:
        raise click.UsageError(f"no statements in {root / 'data'}")
    # A statement that cannot be read would lose a check that somebody made by reading.
    _, unread = read_lock(site.tree)
    _stop_for([*site.unsound, *unread], "correct this first; no lock has changed")
    _refuse_names(names, catalog, captures)
    compared = {name: yes or _compared(catalog.statements[name], catalog) for name in names}
    changes, problems = lock.verify(site.tree, catalog, captures, compared, current_day())
    _stop_for(put_in_place(root, site.tree, changes), "nothing was written")
    checks, _ = read_lock(site.tree.overlay(changes))
    _, found = lock.check_quotes(checks, catalog, captures)
    # Of statements that are gone.
    problems += [one for one in found if lock.is_lock(one.place.path)]
    click.echo(report(problems))
    differing = [name for name, same in compared.items() if not same]
    for name in differing:
        place = catalog.statements[name].place_of()
        click.echo(f"{place.path}:{place.line}: not checked; correct '{name}' and run this again")
    click.echo(_summary([check.against for check in checks.values()]))
    sys.exit(bool(problems or differing))


def _stop_for(problems: Sequence[Problem], outcome: str) -> None:
    """Exit with a report if there are problems."""
    if problems:
        click.echo(f"{report(problems)}\n{outcome}")
        sys.exit(1)


def _refuse_names(names: Sequence[str], catalog: Catalog, captures: Mapping[str, Capture]) -> None:
    """Raise UsageError if one of the names is not a statement, or a capture can check it."""
    for name in names:
        if name not in catalog.statements:
            hint = did_you_mean(name, catalog.statements, "give the id of a statement")
            raise click.UsageError(f"no statement '{name}'; {hint}")
        if capture := captures.get(catalog.statements[name].source):
            raise click.UsageError(f"'{name}' is checked against {capture.path}; leave it out")


def _compared(said: Statement, catalog: Catalog) -> bool:
    """Show the words of a statement, and return whether a person finds them on the page."""
    address = catalog.sources[said.source].found_at
    click.echo(f"\n{address}, {said.at}\n" if said.at else f"\n{address}\n")
    words = textwrap.indent(said.source_words, "    ")
    click.echo(f"… {said.prefix}\n\n{words}\n\n{said.suffix} …\n")
    return click.confirm("Does the page have these words, to the letter, in this place?")


def _summary(against: Sequence[str]) -> str:
    """Return a line with the number of quotes that were checked in each way."""
    captured = len(against) - against.count(READ) - against.count(UNVERIFIED)
    return (
        f"{len(against)} quotes, {captured} checked against captures, "
        f"{against.count(READ)} by reading, {against.count(UNVERIFIED)} unverified"
    )
