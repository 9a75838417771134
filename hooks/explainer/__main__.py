"""`python -m explainer`: work on the facts and the pages without MkDocs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import lock
from .edition import current_day
from .lock import read_lock
from .problems import did_you_mean, report
from .quotes import READ, UNVERIFIED
from .site import read_site

if TYPE_CHECKING:
    from .catalog import Catalog
    from .records import Statement

ROOT = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The project's folder; the current one if left out.",
)


@click.group()
def explainer() -> None:
    """Work on the facts and the pages of an explainer site."""


@explainer.command()
@ROOT
def check(root: Path) -> None:
    """Name every problem in data/ and docs/, and how much is cited and verified.

    Exit 1 if there is a problem.
    """
    site = read_site(root)
    click.echo(report(site.problems))
    for path, page in site.pages.items():
        told, prose = page.coverage, page.reading
        click.echo(
            f"{path}: {prose.words:,} words, {prose.mean:.1f} a sentence; {told.cited} of "
            f"{told.factual} factual sentences cited ({told.percent} %), {told.ours} ours"
        )
    statements = site.catalog.statements.values()
    verified = [said for said in statements if site.renderer.lock.of(said)]
    click.echo(f"{lock.PATH}: {len(verified)} of {len(statements)} quotes verified")
    sys.exit(bool(site.problems))


@explainer.command(name="verify")
@ROOT
@click.argument("read", nargs=-1, metavar="[STATEMENT]...")
@click.option("--yes", is_flag=True, help="The named statements have been compared: do not ask.")
def verify_quotes(root: Path, read: tuple[str, ...], yes: bool) -> None:  # noqa: FBT001  (click's way)
    """Check every quote whose source has a capture, and write data/quotes.lock.

    A STATEMENT named is one whose source has no capture: a person compares its words with the page.
    Exit 1 if a quote is not as its source has it, or has changed since it was compared.
    """
    site = read_site(root)
    catalog, captures, old = site.catalog, site.renderer.captures, site.renderer.lock.checks
    if not catalog.statements:
        raise click.UsageError(f"no statements in {root / 'data'}")
    # A statement that cannot be read would lose a check that somebody made by reading.
    if broken := [*site.unsound, *read_lock(root)[1]]:
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
    compared = [name for name in read if yes or _compared(catalog.statements[name], catalog)]
    text, problems = lock.verify(old, catalog, captures, compared, current_day())
    (root / lock.PATH).write_text(text, encoding="utf-8")
    click.echo(report(problems))
    against = [check.against for check in read_lock(root)[0].values()]
    captured = len(against) - against.count(READ) - against.count(UNVERIFIED)
    click.echo(
        f"{lock.PATH}: {len(against)} quotes, {captured} checked against captures, "
        f"{against.count(READ)} by reading, {against.count(UNVERIFIED)} unverified"
    )
    sys.exit(bool(problems))


def _compared(said: Statement, catalog: Catalog) -> bool:
    """Show the words, and ask whether the page has them."""
    click.echo(f"\n{catalog.sources[said.source].url}\n")
    click.echo(f"… {said.prefix}\n\n    {said.text}\n\n{said.suffix} …\n")
    return click.confirm("Does the page have these words, to the letter, in this place?")


if __name__ == "__main__":
    explainer(prog_name="explainer")
