"""Every link to the very words lands on them: by Chromium itself, and by an independent matcher.

The pages are made from the captures, or from a statement's words with their context,
in the middle of a long text that has the same words in other places.
"""

from __future__ import annotations

import html
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, served
from explainer.language.normalisation import fold
from explainer.language.word_search import find_quote, segments
from explainer.quotes.text_fragments import within
from explainer.site import read_site
from explainer.source_tree import read_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from explainer.facts.records import Statement
    from explainer.quotes.captures import Capture
    from playwright.sync_api import Browser, Page

SITE = read_site(read_folder(ROOT))
LINKED = {
    name: link
    for name, said in SITE.catalog.statements.items()
    if (link := SITE.renderer.site.link_to_words(said))
}
"""The links that readers are given, by the ids of their statements."""

CAPTURED = [
    said
    for said in SITE.catalog.statements.values()
    if said.source in SITE.captures
]  # fmt: skip

FILLER = [
    f"Paragraph {number} is about the weather on the coast, and about nothing else."
    for number in range(60)
]
CURLED: dict[str, str | int | None] = {"'": "’", '"': "”", " ": "\u00a0"}
"""What browsers take for the same. They do not take one dash for another."""


def paragraphs(said: Statement, capture: Capture | None) -> list[str]:
    """The part of the page that has the words."""
    if capture:
        return re.split(r"\n\s*\n", capture.text)
    words = re.sub(r"\[(?:…|\.\.\.)\]", "and so on and on", said.text)
    words = re.sub(r"\[[^\]]*\]", "somebody", words)
    gap = " " if said.suffix[:1].isalnum() else ""
    before = " " if said.prefix[-1:].isalnum() or said.prefix[-1:] in ".,:;" else ""
    return [f"{said.prefix}{before}{words}{gap}{said.suffix}"]


def decoys(said: Statement) -> list[str]:
    """Paragraphs that hold the beginning, the end or the middle of the words, but not them."""
    words = segments(said.text)[0].text.split()
    return [
        f"As one says: {' '.join(words[:3])} otherwise.",
        f"Others put it so: {' '.join(words[-3:])} elsewhere.",
        f"It was said that {' '.join(words[:-1])} instead.",
    ]


def page_of(said: Statement, capture: Capture | None, *, curled: bool = False) -> str:
    """A web page with the words somewhere in the middle."""
    parts = [*FILLER, *decoys(said), *FILLER, *paragraphs(said, capture), *FILLER, *decoys(said)]
    if curled:
        parts = [part.translate(str.maketrans(CURLED)) for part in parts]
    body = "\n".join(f"<p>{html.escape(part, quote=False)}</p>" for part in parts)
    return f"<!doctype html><meta charset=utf-8><title>{said.id}</title>\n{body}\n"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, node_modules: Path) -> Iterator[str]:
    """The address of the pages and of the matcher."""
    folder = tmp_path_factory.mktemp("sources")
    shutil.copytree(node_modules / "text-fragments-polyfill" / "src", folder / "matcher")
    for name in LINKED:
        said = SITE.catalog.statements[name]
        capture = SITE.captures.get(said.source)
        (folder / f"{name}.html").write_text(page_of(said, capture), encoding="utf-8")
        curled = page_of(said, capture, curled=True)
        (folder / f"{name}-curled.html").write_text(curled, encoding="utf-8")
    with served(folder) as address:
        yield address


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """A window in which a few paragraphs are seen at once."""
    page = browser.new_page(viewport={"width": 800, "height": 500})
    yield page
    page.close()


MATCH = """async directive => {
  const matcher = await import('/matcher/text-fragment-utils.js');
  const terms = matcher.parseFragmentDirectives({text: [directive]}).text[0];
  return matcher.processTextFragmentDirective(terms).map(range => range.toString());
}"""

SEEN = """() => [...document.querySelectorAll('p')]
  .filter(p => p.getBoundingClientRect().bottom > 0 && p.getBoundingClientRect().top < innerHeight)
  .map(p => p.textContent)"""


def test_there_is_a_link_for_every_source_that_can_have_one() -> None:
    """Only a copy is not linked, and a page whose words have no context to tell them by."""
    without = set(SITE.catalog.statements) - set(LINKED)
    assert all(
        SITE.catalog.sources[SITE.catalog.statements[name].source].tier == "C" for name in without
    )


@pytest.mark.parametrize("name", LINKED)
def test_a_link_leads_to_the_words_and_nowhere_else(tab: Page, pages: str, name: str) -> None:
    """The matcher finds one place, the words; Chromium scrolls there, curled marks or not."""
    said = SITE.catalog.statements[name]
    directive = LINKED[name].split(":~:text=")[1]
    tab.goto(f"{pages}{name}.html")
    found = tab.evaluate(MATCH, directive)
    assert len(found) == 1
    words = fold(found[0]).text.strip()
    assert [(span.start, span.end) for span in find_quote(words, said.text)] == [(0, len(words))]
    for page in (f"{name}.html", f"{name}-curled.html"):
        tab.goto("about:blank")
        tab.goto(f"{pages}{page}#:~:text={directive}")
        tab.wait_for_function("window.scrollY > 0", timeout=5000)
        seen = fold(" ".join(tab.evaluate(SEEN))).text
        assert words[:60] in seen
        assert "otherwise." not in seen


@pytest.mark.parametrize("said", CAPTURED, ids=lambda said: said.id)
def test_a_captured_copy_would_be_found_too(tab: Page, pages: str, said: Statement) -> None:
    """A copy is not linked; but the directive for its text leads to the words."""
    directive = within(said, SITE.captures[said.source])
    tab.goto(f"{pages}{next(iter(LINKED))}.html")
    tab.set_content(page_of(said, SITE.captures[said.source]))
    found = tab.evaluate(MATCH, str(directive).removeprefix("text="))
    assert [fold(text).text.strip() for text in found] == [fold(said.text).text]
