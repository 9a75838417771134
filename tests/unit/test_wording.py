"""Words and their places: what counts as the same, and what does not."""

from __future__ import annotations

import pytest
from explainer.language.normalisation import fold, words
from explainer.language.word_search import departure, find_quote, occurs, segments
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("it’s ‘so’ “here” „there“ «now»", 'it\'s \'so\' "here" "there" "now"'),
        ("a–b—c‑d−e", "a-b-c-d-e"),
        ("one\u00a0two\u2009three\n  four\tfive", "one two three four five"),
        ("soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth"),
        ("Cafe\u0301", "Café"),
        ("\u1100\u1161\u11a8", "\uac01"),
        ("\u09c7\u09be", "\u09cb"),
        ("Case Is Kept", "Case Is Kept"),
        ("…", "…"),
    ],
)
def test_normalisation(written: str, folded: str) -> None:
    """NFC, straight quotes, hyphens and single spaces; nothing else."""
    assert fold(written).text == folded
    assert fold(folded).text == folded


@given(st.text())
def test_every_folded_character_leads_back(text: str) -> None:
    """The way back rises, stays within the text, and ends at its end."""
    folded = fold(text)
    assert len(folded.origins) == len(folded.text) + 1
    assert list(folded.origins) == sorted(folded.origins)
    assert folded.origins[-1] == len(text)
    assert fold(folded.text).text == folded.text


@pytest.mark.parametrize(
    ("text", "quote", "prefix", "suffix", "found"),
    [
        ("He said: it is so. Then he left.", "it is so.", "said:", "Then", ["it is so."]),
        ("It is so. It is so.", "It is so.", "", "", ["It is so.", "It is so."]),
        ("First, it is so. Again, it is so.", "it is so.", "Again,", "", ["it is so."]),
        ("it is so, he said. it is so!", "it is so", "", "!", ["it is so"]),
        ("we agree on much and differ on little", "we agree […] on little", "", "",
         ["we agree on much and differ on little"]),
        ("we agree on a lot, on little", "we agree […] on", "", "little",
         ["we agree on a lot, on"]),
        ("we agree on a lot, on little", "we agree […] on", "", "", ["we agree on"]),
        ("on little we agree", "we agree […] on little", "", "", []),
        ("the man who must go must go", "[Maduro] must go", "", "", ["must go", "must go"]),
        ("said the man must go now", "[Maduro] must go", "said", "now", ["must go"]),
        ("said that he must go now", "he [Maduro] must go", "", "", ["he must go"]),
        ("said that he, the president of it all, must go", "he [Maduro] must go", "", "",
         ["he, the president of it all, must go"]),
        ("he " + "and so on " * 9 + "must go", "he [Maduro] must go", "", "", []),
        ('"[a]t the end of it" they met', "[a]t the end of it", '"', '"', ["[a]t the end of it"]),
        ("they met at last", "They met", "", "", []),
        ("they met", "they met […]", "", "", ["they met"]),
        ("they met in the spring and left", "they met [in 2019]", "", "and left", ["they met"]),
        ("they met in the spring, all of them, and left", "they met […]", "", "and left",
         ["they met"]),
        ("they met", "they met again", "", "", []),
        ("the western war", "we want", "", "", []),
        ("sweet wars", "we", "", "", []),
        ("sweet wars", "wars", "", "", ["wars"]),
        ("", "they", "", "", []),
        ("I didn't collude with them", "I did […] collude", "", "", []),
        ("I didn't collude", "I did […]", "", "", []),
        ("a category error and good", "a cat […] and good", "", "", []),
        ("Fees stay as they are", "Fe […] as they are", "", "", []),
        ("I didn't collude", "I did[] collude", "", "", []),
        ("at the end of it", "[a]t the end", "", "", ["t the end"]),
        ("It is so. He nods.", "It is so.", "", "[ours] nods.", ["It is so."]),
        ("On oath: it is so", "it is so", "On oath: [Ed.]", "", ["it is so"]),
        ("Nobody: it is so", "it is so", "On oath: [Ed.]", "", []),
        ("It is so. He left.", "It is so.", "", "He […] left again", []),
        ("a able to b. unable to b", "b", "ble to", "", ["b", "b"]),
        ("anything", "[…]", "", "", []),
    ],
)  # fmt: skip
def test_find_quote(text: str, quote: str, prefix: str, suffix: str, found: list[str]) -> None:
    """Words are between their context; a cut may be long, an aside is short, order counts."""
    assert [
        text[span.start : span.end] for span in find_quote(text, quote, prefix, suffix)
    ] == found


@pytest.mark.parametrize(
    ("text", "quote", "rest"),
    [
        ("we want peace", "we want war", "war"),
        ("we want peace", "we want pears", "rs"),
        ("we want peace", "they want peace", "hey want peace"),
        ("we want much peace now", "we […] want war", "war"),
        ("it’s so", "it's so", None),
        ("“now” or never", '"now" or when', "when"),
    ],
)
def test_departure(text: str, quote: str, rest: str | None) -> None:
    """The first character of a quote that a text does not have."""
    at = departure(fold(text).text, quote)
    assert (None if at is None else quote[at:]) == rest


SAID = "Today the port is shut [in both towns], the port's gate too, for good"


@pytest.mark.parametrize(
    ("quoted", "occurring"),
    [
        ("the port is shut", True),
        ("the port is shut.", True),
        ("the port is shut,", True),
        ("port […] for good", True),
        ("port is [now] shut", True),
        ("The port is shut", False),
        ("the port was shut", False),
        ("the port’s gate", True),
        ("for good […] port", False),
        ("in both towns", False),
        ("", True),
    ],
)
def test_quoted_words_in_prose(quoted: str, *, occurring: bool) -> None:
    """Prose may close a quotation with its own comma or full stop, and cut it; no more."""
    assert occurs(quoted, SAID) is occurring


def test_segments_and_words() -> None:
    """A quote is divided by its brackets."""
    assert [part.text for part in segments("a b […] c [ours] d")] == ["a b", "c", "d"]
    assert words("It’s  so –\nnow") == ["It's", "so", "-", "now"]


def test_a_long_text_is_searched_quickly() -> None:
    """Many places for each part do not multiply."""
    text = fold("the Russian government " * 3_000).text
    assert len(find_quote(text, "the […] Russian government")) == 3_000
    assert find_quote(text, "the […] Russian […] government […] end") == []
