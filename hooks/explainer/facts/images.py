"""Images of events, people and topics: a file with all that may not be missing beside it."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from explainer.facts.field_types import Headline, Text
from explainer.facts.measures import Point
from explainer.facts.model import Model
from explainer.language.messages import message

Licence = Literal["own-work", "public-domain", "cc0", "cc-by-4.0", "cc-by-sa-4.0", "permission"]

LICENCES: dict[Licence, tuple[str, str | None]] = {
    "own-work": (message("our own work"), None),
    "public-domain": (message("public domain"), None),
    "cc0": ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "cc-by-4.0": ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "cc-by-sa-4.0": ("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "permission": (message("used by permission"), None),
}
"""The English name of each licence, and where it can be read."""


class Image(Model):
    """An image with its text for those who do not see it, and whose it is."""

    noun: ClassVar[str] = "image"
    file: Text = Field(examples=["images/harbour.jpg"])
    """Its path in the folder docs/: a JPEG, PNG or WebP file."""
    alt: Headline = Field(examples=["Two ministers at a long table."])
    """What it shows, for readers who do not see it."""
    credit: Text = Field(examples=["Harbour Museum"])
    """Who made it or gave it."""
    licence: Licence
    """Why this site may show it."""
    focus: Point | None = Field(default=None, examples=["40 % 25 %"])
    """The point that must remain if its edges are cut off: from the left, from the top."""
