"""The pages in a real browser: readable at any width, in light and dark, with and without script.

Screenshots go to the folder that the variable SCREENSHOTS names, if it is set.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser_pages import EDITION, FERRY, HOME, KINDS, LAY_OUT, OUT_OF_SIGHT, TOPICS, slow
from conftest import BUSY, GOOD
from explainer.rendering.timeline_filter import marks_of
from explainer.site import read_site
from explainer.source_tree import read_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from explainer.facts.records import Event
    from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request


USELESS_ON_PAPER = """() => [...document.querySelectorAll(
    "article :is(.permalink, .headerlink, .edit, .report, .md-content__button, .filter, summary)")]
  .filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 80))"""
"""What of the article can only be clicked, and can be seen."""


NARROW_AND_WIDE = (390, 1280)
WIDTHS = (320, 390, 768, 1280, 1920)


@pytest.mark.parametrize(
    ("where", "scheme", "widths"),
    [
        *((page, "light", NARROW_AND_WIDE) for page in KINDS),
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
        (HOME, ".overview-strips li"),
        (FERRY, "h2 + p"),
        *(slow(topic, "h2") for topic in TOPICS),
    ],
)
def test_a_phone_shows_the_answer_on_its_first_screen(
    browser: Browser, url: str, last: str
) -> None:
    """On the agenda the topics and the first lane of their events; on a topic's page the summary.

    A topic with a correction at its top at least begins to answer there.
    """
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


def _ferry() -> tuple[list[Event], Callable[[str], list[str]]]:
    """The events of the first timeline, and those of them with a mark."""
    catalog = read_site(read_folder(GOOD).overlay(read_folder(BUSY))).catalog
    events = [event for event in catalog.events_of(["ferry"]) if event.date.edtf() < "2019-05-15"]

    def marked(value: str) -> list[str]:
        return [
            event.id
            for event in events
            if any(value in values for values in marks_of(event, catalog).values())
        ]

    return events, marked


def _shown(timeline: Locator) -> list[str | None]:
    """The ids of the events that can be seen."""
    titles = timeline.locator(".event-title").all()
    return [title.get_attribute("id") for title in titles if title.is_visible()]


@pytest.mark.parametrize("script", [True, False])
def test_a_timeline_can_be_filtered(browser: Browser, address: str, *, script: bool) -> None:
    """By side, sort or person, with and without script; a link to an event still shows it."""
    events, marked = _ferry()
    context = browser.new_context(java_script_enabled=script)
    tab = context.new_page()
    tab.goto(f"{address}topics/ferry/")
    timeline = tab.locator(".timeline").first
    choice = timeline.get_by_label("Show")
    assert _shown(timeline) == [event.id for event in events]
    for value in ("south", "talks", "carl-dahl"):
        choice.select_option(value)
        assert 0 < len(marked(value)) < len(events)
        assert _shown(timeline) == marked(value)
        told = timeline.locator("option:checked").text_content()
        assert told is not None
        assert told.endswith(f"({len(marked(value))})")
        for section in timeline.locator(".timeline-month").all():
            seen = [event.is_visible() for event in section.locator(".event").all()]
            assert section.is_visible() == any(seen)
    hidden = next(event.id for event in events if event.id not in marked("carl-dahl"))
    tab.goto(f"{address}topics/ferry/#{hidden}")
    assert hidden in _shown(timeline)
    context.close()


def test_the_choice_of_a_timeline_stays_in_the_address(browser: Browser, address: str) -> None:
    """It can be shared, holds for both timelines, and what is unknown shows everything."""
    events, marked = _ferry()
    tab = browser.new_page()
    tab.goto(address + "topics/ferry/#in-short")
    first, second = tab.locator(".timeline").all()
    first.get_by_label("Show").select_option("south")
    assert tab.url == f"{address}topics/ferry/?show=south#in-short"
    assert second.locator("option:checked").get_attribute("value") == "south"
    tab.goto(f"{address}topics/ferry/?show=south")
    assert _shown(first) == marked("south")
    first.get_by_label("Show").select_option("")
    assert tab.url == f"{address}topics/ferry/"
    tab.goto(f"{address}topics/ferry/?show=nobody")
    assert _shown(first) == [event.id for event in events]
    tab.close()
