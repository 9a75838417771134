"""The record in a real browser: old links, filters, and search that lands on the thing."""

from __future__ import annotations

import random
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from browser_pages import search_results
from conftest import busy_site
from explainer.language import inline_markdown
from versions import version_named

if TYPE_CHECKING:
    from explainer.site import Site
    from playwright.sync_api import Browser, Page

WORD = re.compile(r"[^\W\d_]{4,}")
DRAWN = 50
LANDED = """(name) => {
  const item = document.getElementById(name), at = item.getBoundingClientRect().top;
  const wanted = parseFloat(getComputedStyle(item).scrollMarginBlockStart);
  const end = scrollY + innerHeight >= document.documentElement.scrollHeight - 1;
  const details = [...item.querySelectorAll("details")];
  return {
    off: end && at >= wanted ? 0 : Math.abs(at - wanted),
    open: !details.length || details.some((one) => one.open),
  };
}"""
"""Where the browser is after it opened a result."""


def test_a_link_to_what_the_topic_no_longer_shows_leads_to_the_record(
    browser: Browser, address: str
) -> None:
    """For a source, a person and a term; what is unknown stays on the page."""
    catalog = busy_site().catalog
    source = next(iter(catalog.sources_of(["ferry"])))
    tab = browser.new_page()
    tab.goto(f"{address}topics/ferry/#nothing-of-that-name")
    tab.wait_for_timeout(500)
    assert "record" not in tab.url
    for name in (source, "who-carl-dahl"):
        if tab.goto(f"{address}topics/ferry/") and tab.locator(f"#{name}").count():
            continue  # an example shows its lists on the page
        tab.goto(f"{address}topics/ferry/#{name}")
        tab.wait_for_url(f"{address}topics/ferry/record/#{name}")
    tab.close()


def _shown(tab: Page) -> list[str | None]:
    """The ids of the items that can be seen."""
    items = tab.locator("[data-choices]").all()
    return [item.get_attribute("id") for item in items if item.is_visible()]


@pytest.mark.parametrize("script", [True, False])
def test_a_list_can_be_narrowed(browser: Browser, address: str, *, script: bool) -> None:
    """By topic and side at once, with and without script; a link to an event still shows it."""
    catalog = busy_site().catalog
    events = catalog.events_of(catalog.topics)
    south = [one.id for one in events if "south" in catalog.sides_in(one)]
    both = [name for name in south if "harbour" in catalog.events[name].topics]
    assert 0 < len(both) < len(south) < len(events)
    context = browser.new_context(java_script_enabled=script)
    tab = context.new_page()
    tab.goto(f"{address}timeline/")
    assert _shown(tab) == [event.id for event in events]
    tab.locator("select[name=side]").select_option("south")
    assert _shown(tab) == south
    tab.locator("select[name=topic]").select_option("harbour")
    assert _shown(tab) == both
    if script:
        assert tab.url == f"{address}timeline/?side=south&topic=harbour"
        assert tab.locator("output").inner_text() == f"{len(both)} of {len(events)} events"
        tab.goto(f"{address}timeline/?side=south&topic=harbour&kind=nothing")
        assert _shown(tab) == both
    hidden = next(event.id for event in events if event.id not in south)
    tab.goto(f"{tab.url.partition('#')[0]}#{hidden}")
    assert hidden in _shown(tab)
    context.close()


def _drawn(site: Site) -> dict[str, str]:
    """Three distinctive words of events and statements drawn at random, by id."""
    catalog = site.catalog
    texts = {
        event.id: f"{event.title} {inline_markdown.to_text(event.summary)}"
        for event in catalog.events.values()
    }
    texts |= {
        said.id: f"{said.text} {inline_markdown.to_text(said.context)}"
        for said in catalog.statements.values()
    }
    words = {name: {*WORD.findall(text.lower())} for name, text in texts.items()}
    often = Counter(word for found in words.values() for word in found)
    names = random.Random(14).sample(sorted(texts), min(DRAWN, len(texts)))  # noqa: S311  (a test)
    return {
        name: " ".join(sorted(words[name], key=lambda word: (often[word], word))[:3])
        for name in names
    }


@pytest.mark.slow
def test_search_lands_on_the_thing(browser: Browser, edition_address: str) -> None:
    """Three words of an event or statement find it, and opening the result opens the item."""
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.goto(edition_address)
    tab.mouse.move(300, 300)
    tab.locator(".md-search__input").click()
    tab.keyboard.type("the")
    lost, places = [], {}
    for name, words in _drawn(version_named("edition").site).items():
        found = [one for one in search_results(tab, words)[:3] if one.endswith(f"#{name}")]
        if found:
            places[name] = found[0]
        else:
            lost.append((name, words))
    assert lost == []
    for name, url in places.items():
        tab.goto("about:blank")
        tab.goto(url)
        tab.wait_for_function("name => document.getElementById(name)", arg=name)
        tab.wait_for_timeout(100)
        landed = tab.evaluate(LANDED, name)
        assert landed["open"], name
        assert landed["off"] <= 8, name
    tab.close()
