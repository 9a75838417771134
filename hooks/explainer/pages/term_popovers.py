"""Glosses: the first mention of a term, a person or a body on a page, explained in place.

Python-Markdown has already made a tree of the page; here words in it become buttons.
Each opens a popover, as the HTML standard has it: by mouse, touch and keyboard, without script.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from explainer.language.normalisation import whole_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explainer.facts.actors import Organisation, Person
    from explainer.facts.catalog import Catalog
    from explainer.facts.records import Term

    Explained = Term | Person | Organisation

# Not in what is a label, a link or code already.
_UNTOUCHED = {
    "a", "button", "code", "h1", "h2", "h3", "h4", "h5", "h6", "label", "pre", "summary", "sup",
}  # fmt: skip


def forms(catalog: Catalog, topic: str | None) -> dict[str, Explained]:
    """Every form of a name or a term that a page of this topic explains.

    The terms are those of the topic, or all where there is none; a term goes before a name,
    and may begin small where it is a word of the language: "Indictment", but not "GRU".
    A state needs no explanation.
    """
    bodies = [body for body in catalog.organisations.values() if body.kind != "state"]
    found: dict[str, Explained] = {}
    actors: list[Person | Organisation] = [*bodies, *catalog.people.values()]
    # A preview shows broken data too.
    for actor in (one for one in actors if one.side in catalog.sides):
        for form in (actor.name, *actor.also):
            found[form] = actor
            if form.startswith("the "):
                found[f"T{form[1:]}"] = actor
    for term in catalog.terms.values():
        if topic is None or topic in term.topics:
            for form in (term.term, *term.also):
                found[form] = term
                if form[1:2].islower():
                    found |= {form[0].lower() + form[1:]: term, form[0].upper() + form[1:]: term}
    return found


def mark(root: Element, known: Mapping[str, Explained]) -> list[str]:
    """Make a button of each first mention in a page's tree; the ids, in their order."""
    found: list[str] = []
    pattern = whole_words(known)

    def cut(text: str | None) -> tuple[str | None, list[Element]]:
        """The text up to its first mention, and the buttons with the text after each."""
        buttons: list[Element] = []
        before, last = text, 0
        for match in pattern.finditer(text or ""):
            name, (start, end) = known[match[0]].id, match.span()
            if name in found:
                continue
            found.append(name)
            attributes = {"type": "button", "class": "gloss", "popovertarget": f"gloss-{name}"}
            button = Element("button", attributes)
            button.text = match[0]
            if buttons:
                buttons[-1].tail = (text or "")[last:start]
            else:
                before = (text or "")[:start]
            buttons.append(button)
            last = end
        if buttons:
            buttons[-1].tail = (text or "")[last:]
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
