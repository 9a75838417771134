"""The house style as data: rules and how strict each is, words to avoid, names without a record."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from explainer.facts.field_types import Count, Id, Range, Text
from explainer.facts.model import Model, Record, RecordWithId
from explainer.problems import Place
from explainer.yaml_text.document import nothing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from explainer.problems import Problem

Strictness = Literal["off", "warning", "problem"]
"""Whether a rule is checked at all, only pointed out, or must be kept in every build."""


class House(Record):
    """The rules of the house: how strict each is, and its measures."""

    noun: ClassVar[str] = "house style"
    names: Strictness = "warning"
    """Everybody whom a page names has a record, and is named in full the first time."""
    loaded_words: Strictness = "warning"
    """None of the words in data/words.yml is used."""
    headings: Strictness = "warning"
    """The headings of a topic's page are questions, or labels."""
    coverage: Strictness = "warning"
    """As many sentences are cited as the front matter of a page asks for."""
    word_counts: Strictness = "warning"
    """Pages are as long as their front matter asks for, and sentences no longer than set below."""
    in_short: Strictness = "off"
    """A topic's page has a section "In short" of the length set below."""
    key_points: Strictness = "off"
    """A topic's page has a section "Key points" with as many as set below, each with a citation."""
    sides_heard: Strictness = "off"
    """The statements of a topic are from as many sides as set below."""
    labels: tuple[Text, ...] = (
        "Changes",
        "In short",
        "Key points",
        "Open questions",
        "Sources",
        "Terms",
        "What this page rests on",
        "What was said later",
        "Who is who",
    )
    """The headings that are no questions: they are the same on every page."""
    longest_mean_sentence: Count = 25
    """How many words the sentences of a page may have on average."""
    words_in_short: Range = Field(default=range(20, 91), examples=["20-90"])
    """How many words the section "In short" has."""
    number_of_key_points: Range = Field(default=range(3, 6), examples=["3-5"])
    """How many key points there are."""
    fewest_sides: Count = 2
    """From how many sides there are statements, at least."""
    other_fields: tuple[Text, ...] = ()
    """Fields that other programs read in front matter, and that look like misspelt ones of ours."""


DEFAULT_HOUSE = House.model_validate({}, context=(nothing(Place("data/house.yml")), ()))
"""The rules of a site without data/house.yml."""


def with_strictness(problems: Iterable[Problem], strictness: Strictness) -> Iterator[Problem]:
    """Yield the problems that a rule finds, as strictly as it is set; none if it is off."""
    if strictness != "off":
        level: Literal["error", "warning"] = "error" if strictness == "problem" else "warning"
        for problem in problems:
            yield replace(problem, level=level)


class Allowed(Model):
    """A place where a word is used all the same."""

    noun: ClassVar[str] = "exception"
    words: Text = Field(examples=["a defendant admits a charge"])
    """The words around it, as they are on the page."""
    reason: Text = Field(examples=["In law a plea is an admission."])
    """Why it is right there."""


class LoadedWord(RecordWithId):
    """A word that takes a side, or says less than it seems to."""

    noun: ClassVar[str] = "word"
    id: Id = Field(examples=["slam"])
    """The word."""
    forms: tuple[Text, ...] = Field(min_length=1, examples=["slammed"])
    """The forms in which a text may have it."""
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
