"""Messages: the words that readers see beside the facts, in the language of the site.

The English text is the id of a message, as in GNU gettext, so English has no catalogue.
Readers of a language without a catalogue in `catalogues/` see English.
"""

from __future__ import annotations

import gettext
import re
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explainer.language.calendar_words import ENGLISH_CALENDAR

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from explainer.language.calendar_words import CalendarWords

CATALOGUES = Path(__file__).parent / "catalogues"
"""The folder with a catalogue for each language but English, such as `es.po`."""

_PLACEHOLDER = re.compile(r"%\((\w+)\)s")


class Messages:
    """The messages in English; those of other languages are derived from it.

    Without values, a text comes back with its placeholders.
    """

    def __init__(self, code: str, translations: gettext.NullTranslations) -> None:
        """Take the code of the language as Babel has it, such as `pt_BR`, and its translations."""
        self.code = code
        self.translations = translations

    def __reduce__(self) -> Any:
        return messages_in, (self.code,)  # there is one for each language

    def gettext(self, message: str, **values: object) -> str:
        """Return a message with its values."""
        text = self.translations.gettext(message)
        return text % values if values else text

    def pgettext(self, context: str, message: str, **values: object) -> str:
        """Return a message that has another translation in another context."""
        text = self.translations.pgettext(context, message)
        return text % values if values else text

    def ngettext(self, one: str, many: str, num: int, /, **values: object) -> str:
        """Return the form of a message for a number, which is its value `num`."""
        return self.translations.ngettext(one, many, num) % {"num": num, **values}

    def joined(self, names: list[str]) -> str:
        """Return names as a list in words, such as `Ada, Bo and Cy`."""
        *others, last = names
        if not others:
            return last
        return self.gettext("%(names)s and %(last)s", names=", ".join(others), last=last)

    def decimal(self, number: Decimal, *, grouped: bool) -> str:
        """Return a number with its decimals, and perhaps signs between its thousands."""
        return f"{number:,}" if grouped else f"{number}"

    def number(self, number: int) -> str:
        """Return a whole number with the signs between its thousands."""
        return f"{number:,}"

    @cached_property
    def calendar(self) -> CalendarWords:
        """The names of months, and the order of a date's parts."""
        return ENGLISH_CALENDAR

    @cached_property
    def languages(self) -> Mapping[str, str]:
        """The names of languages by code, such as `pt_BR`."""
        names: Mapping[str, str] = _with_babel().language_names(self.code)
        return names


def parts(text: str) -> list[str]:
    """Return a message in pieces: text, and the name of a placeholder in every second place."""
    return _PLACEHOLDER.split(text)


def message(text: str, context: str = "") -> str:  # noqa: ARG001  (the catalogue has the context)
    """Return an English text as it is; the catalogues have it because it is a message.

    This is for texts in tables, which are translated when they are shown.
    """
    return text


def plural(one: str, many: str) -> tuple[str, str]:
    """Return the English forms of a message as they are, which are in the catalogues too."""
    return one, many


ENGLISH = Messages("en", gettext.NullTranslations())


@cache
def messages_in(language: str) -> Messages:
    """Return the messages for a language, such as `pt-BR`: in it, in `pt`, or else in English."""
    parts = language.replace("-", "_").split("_")
    for count in range(len(parts), 0, -1):
        code = "_".join(parts[:count])
        file = CATALOGUES / f"{code}.po"
        if file.is_file():
            translated: Messages = _with_babel().translated_messages(file)
            return translated
    return ENGLISH


def text_direction(*languages: str) -> str:
    """Return `rtl` or `ltr` for the first language that Babel knows, else `ltr`."""
    direction: str = _with_babel().text_direction(*languages)
    return direction


def _with_babel() -> Any:
    """Return the module of all that needs Babel."""
    from explainer.language import translated_messages  # noqa: PLC0415  (loading Babel takes 60 ms, and English needs it on few pages)

    return translated_messages
