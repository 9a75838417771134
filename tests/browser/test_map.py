"""The maps of events in a real browser: every name in its place, at every width."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browser_pages import TOPICS, slow

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WIDTHS = (320, 390, 768, 1280, 1920)

FAULTS = """() => {
  const found = [];
  const drawings = [...document.querySelectorAll(".map svg")];
  const drawing = drawings.find((one) => one.checkVisibility());
  const edge = drawing.getBoundingClientRect();
  const texts = [...drawing.querySelectorAll("text")];
  const boxes = texts.map((one) => one.getBoundingClientRect());
  const dots = [...drawing.querySelectorAll("circle")].map((one) => one.getBoundingClientRect());
  const meet = (a, b, by) => a.left < b.right - by && b.left < a.right - by
    && a.top < b.bottom - by && b.top < a.bottom - by;
  texts.forEach((one, at) => {
    const size = parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a;
    if (size < 11.9) found.push(`${size} px: ${one.textContent}`);
    const box = boxes[at];
    if (box.left < edge.left || box.right > edge.right || box.top < edge.top - 1
        || box.bottom > edge.bottom + 1) found.push(`over the edge: ${one.textContent}`);
    if (boxes.slice(at + 1).some((other) => meet(box, other, 3)))
      found.push(`${one.textContent} on another name`);
    if (dots.some((dot) => meet(box, dot, 3))) found.push(`a dot on ${one.textContent}`);
  });
  if (texts.length < dots.length * 0.8) found.push(`${texts.length} names of ${dots.length}`);
  return found;
}"""
"""What is wrong with the map of a page: names that are small, cut, missing or on something else."""


@pytest.mark.parametrize("where", [TOPICS[0], *map(slow, TOPICS[1:])])
def test_every_name_has_its_place(browser: Browser, url: str) -> None:
    """On the record of each topic, in the drawing for the width; the list has every place."""
    tab = browser.new_page()
    tab.goto(f"{url}record/")
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 900})
        assert tab.locator(".map svg:visible").count() == 1
        assert tab.evaluate(FAULTS) == [], width
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
    places = tab.locator(".map figcaption a:not([href^='https:'])").count()
    assert places == tab.locator(".map-wide circle").count()
    tab.close()
