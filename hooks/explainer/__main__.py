"""`explainer`: work on the facts and the pages without MkDocs."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

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

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (as click has it)
        return [*COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  (as click has it)
        # For an unknown one, all others are wanted, to find the nearest.
        for name in [cmd_name] if cmd_name in COMMANDS else COMMANDS:
            module, _, attribute = COMMANDS[name].partition(":")
            found = getattr(import_module(f"explainer.cli.{module}"), attribute)
            self.commands.setdefault(name, found)
        return self.commands.get(cmd_name)


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
