"""A topic's page in a browser: short enough to finish, and open where a link leads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from browser_pages import FERRY, TOPICS, slow

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WORDS = """() => {
  const style = document.createElement("style");
  style.textContent =
    "details:not([open]) > :not(summary), .offscreen, .headerlink, [popover] { display: none }";
  document.head.append(style);
  const words = document.querySelector("article").innerText.match(/\\S+/g).length;
  style.remove();
  return words;
}"""
"""The number of words of the article outside closed details."""

READ_DOWN = """async () => {
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
    scrollTo(0, y);
    await new Promise((done) => setTimeout(done, 20));
  }
}"""
"""Scrolls through the page, screen by screen."""

LANDED = """async (id) => {
  location.hash = id;
  await new Promise((done) => setTimeout(done, 30));
  const item = document.getElementById(id), box = item.getBoundingClientRect();
  const wanted = parseFloat(getComputedStyle(item).scrollMarginBlockStart);
  const end = scrollY + innerHeight >= document.documentElement.scrollHeight - 1;
  const closed = [...item.querySelectorAll("details")].filter((one) => !one.open);
  return {
    off: end && box.top >= wanted ? 0 : Math.abs(box.top - wanted),
    seen: item.checkVisibility({ contentVisibilityAuto: true }),
    open: !item.querySelector("details") || closed.length < item.querySelectorAll("details").length,
    header: document.querySelector(".md-header").getBoundingClientRect().bottom - box.top,
  };
}"""
"""Where the browser is after it followed a link to an item of its page."""


SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) if (!shift.hadRecentInput) sum += shift.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 100);
})"""
"""How far the page has moved by itself (the web vital CLS)."""


@pytest.mark.parametrize("where", TOPICS)
@pytest.mark.parametrize(("width", "height", "screens"), [(390, 844, 20), slow(1280, 900, 12)])
def test_a_page_can_be_finished(
    browser: Browser, url: str, width: int, height: int, screens: int
) -> None:
    """At most 3,600 words and so many screens; the scroll bar does not lie about them.

    The first screen has the whole answer, and nothing moves by itself.
    """
    tab = browser.new_page(viewport={"width": width, "height": height})
    tab.goto(url)
    answer = tab.locator("#in-short + p").bounding_box()
    assert answer is not None
    assert answer["y"] + answer["height"] <= height
    assert tab.evaluate(SHIFTS) == 0
    words = tab.evaluate(WORDS)
    loaded = tab.evaluate("document.documentElement.scrollHeight")
    tab.mouse.move(9, 9)  # the theme's script comes with the first move
    tab.evaluate(READ_DOWN)
    real = tab.evaluate("document.documentElement.scrollHeight")
    tab.close()
    assert words <= 3600
    assert loaded / height <= screens
    assert abs(real - loaded) <= 0.05 * real


@pytest.mark.parametrize("where", [FERRY, *map(slow, TOPICS)])
def test_a_link_opens_what_it_leads_to(browser: Browser, url: str) -> None:
    """It lands within 8 px of its item, also in a closed detail, by back and forward too."""
    tab = browser.new_page(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    tab.goto(url)
    ids = tab.evaluate(
        "[...document.querySelectorAll('article :is(.event, .statement, .wording, .position,"
        " .discrepancy)')].map((one) => one.id)"
    )
    assert len(ids) > 5
    faults = {}
    for name in ids:
        landed = tab.evaluate(LANDED, name)
        if not (landed["seen"] and landed["open"] and landed["off"] <= 8 and landed["header"] <= 0):
            faults[name] = landed
    assert faults == {}
    tab.goto(f"{url}#{ids[-1]}")
    place = f"document.getElementById('{ids[-1]}').getBoundingClientRect().top"
    wanted = tab.evaluate(place)
    tab.goto(f"{url}#{ids[0]}")
    for way in (tab.go_back, tab.go_forward, tab.go_back):
        way()
    tab.wait_for_timeout(100)
    assert abs(tab.evaluate(place) - wanted) <= 8
    tab.close()


@pytest.mark.parametrize("where", [TOPICS[0], *map(slow, TOPICS[1:])])
def test_the_story_and_its_notes_fit_on_paper(browser: Browser, url: str) -> None:
    """On twelve pages of A4 at most."""
    tab = browser.new_page()
    tab.goto(url)
    printed = tab.pdf(format="A4")
    tab.close()
    assert 2 < len(re.findall(rb"/Type\s*/Page\b", printed)) <= 12
