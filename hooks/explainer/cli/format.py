"""`explainer format`: the files of data/ in canonical form."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from explainer.cli.terminal import ROOT, selected
from explainer.facts.layout import canonical
from explainer.facts.loader import data_files
from explainer.problems import report
from explainer.source_tree import put_in_place, read_folder

if TYPE_CHECKING:
    from collections.abc import Sequence


@click.command("format")
@ROOT
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if a file would change.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
def format_(*, root: Path, check: bool, paths: Sequence[Path]) -> None:
    """Write the YAML files of data/ in canonical form: keys in order, one sentence a line.

    With PATHS, only those among these files and folders.
    Values and comments do not change.
    A file that cannot be read is left alone; exit 1 if there is one.
    """
    is_selected = selected(root, paths)
    tree = read_folder(root)
    problems = [one for one in tree.problems("data") if is_selected(one.place.path)]
    count, changed = len(problems), 0
    for path, raw in data_files(tree):
        if not is_selected(path):
            continue
        count += 1
        text, found = canonical(path, raw)
        if text is not None and text.encode() != raw:
            if not check:
                found = put_in_place(root, tree, {path: text.encode()})
            if not found:
                changed += 1
                click.echo(path)
        problems += found
    if paths and not count:
        raise click.UsageError("none of these is a YAML file of data/")
    if problems:
        click.echo(report(problems))
    files = "1 file" if count == 1 else f"{count} files"
    click.echo(f"{changed} of {files} {'would change' if check else 'changed'}")
    sys.exit(bool(problems) or (check and changed > 0))
