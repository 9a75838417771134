"""What the commands share: the project's folder, the shapes of an answer, a line of progress."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The project's folder; the current one if left out.",
)


@contextmanager
def progress(label: str) -> Iterator[None]:
    """Say what is going on, on a terminal alone, and take it away when it is done."""
    shown = sys.stderr.isatty()
    if shown:
        click.echo(f"{label} …", nl=False, err=True)
    try:
        yield
    finally:
        if shown:
            click.echo("\r\x1b[K", nl=False, err=True)
