"""Those who act and speak: sides, people with their offices, organisations, unnamed speakers."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from explainer.facts.field_types import (
    Edtf,
    Headline,
    Id,
    OrganisationId,
    Prose,
    SideId,
    SourceId,
    Text,
)
from explainer.facts.images import Image
from explainer.facts.model import Model, PublishedRecord, RecordWithId

Tone = Literal[
    "blue", "red", "ochre", "teal", "plum", "cyan", "rust", "gold",
    "indigo", "rose", "sky", "slate", "moss", "green", "violet", "grey",
]  # fmt: skip
"""The colours of docs/stylesheets/sides.css."""


class Side(RecordWithId):
    """A side that speaks: a government, a camp, a court, a family."""

    noun: ClassVar[str] = "side"
    id: Id
    """The id used as `side:` elsewhere."""
    name: Text = Field(examples=["Northport"])
    """The name that readers see."""
    tone: Tone
    """Its colour, which always appears with its name."""


class Office(Model):
    """An office that a person had, as far as sources show."""

    noun: ClassVar[str] = "office"
    title: Text = Field(examples=["US Secretary of State"])
    """What it is called, with its country."""
    organisation: OrganisationId | None = None
    """The body it belongs to."""
    from_: Edtf | None = None
    """First day, only where a source gives it."""
    to: Edtf | None = None
    """Last day, only where a source gives it; on a day of handover the new office counts."""
    seen: tuple[Edtf, ...] = ()
    """Days on which a source shows the person in this office; needed with several offices."""
    sources: tuple[SourceId, ...] = ()
    """The sources that show it."""


class LegalStatus(Model):
    """What courts and prosecutors have decided about a person."""

    noun: ClassVar[str] = "legal status"
    text: Prose = Field(examples=["Charged in March 2020; pleaded not guilty in January 2026."])
    """One or two sentences."""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    """The sources that show it."""


class Person(PublishedRecord):
    """A person who acts or speaks."""

    noun: ClassVar[str] = "person"
    id: Id
    """First name, surname."""
    name: Text = Field(examples=["Mara Holt"])
    """The spelling used on the site."""
    also: tuple[Text, ...] = ()
    """Other spellings found in sources and quotes."""
    side: SideId = Field(examples=["north"])
    """The side for which the person speaks; for a bystander, a side such as Others."""
    offices: tuple[Office, ...] = ()
    """The person's offices; a statement shows the office on its day."""
    description: Prose | None = None
    """One line, if the offices do not say enough."""
    legal_status: LegalStatus | None = None
    """For detained and accused people."""
    image: Image | None = None
    """A portrait."""


class Organisation(PublishedRecord):
    """A body or a state that acts or speaks."""

    noun: ClassVar[str] = "organisation"
    id: Id
    """Words of its name."""
    name: Text = Field(examples=["US Department of State"])
    """The name used on the site."""
    also: tuple[Text, ...] = ()
    """Other names and abbreviations."""
    side: SideId = Field(examples=["north"])
    """The side for which it speaks; for a bystander, a side such as Others."""
    kind: Literal["body", "state"] = "body"
    """Its kind; a state needs no explanation on a page."""
    role: Prose = Field(examples=["Runs the town of Alder."])
    """What it is, in one line."""
    sources: tuple[SourceId, ...] = ()
    """The sources that show it."""


class UnnamedSpeaker(Model):
    """A speaker whom the source does not name, such as a senior official."""

    noun: ClassVar[str] = "speaker without a name"
    description: Headline = Field(examples=["a senior official"])
    """Who it is, in the words of the source as far as possible."""
    side: SideId = Field(examples=["north"])
    """The side for which the speaker speaks."""
    organisation: OrganisationId | None = None
    """The body that the speaker belongs to, if the source names it."""
    reported_by: Text = Field(examples=["Alder News"])
    """Who knows the name, and reports the words."""

    @property
    def name(self) -> str:
        """Return the description, beginning with a capital letter."""
        return self.description[:1].upper() + self.description[1:]
