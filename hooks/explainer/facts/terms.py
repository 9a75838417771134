"""The terms of the glossary."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from explainer.facts.field_types import Id, Prose, SourceId, Text, TopicId
from explainer.facts.model import PublishedRecord


class Term(PublishedRecord):
    """A technical term with its explanation."""

    noun: ClassVar[str] = "term"
    id: Id
    """Topic, `term`, words."""
    term: Text = Field(examples=["Toll"])
    """The term itself."""
    also: tuple[Text, ...] = ()
    """Other forms in prose; a page explains the first form it uses."""
    definition: Prose = Field(examples=["What a driver pays to cross a bridge."])
    """One or two plain sentences."""
    topics: tuple[TopicId, ...] = Field(min_length=1)
    """The topics that use it."""
    sources: tuple[SourceId, ...] = ()
    """The sources that show it."""
