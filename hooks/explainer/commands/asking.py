"""Asking for the fields of new records: by options, and what is missing on a terminal."""

from __future__ import annotations

import sys
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args, get_origin

import click

from explainer.fields import Reference
from explainer.shapes import Shape, class_in, fields_of
from explainer.topics import Topic
from explainer.validation import with_article
from explainer.writing.ids import proposed_id
from explainer.writing.stubs import field_problems, needed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic.fields import FieldInfo

    from explainer.catalog import Catalog
    from explainer.shapes import Record


MOST_NAMES = 12
"""How many ids are listed at most."""


def is_asked() -> bool:
    """Whether there is a person who can answer."""
    return sys.stdin.isatty()


class Words(click.Choice[str]):
    """Fixed words; a wrong one is named later, together with everything else that is wrong."""

    def convert(self, value: Any, *_: Any) -> str:
        """The word as it was given."""
        return str(value)


def options(shape: type[Record], *told: str) -> list[click.Option]:
    """An option for each field that holds a text or a list of texts.

    Those that are told otherwise are not called needed.
    """
    return [
        click.Option(
            [_option(name, info), name],
            multiple=_is_list(info),
            type=Words(_words(info)) if _words(info) else str,
            help=_about(info) + (" [needed]" if info.is_required() and name not in told else ""),
        )
        for name, info in fields_of(shape).items()
        if not class_in(info.annotation, Shape)
    ]


def given(shape: type[Record], arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The values of the options that were given, by the keys of their fields."""
    return {
        name: list(arguments[name]) if isinstance(arguments[name], tuple) else arguments[name]
        for name in fields_of(shape)
        if arguments.get(name) not in (None, ())
    }


def refuse(lines: list[str]) -> None:
    """End with everything that is wrong with the options, if anything is."""
    if lines:
        raise click.UsageError("\n".join(lines))


@dataclass(frozen=True)
class Form:
    """A new record, as far as its fields are known."""

    shape: type[Record]
    values: dict[str, Any]
    """Plain YAML values by key; what is asked for comes in here."""
    catalog: Catalog
    id_option: str = "--id"

    def mistakes(self) -> list[str]:
        """A line for each option whose value is wrong."""
        told = {name: self._wrong(name, value) for name, value in self.values.items()}
        return [f"{self._option(name)}: {wrong}" for name, wrong in told.items() if wrong]

    def gaps(self, *later: str) -> list[str]:
        """A line with every option that must be given, where nobody can be asked.

        Those that come later are none of them.
        """
        missing = [name for name in needed(self.shape, self.values) if name not in later]
        if is_asked() or not missing:
            return []
        return [f"{with_article(self.shape.noun)} needs {', '.join(map(self._option, missing))}"]

    def complete(self) -> None:
        """Ask for what is missing, and give an id to what has none."""
        if is_asked():
            about = (self.shape.__doc__ or "").splitlines()[0]
            _tell(f"A new {self.shape.noun}: {about} Ctrl-C ends it, and writes nothing.")
        while missing := needed(self.shape, self.values):
            self._ask(missing[0])
        key = "slug" if self.shape is Topic else "id"
        if key in self.values:
            return
        proposed = proposed_id(self.shape, self.values, self.catalog)
        if is_asked():
            self._ask(key, proposed)
        elif proposed:
            self.values[key] = proposed
        else:
            option = self._option(key)
            raise click.UsageError(f"no {key} can be made of these words; give one with {option}")

    def _ask(self, name: str, proposed: str = "") -> None:
        """Take the answer of a person, who is asked until it is right."""
        info = fields_of(self.shape)[name]
        reference = class_in(info.annotation, Reference)
        names = self.catalog.names(reference.kinds) if reference else []
        proposed = names[0] if len(names) == 1 else proposed
        _tell(_question(info, names, proposed))
        while True:
            answer = click.prompt(name, default=proposed or None, type=str).strip()
            several = [one.strip() for one in answer.split(",") if one.strip()]
            value = several if _is_list(info) else answer
            told = self._wrong(name, value)
            if not told:
                self.values[name] = value
                return
            click.echo(told)
            for part in several:
                alike = [one for one in names if part.lower() in one and part not in names]
                if alike:
                    more = ", …" if len(alike) > MOST_NAMES else ""
                    click.echo(f"those with '{part}': {', '.join(alike[:MOST_NAMES])}{more}")

    def _wrong(self, name: str, value: Any) -> str:
        """What a check would say of the value; empty if nothing."""
        problems = field_problems(self.shape, name, value, self.catalog)
        return "; ".join(
            f"{problem.message} ({problem.hint})" if problem.hint else problem.message
            for problem in problems
        )

    def _option(self, name: str) -> str:
        return self.id_option if name == "id" else _option(name, fields_of(self.shape)[name])


def _question(info: FieldInfo, names: list[str], proposed: str) -> str:
    """What is asked for: what the field holds, and the names or words that can be given."""
    listed = _words(info) or (names if len(names) <= MOST_NAMES else [])
    told = [" ".join((info.description or "").split()) if listed or names else _about(info)]
    if listed:
        told.append(f"One of: {', '.join(listed)}.")
    elif names:
        told.append(f"For example: {names[0]}. Write a part of an id to see those that have it.")
    told += ["Put commas between several."] if _is_list(info) else []
    told += ["Enter takes what stands in brackets."] if proposed else []
    return " ".join(told)


def _tell(text: str) -> None:
    """Write a text after an empty line; no id is broken at its hyphens."""
    click.echo(f"\n{textwrap.fill(text, 80, break_on_hyphens=False)}")


def _about(info: FieldInfo) -> str:
    """What a field holds: its docstring, and an example."""
    told = " ".join((info.description or "").split())
    return f"{told} For example: {info.examples[0]}" if info.examples else told


def _option(name: str, info: FieldInfo) -> str:
    """The option of a field; of a list it is given once for each."""
    return f"--{(name.removesuffix('s') if _is_list(info) else name).replace('_', '-')}"


def _is_list(info: FieldInfo) -> bool:
    return get_origin(info.annotation) is tuple


def _words(info: FieldInfo) -> list[str]:
    """The words of which a field holds one; empty if it holds anything else."""
    return [word for word in get_args(info.annotation) if isinstance(word, str)]
