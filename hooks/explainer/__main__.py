"""`explainer`: work on the facts and the pages without MkDocs."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

COMMANDS = {
    "check": "check:check",
    "diff": "diff:diff",
    "export": "export:export",
    "format": "format:format_",
    "import": "import_:import_",
    "init": "init:init",
    "new": "new:new",
    "quote": "quote:quote",
    "schemas": "schemas:schemas",
    "verify": "verify:verify",
}
"""Where each command is: the module of `explainer.cli`, and its name there."""


class _Commands(click.Group):
    """Loads a command when it is wanted; loading all of them takes half a second."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        self._load(COMMANDS)
        return super().list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        # For an unknown one, all others are wanted, to find the nearest.
        self._load([cmd_name] if cmd_name in COMMANDS else COMMANDS)
        return super().get_command(ctx, cmd_name)

    def _load(self, names: Iterable[str]) -> None:
        for name in names:
            module, _, attribute = COMMANDS[name].partition(":")
            self.add_command(getattr(import_module(f"explainer.cli.{module}"), attribute), name)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
def explainer() -> None:
    """Work on the facts and the pages of an explainer site."""


def main() -> None:
    """Run a command, and end at once: freeing the memory of a large site would take a while."""
    try:
        explainer(prog_name="explainer")
    except SystemExit as end:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(end.code if isinstance(end.code, int) else bool(end.code))


if __name__ == "__main__":
    main()
