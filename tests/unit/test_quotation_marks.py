"""Quotation marks: what a text quotes, in whatever language it does."""

from __future__ import annotations

from time import process_time

import pytest
from explainer.language.quotation_marks import quotations, without_quotations
from hypothesis import given
from hypothesis import strategies as st

MARKS = "\"“”„‟″＂«»‹›「」『』'‘’‚‛＇"


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“one” and “two”", ["one", "two"]),
        ('"one" and "two"', ["one", "two"]),
        ("„one“ „two” ”three”", ["one", "two", "three"]),
        ("“one“. Two", ["one"]),
        ("«one» ‹two› »three« »four»", ["one", "two", "three", "four"]),
        ("»one« »two« ›three‹", ["one", "two", "three"]),
        ("« one » 「two」 『three』", [" one ", "two", "three"]),
        ("« one « two » three »", [" one « two » three "]),
        ("“one ‘two’ three”", ["one ‘two’ three"]),
        ("“one “two” three”", ["one “two” three"]),
        ("\"one 'two' three\" 'four'", ["one 'two' three", "four"]),
        ("'one \"two\" three'", ['one "two" three']),
        ("“one ‘two’”, three", ["one ‘two’"]),
        ("“one ‘two.’” three", ["one ‘two.’"]),
        ("‘the boys’ boat is in,’ he said", ["the boys’ boat is in,"]),
        ("‘the boat is in,’ he said of the boys’ dream", ["the boat is in,"]),
        ("the ‘open ports’ are in", ["open ports"]),
        ("the 'open ports' of the boys' club", ["open ports"]),
        ("(‘one’) ‚two‘", ["one", "two"]),
        ("it's the boys' own, isn't it", []),
        ("’twas in the ’90s", []),
        ("'twas in the '90s, at the boys' club", []),
        ('("one") ["two"]', ["one", "two"]),
        ('he said:"one" and left', ["one"]),
        ("他说“好”。", ["好"]),
        ('他说"好"。他走了', ["好"]),
        ("彼は「好い」と言った", ["好い"]),
        ("「！」", ["！"]),
        ('그는 "좋다"고 말했다', ["좋다"]),
        ("and on.” he said", []),
        ('a 5" pipe and a 6" pipe', []),
        ('5"x6"', []),
        ("", []),
    ],
)  # fmt: skip
def test_quotations(text: str, inside: list[str]) -> None:
    """All marks count, nested ones as a part of the outer; apostrophes and inches do not."""
    assert [one.text for one in quotations(text)] == inside


def test_a_quotation_that_nothing_closes() -> None:
    """It is found on request, up to the end of the text."""
    text = "“one” and “two and on"
    assert [one.text for one in quotations(text)] == ["one"]
    found = quotations(text, unclosed=True)
    assert [(one.text, one.closed) for one in found] == [("one", True), ("two and on", False)]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("He “said so, twice”. So!", "He “xxxx xx, xxxxx”. So!"),
        ("He 'said' «so» 「too」", "He 'xxxx' «xx» 「xxx」"),
        ("He said “so", "He said “so"),
        ("It's so", "It's so"),
    ],
)
def test_a_text_without_what_it_quotes(text: str, left: str) -> None:
    """Letters are replaced; punctuation shows where sentences end."""
    assert without_quotations(text, "x") == left


@given(st.text(st.sampled_from([*MARKS, *"abs .,5好"])))
def test_quotations_follow_one_another(text: str) -> None:
    """Each between two marks, after the one before."""
    end = -1
    for one in quotations(text, unclosed=True):
        assert end < one.start <= one.end <= len(text)
        assert text[one.start - 1] in MARKS
        assert text[one.start : one.end] == one.text
        assert not one.closed or text[one.end] in MARKS
        end = one.end
    assert len(without_quotations(text, "x")) == len(text)


@pytest.mark.parametrize("part", ["“a ", "'a ", "«a ", "a' ", "“a” ", "「a", "‘a ’s "])
def test_many_marks_take_linear_time(part: str) -> None:
    """Whether they match or not."""
    start = process_time()
    quotations(part * 20_000, unclosed=True)
    assert process_time() - start < 2
