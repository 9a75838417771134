"""Given numbers: the numbers of the data that a page gives, each entered once in the data.

`[number:bridge-2024-cars]` in a page's text becomes the number in words, followed by its citation.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from explainer.facts.amount_words import value_in_words
from explainer.facts.field_types import ID, NumberId
from explainer.facts.measures import LONGER
from explainer.facts.missing_records import missing_record
from explainer.facts.numbers import OF_NUMBER, Number
from explainer.language.messages import messages_in
from explainer.problems import Problem, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from markdown import Markdown

    from explainer.facts.catalog import Catalog
    from explainer.pages.footnotes import CitedRecords
    from explainer.pages.prose import Prose
    from explainer.problems import Place

    Find = Callable[[str], list[Place]]

NUMBER = rf"\[number:(?P<number>{ID})\]"
"""The pattern of the place of a number in a page's text."""
GIVEN = "given-number"
"""The class of the element with a number and its citation."""

_BEGINNING = "[number:"
_LEFT = re.compile(rf"{OF_NUMBER.pattern}[^\[\]]*\]?", re.IGNORECASE)
_READABLE = re.compile(NUMBER)
_BEGINS_SENTENCE = re.compile(
    r"""(?:\A|[.!?…]["'”’)]*\s*(?:\n|\x02[^\x03]*\x03)(?:\s|\x02[^\x03]*\x03)*)[*_]*\Z"""
)
"""What is before the beginning of a sentence: nothing, or an end with a new line or a citation."""


class GiveNumbers(InlineProcessor):
    """Replaces the place of a number of the data with its words and its citation."""

    def __init__(self, md: Markdown, citations: Callable[[], CitedRecords]) -> None:
        """Take the instance, and the object that collects the page's citations."""
        super().__init__(NUMBER, md)
        self.citations = citations

    # Python-Markdown's base class has the arguments of an older way.
    def handleMatch(  # type: ignore[override]  # noqa: N802  (Python-Markdown's name)
        self,
        m: re.Match[str],
        data: str,
    ) -> tuple[Element | str | None, int | None, int | None]:
        """Return the element and where the match begins and ends; None for an unknown number."""
        citations, name = self.citations(), m[1]
        words = citations.number(name)
        if words is None:
            return None, None, None
        element = Element("span", {"class": GIVEN})
        if _BEGINS_SENTENCE.search(data, 0, m.start()):
            words = words[:1].upper() + words[1:]
        citation = citations.given(name).placed(self.md.htmlStash)
        element.text = AtomicString(f"{words}{citation}")
        return element, m.start(), m.end()


def given_number_problems(
    prose: Iterable[Prose], catalog: Catalog, find: Find
) -> Iterator[Problem]:
    """Yield a problem for each number that a page gives or cites wrongly.

    It gives an unknown one, or in a way that cannot be read; or it cites one in a sentence without
    its value. `find` returns every place of a text on the page.
    """
    seen: set[str] = set()
    cited: Counter[str] = Counter()
    for part in prose:
        for left in _LEFT.findall(part.text):
            if left not in seen:
                yield from _not_given(left, catalog, find)
                seen.add(left)
        for sentence in part.sentences() if part.citations else ():
            for name in sentence.citations:
                number = catalog.citable.get(name)
                if not isinstance(number, Number) or name in sentence.given:
                    continue
                value = value_in_words(number.value.text, messages_in(part.language))
                if not any(_says(sentence.text, one) for one in (value, number.value.text)):
                    yield _without_value(number, value, cited[name], find)
                cited[name] += 1


def without_given(prose: Iterable[Prose], catalog: Catalog) -> list[Prose]:
    """Return prose with zeros for the numbers of the data: their words are checked there."""
    found = []
    for part in prose:
        text = part.text
        for end, name in part.given:
            length = len(catalog.numbers[name].in_words(messages_in(part.language)))
            text = f"{text[: end - length]}{'0' * length}{text[end:]}"
        found.append(replace(part, text=text) if part.given else part)
    return found


def _not_given(left: str, catalog: Catalog, find: Find) -> Iterator[Problem]:
    """Yield the problems of the place of a number that is still text."""
    found = _READABLE.fullmatch(left)
    number = NumberId(found["number"]) if found else None
    places = find(left) or [(find(_BEGINNING) or find(""))[0]]
    if number is None or number in catalog.numbers:
        escaped = [place.moved(1) for place in find(f"\\{left}")]
        raw = [place for place in places if place.text.lstrip().startswith("<")]
        hint = f"write it like {_BEGINNING}bridge-2024-cars], outside HTML, or as code"
        message = "the place of a number that cannot be read"
        yield Problem((*escaped, *raw, *places)[0], message, hint)
    elif not catalog.resolves(number):
        for place in places:
            yield missing_record(number, place.moved(len(_BEGINNING)), catalog)


def _says(sentence: str, value: str) -> bool:
    """Return whether a sentence has a value, and not only as a part of a longer number."""
    pattern = rf"(?<![\w.,\u2013\u2212-]){re.escape(value)}(?!{LONGER})"
    return bool(re.search(pattern, sentence, re.IGNORECASE))


def _without_value(number: Number, value: str, index: int, find: Find) -> Problem:
    """Return the problem of a sentence without the value of the number that it cites."""
    places = find(f"[^{number.id}") or find("[^") or find("")
    place = places[min(index, len(places) - 1)]
    message = f"the sentence does not say {quoted(value)}, the value of '{number.id}'"
    hint = f"write it as in the data, or let the page give it: {_BEGINNING}{number.id}]"
    return Problem(
        place.moved(2 if place.text[place.column - 1 :].startswith("[^") else 0), message, hint
    )
