"""`explainer diff`: which facts changed between a git revision and the working copy."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal

import click

from explainer.cli.terminal import ROOT, progress
from explainer.diff.comparison import compare, read_version
from explainer.diff.json_report import as_json
from explainer.diff.markdown_report import markdown
from explainer.diff.report import rows, text
from explainer.source_tree import RevisionError, read_folder, read_revision

if TYPE_CHECKING:
    from pathlib import Path

    from explainer.diff.report import Row

STYLES: dict[str, dict[str, Any]] = {"gone": {"fg": "red"}, "new": {"fg": "green"}}


@click.command()
@ROOT
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    help="For a person, for the job summary of a workflow, or for a program.",
)
@click.argument("base")
def diff(root: Path, form: Literal["text", "markdown", "json"], base: str) -> None:
    """Name every fact that changed between the git revision BASE and the working copy.

    How files are laid out, and the order of records, keys and lists, are no facts.
    Exit 2 if there is no such revision; differences are no error.
    """
    with progress(f"reading {base}"):
        try:
            tree, commit = read_revision(root, base)
        except RevisionError as error:
            raise click.UsageError(str(error)) from error
        before = read_version(tree)
    with progress("reading data/ and docs/"):
        after = read_version(read_folder(root))
    differences = compare(before, after)
    match form:
        case "text":
            for row in rows(differences, base):
                click.echo(_styled(row))
        case "markdown":
            click.echo(markdown(rows(differences, base)), nl=False)
        case "json":
            told = as_json(differences, base, commit)
            click.echo(json.dumps(told, ensure_ascii=False, indent=2))


def _styled(row: Row) -> str:
    """A row in colour, which click leaves out where no terminal is."""
    bold = True if row.depth == 1 or row.for_review else None
    return "".join(
        click.style(words, bold=bold, **STYLES.get(role, {})) for words, role in text(row)
    )
