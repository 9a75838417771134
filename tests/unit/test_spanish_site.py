"""A site in Spanish: the made-up town of examples/ with `theme.language: es`."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
from catalogues import forms_of, read
from conftest import ALDER, published
from explainer.edition import Edition
from explainer.forms import forms
from explainer.language.messages import CATALOGUES
from explainer.site import read_site
from explainer.source_tree import SETTINGS, read_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.site import Site


@cache
def alder(language: str) -> Site:
    """Return the example in a language; only its settings are different."""
    tree = read_folder(ALDER)
    settings = tree[SETTINGS].replace(b"theme:\n", f"theme:\n  language: {language}\n".encode())
    assert settings != tree[SETTINGS]
    edition = Edition(
        repository="https://github.com/example/alder",
        editor="https://github.com/example/alder/edit/main/",
        site_name="Alder",
        site_url="https://example.org/",
    )
    return read_site(tree.overlay({SETTINGS: settings}), edition)


@cache
def pages(language: str) -> dict[str, str]:
    """Return the HTML of every page of the example in a language by its address."""
    site = alder(language)
    html = {result.url: result.html() for result in site.results.values()}
    return html | {page.url: page.html for page in site.record}


def test_the_same_problems() -> None:
    """Prose in another language than the site's raises no alarm of its own."""
    assert alder("es").problems == []
    assert alder("es").record_problems == []


def shown(html: str) -> Iterator[str]:
    """Yield the texts of a page, also those that only screen readers say."""
    yield from (text.strip() for text in re.findall(r">([^<]+)<", html))
    yield from re.findall(r'\b(?:aria-label|title|alt)="([^"]*)"', html)


def english() -> list[re.Pattern[str]]:
    """Return a pattern for each English message; a short one may be a word of the facts."""
    forms = {
        pair
        for message in read((CATALOGUES / "es.po").read_text(encoding="utf-8"), "es")
        if message.id
        for pair in zip(forms_of(message.id), forms_of(message.string), strict=True)
    }
    return [
        re.compile(re.sub(r"%\\\(\w+\\\)s", ".{1,80}?", re.escape(one)))
        for one, other in sorted(forms)
        if one != other and len(re.sub(r"%\(\w+\)s|\W", "", one)) > 4
    ]


def test_no_english_label_is_left() -> None:
    """A function that forgets the language would show a message in English."""
    texts = {text for html in pages("es").values() for text in shown(html)}
    # The facts and the headings are the author's.
    own = {"Terms", "Timeline", "Interview", "Sources", "Numbers", "Ada Berg, in an interview"}
    patterns = english()
    left = {text for text in texts - own for pattern in patterns if pattern.fullmatch(text)}
    assert left == set()


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("topics/pier/", "Actualizado: <time"),
        ("topics/pier/", "La escala es más amplia desde mayo de 2019"),
        ("topics/pier/", ">mayo de 2019 a febrero de 2021</text>"),
        ("topics/pier/", ">11 de febrero</text>"),
        ("topics/pier/", "Sin relleno: según se informa o en disputa"),
        ("topics/pier/", "(traducción nuestra, de Nora Lind)"),
        ("topics/pier/", "Del ruso."),
        ("topics/pier/", 'title="Volver a 1 en el texto"'),
        ("topics/pier/", "Esta página se basa en"),
        ("topics/pier/", '<ol class="timeline" style="--dates:10.7rem">'),
        ("topics/pier/", ">cerca de 9.000 a 12.000 people</a>"),
        ("topics/light/", "Lo que sigue es posterior al <time"),
        ("topics/light/", "1 cambio en esta página"),
        ("topics/pier/record/", "El relato está en"),
        ("topics/pier/record/", "la página «The old pier»"),
        ("topics/pier/record/", "se conserva en Alder Town Archive"),
        ("topics/pier/record/", "(2021, 1 de junio)"),
        ("timeline/", "hechos de todos los temas"),
        ("timeline/", '<h2 id="year-45-bc">45 a.\u00a0C.</h2>'),
        ("timeline/", 'data-some="{seen} de {all}"'),
        ("timeline/", ">reunión ("),
        ("people/", "Personas"),
        ("people/ada-berg/", "En sus propias palabras"),
        ("glossary/", "Los términos que las páginas explican en el texto."),
        ("sources/", "(en inglés)"),
    ],
)
def test_words_of_readers(address: str, words: str) -> None:
    assert words in pages("es")[address]


def test_titles_and_descriptions() -> None:
    record = {page.url: page.content for page in alder("es").record}
    assert record["timeline/"].title == "Cronología"
    assert record["timeline/"].description.endswith("con sus fuentes.")
    assert record["topics/pier/record/"].title == "The old pier: el registro completo"
    assert "declaraci" in record["people/ada-berg/"].description


def test_a_source_in_the_language_of_the_site_is_not_marked() -> None:
    """One in English is."""
    assert 'lang="en"' in pages("es")["topics/pier/record/"]
    assert 'lang="es"' not in pages("es")["topics/pier/record/"]
    assert "In English" not in pages("es")["topics/pier/record/"]


def test_forms_are_in_the_language() -> None:
    files = dict(forms(published(alder("es"), "https://example.org/")))
    feed = json.loads(files["feed.json"])
    assert (feed["language"], feed["description"]) == ("es", "Novedades y correcciones.")
    assert "CATEGORIES:reunión" in files["calendar.ics"].decode()
    assert "## Temas" in files["llms.txt"].decode()
    # The names of fields and values are for programs.
    assert b"kind" in files["api/v1/events.csv"].splitlines()[0]
    assert b",meeting," in files["api/v1/events.csv"]


def test_another_direction() -> None:
    """A language without a catalogue has English labels."""
    site = alder("ar")
    assert site.edition.direction == "rtl"
    assert alder("es").edition.direction == "ltr"
    assert ">All sources</a>" in pages("ar")["topics/pier/"]
    # Texts of drawings run as their first letter does, on a line from left to right.
    assert ">\u206813 May 2019\u2069</text>" in pages("ar")["topics/pier/"]
    assert "\u2068" not in pages("es")["topics/pier/"]


SPANISH_PROSE = (
    "Según el Ministerio de Obras Públicas, la Sra. Ruiz, de EE. UU., habló ante el Consejo "
    "Municipal durante más de tres horas sobre la reparación del muelle, sobre el coste de las "
    "obras y sobre la manera de repartirlo entre las dos ciudades que lo comparten desde hace "
    "más de un siglo.[^archive-1911-charter]"
)


def with_prose(language: str) -> Site:
    """Return the example with a page of Spanish prose in place of one in English."""
    tree = alder(language).tree
    page = "docs/topics/pier.md"
    front, text = tree[page].decode().split("\n---\n", 1)
    title, _ = text.split("## In short")
    blocks = re.findall(r"^```.*?^```$", text, re.MULTILINE | re.DOTALL)
    front = front.replace("words: 100-400", "words: 40-400")
    prose = f"{front}\n---\n{title}## ¿Quién habló?\n\n{SPANISH_PROSE}\n\n" + "\n\n".join(blocks)
    return read_site(tree.overlay({page: prose.encode()}), alder(language).edition, html=False)


def test_checks_of_english_prose() -> None:
    """They are off in another language, whose own rules say where a sentence ends."""

    def said(site: Site) -> list[str]:
        return [one.message for one in site.problems if one.place.path == "docs/topics/pier.md"]

    assert said(with_prose("es")) == []
    alarms = " ".join(said(with_prose("en")))
    assert "Ministerio" in alarms
    assert "words in a sentence" in alarms or "In short" in alarms
    assert with_prose("es").results["docs/topics/pier.md"].coverage.factual == 1
    assert with_prose("en").results["docs/topics/pier.md"].coverage.factual > 1
