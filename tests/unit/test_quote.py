"""Quoting a page: which words are the quote, and the context that identifies its place."""

from __future__ import annotations

import contextlib
import itertools
import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from conftest import ROOT
from explainer.__main__ import explainer
from explainer.authoring.saved_pages import read
from explainer.authoring.selection import Selection, UnquotableError, select_quote
from explainer.facts.records import Statement
from explainer.language.normalisation import fold
from explainer.quotes.captures import Capture
from explainer.quotes.check import absence
from explainer.site import read_site
from explainer.source_tree import read_folder
from explainer.yaml_text.document import Document
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SAVED = ROOT / "tests" / "examples" / "saved"
HARBOUR = read((SAVED / "harbour.html").read_bytes(), "harbour.html").text
LATIN = read((SAVED / "latin.html").read_bytes(), "latin.html").text


def said(quote: Selection) -> Statement:
    """A statement with these words."""
    fields = {
        "id": "x-1", "speaker": "x", "date": "2019", "text": quote.text, "prefix": quote.prefix,
        "suffix": quote.suffix, "source": "page", "rendering": "original", "lang": "en",
        "context": "x", "topics": ["x"],
    }  # fmt: skip
    return Statement.model_validate(fields, context=(Document("test.yml", "", ""), ()))


OPEN = ("Berg said on Monday. “", "We open the harbour to all, and we keep it open",
        ",” she told the council.")  # fmt: skip
NEW_QUAY = "Northport will have a new quay by the end of 2021, Mayor Ada Berg said on Monday."
FEE = "The fee of 5 crowns for a night stays * as it is."
SMALL = "Boats under ten metres pay nothing."
LARGE = "Larger boats pay what they paid last year."
CLOSED = ("she told the council. “", "Whoever says ‘closed’ has not been here.", "”")


@pytest.mark.parametrize(
    ("words", "prefix", "text", "suffix"),
    [
        ("keep it open", *OPEN),
        ("“We open", *OPEN),
        ("has not been", *CLOSED),
        ("closed", *CLOSED),
        ("of 2021", "", NEW_QUAY, "“We open the harbour"),
        ("pier stays", "The pier is ours.", "The pier stays ours.", ""),
        ("last  year", "ten metres pay nothing.", LARGE, "The fee of 5"),
        ("pay nothing. Larger boats", "", f"{SMALL} {LARGE}", "The fee of 5"),
        ("5 crowns", "they paid last year.", FEE, ""),
        ("High water 06:10 Low", "", "High water 06:10 Low water 12:25", ""),
        ("Dinghy", "", "Dinghy", ""),
        ('plan "a gift', "", 'She called the plan "a gift to the town".', "Pilot Carl Dahl called"),
    ],
)  # fmt: skip
def test_what_the_words_stand_for(words: str, prefix: str, text: str, suffix: str) -> None:
    """What is between the quotation marks around them, or their sentence."""
    assert select_quote(HARBOUR, words) == Selection(text, prefix, suffix)


def test_exactly_these_words() -> None:
    """As the page writes them, whatever the shape of marks, dashes and spaces."""
    assert select_quote(HARBOUR, "says 'closed' has", exactly=True).text == "says ‘closed’ has"
    assert select_quote(LATIN, "allen - auch den", exactly=True).text == "allen – auch den"
    quote = select_quote(HARBOUR, "The pier", exactly=True, nth=2)
    assert quote == Selection("The pier", "The pier is ours.", "stays ours.")


def test_several_paragraphs() -> None:
    """Only if asked for exactly; the context is in the first and in the last of them."""
    text = (
        "Before.\n\nShe said: “We came to\nlisten.\n\n“We stay to talk.” Then she left.\n\nAfter."
    )
    quote = select_quote(text, "We came to listen. “We stay to talk.", exactly=True)
    assert quote == Selection(
        "We came to listen.\n\n“We stay to talk.", "She said: “", "” Then she left."
    )
    capture = Capture("page", "captures/page.txt", text, fold(text))
    assert list(absence(said(quote), capture)) == []


def test_marks_of_the_language() -> None:
    """German ones, in a page in windows-1252."""
    quote = select_quote(LATIN, "Hafen gehört", lang="de")
    assert quote.text == "Der Hafen gehört allen – auch den Gästen."
    assert (quote.prefix, quote.suffix) == ("Bürgermeisterin Berg sagte: „", "“ Danach ging sie.")


def test_context_grows_until_it_tells_the_place() -> None:
    """Word by word within the block; beyond it only if nothing in it tells."""
    same = "we said to the council that it is so"
    text = f"First of all {same}.\n\nLast of all {same}.\n\nNo\n\nYes\n\nYes\n\nNo"
    first = select_quote(text, "it is", exactly=True, nth=1)
    assert first.prefix == "First of all we said to the council that"
    assert (first.text, first.suffix) == ("it is", "so.")
    assert select_quote(text, "Yes", nth=1) == Selection("Yes", "it is so. No", "Yes No")


NOT_THERE = "the page does not have these words: "
TWO_PLACES = """\
the page has these words 2 times; give more words, or the number of the place:
   1  … She called the plan "[a gift to the town]". Pilot Carl Dahl called …
   2  … Carl Dahl called it "[a gift to the town]" too, but laughed. First …"""


@pytest.mark.parametrize(
    ("words", "nth", "message"),
    [
        ("we kept it", None, f"{NOT_THERE}'we kept it'; the nearest it has: we keep"),
        ("harb", None, f"{NOT_THERE}'harb'; the nearest it has: harbour"),
        ("We keep", None, f"{NOT_THERE}'We keep'; the nearest it has: we keep"),
        ("zzz yyyyy qqqqq", None, f"{NOT_THERE}'zzz yyyyy qqqqq'; it has nothing like them"),
        ("…", None, "give some words of the quote"),
        ("a gift to the town", None, TWO_PLACES),
        ("a gift to the town", 3, "there is no place 3: the page has these words 2 times"),
        ("keep it open", 0, "there is no place 0: the page has these words once"),
        ("First pier: May Second", None,
         "a new paragraph begins within these words: First pier: May | Second; quote each part by"),
    ],
)  # fmt: skip
def test_words_that_identify_no_quote(words: str, nth: int | None, message: str) -> None:
    """The message says what the page has instead, or which places there are."""
    with pytest.raises(UnquotableError, match="^" + re.escape(message)):
        select_quote(HARBOUR, words, nth=nth)


def test_many_places() -> None:
    """The first twenty are shown, and how many there are."""
    with pytest.raises(
        UnquotableError, match=r"has these words 25 times(.|\n)*\n  20  .*\n.* 5 more$"
    ):
        select_quote("Oh dear. " * 25, "dear")


def test_words_twice_in_one_quote() -> None:
    """They identify it all the same."""
    assert (
        select_quote("She said: “No, no, and no.” Then she left.", "no").text == "No, no, and no."
    )


def test_a_comma_before_the_closing_mark() -> None:
    """It belongs to who quotes; a full stop does not."""
    for text in ("“So it is,” she said.", "“So it is ,” she said.", "« So it is, » she said."):
        assert select_quote(text, "it is").text == "So it is"
    assert select_quote("“So it is.” She left.", "it is").text == "So it is."


def test_a_quote_that_is_too_long() -> None:
    """No more than sixty words; the words that matter can be asked for."""
    text = f"He said: “{'on and ' * 30}off” and left."
    with pytest.raises(
        UnquotableError, match="in a quote of 61 words, and 60 is the most: 'on and"
    ):
        select_quote(text, "and off")
    assert select_quote(text, "and off", exactly=True).text == "and off"


def test_a_letter_with_its_accent_is_one() -> None:
    """Words that end before an accent are others."""
    text = "He said q\u0323 and left."
    with pytest.raises(UnquotableError):
        select_quote(text, "said q")
    assert select_quote(text, "said q\u0323", exactly=True).text == "said q\u0323"


SIGNS = "aabé\u0301“”‘’\"'[]…1.,–-\u00ad\u200b\u200dп"
BLOCKS = st.lists(
    st.lists(st.text(st.sampled_from(SIGNS), min_size=1, max_size=5), min_size=1, max_size=8),
    min_size=1,
    max_size=5,
)


def quotes_of(text: str, words: str, *, exactly: bool) -> Iterator[Selection]:
    """The quote in every place of the words, as long as there are any."""
    with contextlib.suppress(UnquotableError):
        for nth in itertools.count(1):
            yield select_quote(text, words, exactly=exactly, nth=nth)


@given(BLOCKS, st.data(), st.sampled_from([" ", "\n", "\u00a0", "  "]))
def test_every_quote_is_found_again(
    blocks: list[list[str]], data: st.DataObject, space: str
) -> None:
    """Whatever the words: the selection contains them, and occurs once with its context."""
    text = "\n\n".join(space.join(words) for words in blocks)
    block = data.draw(st.sampled_from(blocks))
    start = data.draw(st.integers(0, len(block) - 1))
    words = " ".join(block[start : data.draw(st.integers(start + 1, len(block)))])
    capture = Capture("page", "captures/page.txt", text, fold(text))
    exactly = data.draw(st.booleans())
    found = list(quotes_of(text, words, exactly=exactly))
    if not found and fold(words).text.isalnum():  # signs alone are no words
        with pytest.raises(UnquotableError, match="has no words outside of brackets"):
            select_quote(text, words, exactly=exactly, nth=1)
    for quote in found:
        assert list(absence(said(quote), capture)) == []
        assert fold(words).text.strip('" ') in fold(quote.text).text
        assert quote.text == " ".join(quote.text.split())


PAGE = str(SAVED / "harbour.html")
SOURCE = ["--kind", "news", "--tier", "B"]
STATEMENT = [
    "--speaker", "ada-berg", "--date", "2019-05-20", "--topic", "harbour",
    "--rendering", "original", "--context", "At the council.",
]  # fmt: skip

TALKS = ["--source", "gazette-2019-05-14-talks", *STATEMENT]
NOTICE = ["--source", "notice-2019-06-01-fees", *STATEMENT]


NEXT_STEP = (
    "in a new record, a line that begins with # is a field that you can fill in; "
    "delete those that you do not need, then: explainer check"
)
HARBOUR_STATEMENTS = "data/topics/harbour/statements.yml"


def files(site: Path) -> dict[str, bytes]:
    """Every file of a site."""
    return {str(file): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def run(site: Path, *arguments: str, answer: str = "") -> Result:
    """The command run on a site."""
    return CliRunner().invoke(explainer, ["quote", "--root", str(site), *arguments], input=answer)


def test_a_quote_from_a_saved_page(example: Path) -> None:
    """Page, source, statement and check are written, and nothing is left to do."""
    result = run(example, PAGE, "--words", "keep it open", *SOURCE, *STATEMENT)
    assert result.output.splitlines() == [
        "the quote, with the words before and after it:",
        "",
        "… Berg said on Monday. “",
        "",
        "    We open the harbour to all, and we keep it open",
        "",
        ",” she told the council. …",
        "",
        "captures/gazette-2019-05-20-quay.txt:1: the text of the page",
        (
            "data/topics/harbour/sources.yml:29: source 'gazette-2019-05-20-quay'"
            "; cite it as [^gazette-2019-05-20-quay]"
        ),
        (
            "data/topics/harbour/statements.yml:56: statement 'berg-2019-05-20-harbour'"
            "; cite it as [^berg-2019-05-20-harbour]"
        ),
        NEXT_STEP,
    ]
    site = read_site(read_folder(example))
    assert site.problems == []
    source = site.catalog.sources["gazette-2019-05-20-quay"]
    assert (source.publisher, source.title) == ("The Gazette", "A new quay & the old one")
    assert (source.url, source.language) == ("https://gazette.example.org/2019/05/quay", "en")
    check = site.lock.of(site.catalog.statements["berg-2019-05-20-harbour"])
    assert check is not None
    assert check.against == site.captures[source.id].fingerprint
    before = files(example)
    verify = CliRunner().invoke(explainer, ["verify", "--root", str(example)])
    assert "5 quotes, 2 checked against captures, 3 by reading, 0 unverified" in verify.stdout
    assert files(example) == before


def test_a_second_quote_of_the_same_page(example: Path) -> None:
    """Its source and its text are there already; the address tells."""
    run(example, PAGE, "--words", "keep it open", *SOURCE, *STATEMENT)
    again = run(example, PAGE, "--words", "closed", *STATEMENT, "--id", "berg-2019-05-20-closed")
    assert again.exit_code == 0, again.output
    assert "sources.yml" not in again.output
    site = read_site(read_folder(example))
    assert site.problems == []
    assert len(site.lock.checks) == 6
    source = site.catalog.sources["gazette-2019-05-20-quay"]
    own = run(example, PAGE, "--words", "pier", *STATEMENT, "--tier", "A")
    assert "already exists with its own fields; leave out --tier" in own.output
    text = "She said: “Whoever pays is welcome.” Then she left."
    lost = run(example, "--words", "pays", "--url", f"{source.url}#top", *STATEMENT,
               answer=text)  # fmt: skip
    assert lost.exit_code == 1
    assert "gazette-2019-05-20-quay.txt: this text of" in lost.output
    assert "or move the file away to store the text of this page instead" in lost.output


def test_a_text_that_has_the_quote_stays_as_it_is(example: Path) -> None:
    """Though the page has more, and others may have been checked against it."""
    capture = example / "captures" / "gazette-2019-05-14-talks.txt"
    read_before = "She said: “The harbour is open to all & sundry.”\n\nThe port is shut"
    capture.write_text(f"{HARBOUR}\n\n{read_before}\n", encoding="utf-8")
    statements = example / "data" / "topics" / "harbour" / "statements.yml"
    text = statements.read_text(encoding="utf-8").replace('"open"', "open")
    statements.write_text(text, encoding="utf-8")
    before = capture.read_bytes()
    result = run(example, PAGE, "--words", "keep it open", *TALKS)
    assert result.exit_code == 0, result.output
    assert capture.read_bytes() == before
    assert read_site(read_folder(example)).problems == []


def test_a_pasted_text(example: Path) -> None:
    """It says nothing of itself: options do."""
    (example / "captures" / "open" / "notice-2019-06-01-fees.txt").unlink()
    text = (
        "Notice. Fees stay, says the council, as they are in town until the summer.\r\n\r\nNo fee."
    )
    result = run(example, "-", "--words", "no fee", *STATEMENT, answer=text)
    assert result.exit_code == 1
    assert (
        "the page does not have these words: 'no fee'; the nearest it has: No fee." in result.output
    )
    given = ["--words", "No fee", "--source", "notice-2019-06-01-fees", *STATEMENT]
    result = run(example, *given, answer=text)
    assert result.exit_code == 0, result.output
    assert "captures/open/notice-2019-06-01-fees.txt:1: the text of the page" in result.output
    assert read_site(read_folder(example)).problems == []


ALL = [*SOURCE, *STATEMENT]
MISSING = """\
Error: a source needs --kind, --tier
a statement needs --speaker, --date, --rendering, --context, --topic
"""
WRONG = """\
Error: --tier: 'Z' is not one of: A, B, C
--speaker: no person or organisation 'ada-brg' (did you mean 'ada-berg'?)
"""
CYRILLIC = ["--publisher", "Порт", "--url", "https://порт.example.org/"]


@pytest.mark.parametrize(
    ("arguments", "answer", "message"),
    [
        ([PAGE, "--words", "closed"], "", MISSING),
        ([PAGE, "--words", "closed", *ALL, "--tier", "Z", "--speaker", "ada-brg"], "", WRONG),
        ([PAGE, "--words", "closed", *TALKS, "--source", "gazete-2019-05-14-talks"], "",
         "no source 'gazete-2019-05-14-talks'; did you mean 'gazette-2019-05-14-talks'?"),
        ([PAGE, "--words", "x", *TALKS, *SOURCE], "",
         "already exists with its own fields; leave out --kind, --tier"),
        (["nowhere.html", "--words", "closed", *STATEMENT], "",
         "cannot read 'nowhere.html': No such file or directory"),
        (["--words", "closed", *STATEMENT], " ", "there are no words in the pasted text"),
        ([PAGE, "--words", "a gift to the town", *ALL], "", TWO_PLACES),
        ([PAGE, "--words", "closed", *ALL, "--id", "berg-2019-05-20-open"], "",
         "--id: the id 'berg-2019-05-20-open' is given a second time"),
        ([PAGE, "--words", "closed", *ALL, "--speaker", "carl-dahl"], "",
         "the office of Carl Dahl on 20 May 2019 is not known"),
        ([PAGE, "--words", "closed", *ALL, *CYRILLIC], "",
         "these words make no free id; choose one with --source-id"),
        (["--words", "No fee", *NOTICE], "No fee.",
         "this text of 'notice-2019-06-01-fees' does not have the words exactly once in their"),
        (["--words", "is settled", *TALKS], "It is settled.",
         "captures/gazette-2019-05-14-talks.txt has different words from here on"),
    ],
)  # fmt: skip
def test_nothing_is_written_if_anything_is_wrong(
    example: Path, arguments: list[str], answer: str, message: str
) -> None:
    """It is said what, all at once, and every file is as it was."""
    before = files(example)
    result = run(example, *arguments, answer=answer)
    assert result.exit_code in {1, 2}
    assert message in result.output
    assert files(example) == before


def test_nothing_is_written_into_a_file_that_is_no_list(example: Path) -> None:
    """Nor is anything else."""
    statements = example / "data" / "topics" / "harbour" / "statements.yml"
    statements.write_text("statements: 5\n", encoding="utf-8")
    before = files(example)
    result = run(example, PAGE, "--words", "closed", *SOURCE, *STATEMENT)
    assert result.exit_code == 1
    assert "nothing was written" in result.output
    assert files(example) == before


def test_nothing_is_written_if_a_file_cannot_be(example: Path) -> None:
    """Here a folder is where the text of the page belongs."""
    (example / "captures" / "gazette-2019-05-20-quay.txt").mkdir()
    before = files(example)
    result = run(example, PAGE, "--words", "closed", *SOURCE, *STATEMENT)
    assert (result.exit_code, "quay.txt:1:1: this cannot be written: " in result.output) == (
        1,
        True,
    )
    assert files(example) == before


def test_rights_that_let_others_have_the_text(example: Path) -> None:
    """It is stored where it is committed."""
    given = [PAGE, "--words", "closed", *SOURCE, *STATEMENT, "--rights", "open-licence"]
    assert "captures/open/gazette-2019-05-20-quay.txt" in run(example, *given).output
    assert read_site(read_folder(example)).problems == []


@pytest.fixture
def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pretend that there is a person who can answer."""
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True, raising=False)


@pytest.mark.usefixtures("on_a_terminal")
def test_what_is_missing_is_asked_for(example: Path) -> None:
    """On a terminal, until it is right; and without a page there is nothing to read."""
    answers = ["", "blog", "news", "B", "", "ada-brg", "ada-berg", "2019-05-20", "original",
               "At the council.", "", "harbour", "berg-2019-05-20-all"]  # fmt: skip
    result = run(example, PAGE, "--words", "keep it open", answer="\n".join([*answers, ""]))
    assert result.exit_code == 0, result.output
    told = result.output
    assert (
        told.index("We open the harbour") < told.index("Is this the quote") < told.index("kind: ")
    )
    assert "'blog' is not one of: news, wire" in told
    assert "did you mean 'ada-berg'?" in told
    assert "id of the source [gazette-2019-05-20-quay]: " in told
    assert "id of the statement [berg-2019-05-20-harbour]: " in told
    assert "berg-2019-05-20-all" in read_site(read_folder(example)).catalog.statements
    assert "# event" not in (example / HARBOUR_STATEMENTS).read_text(encoding="utf-8")
    assert "name the file of a saved page" in run(example, "--words", "x").output


@pytest.mark.usefixtures("on_a_terminal")
def test_other_words_are_meant(example: Path) -> None:
    """Nothing else is asked, and it is said how to name them."""
    before = files(example)
    result = run(example, PAGE, "--words", "keep it open", answer="n\n")
    assert result.exit_code == 1
    last = "nothing was written; give more words, or add --exactly or --nth"
    assert result.output.splitlines()[-1] == last
    assert "kind" not in result.output
    assert files(example) == before


@pytest.fixture
def pasted(tmp_path: Path) -> str:
    """The path of a text that says nothing of itself."""
    page = tmp_path / "page.txt"
    page.write_text("Notice.\n\nThe pier is ours.\n\nThe pier stays ours.\n", encoding="utf-8")
    return str(page)


@pytest.mark.usefixtures("on_a_terminal")
def test_an_address_that_is_known(example: Path, pasted: str) -> None:
    """It is asked for first; of a source that is there already nothing else is."""
    url = "https://vestnik.example.org/port/#top"
    given = [pasted, "--words", "pier is", *STATEMENT]
    result = run(example, *given, answer=f"\n{url}\n\n\n")
    assert result.exit_code == 0, result.output
    assert f"{url}\nknown source: vestnik-2019-05-15-port\n" in result.output
    assert "publisher" not in result.output
    site = read_site(read_folder(example))
    assert site.problems == []
    said = site.catalog.statements["berg-2019-05-20-pier"]
    assert (said.source, said.lang) == ("vestnik-2019-05-15-port", "ru")
    own = run(example, *given, "--tier", "B", answer=f"\n{url}\n")
    assert "'vestnik-2019-05-15-port' already exists with its own fields; leave out" in own.output


@pytest.mark.usefixtures("on_a_terminal")
def test_an_address_that_is_new(example: Path, pasted: str) -> None:
    """The language of the words is that of the page; the id has the day."""
    answers = ["", "https://posts.example.org/pier", "The Post", "The Pier", "2019-05-20", "news",
               "cs", "B", "", "", ""]  # fmt: skip
    given = [pasted, "--words", "pier is", *STATEMENT]
    result = run(example, *given, answer="\n".join([*answers, ""]))
    assert result.exit_code == 0, result.output
    assert "id of the source [post-2019-05-20-pier]: " in result.output
    assert read_site(read_folder(example)).catalog.statements["berg-2019-05-20-pier"].lang == "cs"


def test_the_same_words_twice(example: Path) -> None:
    """They are not quoted again, whatever the shape of their marks; others of the page are."""
    given = [PAGE, "--words", "has not been", *STATEMENT]
    assert run(example, *given, *SOURCE).exit_code == 0
    statements = example / HARBOUR_STATEMENTS
    text = statements.read_text(encoding="utf-8")
    statements.write_text(text.replace("‘closed’", "'closed'"), encoding="utf-8")
    before = files(example)
    result = run(example, *given)
    assert result.exit_code == 1
    assert result.output.splitlines()[-3:] == [
        "known source: gazette-2019-05-20-quay",
        "this is quoted already: berg-2019-05-20-whoever",
        "nothing was written",
    ]
    assert files(example) == before
    assert run(example, PAGE, "--words", "keep it open", *STATEMENT).exit_code == 0


def test_the_same_words_in_another_place(example: Path) -> None:
    """They were said another time, and are quoted."""
    given = [PAGE, "--words", "The pier", "--exactly", *STATEMENT]
    assert run(example, *given, *SOURCE, "--nth", "1", "--id", "pier-1").exit_code == 0
    again = run(example, *given, "--nth", "1", "--id", "pier-2")
    assert "this is quoted already: pier-1" in again.output
    other = run(example, *given, "--nth", "2", "--id", "pier-2")
    assert other.exit_code == 0, other.output
    assert read_site(read_folder(example)).problems == []
