"""The preview of a broken site: a page for each page, with every problem somewhere on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bad_examples import EXAMPLES, FIRST, TAKES_THE_PLACE_OF, TODAY, expected
from bs4 import BeautifulSoup
from conftest import ROOT
from drawing import draw_preview
from explainer.edition import Edition
from explainer.preview import FEW, MANY, Preview, failure, stopped
from explainer.problems import count as count_of
from explainer.site import read_site
from explainer.source_tree import read_folder

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(
            path,
            id=f"{path.parent.name}/{path.stem}",
            marks=[] if path in FIRST else pytest.mark.slow,
        )
        for path in EXAMPLES
    ],
)
def test_a_broken_site_can_be_shown(path: Path, example: Path) -> None:
    """Whatever is wrong, each page is drawn, and its list links to each problem or holds it."""
    _, broken = expected(path)
    (example / TAKES_THE_PLACE_OF[path.parent.name]).write_bytes(broken)
    site = read_site(read_folder(example), Edition(TODAY))
    pages = {name: BeautifulSoup(draw_preview(site, name), "html5lib") for name in site.pages}
    for name, soup in pages.items():
        count = soup.select_one(".preview-count")
        assert count is not None
        assert count.get_text() == count_of(site.problems)
        ids = [str(one["id"]) for one in soup.select("[id^=problem-]")]
        assert len(ids) == len(set(ids))
        for item, problem in zip(soup.select(".preview-problems li"), site.problems, strict=True):
            place = f"{problem.place.path}:{problem.place.line}:{problem.place.column}"
            assert item.get_text().startswith(f"{place}: {problem.text}")
            link = item.a
            if link is None:
                assert item.get("id") in ids
            elif str(link["href"]).startswith("#"):
                assert str(link["href"])[1:] in ids
            else:
                assert name != "docs/topics/harbour.md" or "harbour" not in str(link["href"])


def test_a_card_stands_where_the_facts_did(example: Path) -> None:
    """In full the first time, then as a link; of many problems the first few."""
    events = example / "data" / "topics" / "harbour" / "events.yml"
    text = events.read_text(encoding="utf-8")
    events.write_text(text.replace("    kind: ", "    knid: "), encoding="utf-8")
    page = example / "docs" / "topics" / "harbour.md"
    page.write_text(page.read_text("utf-8") + "\n```overview\n```\n", encoding="utf-8")
    site = read_site(read_folder(example), Edition(TODAY))
    soup = BeautifulSoup(draw_preview(site, "docs/topics/harbour.md"), "html5lib")
    mistakes = [problem for problem in site.problems if problem.place.path.endswith("events.yml")]
    assert len(mistakes) == FEW
    timeline, overview = soup.select("div.problem"), soup.select("p.problem")
    assert [card["id"] for card in timeline] == [f"problem-{n}" for n in range(1, FEW + 1)]
    assert [one.get_text() for one in overview] == [f"As above: {p.message}" for p in mistakes]


def test_an_error_of_the_program_is_told_at_its_line(tmp_path: Path) -> None:
    """The line of the project where it arose; without one, what it says."""
    file = tmp_path / "hooks" / "broken.py"
    file.parent.mkdir()
    file.write_text("one = 1\ntwo = (\n", encoding="utf-8")
    with pytest.raises(SyntaxError) as caught:
        compile(file.read_text(encoding="utf-8"), str(file), "exec")
    problem = failure(caught.value, tmp_path)
    assert (problem.place.path, problem.place.line) == ("hooks/broken.py", 2)
    assert problem.hint == "SyntaxError: '(' was never closed"

    def divide() -> float:
        return 1 / 0

    with pytest.raises(ZeroDivisionError) as divided:
        divide()
    problem = failure(divided.value, ROOT)
    assert problem.place.path == "tests/unit/test_preview.py"
    assert problem.place.text.strip() == "return 1 / 0"
    assert failure(OSError("no room"), ROOT).hint == "OSError: no room; see the terminal"


def test_of_many_problems_the_first_are_listed(example: Path) -> None:
    """And how many more there are; the cards of a page are always among them."""
    glossary = example / "data" / "glossary.yml"
    lines = "".join(f"  - id: harbour-term-{number}\n" for number in range(60))
    glossary.write_text(f"terms:\n{lines}", encoding="utf-8")
    site = read_site(read_folder(example), Edition(TODAY))
    soup = BeautifulSoup(Preview(site).page("docs/index.md").bar, "html5lib")
    assert len(soup.select(".preview-problems li")) == MANY
    more = soup.select(".preview-problems > p")[0].get_text()
    assert more == f"And {len(site.problems) - MANY} more: make check"


def test_a_card_that_cannot_be_drawn(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What keeps the pages from being made may be its own template."""

    def fail(*_: object, **__: object) -> str:
        raise RuntimeError

    site = read_site(read_folder(example), Edition(TODAY))
    monkeypatch.setattr(site.renderer.templates, "render", fail)
    card = stopped(site, ValueError("<b>"), ROOT)
    assert card.startswith('<pre class="problem">mkdocs.yml:1:1: this is the last version')
    assert "ValueError: &lt;b&gt;" in card
