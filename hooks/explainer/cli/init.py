"""`explainer init`: begin a site of one's own."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from explainer.authoring.new_site import TONES, machinery, new_site, side_id
from explainer.edition import current_day
from explainer.problems import errors, report

if TYPE_CHECKING:
    from collections.abc import Sequence


def _sides(_: click.Context, __: click.Parameter, names: Sequence[str]) -> Sequence[str]:
    """Return the names of the sides; raise BadParameter for too few, too many or two alike."""
    ids = [side_id(name) for name in names]
    if not 2 <= len(names) <= len(TONES):
        raise click.BadParameter(f"name 2 to {len(TONES)} sides")
    if "" in ids or len({*ids}) < len(ids):
        raise click.BadParameter("each needs letters of its own, from a to z")
    return names


def _language(_: click.Context, __: click.Parameter, code: str) -> str:
    """Return the code of a language; raise BadParameter for one that Material does not have."""
    material = find_spec("material")
    (folder,) = (material and material.submodule_search_locations) or [""]
    files = Path(folder, "templates/partials/languages").glob("*.html")
    known = {file.stem.lower(): file.stem for file in files}
    meant = known.get(code.replace("_", "-").lower())
    if code == meant:
        return code
    hint = f"did you mean {meant}?" if meant else "it has, for example, es and pt-BR"
    raise click.BadParameter(f"Material has no words in the language '{code}'; {hint}")


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--title", prompt="The name of the site", help="The name of the site.")
@click.option(
    "--side",
    "sides",
    multiple=True,
    default=("The town", "The company"),
    callback=_sides,
    help="Somebody who speaks in your story; give it once for each side.",
)
@click.option(
    "--language",
    default="en",
    callback=_language,
    help="The language of the site, for example es; the first topic is in English.",
)
def init(folder: Path, title: str, sides: Sequence[str], language: str) -> None:
    """Begin a site in FOLDER: its own name and sides, and one topic to be replaced.

    The folder must be empty or not be there yet.
    """
    if folder.exists() and any(folder.iterdir()):
        raise click.UsageError(f"'{folder}' is not empty")
    try:
        own = machinery()
    except FileNotFoundError as error:
        click.echo(
            f"there is no {error.filename}: run this in a copy of the project, or install it"
        )
        sys.exit(1)
    files, problems = new_site(own, title, sides, current_day(), language)
    if errors(problems):
        click.echo(f"{report(problems)}\nnothing was written: choose another name for the side")
        sys.exit(1)
    for path, raw in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(raw)
    click.echo(f"{folder}: a new site. Next: cd {folder}; make serve; then read its README.md")
