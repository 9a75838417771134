"""What the commands share: options, files of the project, a line of progress, a way to stop."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from explainer.source_tree import SETTINGS, docs_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


def _project(_: click.Context, __: click.Parameter, root: Path) -> Path:
    """Return the folder if it is a project's; any other folder would seem to have no problems."""
    settings = root / SETTINGS
    docs = docs_folder(settings.read_bytes() if settings.is_file() else b"")
    if (root / "data").is_dir() and (root / docs).is_dir():
        return root
    folders = (folder for folder in root.resolve().parents if (folder / "data").is_dir())
    near = next(folders, None)
    hint = f"go to {near}" if near else "go to the project's folder"
    raise click.UsageError(
        f"no data/ and {docs}/ in {root.resolve()}; {hint}, or name it with --root"
    )


ROOT = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    callback=_project,
    help="The project's folder; by default, the current one.",
)


def output_format(**audiences: str) -> Callable[[click.decorators.FC], click.decorators.FC]:
    """Return the option `--format`, from the name of each format and who it is for."""
    names = [*audiences]
    described = "; ".join(f"{name}: {audience}" for name, audience in audiences.items())
    return click.option(
        "--format",
        "output",
        type=click.Choice(names),
        default=names[0],
        help=f"The format of the report ({described}).",
    )


def selected(root: Path, paths: Sequence[Path]) -> Callable[[str], bool]:
    """Return a test of whether a path in the project is among the given files and folders.

    Without any, every path is.
    Raise UsageError for what does not exist or is not in the project.
    """
    names = []
    for path in paths:
        if not path.exists():
            raise click.UsageError(f"no file or folder '{path}'")
        if not path.resolve().is_relative_to(root.resolve()):
            raise click.UsageError(f"'{path}' is not in the project's folder, {root.resolve()}")
        names.append(path.resolve().relative_to(root.resolve()))
    return lambda path: not names or any(Path(path).is_relative_to(name) for name in names)


@contextmanager
def stoppable() -> Iterator[None]:
    """End a command with one line when somebody stops it: files are written only at its end."""
    try:
        yield
    except (click.Abort, KeyboardInterrupt):
        click.echo("\nnothing was written", err=True)
        sys.exit(1)


@contextmanager
def progress(label: str) -> Iterator[None]:
    """Show on a terminal what the command is doing, and clear the line afterwards."""
    shown = sys.stderr.isatty()
    if shown:
        click.echo(f"{label} …", nl=False, err=True)
    try:
        yield
    finally:
        if shown:
            click.echo("\r\x1b[K", nl=False, err=True)
