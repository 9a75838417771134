"""`explainer format`: the files of data/ in canonical form."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from explainer.problems import Problem, report
from explainer.site import data_files
from explainer.writing.addition import write
from explainer.writing.canonical import UnfitError, canonical

from .terminal import ROOT, among

if TYPE_CHECKING:
    from collections.abc import Sequence


@click.command("format")
@ROOT
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if a file would change.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
def format_(*, root: Path, check: bool, paths: Sequence[Path]) -> None:
    """Write the YAML files of data/ in canonical form: keys in order, one sentence a line.

    With PATHS, only those among these files and folders.
    Values and comments stay as they are.
    A file that cannot be read is left alone; exit 1 if there is one.
    """
    chosen = among(root, paths)
    problems: list[Problem] = []
    seen = changed = 0
    for path, raw, unread in data_files(root):
        if not chosen(path):
            continue
        seen += 1
        text, found = (None, unread) if unread else canonical(path, raw)
        problems += found
        if text is None or text.encode() == raw:
            continue
        try:
            if not check:
                write(root, path, text)
        except UnfitError as error:
            problems.append(error.problem)
            continue
        changed += 1
        click.echo(path)
    if paths and not seen:
        raise click.UsageError("none of these is a YAML file of data/")
    if problems:
        click.echo(report(problems))
    files = "1 file" if seen == 1 else f"{seen} files"
    click.echo(f"{changed} of {files} {'would change' if check else 'changed'}")
    sys.exit(bool(problems) or (check and changed > 0))
