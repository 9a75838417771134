"""Term popovers: explain the first mention of a term, a person or a body in place.

They turn words in the page's tree from Python-Markdown into buttons.
Each opens an HTML popover by mouse, touch or keyboard, without a script.
"""

from __future__ import annotations

import re
from collections import ChainMap
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from explainer.facts.terms import Term
from explainer.language.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from explainer.facts.actors import Organisation, Person
    from explainer.facts.catalog import Catalog

    Explained = Term | Person | Organisation

_CLOSING = re.compile("[,.;:!?)\u201d\u2019]+")

# Skip labels, links and code.
_UNTOUCHED = {
    "a", "button", "code", "h1", "h2", "h3", "h4", "h5", "h6", "label", "pre", "summary", "sup",
}  # fmt: skip


@dataclass(frozen=True)
class PopoverForms:
    """The names and terms that pages explain, prepared for searching."""

    records: Mapping[str, Explained]
    """The record for each form of a name or term."""
    phrases: Phrases
    """The forms."""

    def with_records(self, records: Iterable[Explained]) -> PopoverForms:
        """Return these forms with those of more records, which override equal forms.

        This copies none of the existing forms.
        """
        forms = explained_by(records)
        return PopoverForms(ChainMap(forms, self.records), self.phrases | Phrases(forms))  # type: ignore[arg-type]  # a ChainMap of unchanging mappings


def actor_forms(catalog: Catalog) -> PopoverForms:
    """Return the forms of the names of people and bodies, which every page explains.

    A state needs no explanation.
    """
    bodies = [body for body in catalog.organisations.values() if body.kind != "state"]
    actors: list[Person | Organisation] = [*bodies, *catalog.people.values()]
    # A preview may have broken data.
    forms = explained_by(actor for actor in actors if actor.side in catalog.sides)
    return PopoverForms(forms, Phrases(forms))


def explained_by(records: Iterable[Explained]) -> dict[str, Explained]:
    """Return records by every form that a text may use.

    A term that is an ordinary word may begin with a small letter: "Indictment", but not "GRU".
    """
    found: dict[str, Explained] = {}
    for record in records:
        name = record.term if isinstance(record, Term) else record.name
        for form in (name, *record.also):
            found[form] = record
            if isinstance(record, Term) and form[1:2].islower():
                found[form[0].lower() + form[1:]] = record
                found[form[0].upper() + form[1:]] = record
            elif form.startswith("the "):
                found[f"T{form[1:]}"] = record
    return found


def mark(root: Element, forms: PopoverForms) -> list[str]:
    """Turn each first mention in a page's tree into a button; return the ids in order."""
    found: list[str] = []

    def cut(text: str | None) -> tuple[str | None, list[Element]]:
        """Return the text before its first mention, and the buttons with the text after each."""
        if not text:
            return text, []
        buttons: list[Element] = []
        texts: list[str] = []
        last = 0
        for start, end, form in forms.phrases.find(text):
            name = forms.records[form].id
            if name in found:
                continue
            found.append(name)
            texts.append(text[last:start])
            closing = _CLOSING.match(text, end)
            last = closing.end() if closing else end
            buttons.append(_button(name, form, closing[0] if closing else ""))
        before, *after = [*texts, text[last:]]
        for button, tail in zip(buttons, after, strict=True):
            button.tail = tail
        return before, buttons

    def visit(parent: Element) -> None:
        children = list(parent)
        parent.text, kept = cut(parent.text)
        for child in children:
            kept.append(child)
            if child.tag not in _UNTOUCHED:
                visit(child)
            child.tail, buttons = cut(child.tail)
            kept += buttons
        parent[:] = kept

    visit(root)
    return found


def _button(name: str, form: str, mark: str) -> Element:
    """Return the button of a record, together with any punctuation mark after it."""
    attributes = {"type": "button", "class": "gloss", "popovertarget": f"gloss-{name}"}
    button = Element("button", attributes)
    button.text = form
    if not mark:
        return button
    # Without the span, a browser might begin a line with the mark.
    button.tail = mark
    together = Element("span", {"class": "gloss-and-mark"})
    together.append(button)
    return together
