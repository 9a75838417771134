"""Labels: the values of fields as readers see them, in the language of the site.

The tables are for the catalogues; a test holds them against the models.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.language.messages import message, plural

if TYPE_CHECKING:
    from explainer.language.messages import Messages

EVENT, SOURCE, CHANGE = "kind of event", "kind of source", "kind of change"
STATUS, FILTER = "status", "filter"

LABELS = {
    EVENT: (
        message("agreement", "kind of event"),
        message("arrest", "kind of event"),
        message("call", "kind of event"),
        message("deployment", "kind of event"),
        message("election", "kind of event"),
        message("indictment", "kind of event"),
        message("meeting", "kind of event"),
        message("other", "kind of event"),
        message("release", "kind of event"),
        message("report", "kind of event"),
        message("sanction", "kind of event"),
        message("sentence", "kind of event"),
        message("statement", "kind of event"),
        message("strike", "kind of event"),
        message("vote", "kind of event"),
    ),
    STATUS: (
        message("occurred", "status"),
        message("reported", "status"),
        message("disputed", "status"),
        message("scheduled", "status"),
        message("cancelled", "status"),
    ),
    SOURCE: (
        message("news", "kind of source"),
        message("wire", "kind of source"),
        message("official document", "kind of source"),
        message("official transcript", "kind of source"),
        message("reference", "kind of source"),
        message("report", "kind of source"),
        message("court record", "kind of source"),
        message("book", "kind of source"),
        message("interview", "kind of source"),
    ),
    CHANGE: (
        message("correction", "kind of change"),
        message("new fact", "kind of change"),
        message("new source", "kind of change"),
        message("rewording", "kind of change"),
    ),
    FILTER: (
        message("topic", "filter"),
        message("side", "filter"),
        message("kind", "filter"),
        message("speaker", "filter"),
        message("tag", "filter"),
    ),
}
"""The values of some fields, by what they are."""

THINGS = (
    message("to this event", "link"),
    message("to this statement", "link"),
    message("to this number", "link"),
    message("to this question", "link"),
    message("to this point", "link"),
    message("to this source", "link"),
    message("to this term", "link"),
    message("in this event", "error"),
    message("in this statement", "error"),
    message("in this number", "error"),
    message("in this question", "error"),
    message("in this point", "error"),
    message("in this source", "error"),
    message("in this term", "error"),
    message("in this person", "error"),
    message("to this event", "change"),
    message("to this statement", "change"),
    message("to this number", "change"),
    message("to this question", "change"),
    message("to this source", "change"),
    message("to this term", "change"),
    message("to this person", "change"),
)
"""What links say to who does not see beside what they are."""

SOURCES = {
    "news": plural("%(num)s news report", "%(num)s news reports"),
    "wire": plural("%(num)s agency report", "%(num)s agency reports"),
    "official-document": plural("%(num)s official document", "%(num)s official documents"),
    "official-transcript": plural("%(num)s official transcript", "%(num)s official transcripts"),
    "reference": plural("%(num)s work of reference", "%(num)s works of reference"),
    "report": plural("%(num)s report", "%(num)s reports"),
    "court-record": plural("%(num)s court record", "%(num)s court records"),
    "book": plural("%(num)s book", "%(num)s books"),
    "interview": plural("%(num)s interview", "%(num)s interviews"),
}
"""The number of sources of each kind."""

RECORDS = {
    "event": plural("%(num)s event", "%(num)s events"),
    "statement": plural("%(num)s statement", "%(num)s statements"),
    "source": plural("%(num)s source", "%(num)s sources"),
    "term": plural("%(num)s term", "%(num)s terms"),
}
"""The number of records of each kind."""


def in_words(value: str, what: str, messages: Messages) -> str:
    """Return the value of a field for readers; `what` it is, is a key of `LABELS`."""
    return messages.pgettext(what, value.replace("-", " "))


def sources_of_kind(kind: str, count: int, messages: Messages) -> str:
    """Return how many sources of a kind there are, such as `2 news reports`."""
    return messages.ngettext(*SOURCES[kind], count)


def counted(noun: str, count: int, messages: Messages) -> str:
    """Return how many records there are, with their noun, such as `2 events`."""
    return messages.ngettext(*RECORDS[noun], count)
