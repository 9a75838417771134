"""How long and how hard the prose of a page is."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from conftest import GOOD
from explainer.__main__ import explainer
from explainer.cli import check
from explainer.pages.prose import read_prose
from explainer.pages.readability import grade, reading


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", 0.0),
        ("2019 -- 14.", 0.0),
        ("The cat sat on the mat.", 0.0),
        # 8 words of 10 syllables: 0.39 * 8 + 11.8 * 10 / 8 - 15.59
        ("In May they began but did not agree.", 2.28),
        # 5 words of 17 syllables: 0.39 * 5 + 11.8 * 17 / 5 - 15.59
        ("Administrative tribunals deliver complicated judgements.", 26.48),
    ],
)
def test_the_grade_of_a_sentence(text: str, wanted: float) -> None:
    assert grade([text]) == pytest.approx(wanted, abs=0.01)


def test_a_page_opens_with_what_comes_before_its_second_heading() -> None:
    html = "<h2>In short</h2><p>One. Two.</p><h3>More</h3><p>Three.</p><h2>Then</h2><p>Four.</p>"
    found = reading(read_prose(html))
    assert found.sentences == ("One.", "Two.", "Three.", "Four.")
    assert (found.words, found.opening, found.mean) == (4, 3, 1.0)


def test_many_pages_are_counted_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "MANY", 1)
    whole = CliRunner().invoke(explainer, ["check", "--root", str(GOOD)])
    assert "2 pages; name some to read how much of them is cited" in whole.output
    assert "harbour.md" not in whole.output
    page = str(GOOD / "docs/topics/harbour.md")
    one = CliRunner().invoke(explainer, ["check", "--root", str(GOOD), page])
    assert "docs/topics/harbour.md: " in one.output
