"""First mentions: found in running text, once each, and explained."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import pytest
from conftest import GOOD, named_site
from explainer.language.phrases import Phrases
from explainer.pages.conversion import Converter
from explainer.pages.term_popovers import PopoverForms, actor_forms, explained_by, mark
from explainer.rendering.context import RenderContext
from explainer.site import read_site
from explainer.source_tree import read_folder

SITE = named_site()
NAMES = actor_forms(SITE.catalog)
KNOWN = NAMES.with_records(SITE.catalog.terms_of("harbour"))


def marked(text: str) -> tuple[str, list[str]]:
    """A page's HTML, and the ids of what is explained in it."""
    conversion = Converter((), ["footnotes"]).convert(
        text, lambda _: False, lambda root: mark(root, KNOWN)
    )
    html, found = conversion.html, [*conversion.explained]
    button = re.compile(
        r'<button class="gloss" popovertarget="gloss-([\w-]+)" type="button">(.*?)</button>'
    )
    html = re.sub(r'<span class="gloss-and-mark">(.*?)</span>', r"[\1]", html)
    return button.sub(r"{\2: \1}", html), found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Jorge Arreaza met Jorge Arreaza.",
            "<p>{Jorge Arreaza: jorge-arreaza} met Jorge Arreaza.</p>",
        ),
        (
            "# Rosneft\n\n[Rosneft](x) and `Rosneft`",
            '<h1>Rosneft</h1>\n<p><a href="x">Rosneft</a> and <code>Rosneft</code></p>',
        ),
        (
            "*Rosneft* called RT, **RT** called.",
            "<p><em>{Rosneft: rosneft}</em> called [{RT: rt},] <strong>RT</strong> called.</p>",
        ),
        (
            "Rosneft and PDVSA",
            "<p>{Rosneft: rosneft} and {PDVSA: harbour-term-pdvsa}</p>",
        ),
        ("Rosneftegaz, preRosneft", "<p>Rosneftegaz, preRosneft</p>"),
        ("Russia and Ukraine", "<p>Russia and Ukraine</p>"),
        (
            "A superseding indictment",
            "<p>A {superseding indictment: harbour-term-superseding-indictment}</p>",
        ),
    ],
    ids=["once", "untouched", "nested", "term-first", "whole-words", "no-states", "small-letter"],
)
def test_the_first_mention_is_marked(text: str, expected: str) -> None:
    """And only in running text."""
    assert marked(text)[0] == expected


def test_what_is_explained_is_told_in_the_order_of_the_text() -> None:
    """So that each has its explanation."""
    _, found = marked("- Rosneft\n- Juan Guaidó and Jorge Arreaza\n\nRosneft[^x]\n\n[^x]: Note")
    assert found == ["rosneft", "juan-guaido", "jorge-arreaza"]


def test_a_page_explains_the_terms_of_its_topic() -> None:
    """A word may mean something else elsewhere; all names are explained everywhere."""
    ferry = NAMES.with_records(SITE.catalog.terms_of("ferry"))
    text = "memorandum, Lima Group, Jorge Arreaza"
    assert [form for *_, form in ferry.phrases.find(text)] == ["memorandum", "Jorge Arreaza"]
    assert [form for *_, form in KNOWN.phrases.find(text)] == ["Lima Group", "Jorge Arreaza"]
    assert ferry.records["memorandum"] is SITE.catalog.terms["ferry-term-memorandum"]
    assert mark(Element("div"), PopoverForms({}, Phrases())) == []


def test_a_term_goes_before_a_name() -> None:
    """The topic's own meaning of a word counts, and those of other pages stay as they are."""
    term = SITE.catalog.terms["harbour-term-pdvsa"].model_copy(update={"term": "Rosneft"})
    both = NAMES.with_records([term])
    assert both.records["Rosneft"] is term
    assert NAMES.records["Rosneft"] is SITE.catalog.organisations["rosneft"]


def test_an_explanation_says_who_somebody_is() -> None:
    """Name, side, offices; a term with its meaning; both lead to the record."""
    harbour = read_site(read_folder(GOOD))
    people, terms = harbour.catalog.people.values(), harbour.catalog.terms_of("harbour")
    records = explained_by([*people, *terms]).values()
    explained = {record.id: record for record in records}
    html = harbour.renderer.templates.render(
        "glosses",
        RenderContext(harbour.context, "harbour", "topics/harbour/"),
        explained=[*explained.values()],
        offices={one.id: one.offices[0] if one.offices else None for one in people},
    )
    assert '<aside class="gloss-text" id="gloss-ada-berg" popover role="note"' in html
    assert 'aria-label="Ada Berg">' in html
    assert '<a href="../../people/ada-berg/">More about this</a>' in html
