"""Forms: the fields of new records, from options, and from questions on a terminal."""

from __future__ import annotations

import sys
import textwrap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import click

from explainer.authoring.ids import proposed_id
from explainer.authoring.new_records import field_problems, missing_fields
from explainer.cli.prompts import (
    MOST_NAMES,
    about,
    choices,
    how_to_add,
    is_list,
    near_choices,
    question,
)
from explainer.facts.field_types import Reference
from explainer.facts.model import Model, Record, class_in, fields_of
from explainer.facts.numbers import Number
from explainer.facts.records import Event, Source, Statement
from explainer.facts.topics import Topic
from explainer.facts.validation import with_article

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic.fields import FieldInfo

    from explainer.authoring.new_records import NewRecord
    from explainer.facts.catalog import Catalog


USUAL: dict[type[Record], tuple[str, ...]] = {
    Event: ("actors",),
    Statement: ("event",),
    Number: ("estimate_by",),
    Source: ("title", "published"),
}
"""The optional fields that most records have: a form asks for them too."""
NEXT_STEP = (
    "in a new record, a line that begins with # is a field that you can fill in; "
    "delete those that you do not need, then: explainer check"
)
"""What to do with a record after it was written."""
NEEDED = "this is needed; Ctrl-C stops without writing anything"
"""The reply to an empty answer."""


def is_interactive() -> bool:
    """Return whether there is a person who can answer."""
    return sys.stdin.isatty()


class FixedWords(click.Choice[str]):
    """Fixed words; a form reports a wrong one later, together with all other mistakes."""

    def convert(self, value: Any, *_: Any) -> str:
        """Return the word as it was given."""
        return str(value)


def options(model: type[Record], *derived: str) -> list[click.Option]:
    """Return an option for each field that takes a text or a list of texts.

    Derived fields can come from elsewhere: their help does not call them needed.
    """
    needed = {*missing_fields(model, {})} - {*derived}
    return [
        click.Option(
            [_option(name, info), name],
            multiple=is_list(info),
            type=FixedWords(choices(info)) if choices(info) else str,
            help=about(info) + (" [needed]" if name in needed else ""),
        )
        for name, info in fields_of(model).items()
        # A new record has no former ids.
        if name != "aliases" and not class_in(info.annotation, Model)
    ]


def given_values(model: type[Record], arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of the options that were given, by the keys of their fields."""
    return {
        name: list(arguments[name]) if isinstance(arguments[name], tuple) else arguments[name]
        for name in fields_of(model)
        if arguments.get(name) not in (None, ())
    }


def refuse(lines: list[str]) -> None:
    """Raise UsageError with everything that is wrong with the options, if anything is."""
    if lines:
        raise click.UsageError("\n".join(lines))


def show_for_correction(new_records: Iterable[NewRecord]) -> None:
    """Show a person the records that could not be written, so nobody has to type them again."""
    if is_interactive():
        click.echo("what you entered, for you to correct and add by hand:")
        for record in new_records:
            click.echo(f"\n{record.path}:\n{record.text_in_file()}")


def how_to_cite(model: type[Record], name: str) -> str:
    """Return how a page cites a new record; empty if pages do not cite its kind."""
    if model is Number:
        return f"; a page gives it, with its citation, by [number:{name}]"
    return f"; cite it as [^{name}]" if model in {Source, Statement} else ""


@dataclass(frozen=True)
class Form:
    """The fields of a new record, as far as they are filled in."""

    model: type[Record]
    values: dict[str, Any]
    """Plain YAML values by key; answers are added here."""
    catalog: Catalog
    id_option: str = "--id"
    left_out: set[str] = field(default_factory=set)
    """The keys of fields that a person chose to leave out."""

    def mistakes(self) -> list[str]:
        """Return a line for each option with a wrong value."""
        found = {name: self._mistake(name, value) for name, value in self.values.items()}
        return [f"{self._option(name)}: {mistake}" for name, mistake in found.items() if mistake]

    def gaps(self, *derived: str) -> list[str]:
        """Return lines about needed fields without a value, except those derived later.

        One line has all options that are needed where there is nobody to ask. There is a line for
        each field that refers to a kind of record of which there is none yet.
        """
        missing = [name for name in missing_fields(self.model, self.values) if name not in derived]
        lines = []
        if missing and not is_interactive():
            needed = ", ".join(map(self._option, missing))
            lines.append(f"{with_article(self.model.noun)} needs {needed}")
        for name in missing:
            if way := self._first_way(name):
                kinds = " or ".join(self._kinds(name))
                lines.append(f"{self._option(name)}: there is no {kinds} yet; {way}")
        return lines

    def complete(self) -> None:
        """Ask for fields that are missing or usual, and fill in the id if there is none."""
        if is_interactive():
            description = (self.model.__doc__ or "").splitlines()[0]
            stop = "Ctrl-C stops without writing anything."
            _show(f"A new {self.model.noun}: {description} {stop}")
            while name := self._next():
                self.ask(name)
        key = "slug" if self.model is Topic else "id"
        if key in self.values:
            return
        proposed = proposed_id(self.model, self.values, self.catalog)
        if is_interactive():
            self.ask(key, proposed)
        elif proposed:
            self.values[key] = proposed
        else:
            option = self._option(key)
            raise click.UsageError(f"these words make no free {key}; choose one with {option}")

    def ask(self, name: str, proposed: str = "") -> None:
        """Ask a person for a field until the answer is right, and take it.

        Enter leaves out a field that is usual but not needed.
        """
        info = fields_of(self.model)[name]
        optional = name in USUAL.get(self.model, ())
        names = self.catalog.names(self._kinds(name))
        if len(names) == 1 and not optional:
            proposed = names[0]
        _show(question(info, names, proposed, optional=optional))
        label = f"id of the {self.model.noun}" if name == "id" else name
        while True:
            answer = click.prompt(label, proposed, show_default=bool(proposed), type=str).strip()
            if not answer and optional:
                self.left_out.add(name)
                return
            several = [one.strip() for one in answer.split(",") if one.strip()]
            value = several if is_list(info) else answer
            mistake = self._mistake(name, value) if value else NEEDED
            if not mistake:
                self.values[name] = value
                return
            click.echo(mistake)
            for part in several:
                alike = [one for one in names if part.lower() in one and part not in names]
                if alike:
                    more = ", …" if len(alike) > MOST_NAMES else ""
                    click.echo(f"those with '{part}': {', '.join(alike[:MOST_NAMES])}{more}")

    def _next(self) -> str:
        """Return the key of the next field to ask for; empty if there is none."""
        usual = USUAL.get(self.model, ())
        wanted = {*missing_fields(self.model, self.values), *usual} - self.left_out
        names = (name for name in fields_of(self.model) if name in wanted)
        return next((name for name in names if name not in self.values), "")

    def _mistake(self, name: str, value: Any) -> str:
        """Return what `explainer check` would say about a value; empty if it is right."""
        problems = field_problems(self.model, name, value, self.catalog)
        near = near_choices(value, choices(fields_of(self.model)[name]))
        hints = [problem.hint or near or self._first_way(name) for problem in problems]
        return "; ".join(
            f"{problem.message} ({hint})" if hint else problem.message
            for problem, hint in zip(problems, hints, strict=True)
        )

    def _first_way(self, name: str) -> str:
        """Return how to add the first record that a field can refer to; empty if there is one."""
        kinds = self._kinds(name)
        known = self.catalog.names(kinds) or self.catalog.unreadable.intersection(kinds)
        return "" if known else how_to_add(kinds)

    def _kinds(self, name: str) -> tuple[str, ...]:
        """Return the nouns of the records that a field can refer to; none if it takes a text."""
        reference = class_in(fields_of(self.model)[name].annotation, Reference)
        return reference.kinds if reference else ()

    def _option(self, name: str) -> str:
        """Return the option of a field in this form."""
        return self.id_option if name == "id" else _option(name, fields_of(self.model)[name])


def _show(text: str) -> None:
    """Print a paragraph after an empty line, without breaking ids at their hyphens."""
    click.echo(f"\n{textwrap.fill(text, 80, break_on_hyphens=False)}")


def _option(name: str, info: FieldInfo) -> str:
    """Return the option of a field; for a list, it can be given once for each item."""
    plural = is_list(info) and name != "same_words_as"
    return f"--{(name.removesuffix('s') if plural else name).replace('_', '-')}"
