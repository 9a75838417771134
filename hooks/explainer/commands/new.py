"""`explainer new`: begin a record, with every field that could still be filled."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from explainer import lock, quotes
from explainer.problems import report
from explainer.records import Event, Source, Statement
from explainer.site import read_site
from explainer.topics import Topic
from explainer.validation import with_article
from explainer.writing.addition import written
from explainer.writing.stubs import KINDS, Stub, first_change

from .asking import GO_ON, Form, give_back, given, options, refuse
from .terminal import ROOT, all_or_nothing, progress

if TYPE_CHECKING:
    from pathlib import Path

    from explainer.shapes import Record


@click.group()
def new() -> None:
    """Begin a topic, or add an event, a statement, a source or a person.

    What must be there is an option; what is missing is asked for on a terminal.
    Nothing is written if the site would have a new problem by it.
    """


def _command(shape: type[Record]) -> click.Command:
    """The command that begins a record of one kind; its options are made from the fields."""
    about = (shape.__doc__ or "").splitlines()[0]
    does = f"{'Begin' if shape is Topic else 'Add'} {with_article(shape.noun)}"
    command = click.Command(
        shape.noun,
        callback=partial(_begin, shape),
        help=f"{does}: {about}",
        short_help=f"{does}.",
        params=[*options(shape)],
    )
    if shape is Source:
        about = "The topic that alone uses it; without one it stands in data/sources.yml."
        command.params.append(click.Option(["--topic"], default="", help=about))
    if shape is Statement:
        about = "You have compared the words, and those around them, with the page."
        command.params.append(click.Option(["--compared"], is_flag=True, help=about))
    ROOT(command)
    return command


@all_or_nothing()
def _begin(
    shape: type[Record], root: Path, topic: str = "", *, compared: bool = False, **arguments: Any
) -> None:
    with progress("reading data/ and docs/"):
        site = read_site(root)
    values = given(shape, arguments)
    form = Form(shape, values, site.catalog)
    home = Form(Event, {"topics": [topic]} if topic else {}, site.catalog)
    refuse(form.mistakes() + home.mistakes() + form.gaps())
    form.complete()
    if shape is Topic:
        values["changes"] = [first_change(site.renderer.edition.today)]
    with progress("writing, and reading all again"):
        stub = Stub(shape, values, topic, compared, form.left_out)
        places, problems = written(root, site, [stub])
    if problems:
        click.echo(report(problems))
        if any("has not been checked" in problem.message for problem in problems):
            address = site.catalog.sources[values["source"]].url
            click.echo(f"compare the words with {address} and add --compared,")
            click.echo("or put 'unverified: shown' into the front matter of the page that shows it")
        click.echo("nothing was written")
        give_back([stub])
        sys.exit(1)
    if shape is Statement:
        click.echo(_standing(root, values["id"]))
    where = " and ".join(f"{place.path}:{place.line}" for place in places)
    name = values["slug" if shape is Topic else "id"]
    click.echo(f"{where}: {shape.noun} '{name}'")
    if stub.open_fields:
        click.echo(GO_ON)


def _standing(root: Path, name: str) -> str:
    """How the words of a new statement have been checked."""
    against = lock.read_lock(root)[0][name].against
    match against:
        case quotes.READ:
            return f"{lock.PATH}: compared by reading"
        case quotes.UNVERIFIED:
            return f"{lock.PATH}: unverified; compare the words, then: explainer verify {name}"
    return f"{lock.PATH}: found in the stored text of its source"


for kind in KINDS:
    new.add_command(_command(kind))
