"""Annotations: quoted words as a program finds them in their page, by the rules of W3C."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from conftest import alder_site, named_site, published
from explainer.forms import json_api
from explainer.forms.web_annotations import web_annotations
from explainer.language.normalisation import fold
from rdflib import RDF, Graph, URIRef

if TYPE_CHECKING:
    from explainer.forms.publication import Publication

SITE = "https://example.org/news/"
OA = "http://www.w3.org/ns/oa#"
AS = "http://www.w3.org/ns/activitystreams#"
CONTEXT = {
    "@vocab": OA,
    "id": "@id",
    "type": "@type",
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "first": {"@id": "as:first", "@type": "@id"},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "AnnotationCollection": "as:OrderedCollection",
    "oa": OA,
    "as": AS,
}
"""The terms of http://www.w3.org/ns/anno.jsonld that are used; nothing is fetched."""
# rdflib's own reader of JSON-LD uses what rdflib has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is:DeprecationWarning")


def made(publication: Publication) -> dict[str, dict[str, Any]]:
    """Return the files by path."""
    return {path: json.loads(raw) for path, raw in web_annotations(publication)}


def first() -> dict[str, Any]:
    (file,) = made(published(named_site(), SITE)).values()
    return file


def test_words_from_a_book_have_no_page_to_annotate() -> None:
    """Every other statement has one; a list of sources does not have the words."""
    publication = published(alder_site(), SITE)
    sources, shown = publication.facts.catalog.sources, publication.facts.statements
    (file,) = made(publication).values()
    found = {item["id"].partition("#")[2] for item in file["first"]["items"]}
    assert found == {said.id for said in shown if sources[said.source].url}
    assert len(found) < len(shown)


def test_every_statement_is_a_note_on_the_page_with_its_words() -> None:
    value = first()
    assert value["@context"] == "http://www.w3.org/ns/anno.jsonld"
    graph = Graph()
    graph.parse(data=json.dumps({**value, "@context": CONTEXT}), format="json-ld")
    (collection,) = graph.subjects(RDF.type, URIRef(f"{AS}OrderedCollection"))
    assert str(collection) == f"{SITE}{json_api.FOLDER}/annotations.json"
    publication = published(named_site(), SITE)
    catalog = publication.facts.catalog
    notes = {str(one) for one in graph.subjects(RDF.type, URIRef(f"{OA}Annotation"))}
    statements = publication.facts.statements
    assert notes == {f"{SITE}{publication.page(said)}" for said in statements}
    assert value["total"] == len(statements)
    for said in statements:
        note = URIRef(f"{SITE}{publication.page(said)}")
        for target in graph.objects(note, URIRef(f"{OA}hasTarget")):
            assert (
                str(graph.value(target, URIRef(f"{OA}hasSource")))
                == catalog.sources[said.source].url
            )
            selector = graph.value(target, URIRef(f"{OA}hasSelector"))
            assert str(graph.value(selector, URIRef(f"{OA}exact"))) in said.text


def test_a_program_finds_the_words_in_the_stored_page() -> None:
    """Between the words before and after them, once."""
    site = named_site()
    items = {item["id"].partition("#")[2]: item for item in first()["first"]["items"]}
    found = 0
    for said in site.catalog.statements.values():
        capture = site.captures.get(said.source)
        if capture is None:
            continue
        for target in items[said.id]["target"]:
            selector = target["selector"]
            parts = [selector.get("prefix", ""), selector["exact"], selector.get("suffix", "")]
            assert fold(capture.text).text.count(fold("".join(parts)).text.strip()) == 1
            found += 1
    assert found


def test_a_quote_with_a_cut_has_several_targets() -> None:
    site = named_site()
    items = {item["id"].partition("#")[2]: item for item in first()["first"]["items"]}
    cut = [said for said in site.catalog.statements.values() if "[" in said.text]
    assert cut
    for said in cut:
        selectors = [target["selector"] for target in items[said.id]["target"]]
        assert len(selectors) > 1
        assert not any("[" in one["exact"] for one in selectors)
        assert "prefix" not in selectors[-1]
        assert "suffix" not in selectors[0]


def test_a_large_collection_has_several_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_api, "MOST", 1)
    publication = published(named_site(), SITE)
    files = made(publication)
    assert len(files) > 2
    collection = files[f"{json_api.FOLDER}/annotations.json"]
    page = collection["first"]
    found: list[str] = []
    while True:
        assert page["startIndex"] == len(found)
        found += [item["id"] for item in page["items"]]
        if "next" not in page:
            break
        before, page = page, files[page["next"].removeprefix(SITE)]
        assert page["prev"] == before["id"]
        assert page["partOf"]["id"] == collection["id"]
    assert page["id"] == collection["last"]
    assert found == [f"{SITE}{publication.page(said)}" for said in publication.facts.statements]


def test_without_an_address_there_are_none() -> None:
    assert made(published(named_site())) == {}
