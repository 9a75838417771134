"""Citations: what counts as a sentence, what as cited, and whether quoted words are right."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import GOOD
from explainer.language.sentences import sentences
from explainer.pages.citations import Sentence, citation_problems, coverage, read_prose
from explainer.problems import Place
from explainer.site import read_site
from explainer.source_tree import read_folder
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


def test_known_citations_may_be_footnote_references() -> None:
    """Repeated ones too; the footnotes themselves, code and empty elements are no prose."""
    html = (
        '<p>It is so.<sup id="fnref:a"><a class="footnote-ref" href="#fn:a">1</a></sup>'
        '[^b] It was so.<sup id="fnref2:a"><a class="footnote-ref" href="#fn:a">1</a></sup></p>'
        '<div data-block="1"></div><p>x<sup>2</sup></p>'
        '<div class="footnote"><hr><ol><li id="fn:a"><div>The Gazette[^c]</div>'
        '<p>A page. <a class="footnote-backref" href="#fnref:a">&#8617;</a></p></li></ol></div>'
        "<p>After it.[^d]</p>"
    )
    found = [(part.text, [name for _, name in part.citations]) for part in read_prose(html)]
    assert found == [("It is so. It was so.", ["a", "b", "a"]), ("x2", []), ("After it.", ["d"])]


def test_the_two_forms_of_a_citation_are_read_alike() -> None:
    """Their places and their sentences are the same."""
    html = "<p>It is so.[^a] <!-- ours: x -->\n“So”[^a][^b] he said.</p>"
    known = re.sub(r"\[\^(\w)\]", r'<sup id="fnref:\1"><a href="#fn:\1">1</a></sup>', html)
    assert read_prose(known) == read_prose(html)


@pytest.mark.parametrize("html", ["<p>Text <![: here.[^a]</p>", "<![", "<p><![CDATA[ a ]]> b</p>"])
def test_what_looks_like_a_declaration_is_read_as_browsers_do(html: str) -> None:
    """Up to the next bracket it is a comment."""
    assert "".join(part.text for part in read_prose(html)) in {"Text", "<![", "b"}


HARBOUR = read_site(read_folder(GOOD)).catalog
GAZETTE, VESTNIK = "gazette-2019-05-14-talks", "vestnik-2019-05-15-port"


@pytest.mark.parametrize(
    ("markdown", "wrong"),
    [
        (f"“The port is shut”, he said.[^{GAZETTE}]", []),
        (f"“The port is shut”, he said.[^{VESTNIK}]", []),
        (f"“The port is shut, and shut it stays”.[^{GAZETTE}]", []),
        (f"“The port is shut, and shut it stays”.[^{VESTNIK}]",
         ["The port is shut, and shut it stays"]),
        (f"“We shut it” is three words.[^{GAZETTE}]", []),
        (f"“We shut it all”.[^{GAZETTE}]", ["We shut it all"]),
        (f"“We shut it all”. It is not cited. <!-- ours: so --> So it is.[^{GAZETTE}]", []),
        ("“We shut it all”.[^nobody]", []),
        (f"“We shut it all”.[^{GAZETTE}][^nobody]", []),
        (f"“We shut it all”.[^{VESTNIK}][^berg-2019-05-20-open]", ["We shut it all"]),
        (f"“The port is shut”.[^{VESTNIK}][^berg-2019-05-20-open]", []),
        (f"He read “We shut it all”. <!-- title -->[^{GAZETTE}]", []),
        (f"He read “We shut it all”.[^{GAZETTE}] <!-- title -->", []),
        (f"He read “We shut it all” that year.[^{GAZETTE}] <!-- not a quote: a poem -->", []),
        (f"He read “We shut it all” <!-- title --> and said “so it is now”.[^{GAZETTE}]",
         ["so it is now"]),
        (f"He said “so it is now”.[^{GAZETTE}] Then “We shut it all”.[^{GAZETTE}] <!-- title -->",
         ["so it is now"]),
        (f"“We shut it all”.[^{GAZETTE}] <!-- not a quote -->", ["We shut it all"]),
        (f"“We shut it all.[^{GAZETTE}]", ["We shut it all."]),
        (f"“We shut it\n[^{GAZETTE}] all.", []),
        (f"「我們關了港口」。[^{GAZETTE}]", []),
        (f"「我們關閉了所有港口」。[^{GAZETTE}]", ["我們關閉了所有港口"]),
    ],
)  # fmt: skip
def test_quoted_words_of_a_cited_source(markdown: str, wrong: list[str]) -> None:
    """They are words of a statement or an account from it, or marked as no quote."""
    prose = read_prose(Markdown().convert(markdown))
    problems = citation_problems(prose, HARBOUR, lambda text: [Place("page.md", 1, 1, text)])
    found = [one.message for one in problems if "no source, statement or" not in one.message]
    assert len(found) == len(wrong)
    assert all(f"'{words}'" in message for words, message in zip(wrong, found, strict=True))


def test_quoted_words_while_some_records_cannot_be_read() -> None:
    """The statement may be among them."""
    prose = read_prose(f"<p>“We shut it all”.[^{GAZETTE}]</p>")
    catalog = replace(HARBOUR, unreadable=frozenset({"statement"}))
    assert not [*citation_problems(prose, catalog, lambda text: [Place("page.md", 1, 1, text)])]


@given(st.text(), st.sampled_from(["en", "ru", "es", "ko", "zh"]))
def test_no_character_is_lost_between_sentences(text: str, lang: str) -> None:
    """Joined they are the text."""
    assert "".join(sentences(text, lang)) == text


SIGNS = [*"<>/p!-[^]ab. \n\"“”'&;o urs:«»「"]
TAGS = ["<![", "<!-- title -->", "<sup id='fnref:a'>", "</sup>", "<div class='footnote'>", "</div>"]


@given(st.lists(st.sampled_from([*SIGNS, *TAGS])).map("".join))
def test_any_page_can_be_read(html: str) -> None:
    """Whatever Python-Markdown lets through."""
    prose = read_prose(html)
    counted = coverage(prose)
    assert counted.cited + len(counted.uncited) == counted.factual
    assert all(sentence.strip() for sentence in counted.uncited)
    for part in prose:
        citations = [name for names, _ in part.quotes() for name in names]
        assert citations == [name for _, name in part.citations]
