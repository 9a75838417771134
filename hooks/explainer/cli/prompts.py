"""The questions for fields: what a command asks for, and which answers it takes."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, get_args, get_origin

from explainer.authoring.new_records import KINDS, shared_file
from explainer.facts.field_types import FLAG, Reference
from explainer.facts.loader import FILES
from explainer.facts.model import class_in
from explainer.facts.topics import Topic

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic.fields import FieldInfo

MOST_NAMES = 12
"""How many ids a question lists at most."""


def question(info: FieldInfo, names: list[str], proposed: str, *, optional: bool) -> str:
    """Return the question for a field: what the field is for, and which values it can have."""
    listed = choices(info) or (names if len(names) <= MOST_NAMES else [])
    parts = [" ".join((info.description or "").split()) if listed or names else about(info)]
    if files := _files(info):
        parts.append(f"Give {'ids' if is_list(info) else 'an id'} from {files}.")
    if listed:
        parts.append(f"One of: {', '.join(listed)}.")
    elif names:
        parts.append(f"For example: {names[0]}. Type part of an id to list those that contain it.")
    parts += ["Separate several with commas."] if is_list(info) else []
    parts += ["Press Enter for the value in brackets."] if proposed else []
    parts += ["(Press Enter to leave it out.)"] if optional else []
    if len(parts) > 1 and info.examples and parts[0] == about(info):
        parts[0] += "."
    return " ".join(parts)


def _files(info: FieldInfo) -> str:
    """Return the names of the files that have what a field refers to; empty if it refers to none.

    A topic is known by its folder, and has no such file.
    """
    reference = class_in(info.annotation, Reference)
    kinds = set(reference.kinds) - {Topic.noun} if reference else set()
    paths = [PurePath(path).name for path, model in FILES.items() if model.noun in kinds]
    return " or ".join(dict.fromkeys(paths))


def how_to_add(kinds: Iterable[str]) -> str:
    """Return how to add the first record of some kinds, by their nouns."""
    ways = [
        f"add it to {path}: explainer new {model.noun}"
        if (path := shared_file(model))
        else f"begin it: explainer new {model.noun}"
        for model in KINDS
        if model.noun in {*kinds}
    ]
    return ", or ".join(ways)


def about(info: FieldInfo) -> str:
    """Return what a field is for: its docstring, and an example."""
    description = " ".join((info.description or "").split())
    return f"{description} For example: {info.examples[0]}" if info.examples else description


def near_choices(value: str, words: list[str]) -> str:
    """Return a hint with the words that begin like a value, or that the value begins with.

    Upper and lower case are the same.
    """
    low = value.lower() if words else ""
    alike = [f"'{word}'" for word in words if _begins(low, word.lower())]
    return f"did you mean {' or '.join(alike)}?" if alike else ""


def _begins(one: str, other: str) -> bool:
    """Return whether one of two texts begins with the other."""
    return bool(one) and (one.startswith(other) or other.startswith(one))


def is_list(info: FieldInfo) -> bool:
    """Return whether a field takes several values."""
    return get_origin(info.annotation) is tuple


def choices(info: FieldInfo) -> list[str]:
    """Return the words that a field takes; none if it takes anything else."""
    if info.annotation is bool:
        return [*FLAG]
    return [word for word in get_args(info.annotation) if isinstance(word, str)]
