"""Phrases in texts: whole words, the longest, and as fast for ten thousand as for ten."""

from __future__ import annotations

import re
from time import process_time

import pytest
from explainer.language.phrases import Phrases
from hypothesis import given
from hypothesis import strategies as st


def found(forms: list[str], text: str, *, ignore_case: bool = False) -> list[str]:
    """The places and forms of phrases in a text."""
    phrases = Phrases(forms, ignore_case=ignore_case)
    return [f"{start}-{end} {form}" for start, end, form in phrases.find(text)]


@pytest.mark.parametrize(
    ("forms", "text", "expected"),
    [
        (["Ada Berg", "Berg"], "Ada Berg and Berg", ["0-8 Ada Berg", "13-17 Berg"]),
        (["Berg"], "Bergen, Heidelberg, Berg_", []),
        (["Berg"], "Berg’s (Berg)", ["0-4 Berg", "8-12 Berg"]),
        (["New York", "York Minster"], "New York Minster", ["0-8 New York"]),
        (["New York Times", "York"], "New York came", ["4-8 York"]),
        (["U.S.", "§ 951"], "18 U.S. § 951", ["3-7 U.S.", "8-13 § 951"]),
        (["(x)", "U.S."], "a(x) U.S.A", []),
        (["Ada Berg"], "Ada  Berg, Ada\nBerg", []),
        ([""], "Ada", []),
        ([], "Ada", []),
    ],
)
def test_phrases_are_found(forms: list[str], text: str, expected: list[str]) -> None:
    """As whole words; where one phrase is in another, the longer one."""
    assert found(forms, text) == expected


def test_letters_of_either_size_are_the_same_on_request() -> None:
    """The form is as it was given."""
    assert found(["lash out"], "LASH OUT", ignore_case=True) == ["0-8 lash out"]
    assert found(["lash out"], "LASH OUT") == []


def test_phrases_can_be_put_together() -> None:
    """Those of a topic and those of all pages, without reading either again."""
    both = Phrases(["Ada", "Rosneft"]) | Phrases(["Ada Berg", "Rosneft"])
    assert [form for *_, form in both.find("Ada Berg, Ada, Rosneft")] == [
        "Ada Berg",
        "Ada",
        "Rosneft",
    ]


def test_phrases_can_be_hidden() -> None:
    """Everything else keeps its place."""
    assert Phrases(["Ada Berg"]).hide("So Ada Berg, Ada") == "So xxxxxxxx, Ada"


WORDS = st.text(alphabet="ab .-_(é", max_size=12)


@given(st.lists(WORDS), WORDS)
def test_they_are_what_a_pattern_would_find(forms: list[str], text: str) -> None:
    """The pattern of all forms says the same, though it takes ever longer."""
    # A phrase that begins with a space is looked for from the next character on.
    forms = [form for form in forms if form and not form[0].isspace()]
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    any_of = "|".join(map(re.escape, longest_first)) or "(?!)"
    pattern = re.compile(rf"(?<!\w)(?:{any_of})(?!\w)")
    assert [form for *_, form in Phrases(forms).find(text)] == pattern.findall(text)


def test_many_names_cost_a_text_nothing() -> None:
    """A text takes as long with twenty thousand of them, many with the same first name."""
    text = "Then Sergei Unknown met somebody else in Sochi. " * 500
    few = Phrases([f"Sergei Known{number}" for number in range(10)])
    many = Phrases([f"Sergei Known{number}" for number in range(20_000)])

    def seconds(phrases: Phrases) -> float:
        begun = process_time()
        assert list(phrases.find(text)) == []
        return process_time() - begun

    assert min(seconds(many) for _ in range(5)) < 3 * min(seconds(few) for _ in range(5))
