"""Linked data, read back by rdflib, which knows the words of schema.org."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from conftest import alder_site, busy_site, named_site, published
from explainer.forms import forms
from explainer.forms.linked_data import CONTEXT, linked_data
from explainer.forms.page_data import page_data
from explainer.site import read_site
from rdflib import RDF, SDO, Graph, Literal, URIRef

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explainer.facts.model import Record
    from explainer.forms.publication import Publication

SITE = "https://example.org/news/"
WORDS = frozenset(map(str, dir(SDO)))
"""The types and properties of schema.org that rdflib knows."""
# rdflib's own reader of JSON-LD uses what rdflib has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is:DeprecationWarning")


@cache
def publication() -> Publication:
    """Return the publication of the largest example."""
    known = published(named_site(), SITE)
    return replace(known, principles="how/", corrections="how/#mistakes")


def graph_of(text: str | bytes) -> Graph:
    """Return the triples of a text; nothing is fetched from schema.org."""
    value = json.loads(text)
    assert value["@context"] == CONTEXT
    value["@context"] = {"@vocab": "https://schema.org/"}
    graph = Graph()
    graph.parse(data=json.dumps(value), format="json-ld")
    return graph


@cache
def topic_graph(slug: str) -> Graph:
    """Return the triples of a topic's file."""
    return graph_of(dict(linked_data(publication()))[f"topics/{slug}/record.jsonld"])


def node(record: Record) -> URIRef:
    """Return the id of a record."""
    return URIRef(f"{SITE}{publication().page(record)}")


def values(graph: Graph, record: Record, predicate: URIRef) -> set[str]:
    """Return the values of a record's property."""
    return {str(one) for one in graph.objects(node(record), predicate)}


def ids(records: Iterable[Record]) -> set[str]:
    return {str(node(record)) for record in records}


@pytest.mark.parametrize("slug", [*named_site().catalog.topics])
def test_every_record_of_a_topic_is_in_its_file(slug: str) -> None:
    graph, catalog = topic_graph(slug), publication().facts.catalog
    events = catalog.events_of([slug])
    assert {str(one) for one in graph.subjects(RDF.type, SDO.Event)} == ids(events)
    for event in events:
        assert values(graph, event, SDO.name) == {event.title}
        assert values(graph, event, SDO.subjectOf) == ids(
            catalog.sources[name] for name in event.sources
        )
        assert values(graph, event, SDO.about) == ids(map(catalog.actor, event.actors))
        certain = event.date.in_days and not re.search("[~?%[]", event.date.edtf())
        certain = certain and not event.disputed_dates
        start = {event.date.points[0].iso()} if certain else set()
        assert values(graph, event, SDO.startDate) == start
        told = " ".join(values(graph, event, SDO.disambiguatingDescription))
        assert (event.date.say() in told) == (not certain)
        assert (event.attribution or "") in told
        assert all(other.date.say() in told for other in event.disputed_dates)
    statements = catalog.statements_of([slug])
    assert {str(one) for one in graph.subjects(RDF.type, SDO.Quotation)} == ids(statements)
    for said in statements:
        assert values(graph, said, SDO.text) == {said.text}
        assert values(graph, said, SDO.creator) == ids([catalog.actor(said.speakers[0])])
        where = [catalog.events[said.event]] if said.event else []
        assert values(graph, said, SDO.recordedAt) == ids(where)
        assert str(node(catalog.sources[said.source])) in values(graph, said, SDO.isBasedOn)
    terms = catalog.terms_of(slug)
    assert {str(one) for one in graph.subjects(RDF.type, SDO.DefinedTerm)} == ids(terms)
    topic = catalog.topics[slug]
    assert values(graph, topic, SDO.citation) == ids(publication().sources_of(slug))
    assert values(graph, topic, SDO.hasPart) == ids(statements)
    comments = {
        f"{node(topic)}#change-{number}": f"Was: {change.wrong}"
        for number, change in enumerate(topic.changes, 1)
        if change.kind == "correction"
    }
    assert values(graph, topic, SDO.correction) == comments.keys()
    for name, words in comments.items():
        (text,) = graph.objects(URIRef(name), SDO.text)
        assert str(text).startswith(words)


@pytest.mark.parametrize("slug", [*named_site().catalog.topics])
def test_every_id_that_a_file_names_is_in_it(slug: str) -> None:
    graph = topic_graph(slug)
    known = {*graph.subjects(RDF.type)}
    for predicate in (
        *(SDO.about, SDO.citation, SDO.correction, SDO.creator, SDO.hasPart, SDO.isBasedOn),
        *(SDO.mentions, SDO.publisher, SDO.recordedAt, SDO.subjectOf, SDO.superEvent),
    ):
        assert {*graph.objects(None, predicate)} <= known, predicate
    for name in known:
        kinds = [*graph.objects(name, RDF.type)]
        assert len(kinds) == 1, name


def test_schema_org_has_every_type_and_property() -> None:
    texts: list[str | bytes] = [
        *page_data(publication()).values(),
        *(raw for _, raw in linked_data(publication())),
    ]
    for text in texts:
        graph = graph_of(text)
        assert graph
        for predicate in {*graph.predicates()} - {RDF.type}:
            assert str(predicate) in WORDS, predicate
        for kind in graph.objects(None, RDF.type):
            assert str(kind) in WORDS, kind


def test_a_page_says_what_it_is() -> None:
    told = page_data(publication())
    for slug, topic in named_site().catalog.topics.items():
        graph = graph_of(told[f"topics/{slug}/"])
        assert values(graph, topic, SDO.headline) == {topic.title}
        (publisher,) = graph.objects(node(topic), SDO.publisher)
        assert (publisher, SDO.publishingPrinciples, Literal(f"{SITE}how/")) in graph
        assert (publisher, SDO.correctionsPolicy, Literal(f"{SITE}how/#mistakes")) in graph
        files = {path for path in all_paths() if path.startswith(f"topics/{slug}/")}
        data = graph_of(told[f"topics/{slug}/record/"])
        offered = {str(one).removeprefix(SITE) for one in data.objects(None, SDO.contentUrl)}
        assert offered
        assert offered <= files
    terms = graph_of(told["glossary/"])
    assert {str(one) for one in terms.subjects(RDF.type, SDO.DefinedTerm)} == ids(
        publication().records["terms"].values()
    )
    people = [url for url in told if url.startswith("people/")]
    assert people
    for url in people:
        (person,) = graph_of(told[url]).subjects(RDF.type, SDO.Person)
        assert person == URIRef(f"{SITE}{url}")
    assert told["corrections/"]


@cache
def all_paths() -> frozenset[str]:
    """Return the path of every file for programs."""
    return frozenset(path for path, _ in forms(publication()))


def test_a_text_cannot_end_the_script_that_has_it() -> None:
    path = "data/topics/harbour/topic.yml"
    tree = busy_site().tree
    raw = re.sub(rb"(?m)^summary:.*$", b"summary: A </script><b> & a quay.", tree[path])
    site = read_site(tree.overlay({path: raw}))
    text = page_data(published(site, SITE))["topics/harbour/"]
    soup = BeautifulSoup(f"<script>{text}</script>", "html.parser")
    assert json.loads(soup.find_all("script")[0].string or "")["description"] == (
        "A </script><b> & a quay."
    )
    assert soup.find("b") is None


def test_without_an_address_there_is_no_linked_data() -> None:
    bare = published(named_site())
    assert [*linked_data(bare)] == []
    assert page_data(bare) == {}


def test_an_event_of_which_sources_give_other_dates_has_none() -> None:
    site = alder_site()
    files = dict(linked_data(published(site, SITE)))
    nodes = [node for raw in files.values() for node in json.loads(raw)["@graph"]]
    told = {node["@id"].partition("#")[2]: node for node in nodes if node["@type"] == "Event"}
    disputed = [event for event in site.catalog.events.values() if event.disputed_dates]
    assert disputed
    for event in disputed:
        assert "startDate" not in told[event.id]
        for other in event.disputed_dates:
            assert other.date.say() in told[event.id]["disambiguatingDescription"]


def test_an_event_says_that_it_is_not_certain() -> None:
    graphs = [topic_graph(slug) for slug in named_site().catalog.topics]
    told = {
        str(one) for graph in graphs for one in graph.objects(None, SDO.disambiguatingDescription)
    }
    assert any(one.startswith("Date: ") for one in told)
    assert any("by" in one for one in told)
