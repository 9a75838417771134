"""`explainer check`: every problem in data/ and docs/."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from explainer.cli.terminal import ROOT, among, progress
from explainer.problems import report, workflow_commands
from explainer.quotes import lock
from explainer.site import read_site
from explainer.source_tree import read_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from explainer.site import Site


@click.command()
@ROOT
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "annotations"]),
    default="text",
    help="For a person, for a program, or for the lines of a pull request (GitHub's commands).",
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
def check(root: Path, form: Literal["text", "json", "annotations"], paths: Sequence[Path]) -> None:
    """Name every problem in data/ and docs/, and how much is cited and verified.

    With PATHS, only what stands in these files and folders.
    Exit 1 if there is a problem.
    """
    chosen = among(root, paths)
    with progress("reading data/ and docs/"):
        site = read_site(read_folder(root))
    problems = [problem for problem in site.problems if chosen(problem.place.path)]
    match form:
        case "text":
            click.echo(report(problems))
            for line in _figures(site, chosen):
                click.echo(line)
        case "json":
            found = [
                asdict(problem.place) | {"message": problem.message, "hint": problem.hint}
                for problem in problems
            ]
            click.echo(json.dumps({"problems": found}, ensure_ascii=False, indent=2))
        case "annotations":
            click.echo(workflow_commands(problems), nl=False)
    sys.exit(bool(problems))


def _figures(site: Site, chosen: Callable[[str], bool]) -> list[str]:
    lines = []
    for path, page in site.results.items():
        told, prose = page.coverage, page.readability
        if chosen(path):
            lines.append(
                f"{path}: {prose.words:,} words, {prose.mean:.1f} a sentence; {told.cited} of "
                f"{told.factual} factual sentences cited ({told.percent} %), {told.ours} ours"
            )
    if chosen(lock.PATH):
        statements = site.catalog.statements.values()
        verified = [said for said in statements if site.lock.of(said)]
        lines.append(f"{lock.PATH}: {len(verified)} of {len(statements)} quotes verified")
    return lines
