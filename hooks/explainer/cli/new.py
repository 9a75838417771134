"""`explainer new`: begin a record, with every field that could still be filled."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from explainer.authoring.addition import add
from explainer.authoring.new_records import KINDS, Stub, first_change
from explainer.cli.forms import GO_ON, Form, give_back, given, options, refuse
from explainer.cli.terminal import ROOT, all_or_nothing, progress
from explainer.facts.records import Event, Source, Statement
from explainer.facts.topics import Topic
from explainer.facts.validation import with_article
from explainer.problems import report
from explainer.quotes import check, lock
from explainer.site import read_site
from explainer.source_tree import read_folder

if TYPE_CHECKING:
    from pathlib import Path

    from explainer.facts.model import Record


@click.group()
def new() -> None:
    """Begin a topic, or add an event, a statement, a source or a person.

    What must be there is an option; what is missing is asked for on a terminal.
    Nothing is written if the site would have a new problem by it.
    """


def _command(model: type[Record]) -> click.Command:
    """The command that begins a record of one kind; its options are made from the fields."""
    about = (model.__doc__ or "").splitlines()[0]
    does = f"{'Begin' if model is Topic else 'Add'} {with_article(model.noun)}"
    command = click.Command(
        model.noun,
        callback=partial(_begin, model),
        help=f"{does}: {about}",
        short_help=f"{does}.",
        params=[*options(model)],
    )
    if model is Source:
        about = "The topic that alone uses it; without one it stands in data/sources.yml."
        command.params.append(click.Option(["--topic"], default="", help=about))
    if model is Statement:
        about = "You have compared the words, and those around them, with the page."
        command.params.append(click.Option(["--compared"], is_flag=True, help=about))
    ROOT(command)
    return command


@all_or_nothing()
def _begin(
    model: type[Record], root: Path, topic: str = "", *, compared: bool = False, **arguments: Any
) -> None:
    with progress("reading data/ and docs/"):
        site = read_site(read_folder(root))
    values = given(model, arguments)
    form = Form(model, values, site.catalog)
    home = Form(Event, {"topics": [topic]} if topic else {}, site.catalog)
    refuse(form.mistakes() + home.mistakes() + form.gaps())
    form.complete()
    if model is Topic:
        values["changes"] = [first_change(site.edition.today)]
    with progress("writing, and reading all again"):
        stub = Stub(model, values, topic, compared, form.left_out)
        addition = add(root, site, [stub])
        places, problems = addition.places, addition.problems
    if problems:
        click.echo(report(problems))
        if any("has not been checked" in problem.message for problem in problems):
            address = site.catalog.sources[values["source"]].url
            click.echo(f"compare the words with {address} and add --compared,")
            click.echo("or put 'unverified: shown' into the front matter of the page that shows it")
        click.echo("nothing was written")
        give_back([stub])
        sys.exit(1)
    if model is Statement:
        click.echo(_standing(root, values["id"]))
    where = " and ".join(f"{place.path}:{place.line}" for place in places)
    name = values["slug" if model is Topic else "id"]
    click.echo(f"{where}: {model.noun} '{name}'")
    if stub.open_fields:
        click.echo(GO_ON)


def _standing(root: Path, name: str) -> str:
    """How the words of a new statement have been checked."""
    against = lock.read_lock(read_folder(root))[0][name].against
    match against:
        case check.READ:
            return f"{lock.PATH}: compared by reading"
        case check.UNVERIFIED:
            return f"{lock.PATH}: unverified; compare the words, then: explainer verify {name}"
    return f"{lock.PATH}: found in the stored text of its source"


for kind in KINDS:
    new.add_command(_command(kind))
