"""`explainer new`: begin a record, with a comment for every field that is still open."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from explainer.authoring.addition import add
from explainer.authoring.new_records import KINDS, NewRecord, first_change
from explainer.cli.forms import (
    NEXT_STEP,
    Form,
    given_values,
    how_to_cite,
    options,
    refuse,
    show_for_correction,
)
from explainer.cli.terminal import ROOT, progress, stoppable
from explainer.facts.records import Event, Source, Statement
from explainer.facts.topics import Topic
from explainer.facts.validation import with_article
from explainer.problems import report
from explainer.quotes import check, lock
from explainer.site import read_site
from explainer.source_tree import read_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from explainer.facts.model import Record
    from explainer.problems import Problem
    from explainer.site import Site


@click.group()
def new() -> None:
    """Begin a topic, or add a record: an event, a statement, a number, a source and so on.

    There is an option for each field. On a terminal, the command asks for what is missing.
    It writes nothing if the site would have a new problem.
    """


def _command(model: type[Record]) -> click.Command:
    """Return the command for records of one kind; its options come from their fields."""
    description = (model.__doc__ or "").splitlines()[0]
    summary = f"{'Begin' if model is Topic else 'Add'} {with_article(model.noun)}"
    command = click.Command(
        model.noun,
        callback=partial(_begin, model),
        help=f"{summary}: {description}",
        short_help=f"{summary}.",
        params=[*options(model)],
    )
    if model is Source:
        text = "The only topic that uses it; by default, it goes into data/sources.yml for all."
        command.params.append(click.Option(["--topic"], default="", help=text))
    if model is Statement:
        text = "You have compared the words, and those around them, with the page."
        command.params.append(click.Option(["--compared"], is_flag=True, help=text))
    ROOT(command)
    return command


@stoppable()
def _begin(
    model: type[Record], root: Path, topic: str = "", *, compared: bool = False, **arguments: Any
) -> None:
    """Add a record of a kind, and say where it is."""
    with progress("reading data/ and docs/"):
        site = read_site(read_folder(root), html=False)
    values = given_values(model, arguments)
    form = Form(model, values, site.catalog)
    topic_form = Form(Event, {"topics": [topic]} if topic else {}, site.catalog)
    refuse(form.mistakes() + topic_form.mistakes() + form.gaps())
    form.complete()
    if model is Topic:
        values["changes"] = [first_change(site.edition.today)]
    record = NewRecord(model, values, topic, compared, form.left_out)
    with progress("checking the site with the new record"):
        addition = add(root, site, [record])
    if addition.problems:
        _report(addition.problems, site, values)
        show_for_correction([record])
        sys.exit(1)
    if model is Statement:
        click.echo(_check_of(root, values["id"]))
    where = " and ".join(f"{place.path}:{place.line}" for place in addition.places)
    name = values["slug" if model is Topic else "id"]
    click.echo(f"{where}: {model.noun} '{name}'{how_to_cite(model, name)}")
    if record.open_fields:
        click.echo(NEXT_STEP)


def _report(problems: Sequence[Problem], site: Site, values: dict[str, Any]) -> None:
    """Say why nothing was written, and what to do about words that nobody has compared."""
    click.echo(report(problems))
    if any("has not been checked" in problem.message for problem in problems):
        address = site.catalog.sources[values["source"]].found_at
        click.echo(f"compare the words with {address} and add --compared,")
        click.echo("or put 'unverified: shown' into the front matter of the page that shows it")
    click.echo("nothing was written")


def _check_of(root: Path, name: str) -> str:
    """Return a line that says how the words of a new statement were checked."""
    found = lock.read_lock(read_folder(root))[0][name]
    match found.against:
        case check.READ:
            return f"{found.path}: compared by reading"
        case check.UNVERIFIED:
            return f"{found.path}: unverified; compare the words, then: explainer verify {name}"
    return f"{found.path}: found in the stored text of its source"


for kind in KINDS:
    new.add_command(_command(kind))
