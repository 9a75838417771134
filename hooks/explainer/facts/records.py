"""The records of fact: sources, terms, events and statements.

What a contributor writes, field by field; a field's docstring is what the guide says of it.
"""

from __future__ import annotations

import re
from typing import ClassVar, Literal

from pydantic import Field

from explainer.facts.field_types import (
    ActorId,
    Edtf,
    EventId,
    Headline,
    Id,
    Language,
    Prose,
    SideId,
    SourceId,
    StatementId,
    Text,
    TopicId,
    Url,
    Words,
)
from explainer.facts.model import RecordWithId


class Source(RecordWithId):
    """One page or document that others can open and read."""

    noun: ClassVar[str] = "source"
    id: Id
    """Publisher, date, keyword."""
    publisher: Text = Field(examples=["TASS"])
    """Who published it; for an agency text on another address, both."""
    title: Text | None = None
    """The headline as it is there; left out where none was seen."""
    url: Url = Field(examples=["https://www.example.org/page"])
    """The address."""
    published: Edtf | None = Field(default=None, examples=["2019-05-14"])
    """The day the page gives; left out where it gives none."""
    kind: Literal[
        "news",
        "wire",
        "official-document",
        "official-transcript",
        "reference",
        "report",
        "court-record",
    ]
    """What it is."""
    language: Language = Field(examples=["en"])
    """The language of the page."""
    tier: Literal["A", "B", "C"]
    """A original publisher, B news organisation or reference, C copy or unknown."""
    archive: Url | None = None
    """An archived copy."""
    side: SideId | None = None
    """The side that published it; left out for the press and other third parties."""
    rights: Literal["reserved", "public-domain", "open-licence"] = "reserved"
    """Whether its text may be stored in captures/open/."""
    note: Text | None = None
    """What a reader should know of it, such as who funds it."""

    @property
    def page(self) -> str:
        """What tells its page from others, whatever part of it the address names."""
        return page_at(self.url)


class Term(RecordWithId):
    """A word of the trade, explained."""

    noun: ClassVar[str] = "term"
    id: Id
    """Topic, `term`, words."""
    term: Text = Field(examples=["New START"])
    """The word itself."""
    also: tuple[Text, ...] = ()
    """Other forms under which prose uses it; the first of all of them on a page is explained."""
    definition: Prose = Field(examples=["The treaty of 2010 that limited long-range weapons."])
    """One or two plain sentences."""
    topics: tuple[TopicId, ...] = Field(min_length=1)
    """Where it is used."""
    sources: tuple[SourceId, ...] = ()
    """The sources that show it."""


def page_at(url: str) -> str:
    """Return the address of a page without the name of a part and the last slash.

    A page of a PDF, `#page=12` (RFC 8118), is a page by itself.
    """
    whole, _, part = url.partition("#")
    number = re.search(r"(?:^|&)page=(\d+)", part)
    return whole.rstrip("/") + (f"#page={number[1]}" if number else "")


EventKind = Literal[
    "agreement",
    "arrest",
    "call",
    "deployment",
    "election",
    "indictment",
    "meeting",
    "other",
    "release",
    "report",
    "sanction",
    "sentence",
    "statement",
    "strike",
    "vote",
]


class Event(RecordWithId):
    """Something that happened, or is said to have happened, on a date."""

    noun: ClassVar[str] = "event"
    id: Id
    """Topic, date, keyword."""
    date: Edtf = Field(examples=["2019-04-30"])
    """When."""
    title: Headline = Field(examples=["Putin telephones Maduro"])
    """A headline in the present tense."""
    summary: Prose = Field(examples=["Vladimir Putin telephoned Maduro."])
    """What happened, in one to four sentences."""
    kind: EventKind
    """What sort of event."""
    status: Literal["occurred", "reported", "disputed", "scheduled", "cancelled"]
    """How sure it is."""
    attribution: Text | None = None
    """Who says so; needed where the status is reported or disputed."""
    actors: tuple[ActorId, ...] = ()
    """Who took part."""
    topics: tuple[TopicId, ...] = Field(min_length=1)
    """Where it is shown; first the topic in whose folder it is."""
    place: Text | None = None
    """The place, named with the local time if the date has one."""
    part_of: EventId | None = None
    """The larger event."""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    """The sources that show it."""


class Statement(RecordWithId):
    """Somebody's exact words: a W3C Web Annotation text quote with its speaker and date."""

    noun: ClassVar[str] = "statement"
    id: Id
    """Speaker, date, keyword."""
    speaker: ActorId = Field(examples=["sergei-lavrov"])
    """Who spoke, or the body that made the statement."""
    date: Edtf = Field(examples=["2019-05-14"])
    """When it was said."""
    text: Words = Field(examples=["Democracy cannot be established by force."])
    """The words to the character, at most 60 words; `[…]` marks a cut, `[words]` are ours."""
    prefix: str = ""
    """The words just before it in the source."""
    suffix: str = ""
    """The words just after it in the source."""
    source: SourceId = Field(examples=["mid-2019-05-14-sochi-opening"])
    """The page that the words were taken from."""
    carried_by: tuple[SourceId, ...] = ()
    """Further pages with the same words; needed where the source is of tier C."""
    rendering: Literal[
        "original", "interpreter", "official-translation", "agency-translation", "translation"
    ]
    """How the words came into the language in which they are given; of a translation of which the
    source does not say who made it, no more than that."""
    lang: Language = Field(examples=["en"])
    """The language of the text."""
    original_lang: Language | None = None
    """The language spoken; left out where the source does not say."""
    context: Prose = Field(examples=["Joint news conference after the talks."])
    """Occasion and subject."""
    event: EventId | None = None
    """The event at which it was said."""
    topics: tuple[TopicId, ...] = Field(min_length=1)
    """Where it is shown; first the topic in whose folder it is."""
    same_words_as: tuple[StatementId, ...] = ()
    """Other renderings of the same utterance."""
    answered_by: tuple[StatementId, ...] = ()
    """Answers without which these words are never shown."""
    note: Prose | None = None
    """What a reader should know about the wording."""
