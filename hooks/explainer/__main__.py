"""`explainer`: work on the facts and the pages without MkDocs."""

from __future__ import annotations

import click

from .commands.check import check
from .commands.diff import diff
from .commands.format import format_
from .commands.new import new
from .commands.quote import quote
from .commands.schemas import schemas
from .commands.verify import verify


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def explainer() -> None:
    """Work on the facts and the pages of an explainer site."""


for command in (check, diff, format_, new, quote, schemas, verify):
    explainer.add_command(command)


if __name__ == "__main__":
    explainer(prog_name="explainer")
