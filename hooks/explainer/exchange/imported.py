"""An imported timeline: what a file from another program has for a topic, in our fields.

Each format is read into this value, and what cannot be carried becomes a problem at its place in
the file.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, get_origin

from explainer.problems import Place, Problem, quoted
from explainer.yaml_text.reader import LARGEST

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic.fields import FieldInfo

_DEEPEST = 8
"""The most levels of JSON within a field; no field has as many."""

SourceFields = dict[str, Any]
"""Plain YAML values by key of a source; at least its `id` or its `url`."""


class UnreadableFileError(ValueError):
    """A file that is not in the format that was asked for."""

    def __init__(self, place: Place, message: str, hint: str = "") -> None:
        """Take the place, what is wrong there, and what to do about it."""
        self.problem = Problem(place, message, hint)
        super().__init__(str(self.problem))


@dataclass(frozen=True)
class ImportedEvent:
    """One event of the file."""

    place: Place
    """Where the file has it."""
    fields: Mapping[str, Any]
    """Plain YAML values by key of an event, as far as the file gives them; `date` is EDTF text."""
    sources: tuple[SourceFields, ...] = ()

    @property
    def name(self) -> str:
        """What messages call it."""
        return quoted(self.fields.get("title") or "an event without a headline")

    def loss(self, message: str, hint: str = "", place: Place | None = None) -> Problem:
        """Return what could not be carried, at a place of the event."""
        return Problem(place or self.place, f"{self.name}: {message}", hint)


@dataclass(frozen=True)
class ImportedTimeline:
    """The whole file."""

    events: tuple[ImportedEvent, ...] = ()
    losses: tuple[Problem, ...] = ()
    """What could not be carried."""
    topic: Mapping[str, str] = field(default_factory=dict)
    """Fields of the topic by key, as far as the file gives them."""


def value_of_json(text: str, info: FieldInfo) -> Any:
    """Return the value of a field whose parts are in JSON, as plain YAML: its numbers are texts.

    Raise ValueError, with a message for a person, if it is not JSON or has another shape.
    """
    several = get_origin(info.annotation) is tuple
    try:
        value = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError):
        raise ValueError(f"{quoted(text)} is not JSON") from None
    items = value if several else [value]
    if not isinstance(items, list) or not all(isinstance(one, dict) for one in items):
        expected = "a list of objects" if several else "an object"
        raise ValueError(f"expected {expected} in JSON, found {quoted(text)}")
    return _plain(value)


def _plain(value: Any, depth: int = 0) -> Any:
    """Return a value of JSON without its nulls, and with texts for `true` and `false`."""
    if depth > _DEEPEST:
        raise ValueError("its JSON is nested too deeply")
    if isinstance(value, dict):
        return {key: _plain(one, depth + 1) for key, one in value.items() if one is not None}
    if isinstance(value, list):
        return [_plain(one, depth + 1) for one in value if one is not None]
    return str(value).lower() if isinstance(value, bool) else value


def text_of_file(raw: bytes, path: str) -> str:
    """Return the text of a file in UTF-8, or in UTF-16 with a byte order mark.

    Raise UnreadableFileError for any other, at the first wrong byte.
    """
    if len(raw) > LARGEST:
        message = f"a file of {len(raw) / 2**20:.0f} MiB; {LARGEST // 2**20} at most"
        raise UnreadableFileError(Place(path), message, "divide it into several files")
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = raw.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        place = Place(path, before.count(b"\n") + 1, len(before) - before.rfind(b"\n"))
        message = f"not {'UTF-16' if wide else 'UTF-8'}: byte 0x{raw[error.start]:02X}"
        hint = "save the file with encoding UTF-8; in Excel, as 'CSV UTF-8'"
        raise UnreadableFileError(place, message, hint) from None
    if "\0" in text:
        raise UnreadableFileError(Place(path), "this is no text", "export the file again as text")
    if not text.strip():
        raise UnreadableFileError(Place(path), "the file is empty")
    return text
