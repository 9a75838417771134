"""`explainer diff`: which facts changed between a git revision and the working copy."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal

import click

from explainer.cli.terminal import ROOT, output_format, progress
from explainer.diff.comparison import compare, read_version
from explainer.diff.json_report import as_json
from explainer.diff.markdown_report import markdown
from explainer.diff.report import rows, styled_text
from explainer.revision import RevisionError, read_revision
from explainer.source_tree import read_folder

if TYPE_CHECKING:
    from pathlib import Path

    from explainer.diff.report import Row

STYLES: dict[str, dict[str, Any]] = {"removed": {"fg": "red"}, "added": {"fg": "green"}}


@click.command()
@ROOT
@output_format(text="for people", markdown="for the job summary of a workflow", json="for programs")
@click.argument("base")
def diff(root: Path, output: Literal["text", "markdown", "json"], base: str) -> None:
    """Report every fact that changed between the git revision BASE and the working copy.

    The layout of files, and the order of records, keys and lists, are not facts.
    Exit 2 if there is no such revision; differences are not an error.
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
    match output:
        case "text":
            for row in rows(differences, base):
                click.echo(_styled(row))
        case "markdown":
            click.echo(markdown(rows(differences, base)), nl=False)
        case "json":
            document = as_json(differences, base, commit)
            click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def _styled(row: Row) -> str:
    """Return a row with codes for colours, which click removes where there is no terminal."""
    bold = True if row.depth == 1 or row.for_review else None
    return "".join(
        click.style(words, bold=bold, **STYLES.get(role, {})) for words, role in styled_text(row)
    )
