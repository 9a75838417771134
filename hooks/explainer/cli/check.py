"""`explainer check`: every problem in data/ and docs/."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from explainer import check_cache, garbage_collection
from explainer.cli.terminal import ROOT, output_format, progress, selected
from explainer.problems import errors, report, truncate, workflow_commands
from explainer.quotes import lock
from explainer.site import read_site
from explainer.source_tree import read_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from explainer.pages.readability import Readability
    from explainer.site import Site

MANY = 50
"""Up to this number of pages, each has a line about its prose."""
FEW = 5
"""How many sentences without a citation are shown of a page."""


@click.command()
@ROOT
@output_format(
    text="for people",
    json="for programs",
    annotations="GitHub's workflow commands, for the lines of a pull request",
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@garbage_collection.paused()
def check(
    root: Path, output: Literal["text", "json", "annotations"], paths: Sequence[Path]
) -> None:
    """Report every problem in data/ and docs/, and how much is cited and verified.

    With PATHS, report only on these files and folders.
    Exit 1 if there is a problem.
    """
    is_selected = selected(root, paths)
    with progress("reading data/ and docs/"):
        tree = read_folder(root)
        memory = check_cache.load(root, tree)
        memory.begin()
        site = read_site(tree, processes=2, memory=memory, html=False)
    problems = [problem for problem in site.problems if is_selected(problem.place.path)]
    match output:
        case "text":
            click.echo(report(problems))
            for line in _figures(site, is_selected):
                click.echo(line)
        case "json":
            found = [
                asdict(problem.place)
                | {"level": problem.level, "message": problem.message, "hint": problem.hint}
                for problem in problems
            ]
            click.echo(json.dumps({"problems": found}, ensure_ascii=False, indent=2))
        case "annotations":
            click.echo(workflow_commands(problems), nl=False)
    check_cache.save(root, tree, memory)
    sys.exit(bool(errors(problems)))


def _grade(prose: Readability) -> str:
    """Return how hard English prose is."""
    return f"school grade {prose.grade:.1f} ({prose.opening_grade:.1f} at its head); "


def _figures(site: Site, is_selected: Callable[[str], bool]) -> list[str]:
    """Return a line about the prose of each page, and one about the quotes.

    The lines of many pages would push the problems off the screen: then there is only their number.
    """
    pages = {path: page for path, page in site.results.items() if is_selected(path)}
    lines = []
    for path, page in pages.items() if len(pages) <= MANY else ():
        coverage, prose = page.coverage, page.readability
        lines.append(
            f"{path}: {prose.words:,} words, {prose.mean:.1f} a sentence, "
            f"{_grade(prose) if site.edition.english else ''}"
            f"{coverage.cited} of {coverage.factual} factual sentences cited "
            f"({coverage.percent} %), {coverage.ours} marked as ours"
        )
        lines += [f"    not cited: {truncate(text, 80)}" for text in coverage.uncited[:FEW]]
        if len(coverage.uncited) > FEW:
            more = len(coverage.uncited) - FEW
            lines.append(f"    and {more} more; a switch of the preview marks them")
    if len(pages) > MANY:
        lines.append(f"{len(pages):,} pages; name some to read how much of them is cited")
    statements = [
        said for said in site.catalog.statements.values() if is_selected(lock.path_for(said))
    ]
    if statements:
        verified = [said for said in statements if site.lock.of(said)]
        lines.append(f"{len(verified)} of {len(statements)} quotes verified")
    drafts = site.context.catalog.drafts.values()
    if unready := [draft for draft in drafts if is_selected(draft.path)]:
        what = "1 record is a draft" if len(unready) == 1 else f"{len(unready)} records are drafts"
        lines.append(f"{what}, which only a preview shows")
    return lines
