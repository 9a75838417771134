"""An imported timeline: what a file from another program has for a topic, in our fields.

Each format is read into this value, and what cannot be carried becomes a problem at its place in
the file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from explainer.problems import Place, Problem, quoted
from explainer.yaml_text.reader import LARGEST

if TYPE_CHECKING:
    from collections.abc import Mapping

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
