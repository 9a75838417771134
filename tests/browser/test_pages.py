"""The pages in a real browser: readable at any width, in light and dark, with and without script.

Screenshots go to the folder that the variable SCREENSHOTS names, if it is set.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import PAGES, ROOT
from explainer.overview import KINDS
from explainer.site import read_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Request


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_fits_and_keeps_to_itself(
    browser: Browser, address: str, page: str, scheme: Any
) -> None:
    """No sideways scroll at any width, nothing fetched from elsewhere, nothing to complain of."""
    context = browser.new_context(color_scheme=scheme)
    tab = context.new_page()
    complaints: list[str] = []
    elsewhere: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        complaints.append(message.text)

    def watch(request: Request) -> None:
        if not request.url.startswith((address, "data:")):
            elsewhere.append(request.url)

    tab.on("console", hear)
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("request", watch)
    for width in (320, 390, 768, 1280, 1920):
        tab.set_viewport_size({"width": width, "height": 900})
        tab.goto(address + PAGES[page])
        room = tab.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert room[0] <= room[1], f"{page} at {width}"
        if folder := os.environ.get("SCREENSHOTS"):
            name = f"{page}-{width}-{scheme}.png"
            tab.screenshot(path=Path(folder) / name, full_page=width < 1280)
    assert (complaints, elsewhere) == ([], [])
    context.close()


@pytest.mark.parametrize("page", PAGES)
def test_the_text_is_the_same_without_script(browser: Browser, address: str, page: str) -> None:
    """A page needs no script to be read."""
    texts = []
    for script in (True, False):
        context = browser.new_context(java_script_enabled=script)
        tab = context.new_page()
        tab.goto(address + PAGES[page])
        texts.append(tab.locator("article").inner_text())
        context.close()
    assert texts[0] == texts[1]
    assert len(texts[0]) > 1000


def test_a_citation_shows_its_source_on_hover(browser: Browser, address: str) -> None:
    """Material's tooltip holds the footnote."""
    tab = browser.new_page()
    tab.goto(address + PAGES["venezuela"])
    tab.locator("a.footnote-ref").first.hover()
    tip = tab.locator(".md-tooltip2--active")
    tip.wait_for(timeout=5000)
    assert "HuffPost" in tip.inner_text()
    tab.close()


def test_a_link_to_an_event_lands_on_it(browser: Browser, address: str) -> None:
    """The anchors are the ids of the records."""
    tab = browser.new_page()
    tab.goto(address + PAGES["venezuela"] + "#venezuela-2019-04-30-uprising")
    title = tab.locator("#venezuela-2019-04-30-uprising")
    assert "Guaidó calls for an uprising" in title.inner_text()
    assert tab.evaluate("window.scrollY") > 0
    tab.close()


@pytest.mark.parametrize("script", [True, False])
def test_a_timeline_can_be_filtered(browser: Browser, address: str, script: bool) -> None:  # noqa: FBT001
    """By side or sort of event, with and without script; a link to an event still shows it."""
    catalog = read_site(ROOT).catalog
    events = [
        event for event in catalog.events_of(["venezuela"]) if event.date.edtf() < "2019-05-15"
    ]
    context = browser.new_context(java_script_enabled=script)
    tab = context.new_page()
    tab.goto(address + PAGES["venezuela"])
    timeline = tab.locator(".timeline").first

    def shown() -> list[str]:
        titles = timeline.locator(".event-title")
        return [
            str(titles.nth(at).get_attribute("id"))
            for at in range(titles.count())
            if titles.nth(at).is_visible()
        ]

    assert shown() == [event.id for event in events]
    timeline.get_by_label("Moscow", exact=True).check()
    moscow = [
        event.id
        for event in events
        if "moscow" in {catalog.actor(actor).side for actor in event.actors}
    ]
    assert 0 < len(moscow) < len(events)
    assert shown() == moscow
    for month in range(timeline.locator(".timeline-month").count()):
        section = timeline.locator(".timeline-month").nth(month)
        seen = [event.is_visible() for event in section.locator(".event").all()]
        assert section.is_visible() == any(seen)
    timeline.get_by_label("talks", exact=True).check()
    assert shown() == [event.id for event in events if event.kind in KINDS["Talks"]]
    hidden = next(event.id for event in events if event.kind not in KINDS["Talks"])
    tab.goto(f"{address}{PAGES['venezuela']}#{hidden}")
    assert hidden in shown()
    context.close()
