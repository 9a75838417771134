"""`explainer schemas`: what editors know of the data files."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from explainer.cli.terminal import ROOT
from explainer.facts.loader import build_catalog, read_data
from explainer.json_schema import FOLDER, IDS, of_ids, of_models, text_of
from explainer.problems import report
from explainer.source_tree import SourceTree, put_in_place, read_folder

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@ROOT
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if a schema would change.")
def schemas(*, root: Path, check: bool) -> None:
    """Write the JSON Schemas of the data files into schemas/, for editors.

    One of them offers the ids that are in data/ now. A newer id is valid too, and --check
    only reports that this schema is out of date.
    """
    catalog, _ = build_catalog(read_data(read_folder(root))[0])
    texts = {name: text_of(schema) for name, schema in of_models().items()}
    texts[IDS] = text_of(of_ids(catalog))
    new = {f"{FOLDER}/{name}": text.encode() for name, text in texts.items()}
    old = SourceTree({path: (root / path).read_bytes() for path in new if (root / path).is_file()})
    changes = {path: raw for path, raw in new.items() if old.get(path) != raw}
    if not check and (problems := put_in_place(root, old, changes)):
        click.echo(f"{report(problems)}\nnothing was written")
        sys.exit(1)
    for path in changes:
        state = "is out of date" if path in old else "is missing"
        click.echo(f"{path} {state if check else 'written'}")
    if not changes:
        click.echo(f"{FOLDER}/: {len(new)} schemas, all up to date")
    wrong = [path for path in changes if path != f"{FOLDER}/{IDS}" or path not in old]
    sys.exit(check and bool(wrong))
