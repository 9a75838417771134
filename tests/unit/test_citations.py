"""Citations: what counts as a sentence, what as cited, and whether quoted words are right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from explainer.language.sentences import sentences
from explainer.pages.citations import Sentence, coverage, read_prose
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

CORPUS = Path(__file__).parent / "sentences.txt"
LABELS = "+-?o"


def labelled() -> list[tuple[str, list[str], list[str]]]:
    """Each stretch of the corpus: its Markdown, and the labels and openings of its sentences."""
    text = re.sub(r"^#.*\n", "", CORPUS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    stretches = []
    for stretch in filter(None, (part.strip("\n") for part in text.split("\n\n"))):
        lines = stretch.split("\n")
        marked = [line for line in lines if line[:2] in {f"{label} " for label in LABELS}]
        markdown = "\n".join(line[2:] for line in lines)
        stretches.append((markdown, [line[0] for line in marked], [line[2:] for line in marked]))
    return stretches


def label(sentence: Sentence) -> str:
    """What the code makes of a sentence."""
    if sentence.ours:
        return "o"
    if not sentence.factual:
        return "?"
    return "+" if sentence.citations else "-"


STRETCHES = labelled()


@pytest.mark.parametrize("stretch", STRETCHES, ids=lambda stretch: stretch[0][:30])
def test_every_sentence_is_told_as_by_hand(stretch: tuple[str, list[str], list[str]]) -> None:
    """Where it ends, whether it is factual, cited or ours."""
    markdown, labels, lines = stretch
    prose = read_prose(Markdown().convert(markdown))
    found = [one for part in prose if not part.label for one in part.sentences()]
    assert [(label(one), one.text) for one in found if label(one) not in LABELS] == []
    assert [label(one) for one in found] == labels, "\n".join(one.text for one in found)
    for one, line in zip(found, lines, strict=True):
        written = re.sub(r"^(\*|\d\.) ", "", line)
        assert re.findall(r"\w+", one.text)[0] == re.findall(r"\w+", written)[0]


def test_the_count_is_that_of_the_hand() -> None:
    """All 150 sentences on one page."""
    labels = [sign for _, signs, _ in STRETCHES for sign in signs]
    page = "\n\n".join(markdown for markdown, _, _ in STRETCHES)
    told = coverage(read_prose(Markdown().convert(page)))
    assert len(labels) == 150
    assert told.cited == labels.count("+")
    assert told.factual == labels.count("+") + labels.count("-")
    assert told.ours == labels.count("o")
    assert len(told.uncited) == labels.count("-")
    assert told.percent == 100 * told.cited // told.factual


def test_nothing_to_cite_is_all_cited() -> None:
    """A page of headings lacks nothing."""
    assert coverage(read_prose("<h2>A heading.</h2><p>Why?</p>")).percent == 100


def test_labels_and_code_hold_no_citations() -> None:
    """The title of a note is no sentence, and code is not read."""
    html = "<div><p class='admonition-title'>Note</p><p>It is so.[^a]</p></div><pre>[^b] x.</pre>"
    prose = read_prose(html)
    assert [name for part in prose for _, name in part.citations] == ["a"]
    assert [part.label for part in prose] == ["p", "", ""]


@given(st.text(), st.sampled_from(["en", "ru", "es", "ko", "zh"]))
def test_no_character_is_lost_between_sentences(text: str, lang: str) -> None:
    """Joined they are the text."""
    assert "".join(sentences(text, lang)) == text


@given(st.text(st.sampled_from(list("<>/p!-[^]ab. \n\"“”'&;o urs:"))))
def test_any_page_can_be_read(html: str) -> None:
    """Whatever Python-Markdown lets through."""
    told = coverage(read_prose(html))
    assert told.cited + len(told.uncited) == told.factual
    assert all(sentence.strip() for sentence in told.uncited)
