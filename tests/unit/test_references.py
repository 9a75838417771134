"""Reference lists and citations, read back by other programs than the ones that made them."""

from __future__ import annotations

import json
import warnings
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from citeproc import types  # type: ignore[import-untyped]  # it has no types
from citeproc.source.json import CiteProcJSON  # type: ignore[import-untyped]  # it has no types
from conftest import named_site, published
from explainer.edition import Edition
from explainer.facts.edtf import parse
from explainer.forms import references
from explainer.rendering.record.page_citations import headline, page_citations
from explainer.site import read_site
from pybtex.database import parse_string  # type: ignore[import-untyped]  # it has no types
from pylatexenc.latex2text import (  # type: ignore[import-untyped]  # it has no types
    LatexNodes2Text,
)

if TYPE_CHECKING:
    from explainer.facts.records import Source
    from explainer.forms.publication import Publication

SITE = "https://example.org/news/"
NEW_TYPES = {"document"}
"""The types of CSL 1.0.2 that citeproc-py does not have yet."""


@cache
def publication() -> Publication:
    """Return the publication of the largest example."""
    return published(named_site(), SITE)


@cache
def made() -> dict[str, str]:
    """Return all lists by path."""
    return {path: raw.decode() for path, raw in references.reference_lists(publication())}


def words(tex: str) -> str:
    """Return what TeX would print."""
    text = str(LatexNodes2Text().latex_to_text(tex))
    return text.replace("ˆ", "^")  # what is printed is the accent


def known() -> list[tuple[str, str, Source]]:
    """Return the sources of each topic with the paths of both lists."""
    return [
        (f"topics/{slug}/sources.csl.json", f"topics/{slug}/sources.bib", source)
        for slug in publication().facts.topics
        for source in publication().sources_of(slug)
    ]


def test_every_source_of_a_topic_is_in_its_lists() -> None:
    for csl, bib, source in known():
        item = next(one for one in json.loads(made()[csl]) if one["id"] == source.id)
        assert item["URL"] == source.url
        assert item.get("title") == source.title
        assert source.publisher in {item.get("publisher"), item.get("container-title")}
        entry = parse_string(made()[bib], "bibtex").entries[source.id]
        assert entry.fields["url"] == source.url
        assert words(entry.fields.get("title", "")) == (source.title or "")
        name = "institution" if entry.type == "report" else "organization"
        assert words(entry.fields[name]) == source.publisher
        date = source.published and source.published.edtf().partition("T")[0]
        # CSL knows one kind of doubt.
        date = date and date.replace("?", "~").replace("%", "~")
        if "literal" not in item.get("issued", {}):
            assert entry.fields.get("date") == date


def test_a_source_that_only_the_prose_cites_is_in_the_lists() -> None:
    catalog = publication().facts.catalog
    other = next(name for name in catalog.sources if name not in catalog.sources_of(["harbour"]))
    citing = replace(publication(), cited={"harbour": [other]})
    files = dict(references.reference_lists(citing))
    for path in ("topics/harbour/sources.bib", "topics/harbour/sources.csl.json"):
        assert other in files[path].decode()
        assert other not in made()[path]


def test_every_statement_has_its_speaker_and_its_words() -> None:
    catalog = publication().facts.catalog
    for said in publication().facts.statements:
        slug = said.topics[0]
        items = json.loads(made()[f"topics/{slug}/statements.csl.json"])
        item = next(one for one in items if one["id"] == said.id)
        speaker = catalog.actor(said.speakers[0]).name
        assert item["abstract"] == said.text
        assert item["author"] == [{"literal": speaker}]
        assert item["note"].endswith(f"{SITE}topics/{slug}/record/#{said.id}")
        entries = parse_string(made()[f"topics/{slug}/statements.bib"], "bibtex").entries
        assert words(entries[said.id].fields["abstract"]) == said.text
        (author,) = entries[said.id].persons["author"]
        assert author.last_names == [f"{{{speaker}}}"]


def test_a_citation_manager_knows_all_fields_and_types() -> None:
    """citeproc-py warns of a field or a type that CSL does not have."""
    for path, text in made().items():
        if path.endswith(".json"):
            items: list[dict[str, Any]] = json.loads(text)
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                assert {item["type"] for item in items} <= {
                    *map(str, vars(types).values()),
                    *NEW_TYPES,
                }
                assert CiteProcJSON(items).keys() == {item["id"] for item in items}


def test_only_what_has_an_address_is_online() -> None:
    """In BibTeX's types, `online` needs one."""
    for address, kind in (({"URL": "https://example.org/"}, "online"), ({}, "misc")):
        item = {"id": "a", "type": "document", "title": "A", "language": "en", **address}
        entry = parse_string(references.bibtex([item]), "bibtex").entries["a"]
        assert entry.type == kind


def test_signs_of_tex_are_words() -> None:
    text = r"50 % of $10 & more_or_less #1 {a} \b ~ ^"
    item = {"id": "a", "type": "webpage", "title": text, "language": "en"}
    item["URL"] = "https://example.org/a_b%20c?d=1&e=2#f"
    entry = parse_string(references.bibtex([item]), "bibtex").entries["a"]
    assert words(entry.fields["title"]) == text
    assert entry.fields["url"] == item["URL"]
    assert entry.fields["langid"] == "english"


@pytest.mark.parametrize(
    ("text", "parts", "date"),
    [
        ("0900", [[900]], "0900"),
        ("2019-05~", [[2019, 5]], "2019-05~"),
        ("2019-05-14/2019-06", [[2019, 5, 14], [2019, 6]], "2019-05-14/2019-06"),
        ("2019-05-14/..", [[2019, 5, 14]], "2019-05-14"),
        ("2019-05-14T18:30+03:00", [[2019, 5, 14]], "2019-05-14"),
    ],
)
def test_dates(text: str, parts: list[list[int]], date: str) -> None:
    """Neither has a date that is open at one end."""
    issued = references.csl_date(parse(text))
    assert issued
    assert issued["date-parts"] == parts
    item = {"id": "a", "type": "webpage", "issued": issued, "language": "en"}
    assert parse_string(references.bibtex([item]), "bibtex").entries["a"].fields["date"] == date


@pytest.mark.parametrize("text", ["2019-21", "201X", "-0043-03-15", "[2019-05-14,2019-05-16]"])
def test_a_date_that_they_do_not_know_is_in_words(text: str) -> None:
    given = parse(text)
    assert references.csl_date(given) == {"literal": given.say()}
    item = {"id": "a", "type": "webpage", "issued": {"literal": given.say()}, "language": "en"}
    fields = parse_string(references.bibtex([item]), "bibtex").entries["a"].fields
    assert fields["year"] == given.say()
    assert "date" not in fields


def cited(**changed: str) -> dict[str, str]:
    """Return the citations of a page by style, with some of its topic's texts changed."""
    path = "data/topics/harbour/topic.yml"
    tree = named_site().tree
    raw = tree[path]
    for name, value in changed.items():
        line = next(one for one in raw.split(b"\n") if one.startswith(f"{name}:".encode()))
        raw = raw.replace(line, f"{name}: {value}".encode())
    edition = Edition(site_name="News", site_url=SITE)
    site = read_site(tree.overlay({path: raw}), edition)
    topic = site.catalog.topics["harbour"]
    return {style: one.striptags() for style, one in page_citations(topic, site.context)}


def test_a_page_is_cited_in_three_styles() -> None:
    url = f"{SITE}topics/harbour/"
    assert cited() == {
        "APA": f"The Harbour Desk. (2021, June 1). The harbour. News. {url}",
        "Chicago": f"The Harbour Desk. 2021. “The Harbour.” News, June 1. {url}.",
        "MLA": f"The Harbour Desk. “The Harbour.” News, 1 June 2021, {url}.",
    }


def test_a_site_that_is_its_own_author_is_named_once() -> None:
    url = f"{SITE}topics/harbour/"
    assert cited(authors="[News]", title="Why wait?") == {
        "APA": f"News. (2021, June 1). Why wait? {url}",
        "Chicago": f"News. 2021. “Why Wait?” June 1. {url}.",
        "MLA": f"“Why Wait?” News, 1 June 2021, {url}.",
    }
    two = cited(authors="[Ann Lee, Mara Holt Jr.]")["APA"]
    assert two.startswith("Ann Lee and Mara Holt Jr. (2021")


def test_a_page_without_an_address_is_not_cited() -> None:
    site = named_site()
    assert page_citations(site.catalog.topics["harbour"], site.context) == []
    records = {page.content.path: page.html for page in site.record}
    assert "How to cite" not in records["topics/harbour/record.md"]


def test_a_headline_has_capitals() -> None:
    assert headline("the end of an uprising in NATO’s east and what for") == (
        "The End of an Uprising in NATO’s East and What For"
    )
