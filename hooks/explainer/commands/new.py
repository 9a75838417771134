"""`explainer new`: begin a record, with every field that could still be filled."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Any, get_args, get_origin

import click

from explainer import lock, quotes
from explainer.problems import report
from explainer.records import Event, Source, Statement
from explainer.shapes import Shape, class_in, fields_of
from explainer.site import read_site
from explainer.topics import Topic
from explainer.validation import with_article
from explainer.writing.ids import proposed_id
from explainer.writing.stubs import (
    KINDS,
    Stub,
    field_problems,
    first_change,
    needed,
    written,
)

from .terminal import ROOT, progress

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic.fields import FieldInfo

    from explainer.catalog import Catalog
    from explainer.shapes import Record


@click.group()
def new() -> None:
    """Begin a topic, or add an event, a statement, a source or a person.

    What must be there is an option; what is missing is asked for on a terminal.
    Nothing is written if the site would have a new problem by it.
    """


class Words(click.Choice[str]):
    """Fixed words; a wrong one is named later, together with everything else that is wrong."""

    def convert(self, value: Any, *_: Any) -> str:
        """The word as it was given."""
        return str(value)


def _command(shape: type[Record]) -> click.Command:
    """The command that begins a record of one kind; its options are made from the fields."""
    about = (shape.__doc__ or "").splitlines()[0]
    does = f"{'Begin' if shape is Topic else 'Add'} {with_article(shape.noun)}"
    command = click.Command(
        shape.noun,
        callback=partial(_begin, shape),
        help=f"{does}: {about}",
        short_help=f"{does}.",
        params=[
            click.Option(
                [_option(name, info), name],
                multiple=_is_list(info),
                type=Words(_words(info)) if _words(info) else str,
                help=_about(info) + (" [needed]" if info.is_required() else ""),
            )
            for name, info in fields_of(shape).items()
            if not _is_nested(info)
        ],
    )
    if shape is Source:
        about = "The topic that alone uses it; without one it stands in data/sources.yml."
        command.params.append(click.Option(["--topic"], default="", help=about))
    if shape is Statement:
        about = "You have compared the words, and those around them, with the page."
        command.params.append(click.Option(["--compared"], is_flag=True, help=about))
    ROOT(command)
    return command


def is_asked() -> bool:
    """Whether there is a person who can answer."""
    return sys.stdin.isatty()


def _begin(
    shape: type[Record], root: Path, topic: str = "", *, compared: bool = False, **given: Any
) -> None:
    asks = is_asked()
    with progress("reading data/ and docs/"):
        site = read_site(root)
    catalog = site.catalog
    values: dict[str, Any] = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in given.items()
        if value is not None and value != ()
    }
    wrong = {name: _wrong(shape, name, value, catalog) for name, value in values.items()}
    wrong |= {"topic": _wrong(Event, "topics", [topic], catalog)} if topic else {}
    wrong = {name: told for name, told in wrong.items() if told}
    if wrong or not asks:
        _refuse(shape, wrong, needed(shape, values) if not asks else [])
    while missing := needed(shape, values):
        values[missing[0]] = _ask(shape, missing[0], catalog)
    key = "slug" if shape is Topic else "id"
    if key not in values:
        proposed = proposed_id(shape, values, catalog)
        if not (asks or proposed):
            raise click.UsageError(f"no {key} can be made of these words; give one with --{key}")
        values[key] = _ask(shape, key, catalog, proposed) if asks else proposed
    if shape is Topic:
        values["changes"] = [first_change(site.renderer.edition.today)]
    with progress("writing, and reading all again"):
        places, problems = written(root, site, Stub(shape, values, topic, compared))
    if problems:
        click.echo(report(problems))
        if any("has not been checked" in problem.message for problem in problems):
            address = catalog.sources[values["source"]].url
            click.echo(f"compare the words with {address} and add --compared,")
            click.echo("or put 'unverified: shown' into the front matter of the page that shows it")
        click.echo("nothing was written")
        sys.exit(1)
    if shape is Statement:
        click.echo(_standing(root, values["id"]))
    where = " and ".join(f"{place.path}:{place.line}" for place in places)
    click.echo(f"{where}: {shape.noun} '{values[key]}'; fill what you know, then: explainer check")


def _refuse(shape: type[Record], wrong: dict[str, str], missing: list[str]) -> None:
    """Name everything that is wrong with the options, and everything that is missing, at once."""
    fields = fields_of(shape)
    lines = [f"{_option(name, fields.get(name))}: {told}" for name, told in wrong.items()]
    if missing:
        options = ", ".join(_option(name, fields[name]) for name in missing)
        lines.append(f"{with_article(shape.noun)} needs {options}")
    if lines:
        raise click.UsageError("\n".join(lines))


def _ask(shape: type[Record], name: str, catalog: Catalog, proposed: str = "") -> Any:
    """The answer of a person, asked until it is right."""
    info = fields_of(shape)[name]
    words = f" One of: {', '.join(_words(info))}." if _words(info) else ""
    commas = " Put commas between several." if _is_list(info) else ""
    click.echo(f"\n{_about(info)}{words}{commas}")
    while True:
        answer = click.prompt(name, default=proposed or None, type=str).strip()
        value = (
            [one.strip() for one in answer.split(",") if one.strip()] if _is_list(info) else answer
        )
        told = _wrong(shape, name, value, catalog)
        if not told:
            return value
        click.echo(told)


def _wrong(shape: type[Record], name: str, value: Any, catalog: Catalog) -> str:
    """What a check would say of the value; empty if nothing."""
    problems = field_problems(shape, name, value, catalog)
    return "; ".join(
        f"{problem.message} ({problem.hint})" if problem.hint else problem.message
        for problem in problems
    )


def _standing(root: Path, name: str) -> str:
    """How the words of a new statement have been checked."""
    against = lock.read_lock(root)[0][name].against
    match against:
        case quotes.READ:
            return f"{lock.PATH}: compared by reading"
        case quotes.UNVERIFIED:
            return f"{lock.PATH}: unverified; compare the words, then: explainer verify {name}"
    return f"{lock.PATH}: found in the stored text of its source"


def _about(info: FieldInfo) -> str:
    """What a field holds: its docstring, and an example."""
    told = " ".join((info.description or "").split())
    return f"{told} For example: {info.examples[0]}" if info.examples else told


def _option(name: str, info: FieldInfo | None) -> str:
    """The option of a field; of a list it is given once for each."""
    one = name.removesuffix("s") if info and _is_list(info) else name
    return f"--{one.replace('_', '-')}"


def _is_list(info: FieldInfo) -> bool:
    return get_origin(info.annotation) is tuple


def _is_nested(info: FieldInfo) -> bool:
    return class_in(info.annotation, Shape) is not None


def _words(info: FieldInfo) -> list[str]:
    """The words of which a field holds one; empty if it holds anything else."""
    return [word for word in get_args(info.annotation) if isinstance(word, str)]


for kind in KINDS:
    new.add_command(_command(kind))
