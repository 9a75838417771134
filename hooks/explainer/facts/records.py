"""The records of fact: sources, events and statements.

They have what a contributor writes; each field's docstring describes it for editors.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from explainer.facts.actors import UnnamedSpeaker
from explainer.facts.field_types import (
    ActorId,
    Edtf,
    EventId,
    Flag,
    Headline,
    Id,
    Language,
    Prose,
    SideId,
    SourceId,
    StatementId,
    TagId,
    Text,
    TopicId,
    Url,
    Words,
)
from explainer.facts.images import Image
from explainer.facts.isbn import Isbn
from explainer.facts.model import Model, PublishedRecord
from explainer.language.messages import ENGLISH

if TYPE_CHECKING:
    from explainer.facts.dates import EdtfDate
    from explainer.language.messages import Messages


class Source(PublishedRecord):
    """A page or document that others can open and read."""

    noun: ClassVar[str] = "source"
    one_of: ClassVar[tuple[str, ...]] = ("url", "edition", "isbn", "held_by")
    id: Id
    """Publisher, date, keyword."""
    publisher: Text = Field(examples=["Alder News"])
    """Who published it; for an agency text on another site, both."""
    author: Text | None = None
    """Who wrote it, if a reader needs the name to find it, such as the author of a book."""
    title: Text | None = None
    """The headline as published; leave it out if you saw none."""
    url: Url | None = Field(default=None, examples=["https://www.example.org/page"])
    """The address, if it has one."""
    edition: Text | None = None
    """Which edition of a book or a printed newspaper it is, such as `second edition`."""
    isbn: Isbn | None = Field(default=None, examples=["978-0-306-40615-7"])
    """The ISBN of a book."""
    held_by: Text | None = None
    """The archive, library or newsroom that has it and lets others see or hear it."""
    call_number: Text | None = None
    """Its number there, such as a shelf mark or the number of a file."""
    published: Edtf | None = Field(default=None, examples=["2024-03-02"])
    """The date on the page; leave it out if there is none."""
    kind: Literal[
        "news",
        "wire",
        "official-document",
        "official-transcript",
        "reference",
        "report",
        "court-record",
        "book",
        "interview",
    ]
    """The kind of source."""
    language: Language = Field(examples=["en"])
    """The language of the page."""
    tier: Literal["A", "B", "C"]
    """A is an original publisher, B a news organisation or reference, C a copy or unknown."""
    archive: Url | None = None
    """An archived copy."""
    side: SideId | None = None
    """The side that published it; leave it out for the press and other third parties."""
    rights: Literal["reserved", "public-domain", "open-licence"] = "reserved"
    """Whether its text may be stored in captures/open/."""
    note: Text | None = None
    """What a reader should know about it, such as who funds it."""
    editors_note: Text | None = None
    """What only editors need to know, such as how the title was found; readers never see it."""

    @property
    def page(self) -> str | None:
        """Return the key of its page, whichever part of the page the address names, if any."""
        return page_at(self.url) if self.url else None

    @property
    def whereabouts(self) -> str:
        """Return what helps to find a source besides its address, in English words."""
        return self.whereabouts_in(ENGLISH)

    def whereabouts_in(self, messages: Messages) -> str:
        """Return the same in the words of a language."""
        isbn = self.isbn and f"ISBN {self.isbn}"
        kept = self.held_by and messages.gettext("kept by %(who)s", who=self.held_by)
        return ", ".join(filter(None, (self.edition, isbn, kept, self.call_number)))

    @property
    def found_at(self) -> str:
        """Return the address, or else who published what, and what is needed to find it."""
        parts = (self.author, self.title, self.publisher, self.whereabouts)
        return self.url or ", ".join(filter(None, parts))


def page_at(url: str) -> str:
    """Return the address of a page without its fragment and final slash.

    A page of a PDF, `#page=12` (RFC 8118), counts as a separate page.
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


class DisputedDate(Model):
    """A date that some sources give for an event, but not the one that this site follows."""

    noun: ClassVar[str] = "disputed date"
    date: Edtf = Field(examples=["2024-03-03"])
    """The other date."""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    """The sources that give it."""


class Event(PublishedRecord):
    """Something that happened, or reportedly happened, on a date."""

    noun: ClassVar[str] = "event"
    id: Id
    """Topic, date, keyword."""
    date: Edtf = Field(examples=["2024-03-02"])
    """When."""
    disputed_dates: tuple[DisputedDate, ...] = Field(default=(), min_length=1)
    """The other dates that sources give, and which ones; the page names all."""
    title: Headline = Field(examples=["The mayor plans a bridge"])
    """A headline in the present tense."""
    short_title: Headline | None = Field(default=None, examples=["Bridge planned"])
    """The title in at most 36 characters, for drawings."""
    importance: Literal["key"] | None = None
    """`key` for the few events that a reader must know: the drawing names them."""
    summary: Prose = Field(examples=["Mara Holt said that the town would build a bridge."])
    """What happened, in one to four sentences."""
    kind: EventKind
    """The kind of event."""
    status: Literal["occurred", "reported", "disputed", "scheduled", "cancelled"]
    """Whether it occurred, or is reported, disputed, scheduled or cancelled."""
    attribution: Text | None = None
    """Who says so; needed if the status is reported or disputed."""
    actors: tuple[ActorId, ...] = ()
    """Who took part."""
    topics: tuple[TopicId, ...] = Field(min_length=1)
    """The topics that show it, beginning with the topic of its folder."""
    tags: tuple[TagId, ...] = ()
    """Its tags; readers can narrow a list to one."""
    place: Text | None = None
    """The place, also shown with the local time if the date has a time.
    A map shows it if data/places.yml has a place of this name."""
    image: Image | None = None
    """An image of it."""
    part_of: EventId | None = None
    """The larger event that it is part of."""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    """The sources that show it."""
    draft: Flag = False
    """Whether only a preview shows it; leave it out for what is published."""

    @property
    def name(self) -> str:
        """The short title if there is one, otherwise the title."""
        return self.short_title or self.title

    @property
    def dates_by_source(self) -> list[tuple[EdtfDate, tuple[str, ...]]]:
        """Return each date and the ids of the sources that give it, beginning with its own date.

        Those of its own date are its sources without those that give another one.
        """
        others = [(other.date, (*other.sources,)) for other in self.disputed_dates]
        elsewhere = {name for _, names in others for name in names}
        return [(self.date, tuple(one for one in self.sources if one not in elsewhere)), *others]


class Statement(PublishedRecord):
    """Somebody's exact words, with their speaker, date and source.

    They and the words around them are a text quote of the W3C Web Annotation Data Model.
    """

    noun: ClassVar[str] = "statement"
    one_of: ClassVar[tuple[str, ...]] = ("speaker", "unnamed_speaker")
    id: Id
    """Speaker, date, keyword."""
    speaker: ActorId | None = Field(default=None, examples=["mara-holt"])
    """Who spoke, or the body that made the statement."""
    joint_with: tuple[ActorId, ...] = ()
    """Who else made the statement, if it is a joint one."""
    unnamed_speaker: UnnamedSpeaker | None = None
    """Who spoke, instead of `speaker`, if the source does not give the name."""
    date: Edtf = Field(examples=["2024-03-02"])
    """When it was said."""
    text: Words = Field(examples=["We will not wait for the ferry any longer."])
    """The exact words, 60 at most; `[…]` marks a cut, `[words]` are ours."""
    original: Words | None = None
    """For our own translation: the words of the source, which are what is checked."""
    prefix: str = ""
    """The words just before it in the source."""
    suffix: str = ""
    """The words just after it in the source."""
    source: SourceId = Field(examples=["news-2024-03-02-bridge"])
    """The page with the words."""
    at: Text | None = Field(default=None, examples=["page 12"])
    """Where in the source, if a reader would not find it: a page, a time mark, a paragraph."""
    carried_by: tuple[SourceId, ...] = ()
    """Other pages with the same words; needed if the source is of tier C."""
    rendering: Literal[
        "original",
        "interpreter",
        "official-translation",
        "agency-translation",
        "translation",
        "own-translation",
    ]
    """How the words reached the language of the text; plain `translation` if the source does not
    name the translator, `own-translation` if we translated the field `original`."""
    translator: Text | None = Field(default=None, examples=["Nora Lind"])
    """For our own translation: who made it."""
    lang: Language = Field(examples=["en"])
    """The language of the text."""
    original_lang: Language | None = None
    """The language spoken; leave it out if the source does not say."""
    context: Prose = Field(examples=["At the town hall, on her plan."])
    """Occasion and subject."""
    event: EventId | None = None
    """The event at which it was said."""
    topics: tuple[TopicId, ...] = Field(min_length=1)
    """The topics that show it, beginning with the topic of its folder."""
    tags: tuple[TagId, ...] = ()
    """Its tags; readers can narrow a list to one."""
    same_words_as: tuple[StatementId, ...] = ()
    """Other renderings of the same utterance."""
    answered_by: tuple[StatementId, ...] = ()
    """Answers that must always appear with these words."""
    note: Prose | None = None
    """What a reader should know about the wording."""
    draft: Flag = False
    """Whether only a preview shows it; leave it out for what is published."""

    @property
    def source_words(self) -> str:
        """Return the words as the source has them, also if the text is our own translation."""
        return self.original or self.text

    @property
    def source_lang(self) -> str:
        """Return the language of these words."""
        return (self.original and self.original_lang) or self.lang

    @property
    def speakers(self) -> tuple[ActorId, ...]:
        """Return the ids of all who made the statement; none if the speaker is not named."""
        return (self.speaker, *self.joint_with) if self.speaker else ()
