"""The house style as data: rules and their strictness, words to avoid, names without records."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field

from explainer.facts.field_types import Id, Text
from explainer.facts.measures import Count, Range
from explainer.facts.model import Model, Record, RecordWithId
from explainer.problems import Place
from explainer.yaml_text.document import nothing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from explainer.problems import Problem

Strictness = Literal["off", "warning", "problem"]
"""Whether breaking a rule is ignored, a warning or a problem that fails the build."""


class House(Record):
    """The house rules, with the strictness and limits of each."""

    noun: ClassVar[str] = "house style"
    names: Strictness = "warning"
    """Everyone named on a page has a record and gets a full name at first mention."""
    loaded_words: Strictness = "warning"
    """Texts avoid the words in data/words.yml."""
    headings: Strictness = "warning"
    """The headings of a topic's page are questions or labels."""
    coverage: Strictness = "warning"
    """A page has the share of cited sentences that its front matter requires."""
    word_counts: Strictness = "warning"
    """Pages have the length in their front matter, and sentences the average length set below."""
    in_short: Strictness = "off"
    """A topic's page has a section "In short" with the length set below."""
    sides_heard: Strictness = "off"
    """The statements of a topic come from at least the number of sides set below."""
    labels: tuple[Text, ...] = (
        "Disputed or unknown",
        "How we know",
        "In short",
        "In their words",
        "Notes",
        "The dates that matter",
        "Timeline",
        "Where they stand",
    )
    """Headings that need not be questions, the same on every page."""
    longest_mean_sentence: Count = 25
    """The most words that sentences of a page may have on average."""
    words_in_short: Range = Field(default=range(20, 91), examples=["20-90"])
    """The length of the section "In short" in words."""
    fewest_sides: Count = 2
    """The fewest sides with statements."""
    other_fields: tuple[Text, ...] = ()
    """Front matter fields of other programs that look like misspellings of ours."""


ENGLISH_ONLY: Mapping[str, Any] = {
    "names": "off",  # knows what English writes with a capital letter
    "in_short": "off",  # looks for this English heading
    "longest_mean_sentence": sys.maxsize,  # other languages have longer sentences
}
"""What the rules are where the prose is not English; those that are not here apply to all."""


def house_of(house: House, *, english: bool) -> House:
    """Return the rules that apply to the prose of a site, which may not be English."""
    return house if english else house.model_copy(update=ENGLISH_ONLY)


DEFAULT_HOUSE = House.model_validate({}, context=(nothing(Place("data/house.yml")), ()))
"""The rules of a site without data/house.yml."""


def with_strictness(problems: Iterable[Problem], strictness: Strictness) -> Iterator[Problem]:
    """Yield the problems of a rule as problems or warnings; none if the rule is off."""
    if strictness != "off":
        level: Literal["error", "warning"] = "error" if strictness == "problem" else "warning"
        for problem in problems:
            yield replace(problem, level=level)


class Allowed(Model):
    """A permitted use of a word."""

    noun: ClassVar[str] = "exception"
    words: Text = Field(examples=["a defendant admits a charge"])
    """The words around it, exactly as on the page."""
    reason: Text = Field(examples=["In law a plea is an admission."])
    """Why it is right in this context."""


class LoadedWord(RecordWithId):
    """A word that takes a side, or says less than it seems to."""

    noun: ClassVar[str] = "word"
    id: Id = Field(examples=["slam"])
    """The word."""
    forms: tuple[Text, ...] = Field(min_length=1, examples=["slammed"])
    """The forms that a text may use."""
    instead: Text = Field(examples=["said, criticised"])
    """What to write instead."""
    exceptions: tuple[Allowed, ...] = ()
    """Where the word is right, and why."""


class Names(RecordWithId):
    """Names that a page may use without a record: places, peoples, months."""

    noun: ClassVar[str] = "list of names"
    id: Id = Field(examples=["places"])
    """What kind of names they are."""
    names: tuple[Text, ...] = Field(min_length=1, examples=["Alder"])
    """The names, each in every form used."""
