"""Catalogues: the messages that code and templates have, and what is wrong with a catalogue."""

from __future__ import annotations

import io
import re
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po
from conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from babel.messages.catalog import Catalog, Message

Key: TypeAlias = tuple[str, str]
"""The context of a message and its English text, or the first of its forms."""

_PLACEHOLDER = re.compile(r"%\(\w+\)s|%.?")


def extracted(folder: Path) -> Catalog:
    """Return the messages of the project, as `make messages` finds them; writes into a folder."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    found = re.search(r"^KEYWORDS = (.*)$", makefile, re.MULTILINE)
    assert found
    file = folder / "messages.pot"
    settings = ["-F", str(ROOT / "pyproject.toml"), *found[1].split(), "-o", str(file)]
    folders = [str(ROOT / name) for name in ("hooks", "overrides")]
    CommandLineInterface().run(["pybabel", "--quiet", "extract", *settings, *folders])  # type: ignore[no-untyped-call]  # Babel's
    return read(file.read_text(encoding="utf-8"), "en")


def read(text: str, language: str) -> Catalog:
    """Return a catalogue from its text."""
    return read_po(io.BytesIO(text.encode()), locale=language)


def faults(catalogue: Catalog, wanted: Catalog) -> Iterator[str]:
    """Yield what is wrong with a catalogue that should have the wanted messages."""
    known, asked = by_key(catalogue), by_key(wanted)
    yield from (f"is missing: {key}" for key in asked.keys() - known.keys())
    yield from (f"is in no template and no code: {key}" for key in known.keys() - asked.keys())
    for key, message in known.items():
        english, forms = forms_of(message.id), forms_of(message.string)
        if message.fuzzy:
            yield f"is fuzzy: {key}"
        if not all(forms):
            yield f"is empty: {key}"
        if len(forms) != (catalogue.num_plurals if len(english) > 1 else 1):
            yield f"lacks a form: {key}"
        needed = set.union(*map(_placeholders, english))
        # A form for one may do without its number.
        least = set.intersection(*map(_placeholders, english)) - (
            {"%(num)s"} if english[1:] else set()
        )
        if not all(least <= _placeholders(form) <= needed for form in forms if form):
            yield f"has other placeholders: {key}"


@cache
def _placeholders(text: str) -> set[str]:
    return {*_PLACEHOLDER.findall(text)}


def by_key(catalogue: Catalog) -> dict[Key, Message]:
    """Return the messages of a catalogue by context and English text."""
    return {
        (message.context or "", forms_of(message.id)[0]): message
        for message in catalogue
        if message.id
    }


def forms_of(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """Return the forms of a message: one, or those of its plurals."""
    return tuple(text) if isinstance(text, (list, tuple)) else (text or "",)
