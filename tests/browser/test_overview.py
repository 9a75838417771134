"""The drawings of events in a real browser: every text in its place, at every width.

Each word is measured as the browser draws it, which the build can only estimate.
"""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import generate
import pytest
from browser_pages import FERRY, HOME, LAY_OUT, TOPICS, slow
from conftest import served
from explainer.site import read_site
from explainer.source_tree import read_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

WIDTHS = (320, 390, 768, 1280, 1920)
FEW_WIDTHS = (390, 768)
"""One for each of the two drawings."""
GENERATED = 100

FAULTS = """() => {
  const found = [], shown = (one) => one.checkVisibility() && one.getClientRects().length > 0;
  const say = (one) => one.textContent.trim().slice(0, 40);
  for (const figure of document.querySelectorAll(".overview")) {
    const edge = figure.getBoundingClientRect();
    const tall = figure.querySelector(".overview-tall");
    const hidden = (one) => getComputedStyle(tall).clipPath !== "none" && tall.contains(one);
    const texts = [...figure.querySelectorAll(
        "svg text, .overview-date, .overview-tall span.overview-name, " +
        "p.overview-panel, p.overview-turning, .overview-topic, .overview-legend li")]
      .filter((one) => shown(one) && !hidden(one));
    if (!texts.length) found.push("no text");
    const boxes = texts.flatMap((one) => {
      const size = parseFloat(getComputedStyle(one).fontSize)
        * (one.ownerSVGElement ? one.getScreenCTM().a : 1);
      if (size < 11.99) found.push(`${size} px: ${say(one)}`);
      return [...one.getClientRects()].map((box) => ({ one, box }));
    });
    for (const { one, box } of boxes)
      if (box.left < edge.left - 1 || box.right > edge.right + 1
          || box.top < edge.top - 4 || box.bottom > edge.bottom + 1)
        found.push(`over the edge: ${say(one)}`);
    const meet = (a, b, by) => a.left < b.right - by && b.left < a.right - by
      && a.top < b.bottom - by && b.top < a.bottom - by;
    boxes.forEach(({ one, box }, at) => {
      for (const other of boxes.slice(at + 1))
        if (other.one !== one && meet(box, other.box, 3))
          found.push(`${say(one)} on ${say(other.one)}`);
    });
    const lines = [...figure.querySelectorAll(".overview-pole, .overview-turn")].filter(shown);
    const points = lines.map((line) => {
      const length = line.getTotalLength(), matrix = line.getScreenCTM(), all = [];
      for (let at = 0; at <= length; at += 2)
        all.push(line.getPointAtLength(at).matrixTransform(matrix));
      return all;
    });
    for (const { one, box } of boxes.filter(({ one }) => one.matches("text")))
      points.forEach((all, at) => {
        if (all.some((dot) => dot.x > box.left + 1 && dot.x < box.right - 1
            && dot.y > box.top + 3 && dot.y < box.bottom - 3)
            && !(one.matches(".overview-turn-name") && lines[at].matches(".overview-turn")))
          found.push(`a line through ${say(one)}`);
      });
    const marks = [...figure.querySelectorAll(
        ".overview-wide .overview-mark, .overview-entries .overview-mark")].filter(shown)
      .filter((one) => !hidden(one)).map((one) => one.getBoundingClientRect());
    marks.forEach((mark, at) => {
      if (marks.slice(at + 1).some((other) => meet(mark, other, 2))) found.push("a mark on a mark");
      for (const { one, box } of boxes)
        if (meet(mark, box, 3)) found.push(`a mark on ${say(one)}`);
    });
  }
  return found;
}"""
"""What is wrong with the drawings of a page: texts that are small, cut, or on something else."""


def drawings(tab: Page) -> int:
    """How many drawings the page has."""
    return int(tab.locator(".overview").count())


@pytest.mark.parametrize("where", [HOME, *TOPICS[:2], *map(slow, (*TOPICS[2:], FERRY))])
@pytest.mark.parametrize("widths", [FEW_WIDTHS, slow(WIDTHS)])
def test_every_text_has_its_place(browser: Browser, url: str, widths: tuple[int, ...]) -> None:
    """On a phone, on a tablet and on a desk."""
    tab = browser.new_page()
    tab.goto(url)
    tab.evaluate(LAY_OUT)
    assert drawings(tab) == 1
    for width in widths:
        tab.set_viewport_size({"width": width, "height": 900})
        assert tab.evaluate(FAULTS) == [], width
        wide = tab.locator(".overview-wide")
        assert wide.is_visible() == (width >= 768)
    tab.close()


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory, built: Path) -> Iterator[str]:
    """The address of a page with the drawings of many generated topics and no other text.

    It is in a copy of the example, whose own pages other tests look at.
    """
    folder = tmp_path_factory.mktemp("generated")
    generate.generate(GENERATED, folder / "site", seed=5)
    site = read_site(read_folder(folder / "site"))
    drawn = [
        fragment.html
        for result in site.results.values()
        for fragment in result.fragments
        if fragment.name == "overview"
    ]
    assert len(drawn) == GENERATED + 1
    page = (built / "topics/ferry/index.html").read_text(encoding="utf-8")
    head, _, rest = page.partition("<article")
    opening, _, _ = rest.partition(">")
    html = (
        f"{head}<article{opening}>{''.join(drawn)}</article></div></div></main></div></body></html>"
    )
    html = re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)
    copy = shutil.copytree(built, folder / "built")
    (copy / "topics/ferry/index.html").write_text(html, encoding="utf-8")
    with served(copy) as address:
        yield f"{address}topics/ferry/"


@pytest.mark.slow
@pytest.mark.parametrize("width", WIDTHS)
def test_every_text_of_any_topic_has_its_place(browser: Browser, gallery: str, width: int) -> None:
    """Whenever its events are."""
    tab = browser.new_page(viewport={"width": width, "height": 900})
    tab.goto(gallery)
    tab.evaluate(LAY_OUT)
    assert drawings(tab) == GENERATED + 1
    assert tab.evaluate(FAULTS) == []
    tab.close()
