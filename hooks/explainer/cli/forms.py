"""Asking for the fields of new records: by options, and what is missing on a terminal."""

from __future__ import annotations

import sys
import textwrap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import click

from explainer.authoring.ids import proposed_id
from explainer.authoring.new_records import field_problems, needed
from explainer.cli.prompts import MOST_NAMES, about, is_list, near_words, question, words_of
from explainer.facts.field_types import Reference
from explainer.facts.model import Model, Record, class_in, fields_of
from explainer.facts.records import Event, Source, Statement
from explainer.facts.topics import Topic
from explainer.facts.validation import with_article

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic.fields import FieldInfo

    from explainer.authoring.new_records import Stub
    from explainer.facts.catalog import Catalog


USUAL: dict[type[Record], tuple[str, ...]] = {
    Event: ("actors",),
    Statement: ("event",),
    Source: ("title", "published"),
}
"""The fields that most records have though they need not: they are asked for too."""
GO_ON = (
    "lines of a new record that begin with # are fields that may be filled; "
    "delete what you do not need, then: explainer check"
)
"""What to do with a record that has been written."""
NEEDED = "needed; Ctrl-C stops, and nothing is written"
"""What is said of an empty answer."""


def is_asked() -> bool:
    """Whether there is a person who can answer."""
    return sys.stdin.isatty()


class Words(click.Choice[str]):
    """Fixed words; a wrong one is named later, together with everything else that is wrong."""

    def convert(self, value: Any, *_: Any) -> str:
        """The word as it was given."""
        return str(value)


def options(model: type[Record], *told: str) -> list[click.Option]:
    """An option for each field that holds a text or a list of texts.

    Those that are told otherwise are not called needed.
    """
    return [
        click.Option(
            [_option(name, info), name],
            multiple=is_list(info),
            type=Words(words_of(info)) if words_of(info) else str,
            help=about(info) + (" [needed]" if info.is_required() and name not in told else ""),
        )
        for name, info in fields_of(model).items()
        if not class_in(info.annotation, Model)
    ]


def given(model: type[Record], arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The values of the options that were given, by the keys of their fields."""
    return {
        name: list(arguments[name]) if isinstance(arguments[name], tuple) else arguments[name]
        for name in fields_of(model)
        if arguments.get(name) not in (None, ())
    }


def refuse(lines: list[str]) -> None:
    """End with everything that is wrong with the options, if anything is."""
    if lines:
        raise click.UsageError("\n".join(lines))


def give_back(stubs: Iterable[Stub]) -> None:
    """Show the records that a person has answered for, so that nothing need be typed again."""
    if is_asked():
        click.echo("what you gave, to be mended and put there by hand:")
        for stub in stubs:
            click.echo(f"\n{stub.path}:\n{stub.as_written()}")


@dataclass(frozen=True)
class Form:
    """A new record, as far as its fields are known."""

    model: type[Record]
    values: dict[str, Any]
    """Plain YAML values by key; what is asked for comes in here."""
    catalog: Catalog
    id_option: str = "--id"
    left_out: set[str] = field(default_factory=set)
    """The keys of what a person was asked for, and left out."""

    def mistakes(self) -> list[str]:
        """A line for each option whose value is wrong."""
        told = {name: self._wrong(name, value) for name, value in self.values.items()}
        return [f"{self._option(name)}: {wrong}" for name, wrong in told.items() if wrong]

    def gaps(self, *later: str) -> list[str]:
        """A line with every option that must be given, where nobody can be asked.

        Those that come later are none of them.
        """
        missing = [name for name in needed(self.model, self.values) if name not in later]
        if is_asked() or not missing:
            return []
        return [f"{with_article(self.model.noun)} needs {', '.join(map(self._option, missing))}"]

    def complete(self) -> None:
        """Ask for what is missing or usual, and give an id to what has none."""
        if is_asked():
            what = (self.model.__doc__ or "").splitlines()[0]
            _tell(f"A new {self.model.noun}: {what} Ctrl-C ends it, and writes nothing.")
            while name := self._next():
                self.ask(name)
        key = "slug" if self.model is Topic else "id"
        if key in self.values:
            return
        proposed = proposed_id(self.model, self.values, self.catalog)
        if is_asked():
            self.ask(key, proposed)
        elif proposed:
            self.values[key] = proposed
        else:
            option = self._option(key)
            message = f"no {key} can be made of these words, or it is taken; give one with {option}"
            raise click.UsageError(message)

    def ask(self, name: str, proposed: str = "") -> None:
        """Take the answer of a person, who is asked until it is right.

        What is usual, but not needed, is left out by Enter.
        """
        info = fields_of(self.model)[name]
        optional = name in USUAL.get(self.model, ())
        reference = class_in(info.annotation, Reference)
        names = self.catalog.names(reference.kinds) if reference else []
        if len(names) == 1 and not optional:
            proposed = names[0]
        _tell(question(info, names, proposed, optional=optional))
        label = f"id of the {self.model.noun}" if name == "id" else name
        while True:
            answer = click.prompt(label, proposed, show_default=bool(proposed), type=str).strip()
            if not answer and optional:
                self.left_out.add(name)
                return
            several = [one.strip() for one in answer.split(",") if one.strip()]
            value = several if is_list(info) else answer
            told = self._wrong(name, value) if value else NEEDED
            if not told:
                self.values[name] = value
                return
            click.echo(told)
            for part in several:
                alike = [one for one in names if part.lower() in one and part not in names]
                if alike:
                    more = ", …" if len(alike) > MOST_NAMES else ""
                    click.echo(f"those with '{part}': {', '.join(alike[:MOST_NAMES])}{more}")

    def _next(self) -> str:
        """The key of the next field to ask for; empty if there is none."""
        wanted = {*needed(self.model, self.values), *USUAL.get(self.model, ())} - self.left_out
        names = (name for name in fields_of(self.model) if name in wanted)
        return next((name for name in names if name not in self.values), "")

    def _wrong(self, name: str, value: Any) -> str:
        """What a check would say of the value; empty if nothing."""
        problems = field_problems(self.model, name, value, self.catalog)
        near = near_words(value, words_of(fields_of(self.model)[name]))
        hints = [problem.hint or near for problem in problems]
        return "; ".join(
            f"{problem.message} ({hint})" if hint else problem.message
            for problem, hint in zip(problems, hints, strict=True)
        )

    def _option(self, name: str) -> str:
        return self.id_option if name == "id" else _option(name, fields_of(self.model)[name])


def _tell(text: str) -> None:
    """Write a text after an empty line; no id is broken at its hyphens."""
    click.echo(f"\n{textwrap.fill(text, 80, break_on_hyphens=False)}")


def _option(name: str, info: FieldInfo) -> str:
    """The option of a field; of a list it is given once for each."""
    return f"--{(name.removesuffix('s') if is_list(info) else name).replace('_', '-')}"
