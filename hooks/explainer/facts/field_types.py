"""The types of fields: ids, references, text, prose, dates, addresses."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from babel import Locale
from pydantic import AfterValidator, StringConstraints
from pydantic_core import core_schema

from explainer.facts.dates import EdtfDate
from explainer.facts.edtf import DateError, parse, set_of
from explainer.problems import quoted

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import GetCoreSchemaHandler


class FieldError(ValueError):
    """A text that is not valid for a field."""

    def __init__(self, message: str, hint: str = "", offset: int = 0) -> None:
        """Take the message, the hint and the 0-based character they concern."""
        super().__init__(message)
        self.hint = hint
        self.offset = offset


class _Kept(str):
    """A text with a type of its own, to tell it from other texts."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Return the schema of a non-empty text."""
        text = core_schema.str_schema(min_length=1)
        return core_schema.no_info_after_validator_function(cls, text)


class Reference(_Kept):
    """The id of another record; each subclass sets the kinds it may refer to.

    The catalog resolves it once it has all records.
    """

    __slots__ = ()
    kinds: ClassVar[tuple[str, ...]] = ()


class SideId(Reference):
    """The id of a side in data/sides.yml."""

    __slots__ = ()
    kinds = ("side",)


class OrganisationId(Reference):
    """The id of an organisation in data/organisations.yml."""

    __slots__ = ()
    kinds = ("organisation",)


class ActorId(Reference):
    """The id of a person or an organisation."""

    __slots__ = ()
    kinds = ("person", "organisation")


class SourceId(Reference):
    """The id of a source in data/sources.yml or a topic's sources.yml."""

    __slots__ = ()
    kinds = ("source",)


class TopicId(Reference):
    """The slug of a topic."""

    __slots__ = ()
    kinds = ("topic",)


class EventId(Reference):
    """The id of an event."""

    __slots__ = ()
    kinds = ("event",)


class CitedId(Reference):
    """The id in a footnote reference: a source, a statement or a number."""

    __slots__ = ()
    kinds = ("source", "statement", "number")


class NumberId(Reference):
    """The id of a number."""

    __slots__ = ()
    kinds = ("number",)


class StatementId(Reference):
    """The id of a statement."""

    __slots__ = ()
    kinds = ("statement",)


class ItemId(Reference):
    """The id of any record that can be corrected."""

    __slots__ = ()
    kinds = (
        *("event", "statement", "number", "position", "source"),
        *("person", "organisation", "term"),
    )


class TagId(Reference):
    """The id of a tag in data/tags.yml."""

    __slots__ = ()
    kinds = ("tag",)


class Headline(_Kept):
    """Plain text written for this site, not taken from a source."""

    __slots__ = ()


class Prose(Headline):
    """Text written for this site, with the inline Markdown for emphasis and links."""

    __slots__ = ()


# These patterns are valid in both ECMA 262 and Python: `json_schema.py` gives them to editors.
ID = "[a-z0-9]+(?:-[a-z0-9]+)*"
"""The pattern of an id."""
LONGEST_ID = 100
_HOST = r"[^/?#@:\[\]\s<>\"\\]*"
URL = (
    r"[hH][tT][tT][pP][sS]?://(?:[^/?#@\s<>\"\\]*@)?"
    rf"{_HOST}\.{_HOST}(?::[0-9]*)?(?:[/?#][^\s<>\"\\]*)?"
)
"""The pattern of a page's address."""
LANGUAGE = "[a-z]{2,3}(?:[-_][A-Za-z0-9]+)*"
"""The pattern of a language code."""
_ID = re.compile(ID)
_URL = re.compile(URL)


def _id(text: str) -> str:
    match = _ID.match(text)
    if len(text) > LONGEST_ID:
        message = f"an id of {len(text):,} characters; {LONGEST_ID} at most"
        raise FieldError(message, "for example: bridge-2024-03-02-plan")
    if match and match.end() == len(text):
        return text
    wrong = match.end() if match else 0
    raise FieldError(
        f"{quoted(text)} is not an id: lower-case letters and digits, joined by single hyphens",
        "for example: bridge-2024-03-02-plan",
        min(wrong, max(len(text) - 1, 0)),
    )


def _url(text: str) -> str:
    if _URL.fullmatch(text):
        return text
    odd = len(text.split()) != 1 or any(sign in text for sign in '<>"\\')
    kind = "a web address" if odd else "an http or https address"
    hint = "for example: https://www.example.org/page"
    raise FieldError(f"{quoted(text)} is not {kind}", hint)


@cache
def languages() -> dict[str, str]:
    """English names of languages by their code (Unicode CLDR, by Babel)."""
    return dict(Locale("en").languages)


def _language(code: str) -> str:
    if code.replace("-", "_") not in languages():
        hint = "write the two-letter code of the language, for example: ru"
        raise FieldError(f"no language has the code {quoted(code)}", hint)
    return code


LONGEST_QUOTE = 60


def _words(text: str) -> str:
    if not any(sign.isalnum() for sign in re.sub(r"\[[^\[\]]*\]", "", text)):
        hint = "write the speaker's words; […] marks a cut, [words] are ours"
        raise FieldError("a quote without a word of its speaker", hint)
    count = len(text.split())
    if count > LONGEST_QUOTE:
        raise FieldError(
            f"a quote of {count} words; {LONGEST_QUOTE} at most",
            "shorten it to its main point, and mark a cut inside with […]",
        )
    for line in map(str.rstrip, text.strip().split("\n")[:-1]):
        if line[-1:].isalnum():
            raise FieldError(
                "a new paragraph begins in the middle of a sentence, "
                f"after {quoted(line.split()[-1])}",
                "write a paragraph on one line, or write '>-' before its lines, not '|'",
            )
    return text


Text = Annotated[str, StringConstraints(min_length=1)]
"""Plain text."""

Words = Annotated[str, StringConstraints(min_length=1), AfterValidator(_words)]
"""Somebody's exact words, without the outer quotation marks."""

Id = Annotated[str, AfterValidator(_id)]
"""Lower-case words with hyphens, never used again: the anchor that readers see."""

Url = Annotated[str, AfterValidator(_url)]
"""An http or https address."""


Language = Annotated[str, AfterValidator(_language)]
"""A language code of BCP 47, such as `ru`."""


def _date(value: Any) -> EdtfDate:
    if not isinstance(value, str):
        hint = "for example: 2024-03-02"
        if isinstance(value, list) and len({*map(str, value)}) > 1:
            hint = f"for one of several dates, write '{_set(value)}' with its quotation marks"
        raise FieldError(f"expected a date, found {kind_of(value)}", hint)
    return parse(value)


def _set(values: list[Any]) -> str:
    """Return the EDTF text for one of several dates, or an example if they are no dates."""
    try:
        return set_of([str(value) for value in values])
    except DateError:
        return "[2024-03-02,2024-03-03]"


class FromText:
    """Reads a value of YAML by a function, which raises FieldError."""

    def __init__(self, read: Callable[[Any], Any]) -> None:
        self.read = read

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)


Edtf = Annotated[EdtfDate, FromText(_date)]
"""A date, read from EDTF text."""


FLAG = {"true": True, "false": False}
"""The words of a flag."""


def _flag(value: Any) -> bool:
    if not isinstance(value, str) or value not in FLAG:
        raise FieldError(f"expected true or false, found {kind_of(value)}", "for example: true")
    return FLAG[value]


Flag = Annotated[bool, FromText(_flag)]
"""Whether something is so: `true` or `false`."""


def kind_of(value: object) -> str:
    """Return a YAML value in words: a list, a mapping, nothing or the text itself."""
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a mapping"
    return f"the text {quoted(str(value))}" if value else "nothing"
