"""`explainer schemas`: what editors know of the data files."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from explainer.cli.terminal import ROOT
from explainer.facts.loader import build_catalog, read_data
from explainer.json_schema import FOLDER, IDS, of_ids, of_models, text_of
from explainer.source_tree import read_folder

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@ROOT
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if they are not as they were.")
def schemas(*, root: Path, check: bool) -> None:
    """Write the JSON Schemas of the data files into schemas/, for editors.

    The ids that they offer are those in data/; an id that has come since is right all the same,
    so that --check only says that these are old.
    """
    catalog, _ = build_catalog(read_data(read_folder(root))[0])
    made = {name: text_of(schema) for name, schema in of_models().items()}
    made[IDS] = text_of(of_ids(catalog))
    files = {name: root / FOLDER / name for name in made}
    old = [name for name in made if not _holds(files[name], made[name])]
    for name in old:
        if not check:
            files[name].parent.mkdir(exist_ok=True)
            files[name].write_text(made[name], encoding="utf-8", newline="\n")
        stands = "is old" if files[name].exists() else "is missing"
        click.echo(f"{FOLDER}/{name} {stands if check else 'written'}")
    if not old:
        click.echo(f"{FOLDER}/: {len(made)} schemas, all as they should be")
    wrong = [name for name in old if name != IDS or not files[name].exists()]
    sys.exit(check and bool(wrong))


def _holds(file: Path, text: str) -> bool:
    return file.exists() and file.read_bytes() == text.encode()
