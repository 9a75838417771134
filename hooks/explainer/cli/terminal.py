"""What the commands share: the project's folder, files within it, a line of progress."""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


def _project(_: click.Context, __: click.Parameter, root: Path) -> Path:
    """The folder, if it is one of a project: elsewhere nothing would be wrong."""
    if (root / "data").is_dir() and (root / "docs").is_dir():
        return root
    folders = (folder for folder in root.resolve().parents if (folder / "data").is_dir())
    near = next(folders, None)
    hint = f"go to {near}" if near else "go to the project's folder"
    raise click.UsageError(f"no data/ and docs/ in {root.resolve()}; {hint}, or name it by --root")


ROOT = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    callback=_project,
    help="The project's folder; the current one if left out.",
)


def among(root: Path, paths: Sequence[Path]) -> Callable[[str], bool]:
    """Whether a path relative to the project's folder is one of those named, or below one."""
    names = []
    for path in paths:
        if not path.exists():
            raise click.UsageError(f"no file or folder '{path}'")
        if not path.resolve().is_relative_to(root.resolve()):
            raise click.UsageError(f"'{path}' is not in the project's folder, {root.resolve()}")
        names.append(path.resolve().relative_to(root.resolve()))
    return lambda path: not names or any(Path(path).is_relative_to(name) for name in names)


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """End with one line when somebody stops the command, which has written nothing then."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)  # a closed terminal, a job that is stopped
    try:
        yield
    except (click.Abort, KeyboardInterrupt):
        click.echo("\nnothing was written", err=True)
        sys.exit(1)
    finally:
        signal.signal(signal.SIGTERM, before)


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
