"""What is shown side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conftest import GOOD
from explainer.facts.indexing import make_catalog
from explainer.facts.records import Statement
from explainer.facts.topics import Position
from explainer.rendering.exchanges import answers, exchanges, wordings
from explainer.site import read_site
from explainer.source_tree import read_folder

if TYPE_CHECKING:
    from explainer.facts.catalog import Catalog

HARBOUR = read_site(read_folder(GOOD)).catalog


def test_wordings_of_one_utterance_and_answers_stay_together() -> None:
    """Whatever is asked for, in whatever order."""
    said = [HARBOUR.statements["dahl-2019-05-14-closed-interpreter"]]
    found = [[one.id for one in exchange.statements] for exchange in exchanges(said, HARBOUR)]
    assert found == [
        ["dahl-2019-05-14-closed-interpreter", "dahl-2019-05-14-closed"],
        ["berg-2019-05-20-open"],
    ]


def position(*views: tuple[str, str]) -> Position:
    """A question with one statement for each side."""
    some = HARBOUR.positions["harbour-position-use"]
    fields = {
        "id": "harbour-position-x",
        "question": "Is it so?",
        "views": [{"side": side, "gist": "So.", "statements": [name]} for side, name in views],
        "sources": [*some.sources],
    }
    return Position.model_validate(fields, context=(some._document, ()))


def said(name: str, *answers: str) -> Statement:
    """A statement of the example with other answers."""
    return HARBOUR.statements[name].model_copy(
        update={"id": name, "answered_by": answers, "same_words_as": ()}
    )


def with_statements(*statements: Statement) -> Catalog:
    """The example with these statements alone."""
    kinds = [records for kind, records in HARBOUR.records.items() if kind is not Statement]
    others = [record for records in kinds for record in records.values()]
    return make_catalog([*others, *statements])[0]


def test_an_answer_is_not_torn_from_what_it_answers() -> None:
    """A pair that has one of them without the other is none."""
    fees, berg = (
        said("council-2019-06-01-fees", "berg-2019-05-20-open"),
        said("berg-2019-05-20-open"),
    )
    dahl = said("dahl-2019-05-14-closed")
    catalog = with_statements(fees, berg, dahl)
    question = position(("south", dahl.id), ("north", berg.id))
    found = [[one.id for one in e.statements] for e in exchanges([dahl, fees], catalog, [question])]
    assert found == [[dahl.id], [fees.id], [berg.id]]
    catalog = with_statements(said(fees.id), berg, dahl)
    (pair,) = exchanges([dahl, berg], catalog, [question])
    assert (pair.question, [one.id for one in pair.statements]) == ("Is it so?", [dahl.id, berg.id])


def test_wordings_of_wordings_are_one_utterance() -> None:
    """A names B and B names C: all three are shown together, with the answer to any of them."""
    names = {"a": ("b",), "b": ("a", "c"), "c": ("b",)}
    closed = HARBOUR.statements["dahl-2019-05-14-closed"]
    wording = {
        name: closed.model_copy(
            update={"id": name, "same_words_as": same, "answered_by": ("d",) * (name == "c")}
        )
        for name, same in names.items()
    }
    wording["d"] = closed.model_copy(update={"id": "d", "same_words_as": (), "answered_by": ()})
    catalog = with_statements(*wording.values())
    assert [one.id for one in wordings(wording["a"], catalog)] == ["a", "b", "c"]
    assert [one.id for one in answers(wording["a"], catalog)] == ["d"]
    found = exchanges([wording["a"]], catalog)
    assert [[one.id for one in exchange.statements] for exchange in found] == [
        ["a", "b", "c"],
        ["d"],
    ]
    # The third wording is shown elsewhere; the first has its answer all the same.
    found = exchanges(
        [wording["a"], wording["d"]],
        catalog,
        [position(("south", "a"), ("north", "b"))],
        shown=["b", "c"],
    )
    assert [[one.id for one in exchange.statements] for exchange in found] == [["a"], ["d"]]


def test_words_are_never_shown_without_their_answer() -> None:
    """Neither as a side's own words on a question, nor in a footnote, in whichever wording."""
    tree = read_folder(GOOD)
    path = "data/topics/harbour/positions.yml"
    interpreter = "dahl-2019-05-14-closed-interpreter"
    view = f"      - side: south\n        gist: Nobody.\n        statements: [{interpreter}]\n"
    text = tree[path].decode().replace("    views:\n", f"    views:\n{view}")
    site = read_site(tree.overlay({path: text.encode()}))
    result = site.results["docs/topics/harbour.md"]
    (positions,) = [one.html for one in result.fragments if one.name == "positions"]
    assert f"#{interpreter}" in positions
    assert site.catalog.statements[interpreter].text not in positions
    answer = 'answered by <a href="#berg-2019-05-20-open">Ada Berg, 20 May 2019</a>'
    assert answer in result.notes[interpreter]


def test_what_is_shown_above_is_not_added_again() -> None:
    """Neither as an answer nor as another wording; what is asked for is shown all the same."""
    closed = HARBOUR.statements["dahl-2019-05-14-closed"]
    shown = ["berg-2019-05-20-open", "dahl-2019-05-14-closed-interpreter", closed.id]
    found = exchanges([closed], HARBOUR, shown=shown)
    assert [[one.id for one in exchange.statements] for exchange in found] == [[closed.id]]


def test_without_positions_nobody_is_paired() -> None:
    """A page that is of no topic shows statements one after the other."""
    found = exchanges(HARBOUR.statements_of(["harbour"]), HARBOUR)
    assert all(exchange.question is None for exchange in found)
