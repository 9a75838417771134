"""What the theme's script does comes with the reader's first move, and dark needs none of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from browser_pages import slow

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

COLOURS = """() => {
  const of = (name) => getComputedStyle(document.querySelector(name));
  return [of("body").backgroundColor, of("article").color, of(".md-header").backgroundColor,
    of(".side").color, of(".statement-text").color, of("article a").color];
}"""
BUNDLE = "script[src*=bundle]"


@pytest.fixture
def requests() -> list[str]:
    """The addresses that a page has asked for."""
    return []


def opened(browser: Browser, address: str, requests: list[str], **device: Any) -> Page:
    """A page on a device, all its requests noted."""
    tab = browser.new_page(**device)
    tab.on("request", lambda request: requests.append(request.url))
    tab.goto(address, wait_until="networkidle")
    return tab


@pytest.mark.parametrize("scheme", ["dark", slow("light")])
def test_the_scheme_of_the_device_needs_no_script(
    browser: Browser, address: str, scheme: Any
) -> None:
    """The colours are the same with script, without it, and before the reader moves."""
    url = f"{address}topics/harbour/"
    without = browser.new_page(color_scheme=scheme, java_script_enabled=False)
    without.goto(url)
    tab = browser.new_page(color_scheme=scheme)
    tab.goto(url)
    colours = tab.evaluate(COLOURS)
    assert without.evaluate(COLOURS) == colours
    assert tab.locator(BUNDLE).count() == 0
    tab.mouse.move(100, 100)
    tab.locator(BUNDLE).wait_for(state="attached")
    tab.wait_for_load_state("networkidle")
    assert tab.evaluate(COLOURS) == colours
    brightness = sum(map(int, re.findall(r"\d+", colours[0])))
    assert (brightness > 700) if scheme == "light" else (brightness < 100)
    without.close()
    tab.close()


def test_an_unread_page_asks_for_no_search_index(
    browser: Browser, address: str, requests: list[str]
) -> None:
    """The theme's script and what it fetches come with the first move."""
    tab = opened(browser, f"{address}topics/harbour/", requests)
    assert not [url for url in requests if "bundle" in url or "search" in url]
    with tab.expect_response("**/search_index.json"):
        tab.mouse.wheel(0, 300)
    tab.close()


def test_search_works_from_the_first_key(
    browser: Browser, address: str, requests: list[str]
) -> None:
    """The words found are marked on the page that a result leads to."""
    tab = opened(browser, address, requests)
    tab.keyboard.press("Tab")
    tab.wait_for_function("window.keyboard$")  # the theme's script has run
    tab.keyboard.press("/")
    tab.keyboard.type("crews")
    tab.locator(".md-search-result__link[href*='h=crews']").first.click()
    tab.locator("article mark", has_text="crews").first.wait_for(state="attached")
    tab.close()


def test_light_and_dark_can_be_changed_by_the_first_touch(
    browser: Browser, address: str, requests: list[str]
) -> None:
    """The button is there from the first, moves nothing, and its choice is kept."""
    device: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
    tab = opened(browser, address, requests, **device)
    button = tab.locator("form[data-md-component=palette] label:visible")
    before = tab.locator("label[for=__search]:visible").first.bounding_box()
    assert button.count() == 1
    button.tap()
    tab.wait_for_function("document.body.dataset.mdColorScheme === 'slate'")
    assert button.count() == 1
    assert tab.locator("label[for=__search]:visible").first.bounding_box() == before
    tab.reload(wait_until="networkidle")
    assert tab.evaluate("document.body.dataset.mdColorScheme") == "slate"
    tab.close()
