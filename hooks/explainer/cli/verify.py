"""`explainer verify`: check quotes against captures and readings, and write the lock."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from explainer.cli.terminal import ROOT, all_or_nothing
from explainer.edition import current_day
from explainer.problems import did_you_mean, report
from explainer.quotes import lock
from explainer.quotes.check import READ, UNVERIFIED
from explainer.quotes.lock import read_lock
from explainer.site import read_site
from explainer.source_tree import put_in_place, read_folder

if TYPE_CHECKING:
    from pathlib import Path

    from explainer.facts.catalog import Catalog
    from explainer.facts.records import Statement


@click.command()
@ROOT
@click.argument("read", nargs=-1, metavar="[STATEMENT]...")
@click.option("--yes", is_flag=True, help="The named statements have been compared: do not ask.")
@all_or_nothing()
def verify(*, root: Path, read: tuple[str, ...], yes: bool) -> None:
    """Check every quote whose source has a capture, and write data/quotes.lock.

    A STATEMENT named is one whose source has no capture: a person compares its words with the page.
    Exit 1 if a quote is not as its source has it, or has changed since it was compared.
    """
    site = read_site(read_folder(root))
    catalog, captures, old = site.catalog, site.captures, site.lock.checks
    if not catalog.statements:
        raise click.UsageError(f"no statements in {root / 'data'}")
    # A statement that cannot be read would lose a check that somebody made by reading.
    if broken := [*site.unsound, *read_lock(site.tree)[1]]:
        click.echo(report(broken))
        click.echo(f"mend this first; {lock.PATH} was left as it was")
        sys.exit(1)
    unknown = [name for name in read if name not in catalog.statements]
    if unknown:
        hint = did_you_mean(unknown[0], catalog.statements, "name it by its id")
        raise click.UsageError(f"no statement '{unknown[0]}'; {hint}")
    for name in read:
        if capture := captures.get(catalog.statements[name].source):
            raise click.UsageError(f"'{name}' is checked against {capture.path}; leave it out")
    compared = {name: yes or _compared(catalog.statements[name], catalog) for name in read}
    differing = [name for name, there in compared.items() if not there]
    text, problems = lock.verify(old, catalog, captures, compared, current_day())
    changes = {lock.PATH: text.encode()}
    put_in_place(root, changes)
    checks = read_lock(site.tree.overlay(changes))[0]
    gone = [
        one
        for one in lock.check_quotes(checks, catalog, captures)[1]
        if one.place.path == lock.PATH
    ]
    click.echo(report([*problems, *gone]))
    for name in differing:
        place = catalog.statements[name].place_of()
        click.echo(f"{place.path}:{place.line}: not checked; mend '{name}' and run this again")
    against = [check.against for check in checks.values()]
    captured = len(against) - against.count(READ) - against.count(UNVERIFIED)
    click.echo(
        f"{lock.PATH}: {len(against)} quotes, {captured} checked against captures, "
        f"{against.count(READ)} by reading, {against.count(UNVERIFIED)} unverified"
    )
    sys.exit(bool(problems or gone or differing))


def _compared(said: Statement, catalog: Catalog) -> bool:
    """Show the words, and ask whether the page has them."""
    click.echo(f"\n{catalog.sources[said.source].url}\n")
    click.echo(f"… {said.prefix}\n\n    {said.text}\n\n{said.suffix} …\n")
    return click.confirm("Does the page have these words, to the letter, in this place?")
