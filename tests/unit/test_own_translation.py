"""Our own translations: the words of the source are checked, and both are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from conftest import ALDER, ROOT, with_checks
from drawing import block as rendered
from explainer.__main__ import explainer
from explainer.site import read_site
from explainer.source_tree import read_folder

if TYPE_CHECKING:
    from pathlib import Path

TREE = read_folder(ALDER)
SAID = "dahl-2019-05-14-keys"
CAPTURE = "captures/vestnik-2019-05-15-port.txt"
STATEMENTS = "data/topics/pier/statements.yml"


def captured(text: str) -> list[str]:
    """Return the problems of the site with a stored text of the source, beside the words it has."""
    whole = f"Порт закрыт\n\nThe port is shut\n\n{text}\n"
    tree = with_checks(TREE.overlay({CAPTURE: whole.encode()}))
    lines = tree[STATEMENTS].decode().split("\n")
    return [
        f"{lines[problem.place.line - 1].split(':')[0].strip()}: {problem.message}"
        for problem in read_site(tree).problems
        if problem.place.path == STATEMENTS
    ]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("Даль сказал: «Ключи у меня, и я их не отдам».", []),
        ("Даль сказал: «Ключи у него, и я их не отдам».", [f"original: {CAPTURE} has different"]),
        ("Берг сказала: «Ключи у меня, и я их не отдам».", [f"prefix: {CAPTURE} has different"]),
        ("He said: “The keys are mine, and I am not giving them up”.", [f"original: {CAPTURE} ha"]),
    ],
)
def test_the_original_is_what_a_stored_text_must_have(text: str, problems: list[str]) -> None:
    """The translation is in no source."""
    found = captured(text)
    assert len(found) == len(problems)
    assert all(one.startswith(begin) for one, begin in zip(found, problems, strict=True))


def test_the_lock_has_the_original() -> None:
    """A new translation of the same words needs no new check."""
    check = read_site(TREE).lock.checks[SAID]
    assert check.text == "Ключи у меня, и я их не отдам"
    text = TREE[STATEMENTS].replace(b"The keys are mine", b"I have the keys")
    assert text != TREE[STATEMENTS]
    assert read_site(TREE.overlay({STATEMENTS: text})).problems == []


def test_both_are_shown_in_their_languages() -> None:
    """On the page of the topic, on that of the person, with the name of the translator."""
    site = read_site(TREE)
    (person,) = [page for page in site.record if page.content.path == "people/carl-dahl.md"]
    block = rendered(site, "docs/topics/pier.md", "statement", f"id: {SAID}").html
    for html in (block, person.html):
        (figure,) = [
            one
            for one in BeautifulSoup(html, "html5lib").select("figure.statement")
            if "the keys are mine" in one.get_text().casefold()
        ]
        quotes = [(one["lang"], one.get_text()) for one in figure.select("blockquote")]
        assert quotes == [
            ("en", "The keys are mine, and I am not giving them up"),
            ("ru", "Ключи у меня, и я их не отдам"),
        ]
        assert "our translation, by Nora Lind" in figure.get_text()


def test_a_page_may_quote_either() -> None:
    """Words between marks beside a citation are those of the translation or of the original."""
    page = "docs/topics/pier.md"
    for words, problems in (("я их не отдам", 0), ("I will keep the keys", 1)):
        text = f"\nCarl Dahl said: “{words}”.[^{SAID}]\n"
        site = read_site(TREE.overlay({page: TREE[page] + text.encode()}))
        assert len(site.problems) == problems


PAGE = str(ROOT / "tests" / "examples" / "saved" / "harbour.html")
QUOTE = [
    *("--words", "keep it open", "--kind", "news", "--tier", "B", "--speaker", "ada-berg"),
    *("--date", "2019-05-20", "--topic", "harbour", "--context", "At the council."),
]


def test_a_quote_from_a_saved_page_that_we_translate(example: Path) -> None:
    """The words of the page become the original, and are checked at once."""
    ours = ["--rendering", "own-translation", "--translator", "Nora Lind", "--lang", "de"]
    text = "Der Hafen steht allen offen"
    arguments = ["quote", "--root", str(example), PAGE, *QUOTE, *ours, "--text", text]
    result = CliRunner().invoke(explainer, arguments)
    assert result.exit_code == 0, result.output
    site = read_site(read_folder(example))
    (said,) = [one for one in site.catalog.statements.values() if one.original]
    assert site.problems == []
    assert (said.text, said.lang, said.original_lang) == (text, "de", "en")
    assert said.original == "We open the harbour to all, and we keep it open"
    check = site.lock.of(said)
    assert check is not None
    assert check.against == site.captures[said.source].fingerprint


def test_a_text_beside_the_words_of_a_page_is_refused(example: Path) -> None:
    """Unless it is our own translation of them."""
    arguments = ["quote", "--root", str(example), PAGE, *QUOTE, "--rendering", "original"]
    result = CliRunner().invoke(explainer, [*arguments, "--text", "Open"])
    assert result.exit_code == 2
    assert "--text is for our own translation" in result.output
