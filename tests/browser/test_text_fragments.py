"""Every link to the very words lands on them: by Chromium itself, and by an independent matcher.

The pages are made from the captures, or from a statement's words with their context,
in the middle of a long text that has the same words in other places.
"""

from __future__ import annotations

import html
import re
import shutil
from functools import cache
from typing import TYPE_CHECKING

import pytest
from conftest import GOOD, ROOT, served
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
    from explainer.site import Site
    from playwright.sync_api import Browser, Page

PARTS = 6
"""In how many parts the statements of the edition are tried."""


@cache
def site_of(folder: Path) -> Site:
    """Return a site."""
    return read_site(read_folder(folder))


def linked(site: Site) -> dict[str, str]:
    """Return the links that readers are given, by the ids of their statements."""
    statements = site.catalog.statements.items()
    links = {name: site.context.link_to_words(said) for name, said in statements}
    return {name: link for name, link in links.items() if link}


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
def sources(tmp_path_factory: pytest.TempPathFactory, node_modules: Path) -> Path:
    """The folder of the pages, with the matcher."""
    folder = tmp_path_factory.mktemp("sources")
    shutil.copytree(node_modules / "text-fragments-polyfill" / "src", folder / "matcher")
    (folder / "empty.html").write_text("<!doctype html><title>None</title>", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def pages(sources: Path) -> Iterator[str]:
    """The address of the pages and of the matcher."""
    with served(sources) as address:
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


def check_link(tab: Page, pages: str, sources: Path, site: Site, name: str, link: str) -> None:
    """The matcher finds one place, the words; Chromium scrolls there, curled marks or not."""
    said = site.catalog.statements[name]
    capture = site.captures.get(said.source)
    for file, curled in ((f"{name}.html", False), (f"{name}-curled.html", True)):
        (sources / file).write_text(page_of(said, capture, curled=curled), encoding="utf-8")
    directive = link.split(":~:text=")[1]
    tab.goto(f"{pages}{name}.html")
    found = tab.evaluate(MATCH, directive)
    assert len(found) == 1, name
    words = fold(found[0]).text.strip()
    assert [(span.start, span.end) for span in find_quote(words, said.text)] == [(0, len(words))], (
        name
    )
    for page in (f"{name}.html", f"{name}-curled.html"):
        tab.goto("about:blank")
        tab.goto(f"{pages}{page}#:~:text={directive}")
        tab.wait_for_function("window.scrollY > 0", timeout=5000)
        seen = fold(" ".join(tab.evaluate(SEEN))).text
        assert words[:60] in seen, name
        assert "otherwise." not in seen, name


def test_a_link_leads_to_the_words_and_nowhere_else(tab: Page, pages: str, sources: Path) -> None:
    """Each of the example's."""
    site = site_of(GOOD)
    links = linked(site)
    assert links
    for name, link in links.items():
        check_link(tab, pages, sources, site, name, link)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_a_link_of_the_edition_leads_to_the_words(
    tab: Page, pages: str, sources: Path, part: int
) -> None:
    """As in the example."""
    site = site_of(ROOT)
    for name, link in [*linked(site).items()][part::PARTS]:
        check_link(tab, pages, sources, site, name, link)


@pytest.mark.parametrize("folder", [GOOD, pytest.param(ROOT, marks=pytest.mark.slow)])
def test_a_captured_copy_would_be_found_too(tab: Page, pages: str, folder: Path) -> None:
    """A copy is not linked; but the directive for its text leads to the words."""
    site = site_of(folder)
    for said in site.catalog.statements.values():
        if capture := site.captures.get(said.source):
            directive = within(said, capture)
            tab.goto(f"{pages}empty.html")
            tab.set_content(page_of(said, capture))
            found = tab.evaluate(MATCH, str(directive).removeprefix("text="))
            (words,) = (fold(text).text.strip() for text in found)
            spans = [(span.start, span.end) for span in find_quote(words, said.text)]
            assert spans == [(0, len(words))], said.id
