"""Every record is on its pages, exact, whole and open to be followed and corrected."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from bs4 import Tag
from conftest import REPOSITORY
from explainer.problems import errors
from explainer.rendering.blocks import BLOCKS
from explainer.rendering.exchanges import exchanges
from explainer.rendering.provenance import provenance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.facts.records import Event, Statement
    from explainer.facts.topics import Discrepancy, OpenQuestion, Position
    from versions import Version


def test_the_data_has_no_problems(version: Version) -> None:
    """What is published is sound; a warning ends nothing."""
    assert errors(version.site.problems) == []


def test_each_event_and_statement_is_on_its_page_once(version: Version) -> None:
    """No id is given to two elements of a page."""
    catalog = version.site.catalog
    for topic, article in version.topics.items():
        ids = Counter(str(tag["id"]) for tag in article.find_all(id=True))
        events = [event.id for event in catalog.events.values() if topic in event.topics]
        statements = [said.id for said in catalog.statements.values() if topic in said.topics]
        assert events, topic
        assert [name for name in events + statements if ids[name] != 1] == [], topic
        assert max(ids.values()) == 1, topic


def test_what_arose_early_and_late_is_shown_on_its_side_of_the_line(version: Version) -> None:
    """Positions, differing sources and open questions; once each."""
    catalog = version.site.catalog
    for topic, article in version.topics.items():
        told = catalog.topics[topic]
        assert len(article.select(".position")) == len(catalog.positions_of(topic))
        assert len(article.select(".discrepancy")) == len(told.discrepancies)
        assert len(article.select(".open-questions > li")) == len(told.open_questions)
        every: list[Position | Discrepancy | OpenQuestion] = [
            *catalog.positions_of(topic),
            *told.discrepancies,
            *told.open_questions,
        ]
        for line in article.select(".as-of"):
            later = {str(one["id"]) for one in line.find_all_next(id=True)}
            for one in every:
                assert (one.id in later) is (one.since is not None), one.id


def figures(version: Version) -> Iterator[tuple[Statement, Tag]]:
    """Yield every statement with each element that shows it."""
    for topic, article in version.topics.items():
        for said in version.site.catalog.statements_of([topic]):
            shown = article.find(id=said.id)
            assert isinstance(shown, Tag)
            yield said, shown


def test_every_quote_is_exact(version: Version) -> None:
    """The words on the page are the words in the data, character by character."""
    for said, shown in figures(version):
        quote = shown.select_one("blockquote")
        assert quote is not None
        assert quote.get_text() == said.text
        assert quote["lang"] == said.lang
        figure = shown if shown.name == "figure" else shown.find_parent("figure")
        assert figure is not None
        for speaker in said.speakers:
            office = version.site.catalog.office(speaker, said.date)
            assert office is None or office.title in figure.get_text()


def test_every_quote_can_be_followed(version: Version) -> None:
    """Under each: the words around it, how it was checked, the page, and the very place in it."""
    site = version.site
    catalog = site.catalog
    for said, shown in figures(version):
        proof = shown.select_one("dl")
        assert proof is not None
        told = " ".join(proof.get_text().split())
        for context in (said.prefix, said.suffix):
            assert " ".join(context.split()) in told
        verified = site.lock.of(said)
        assert ("Nobody has compared" in told) is (verified is None)
        if shown.name == "figure":
            (mark,) = shown.select("figcaption > details > summary")
            assert mark.get_text().startswith("Checked" if verified else "Not yet checked")
        sources = [catalog.sources[name] for name in (said.source, *said.carried_by)]
        expected = {source.url for source in sources if source.tier != "C"}
        expected |= {*filter(None, [sources[0].archive, site.context.link_to_words(said)])}
        assert {str(link["href"]) for link in proof.select("a[href^='http']")} == expected
        figure = shown if shown.name == "figure" else shown.find_parent("figure")
        assert figure is not None
        together = {figure.get("id"), *(str(one["id"]) for one in figure.select("[id]"))}
        page = figure.find_parents()[-1]
        assert {name for name in said.same_words_as if page.find(id=name)} <= together


def test_two_sides_on_one_question_are_side_by_side(version: Version) -> None:
    """Every statement once; a pair has one of each side."""
    catalog = version.site.catalog
    for topic in version.topics:
        said, positions = catalog.statements_of([topic]), catalog.positions_of(topic)
        found = exchanges(said, catalog, positions)
        shown = [one.id for exchange in found for one in exchange.statements]
        assert sorted(shown) == sorted({*shown})
        assert {one.id for one in said} <= {*shown}
        views = {str(position.question): position.views for position in positions}
        for pair in (exchange for exchange in found if exchange.question):
            names = [one.id for one in pair.statements]
            sides = [
                next(view.side for view in views[pair.question or ""] if name in view.statements)
                for name in names
            ]
            assert len({*sides}) == len(names) > 1


def test_the_figures_of_a_page_are_those_of_its_data(version: Version) -> None:
    """Counted anew, in another way."""
    site = version.site
    for topic in version.topics:
        result = next(one for one in site.results.values() if one.page.topic == topic)
        told = provenance(site.catalog, site.lock, [topic], result.cited)
        quotes = [said for said in site.catalog.statements.values() if topic in said.topics]
        assert told.quotes == len(quotes)
        assert told.verified == sum(site.lock.of(said) is not None for said in quotes)
        assert told.sources == sum(count for _, count in told.kinds)
        assert told.sources == sum(count for _, count in told.sides)
        assert all(count for _, count in (*told.kinds, *told.sides))


def test_every_side_is_heard_or_named_as_unheard(version: Version) -> None:
    """Two sides at least in their own words, and whoever is concerned and silent is named."""
    site = version.site
    for topic, article in version.topics.items():
        told = provenance(site.catalog, site.lock, [topic], [])
        assert {side.id for side, _ in told.heard} | {side.id for side in told.unheard} >= {
            *site.catalog.topics[topic].sides
        }
        (row,) = article.find_all("dt", string="In their own words")
        words = row.parent.get_text() if row.parent else ""
        for side, count in told.heard:
            assert f"{side.name} {count}" in words
        assert ("no statement found" in words) is bool(told.unheard)
        assert all(side.name in words for side in told.unheard)


def test_a_page_says_what_it_rests_on(version: Version) -> None:
    """In a box of its own, where it has facts."""
    for path, article in version.articles.items():
        told = version.site.results[path].coverage
        for box in article.select(".provenance"):
            text = " ".join(box.get_text().split())
            assert "checked word for word" in text
            assert not told.factual or f"{told.cited} of {told.factual} factual sentences" in text


def test_an_error_can_be_reported_where_it_is_seen(version: Version) -> None:
    """At each record of a topic, with its id filled in."""
    catalog = version.site.catalog
    for topic, article in version.topics.items():
        reports = [
            parse_qs(urlsplit(str(link["href"])).query) for link in article.select("a.report")
        ]
        shown: list[Event | Statement | Position | Discrepancy] = [
            *catalog.events_of([topic]),
            *catalog.statements_of([topic]),
            *catalog.positions_of(topic),
            *catalog.topics[topic].discrepancies,
        ]
        assert Counter(report["item"][0] for report in reports) == Counter(one.id for one in shown)


def test_every_fact_leads_to_the_line_of_its_record(version: Version) -> None:
    """On the hosting site, where it can be edited."""
    editor = f"{REPOSITORY}/edit/main/"
    for topic, article in version.topics.items():
        for link in article.select("a.edit"):
            path, _, line = str(link["href"]).removeprefix(editor).partition("#L")
            holder = link.find_parent(["li", "tr", "div", "figure"], id=True)
            assert holder is not None
            text = version.site.tree[path].decode().split("\n")[int(line) - 1]
            assert text == f"  - id: {holder['id']}"
        assert article.select(".event a.edit"), topic
        statements = version.site.catalog.statements_of([topic])
        assert bool(article.select(".statement a.edit")) is bool(statements), topic


def test_the_pages_show_every_record(version: Version) -> None:
    """No event, statement, position, discrepancy or question is lost."""
    ids = {name for html in version.html.values() for name in re.findall(r'\bid="([^"]+)"', html)}
    catalog = version.site.catalog
    named = {*catalog.events, *catalog.statements, *catalog.positions}
    for topic in catalog.topics.values():
        named |= {one.id for one in topic.discrepancies}
        named |= {one.id for one in topic.open_questions}
    assert named - ids == set()


def test_no_block_citation_or_problem_is_left_over(version: Version) -> None:
    """What a page shows is drawn."""
    for path, article in version.articles.items():
        text = article.get_text()
        assert "[^" not in text, path
        assert "```" not in text, path
        assert not article.select(".problem"), path
        assert not article.select(", ".join(f"code.language-{name}" for name in BLOCKS)), path


def test_an_edit_is_seen(edition: Version) -> None:
    """Each of the usual edits changes a page; else it would try nothing."""
    assert edition.articles
