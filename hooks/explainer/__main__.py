"""`python -m explainer check`: every problem of data and pages, without MkDocs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .problems import report
from .site import read_site


@click.group()
def explainer() -> None:
    """Work on the facts and the pages of an explainer site."""


@explainer.command()
@click.argument(
    "root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path()
)
def check(root: Path) -> None:
    """Name every problem in data/ and docs/ below ROOT; exit 1 if there is one."""
    problems = read_site(root).problems
    click.echo(report(problems))
    sys.exit(bool(problems))


if __name__ == "__main__":
    explainer(prog_name="explainer")
