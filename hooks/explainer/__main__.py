"""`explainer`: work on the facts and the pages without MkDocs."""

from __future__ import annotations

import click

from explainer.cli.check import check
from explainer.cli.diff import diff
from explainer.cli.export import export
from explainer.cli.format import format_
from explainer.cli.import_ import import_
from explainer.cli.init import init
from explainer.cli.new import new
from explainer.cli.quote import quote
from explainer.cli.schemas import schemas
from explainer.cli.verify import verify


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def explainer() -> None:
    """Work on the facts and the pages of an explainer site."""


for command in (check, diff, export, format_, import_, init, new, quote, schemas, verify):
    explainer.add_command(command)


if __name__ == "__main__":
    explainer(prog_name="explainer")
