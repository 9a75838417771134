"""A tag: what events, statements and topics have in common across topics."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from explainer.facts.field_types import Headline, Id, Prose
from explainer.facts.model import RecordWithId


class Tag(RecordWithId):
    """A word by which readers find events, statements and topics."""

    noun: ClassVar[str] = "tag"
    id: Id
    """The id used in `tags:` elsewhere."""
    name: Headline = Field(examples=["Fees"])
    """The name that readers see."""
    meaning: Prose = Field(examples=["What ships and drivers pay to the towns."])
    """What it is for, in one sentence."""
