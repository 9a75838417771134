"""Wordings of one utterance: the words that differ, and why."""

from __future__ import annotations

from itertools import combinations_with_replacement
from typing import get_args

import pytest
from conftest import busy_site
from explainer.facts.records import Statement
from explainer.language.messages import ENGLISH
from explainer.rendering.wording_diff import (
    paragraphs,
    way,
    why,
    wording_diff,
    wording_diffs,
)
from hypothesis import given
from hypothesis import strategies as st

KINDS = get_args(Statement.model_fields["rendering"].annotation)


def marked(text: str) -> tuple[str, list[str]]:
    """A text, and the part of it in braces."""
    parts = text.replace("{", "\0").replace("}", "\0").split("\0")
    return "".join(parts), parts[1::2]


REAL = {
    "lavrov-2019-05-14-matrix": [
        (
            "I believe {it's} time to {start building} a new, more responsible"
            " {and constructive, matrix} of {how we see each other.} We are {ready} to do"
            " {so, of course,} if our US {partners} are {interested in doing so as well.}"
        ),
        (
            "I believe {it is} time to {build} a new more {constructive and} responsible"
            " {metrics} of {our mutual perception.} We are {prepared} to do {that} if our"
            " U.S. {colleagues and counterparts} are {ready to reciprocate that.}"
        ),
    ],
    "putin-2019-05-14-mueller": [
        (
            "{however exotic the work of Special Counsel Mueller} was,"
            " {I have to say that on the whole he had a very} objective {investigation} and he"
            " {confirmed that} there {are} no traces {whatsoever} of collusion between Russia and"
            " the {incumbent} administration, {which we’ve said was absolutely fake.}"
        ),
        (
            "{His investigation} was objective, and he {proved} there {were} no traces -"
            " {nothing - to show that there was any kind} of collusion between Russia and the"
            " {current} administration."
        ),
    ],
    "venezuela-discrepancy-lavrovs-sentence-democracy-force": [
        "Democracy {cannot} be {established} by force.",
        "Democracy {can’t} be {done} by force",
    ],
    "venezuela-discrepancy-trumps-run-country-sentence": [
        (
            "{We're} going to run the country until such time {as} we can do a safe, proper and"
            " judicious transition."
        ),
        (
            "{We are} going to run the country until such time {that} we can do a safe, proper, and"
            " judicious transition"
        ),
    ],
    "sanctions-discrepancy-kallas-23-february-2026": [
        "a {message} we {didn't} want to send today",
        "a {signal} we {did not} want to send today",
    ],
    "election-meddling-discrepancy-pompeos-2050-sentence": [
        "the Russians will be at it still",
        "the Russians will {still} be at it still",
    ],
    "prisoners-discrepancy-translation-ministrys-words-verdict": [
        "ugly stain",
        "позорным пятном на американской судебной системе",
    ],
}
"""What a reader who compares the two would underline, between braces."""


@pytest.mark.parametrize("name", REAL)
def test_real_pairs(name: str) -> None:
    """The words that differ are marked, no more and no fewer; other languages are not compared."""
    said = busy_site().catalog.statements["berg-2019-05-20-open"]
    texts = [marked(text)[0] for text in REAL[name]]
    found = wording_diffs(
        [
            said.model_copy(
                update={"text": text, "lang": "en" if text.isascii() or "’" in text else "ru"}
            )
            for text in texts
        ]
    )
    shown = [
        ("".join(text for text, _ in one), [text for text, odd in one if odd]) for one in found
    ]
    assert shown == [marked(text) for text in REAL[name]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The same.", "the same"),
        ("{We} agree", "{They} agree"),
        ("it’s “so”", "it's \"so\""),
        ("we agree - mostly", "we agree mostly"),
        ("we agree", "we {all} agree"),
        ("{a}", "{b}"),
        ("One thing. {Two} things.", "One thing. {Three} things."),
        ("…", "…"),
        ("the U.S. and the U.S.S.R.", "the US and the USSR"),
        ("it rose by {3.5}", "it rose by {35}"),
    ],
)  # fmt: skip
def test_what_differs_is_a_word(one: str, other: str) -> None:
    """Not its case, not the punctuation around it."""
    for pieces, text in zip(
        wording_diff(marked(one)[0], marked(other)[0], "en"), (one, other), strict=True
    ):
        assert [words for words, differs in pieces if differs] == marked(text)[1]


TEXT = st.one_of(st.text(), st.text("ab .,-\n"))


@given(TEXT, TEXT)
def test_the_pieces_are_the_text(one: str, other: str) -> None:
    """Nothing of a quote is lost or added by marking it, and no space is marked at an end."""
    for pieces, text in zip(wording_diff(one, other, "en"), (one, other), strict=True):
        assert "".join(words for words, _ in pieces) == text
        assert all(words == words.strip() for words, differs in pieces if differs)


def test_a_quote_of_two_paragraphs() -> None:
    """A paragraph that has no words is none; what differs remains marked."""
    left, _ = wording_diff("We go.\n\nThey stay here.", "We go.\n\nThey stay there.", "en")
    assert paragraphs(left) == [
        [("We go.", False)],
        [("They stay", False), (" ", False), ("here.", True)],
    ]
    assert paragraphs([("One.", False)]) == [[("One.", False)]]


def test_every_pair_of_renderings_has_a_reason() -> None:
    """And every rendering a sentence of its own."""
    assert len({way(kind, ENGLISH) for kind in KINDS}) == len(KINDS)
    reasons = {why(one, other, ENGLISH) for one, other in combinations_with_replacement(KINDS, 2)}
    assert len(reasons) == 17  # an original and any translation of it share one
    assert all(reason.endswith(".") for reason in reasons)
