"""Which pages are opened in a browser, and what is looked for in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Page

FERRY = "example:topics/ferry/"
"""A long page with everything that moves or opens, but no quotes."""
HARBOUR = "example:topics/harbour/"
"""A page with every block."""
HOME = "edition:"
TOPICS = [f"edition:{url}" for url in PAGES.values() if url.startswith("topics/")]
ABOUT = [f"edition:{url}" for url in PAGES.values() if url and not url.startswith("topics/")]
NOT_FOUND = "edition:404.html"
EDITION = [HOME, *TOPICS, *ABOUT, NOT_FOUND]
"""Every page of the edition."""


def slow(*values: object) -> object:
    """Return a case that is tried by `make test-all` alone."""
    return pytest.param(*values, marks=pytest.mark.slow)


LAY_OUT = """() => {
  const style = document.createElement("style");
  style.textContent = "article * { content-visibility: visible !important }";
  document.head.append(style);
}"""
"""Lays all of a page out, as it is when somebody has read to its end."""

OUT_OF_SIGHT = """() => {
  const found = [];
  const walker = document.createTreeWalker(
    document.querySelector("article"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode, parent = text.parentElement;
    if (!text.data.trim() || !parent.checkVisibility() || parent.closest("title")) continue;
    const boxes = [{ left: 0, right: innerWidth }];
    let meant = false; // for screen readers alone
    for (let one = parent; one.tagName !== "ARTICLE"; one = one.parentElement) {
      const style = getComputedStyle(one);
      meant ||= style.clipPath === "inset(50%)";
      if (one.tagName !== "svg" && style.overflowX !== "visible")
        boxes.push(one.getBoundingClientRect());
    }
    if (meant) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const at of range.getClientRects())
      if (boxes.some((box) => at.left < box.left - 1 || at.right > box.right + 1))
        found.push(text.data.trim().slice(0, 60));
  }
  return [...new Set(found)];
}"""
"""The beginnings of all texts in the article that do not lie within the screen, or are cut."""

RESULTS = "links => links.map(link => link.href).filter(link => !link.endsWith('?h='))"
"""The results of a search, without the pages that only hold some."""


def search_results(tab: Page, words: str) -> list[str]:
    """Return the addresses that a search finds, best first."""
    field = tab.locator(".md-search__input")
    for text, state in (("qqqqzzzz", "detached"), (words, "attached")):
        field.fill(text)
        tab.keyboard.press("Shift")  # the theme listens to keys
        tab.locator(".md-search-result__link").first.wait_for(state=state, timeout=20_000)  # type: ignore[arg-type]
    found: list[str] = tab.locator(".md-search-result__link").evaluate_all(RESULTS)
    return found
