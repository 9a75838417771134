"""The house style as data: words that are not used here, and names that need no record."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from explainer.facts.field_types import Id, Text
from explainer.facts.model import Model, RecordWithId


class Allowed(Model):
    """A place where a word is used all the same."""

    noun: ClassVar[str] = "exception"
    words: Text = Field(examples=["a defendant admits a charge"])
    """The words around it, as they stand on the page."""
    reason: Text = Field(examples=["In law a plea is an admission."])
    """Why it is right there."""


class LoadedWord(RecordWithId):
    """A word that takes a side, or says less than it seems to."""

    noun: ClassVar[str] = "word"
    id: Id = Field(examples=["slam"])
    """The word."""
    forms: tuple[Text, ...] = Field(min_length=1, examples=["slammed"])
    """The forms in which it would stand in a text."""
    instead: Text = Field(examples=["said, criticised"])
    """What to write."""
    exceptions: tuple[Allowed, ...] = ()
    """Where it is right, and why."""


class Names(RecordWithId):
    """Names that a page may use without a record: places, peoples, months."""

    noun: ClassVar[str] = "list of names"
    id: Id = Field(examples=["places"])
    """What they are."""
    names: tuple[Text, ...] = Field(min_length=1, examples=["Sochi"])
    """The names, each in every form that is used."""
