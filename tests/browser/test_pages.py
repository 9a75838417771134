"""The pages in a real browser: readable at any width, in light and dark, with and without script.

Screenshots go to the folder that the variable SCREENSHOTS names, if it is set.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser_pages import EDITION, FERRY, HARBOUR, HOME, LAY_OUT, NOT_FOUND, OUT_OF_SIGHT, slow

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Request


USELESS_ON_PAPER = """() => [...document.querySelectorAll(
    "article :is(.permalink, .headerlink, .edit, .report, .page-end, .page-end-correct, .filter)")]
  .filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 80))"""
"""What of the article can only be clicked, and can be seen."""


NARROW_AND_WIDE = (390, 1280)
WIDTHS = (320, 390, 768, 1280, 1920)


@pytest.mark.parametrize(
    ("where", "scheme", "widths"),
    [
        *((page, "light", NARROW_AND_WIDE) for page in (FERRY, HOME, NOT_FOUND)),
        (HARBOUR, "light", (320,)),
        *(slow(page, scheme, WIDTHS) for page in EDITION for scheme in ("light", "dark")),
    ],
)
def test_a_page_fits_and_keeps_to_itself(
    browser: Browser, where: str, url: str, scheme: Any, widths: tuple[int, ...]
) -> None:
    """At any width, with and without script: no sideways scroll, no text cut, the same text.

    And nothing is fetched from elsewhere, and there is nothing to complain of.
    """
    page = where.strip("/").split("/")[-1].replace("edition:", "") or "index"
    origin = "/".join(url.split("/")[:3])
    complaints: list[str] = []
    elsewhere: list[str] = []
    texts: dict[int, list[str]] = {}

    def hear(message: ConsoleMessage) -> None:
        complaints.append(message.text)

    def watch(request: Request) -> None:
        if not request.url.startswith((f"{origin}/", "data:")):
            elsewhere.append(request.url)

    for script in (True, False):
        context = browser.new_context(color_scheme=scheme, java_script_enabled=script)
        tab = context.new_page()
        tab.on("console", hear)
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.on("request", watch)
        tab.goto(url)
        tab.evaluate(LAY_OUT)
        for width in widths:
            tab.set_viewport_size({"width": width, "height": 900})
            room = tab.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
            assert room[0] <= room[1], f"{page} at {width}"
            assert tab.evaluate(OUT_OF_SIGHT) == [], f"{page} at {width}"
            texts.setdefault(width, []).append(tab.locator("article").inner_text())
            _picture(
                tab, f"{page}-{width}-{scheme}{'' if script else '-no-script'}", whole=width < 1280
            )
        tab.emulate_media(media="print")
        assert tab.evaluate(USELESS_ON_PAPER) == [], f"{page} on paper"
        _picture(tab, f"{page}-print", whole=True)
        context.close()
    assert (complaints, elsewhere) == ([], [])
    for width, (with_script, without) in texts.items():
        assert with_script == without, f"{page} at {width}"
        assert len(without) > (5 if page == "404.html" else 1000)


def _picture(tab: Page, name: str, *, whole: bool) -> None:
    """A screenshot, where they are asked for: `make pictures`."""
    if folder := os.environ.get("SCREENSHOTS"):
        tab.screenshot(path=Path(folder) / f"{name}.png", full_page=whole)


@pytest.mark.parametrize(
    ("where", "last"),
    [
        (HOME, ".agenda-topic:nth-child(3)"),
        (FERRY, "h2 + p"),
    ],
)
def test_a_phone_shows_the_answer_on_its_first_screen(
    browser: Browser, url: str, last: str
) -> None:
    """On the agenda where to start and the first topics; on a topic's page what is in short."""
    tab = browser.new_page(viewport={"width": 390, "height": 844})
    tab.goto(url)
    box = tab.locator(f"article {last}").first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 844
    tab.close()


def test_a_citation_shows_its_source_on_hover(browser: Browser, address: str) -> None:
    """And on focus; it goes with the pointer, the focus and the Escape key."""
    tab = browser.new_page()
    tab.goto(f"{address}topics/ferry/")
    number, box = tab.locator("a.footnote-ref").first, tab.locator(".citation-box")
    number.hover()
    box.wait_for(timeout=5000)
    assert "The Ferry Post" in box.inner_text()
    assert "↩" not in box.inner_text()
    tab.mouse.move(5, 5)
    box.wait_for(state="hidden", timeout=5000)
    for at in (0, 5, 9):  # near, and out of sight at first
        number = tab.locator("a.footnote-ref").nth(at)
        number.focus()
        tab.keyboard.press("Shift+Tab")
        tab.keyboard.press("Tab")
        assert number.evaluate("number => number === document.activeElement")
        tab.wait_for_timeout(200)
        assert box.is_visible()
        tab.mouse.move(9, 9)
        tab.wait_for_timeout(400)
        assert box.is_visible()
        tab.keyboard.press("Escape")
        assert not box.is_visible()
    tab.close()


def test_a_link_to_an_event_lands_on_it(browser: Browser, address: str) -> None:
    """The anchors are the ids of the records."""
    tab = browser.new_page()
    tab.goto(f"{address}topics/ferry/#ferry-2019-05-02-deployment")
    title = tab.locator("#ferry-2019-05-02-deployment")
    assert "Two more boats lie at the pier" in title.inner_text()
    assert tab.evaluate("window.scrollY") > 0
    tab.close()
