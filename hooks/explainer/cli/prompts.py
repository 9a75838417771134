"""The questions for fields: what is asked, and which answers can be given."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, get_args, get_origin

from explainer.facts.field_types import Reference
from explainer.facts.loader import FILES
from explainer.facts.model import class_in
from explainer.facts.topics import Topic

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

MOST_NAMES = 12
"""How many ids are listed at most."""


def question(info: FieldInfo, names: list[str], proposed: str, *, optional: bool) -> str:
    """What is asked for: what the field holds, and the names or words that can be given."""
    listed = words_of(info) or (names if len(names) <= MOST_NAMES else [])
    told = [" ".join((info.description or "").split()) if listed or names else about(info)]
    if files := _files(info):
        told.append(f"Give {'ids' if is_list(info) else 'an id'} from {files}.")
    if listed:
        told.append(f"One of: {', '.join(listed)}.")
    elif names:
        told.append(f"For example: {names[0]}. Write a part of an id to see those that have it.")
    told += ["Put commas between several."] if is_list(info) else []
    told += ["Enter takes what stands in brackets."] if proposed else []
    told += ["(Enter to leave out)"] if optional else []
    return " ".join(told)


def _files(info: FieldInfo) -> str:
    """The names of the files that hold what a field refers to; empty if it refers to nothing.

    Topics are known by their folders, and have no such file.
    """
    reference = class_in(info.annotation, Reference)
    kinds = set(reference.kinds) - {Topic.noun} if reference else set()
    paths = [PurePath(path).name for path, model in FILES.items() if model.noun in kinds]
    return " or ".join(dict.fromkeys(paths))


def about(info: FieldInfo) -> str:
    """What a field holds: its docstring, and an example."""
    told = " ".join((info.description or "").split())
    return f"{told} For example: {info.examples[0]}" if info.examples else told


def near_words(value: str, words: list[str]) -> str:
    """A hint that offers the words that begin as the value does, or with which it begins.

    Capitals do not count.
    """
    low = value.lower() if words else ""
    alike = [f"'{word}'" for word in words if _begins(low, word.lower())]
    return f"did you mean {' or '.join(alike)}?" if alike else ""


def _begins(one: str, other: str) -> bool:
    return bool(one) and (one.startswith(other) or other.startswith(one))


def is_list(info: FieldInfo) -> bool:
    """Whether a field holds several values."""
    return get_origin(info.annotation) is tuple


def words_of(info: FieldInfo) -> list[str]:
    """The words of which a field holds one; empty if it holds anything else."""
    return [word for word in get_args(info.annotation) if isinstance(word, str)]
