"""A topic: its question, the sides' positions, and what is disputed, unknown or changed."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from explainer.facts.field_types import (
    Edtf,
    Flag,
    Headline,
    Id,
    ItemId,
    Language,
    Prose,
    SideId,
    SourceId,
    StatementId,
    TagId,
    Text,
    Words,
)
from explainer.facts.images import Image
from explainer.facts.model import Model, PublishedRecord, Record


class View(Model):
    """What one side says on a question."""

    noun: ClassVar[str] = "view"
    side: SideId = Field(examples=["north"])
    """The side whose view it is."""
    gist: Prose = Field(examples=["Yes, since people wait too long for the ferry."])
    """The view in one sentence."""
    statements: tuple[StatementId, ...] = ()
    """The side's own words for it."""


class Position(PublishedRecord):
    """A neutral question, with what the sides agree on or what each side says."""

    noun: ClassVar[str] = "position"
    id: Id
    """Topic, `position`, words."""
    question: Headline = Field(examples=["Does the town need a bridge?"])
    """The question in words that each side would accept."""
    since: Edtf | None = Field(default=None, examples=["2026-01"])
    """When the question arose, if that was after the page's `as_of` date."""
    agreed: Prose | None = None
    """What the sides agree on, instead of views."""
    views: tuple[View, ...] = ()
    """What each side says."""
    no_view: tuple[SideId, ...] = Field(default=(), examples=[["south"]])
    """The sides that were asked and have no recorded view; the page names them."""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    """The sources that show it."""


class Account(Model):
    """One of the differing accounts."""

    noun: ClassVar[str] = "account"
    says: Prose = Field(examples=["The council puts the cost at two million."])
    """What these sources say."""
    text: Words | None = None
    """The exact words, if the wording itself differs; the page marks the difference."""
    lang: Language = "en"
    """The language of the text."""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    """Which sources."""


class Discrepancy(Model):
    """A point on which sources differ."""

    noun: ClassVar[str] = "discrepancy"
    id: Id
    """Topic, `discrepancy`, words."""
    what: Headline = Field(examples=["Length of the call of 3 May 2019"])
    """What they differ about."""
    since: Edtf | None = Field(default=None, examples=["2026-01"])
    """When what they differ about happened, if that was after the page's `as_of` date."""
    accounts: tuple[Account, ...] = Field(min_length=1)
    """Who says what."""
    note: Prose | None = None
    """Which account this site follows, or a possible explanation."""


class OpenQuestion(Model):
    """What is not known."""

    noun: ClassVar[str] = "open question"
    id: Id
    """Topic, `question`, words."""
    text: Prose = Field(examples=["What the bridge would cost."])
    """The question."""
    since: Edtf | None = Field(default=None, examples=["2026-03"])
    """When it arose, if that was after the page's `as_of` date."""
    sources: tuple[SourceId, ...] = ()
    """The sources that raise it."""


class Change(Model):
    """A change to the page, kept permanently in its log."""

    noun: ClassVar[str] = "change"
    date: Edtf = Field(examples=["2026-11-24"])
    """When it was made."""
    kind: Literal["correction", "new fact", "new source", "rewording"]
    """The kind of change; a rewording does not move the date of the last substantive change."""
    text: Prose | None = Field(default=None, examples=["First edition of this page."])
    """What is new; for a correction, anything to add."""
    item: ItemId | None = None
    """For a correction: the record that was wrong, if it was a record."""
    wrong: Prose | None = Field(default=None, examples=["The page said 1 March."])
    """For a correction: what was wrong."""
    right: Prose | None = Field(default=None, examples=["They met on 2 March."])
    """For a correction: what is right."""


class Topic(Record):
    """A question that a page of its own answers."""

    noun: ClassVar[str] = "topic"
    slug: Id = Field(examples=["bridge"])
    """The name of its folder and of its page."""
    title: Headline = Field(examples=["The bridge"])
    """The heading of the page."""
    kicker: Headline | None = Field(default=None, examples=["Part 1 of 5"])
    """A short line above the heading."""
    question: Headline = Field(examples=["Will the town get a bridge?"])
    """The question that the page answers."""
    summary: Prose = Field(examples=["The mayor wants a bridge; the ferry company does not."])
    """One sentence for the agenda."""
    image: Image | None = None
    """An image for the head of the page."""
    as_of: Edtf = Field(examples=["2024-03-02"])
    """The last day that the page covers; later events are listed separately."""
    record_ends: Edtf = Field(examples=["2026-03"])
    """The date of the latest sources."""
    authors: tuple[Text, ...] = Field(min_length=1)
    """Who is responsible for the page."""
    sides: tuple[SideId, ...] = Field(min_length=1)
    """Every side involved; the page says so if no statement of a side is recorded."""
    tags: tuple[TagId, ...] = ()
    """Its tags."""
    group: Headline | None = Field(default=None, examples=["The shore"])
    """The section of the navigation for its page, if `mkdocs.yml` does not list the page."""
    discrepancies: tuple[Discrepancy, ...] = ()
    """Where sources differ."""
    open_questions: tuple[OpenQuestion, ...] = ()
    """What is not known."""
    changes: tuple[Change, ...] = Field(min_length=1)
    """The log of the page."""
    draft: Flag = False
    """Whether only a preview shows its page and what belongs to no other topic."""
