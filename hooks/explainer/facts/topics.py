"""A topic: its question, the positions of the sides, what is disputed, unknown and changed."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from explainer.facts.field_types import (
    Edtf,
    Headline,
    Id,
    ItemId,
    Language,
    Prose,
    SideId,
    SourceId,
    StatementId,
    Text,
    Words,
)
from explainer.facts.model import Model, Record, RecordWithId


class View(Model):
    """What one side says to a question."""

    noun: ClassVar[str] = "view"
    side: SideId = Field(examples=["moscow"])
    """Whose view it is."""
    gist: Prose = Field(examples=["Maduro, whom Lavrov called the legitimate president."])
    """The view in one sentence."""
    statements: tuple[StatementId, ...] = ()
    """The side's own words for it."""


class Position(RecordWithId):
    """A neutral question, and what the sides agree on or what each of them says."""

    noun: ClassVar[str] = "position"
    id: Id
    """Topic, `position`, words."""
    question: Headline = Field(examples=["Who is president of Venezuela?"])
    """The question, so that each side would put it that way."""
    since: Edtf | None = Field(default=None, examples=["2026-01"])
    """When the question arose, if it is younger than what the page is about."""
    agreed: Prose | None = None
    """What they agree on; instead of views."""
    views: tuple[View, ...] = ()
    """What each side says; the page names the sides that are not recorded."""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    """The sources that show it."""


class Account(Model):
    """One of the differing accounts."""

    noun: ClassVar[str] = "account"
    says: Prose = Field(examples=["The Kremlin puts the call at an hour and a half."])
    """What these sources say."""
    text: Words | None = None
    """The exact words, where it is the wording that differs; the page marks the difference."""
    lang: Language = "en"
    """The language of the text."""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    """Which sources."""


class Discrepancy(Model):
    """A point on which sources differ, shown differing."""

    noun: ClassVar[str] = "discrepancy"
    id: Id
    """Topic, `discrepancy`, words."""
    what: Headline = Field(examples=["Length of the call of 3 May 2019"])
    """What they differ about."""
    since: Edtf | None = Field(default=None, examples=["2026-01"])
    """When what they differ about happened, if it is younger than what the page is about."""
    accounts: tuple[Account, ...] = Field(min_length=1)
    """Who says what."""
    note: Prose | None = None
    """Which account this site follows, or how they may be explained."""


class OpenQuestion(Model):
    """What is not known."""

    noun: ClassVar[str] = "open question"
    id: Id
    """Topic, `question`, words."""
    text: Prose = Field(examples=["Whether Ukraine came up with Putin."])
    """The question."""
    since: Edtf | None = Field(default=None, examples=["2026-03"])
    """When it arose, if it is younger than what the page is about."""
    sources: tuple[SourceId, ...] = ()
    """Where it arises."""


class Change(Model):
    """A change of the page, in its log for good."""

    noun: ClassVar[str] = "change"
    date: Edtf = Field(examples=["2026-11-24"])
    """When it was made."""
    kind: Literal["correction", "new fact", "new source", "rewording"]
    """What it was; a rewording does not move the date of the last change of substance."""
    text: Prose | None = Field(default=None, examples=["First edition of this page."])
    """What is new; for a correction, what else there is to say."""
    item: ItemId | None = None
    """For a correction: the record that was corrected, if it was one."""
    wrong: Prose | None = Field(default=None, examples=["The page said 13 May."])
    """For a correction: what was wrong."""
    right: Prose | None = Field(default=None, examples=["They met on 14 May."])
    """For a correction: what is right."""


class Topic(Record):
    """One explainer."""

    noun: ClassVar[str] = "topic"
    slug: Id = Field(examples=["venezuela"])
    """The name of its folder and of its page."""
    title: Headline = Field(examples=["Venezuela"])
    """The heading of the page."""
    question: Headline = Field(examples=["Why did Venezuela divide Washington and Moscow?"])
    """The question that the page answers."""
    summary: Prose = Field(examples=["Washington wanted Maduro gone; Moscow stood by him."])
    """One sentence for the agenda."""
    as_of: Edtf = Field(examples=["2019-05-14"])
    """The day up to which the page tells the story; what came later is apart."""
    record_ends: Edtf = Field(examples=["2026-03"])
    """How late the sources go."""
    authors: tuple[Text, ...] = Field(min_length=1)
    """Who answers for the page."""
    sides: tuple[SideId, ...] = Field(min_length=1)
    """Everyone concerned: where one of them is not recorded, the page says so."""
    discrepancies: tuple[Discrepancy, ...] = ()
    """Where sources differ."""
    open_questions: tuple[OpenQuestion, ...] = ()
    """What is not known."""
    changes: tuple[Change, ...] = Field(min_length=1)
    """The log of the page."""
