"""Template words: what templates call for messages, dates and labels in the language of the site.

Messages may have HTML; whatever is put into them is escaped.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from explainer.facts.date_words import in_phrase
from explainer.facts.days import year_in_words
from explainer.facts.images import LICENCES
from explainer.facts.speakers import speaker_name
from explainer.rendering.labels import in_words, sources_of_kind
from explainer.rendering.wording_diff import way, why

if TYPE_CHECKING:
    from collections.abc import Callable

    from explainer.facts.catalog import Catalog
    from explainer.facts.dates import EdtfDate
    from explainer.facts.images import Image
    from explainer.facts.records import Source, Statement
    from explainer.language.messages import Messages


LETTERS = 18
"""The letters of a date for which a timeline has room beside its titles."""


def filters(messages: Messages, direction: str) -> dict[str, Callable[..., Any]]:
    """Return the filters by their names in templates; `direction` is that of the language."""

    def say(date: EdtfDate, place: str = "") -> str:
        return date.say(place, messages)

    def pieces(date: EdtfDate, place: str = "") -> Any:
        return date.pieces(place, messages)

    def language(code: str) -> str:
        return messages.languages[code.replace("-", "_")]

    def whereabouts(source: Source) -> str:
        return source.whereabouts_in(messages)

    def isolated(text: str) -> str:
        """Return a text in a drawing, whose first letter says in which direction it runs."""
        return text if direction == "ltr" else f"\u2068{text}\u2069"

    return {
        "isolated": isolated,
        "in_words": partial(in_words, messages=messages),
        "language": language,
        "pieces": pieces,
        "say": say,
        "whereabouts": whereabouts,
        "year": partial(year_in_words, messages=messages),
    }


def functions(messages: Messages, catalog: Catalog) -> dict[str, Any]:
    """Return functions and values by their names in templates; some have those of GNU gettext."""

    def gettext(message: str, /, **values: object) -> Markup:
        return Markup(messages.gettext(message)) % values  # noqa: S704  (our own text)

    def pgettext(context: str, message: str, /, **values: object) -> Markup:
        return Markup(messages.pgettext(context, message)) % values  # noqa: S704  (as above)

    def ngettext(one: str, many: str, num: int, /, **values: object) -> Markup:
        text = messages.translations.ngettext(one, many, num)
        return Markup(text) % {"num": num, **values}  # noqa: S704  (as above)

    def with_date(text: str, date: EdtfDate, html: Markup) -> Markup:
        """Return a message with a date that is HTML already."""
        return Markup(in_phrase(text, date, messages)) % {"date": html}  # noqa: S704  (as above)

    def licence_of(image: Image) -> tuple[str, str | None]:
        name, address = LICENCES[image.licence]
        return messages.gettext(name), address

    def name_of_speaker(said: Statement) -> str:
        return speaker_name(said, catalog, messages)

    letters = _letters_of_dates(messages)
    return {
        "_": gettext,
        "letters_of_dates": letters,
        "date_room": Markup(' style="--dates:{:.1f}rem"').format(2.1 + 0.36 * letters)
        if letters > LETTERS
        else "",
        "in_words": lambda number: number.in_words(messages),
        "licence_of": licence_of,
        "ngettext": ngettext,
        "pgettext": pgettext,
        "sources_of_kind": partial(sources_of_kind, messages=messages),
        "speaker_name": name_of_speaker,
        "way": partial(way, messages=messages),
        "why": partial(why, messages=messages),
        "with_date": with_date,
    }


def _letters_of_dates(messages: Messages) -> int:
    """Return how many letters a usual date has at most."""
    words = messages.calendar
    days = (words.written(words.day, "2019", month, 30) for month in range(1, 13))
    return max(LETTERS, *map(len, days))
