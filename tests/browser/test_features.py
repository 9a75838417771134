"""Features of Material that other sites turn on: pages still lead where they should."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import mkdocs, served
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def featured(tmp_path_factory: pytest.TempPathFactory, example_project: Path) -> Iterator[str]:
    """The address of the example site with these features.

    Material follows a link without loading a page only within the site's own address.
    """
    folder = tmp_path_factory.mktemp("featured")
    project, site = folder / "project", folder / "site"
    shutil.copytree(example_project, project)
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    features = "    - navigation.instant\n    - content.footnote.tooltips\n"
    assert "  features:\n" in text
    settings.write_text(text.replace("  features:\n", f"  features:\n{features}"), "utf-8")
    site.mkdir()
    with served(site) as address:
        result = mkdocs("build", "--strict", "--site-dir", site, folder=project, site_url=address)
        assert result.returncode == 0, result.stderr
        yield address


@pytest.fixture
def tab(browser: Browser, featured: str) -> Iterator[Page]:
    """A page that has been opened, with the theme's script at work."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(featured)
    page.mouse.move(50, 50)
    page.locator("script[src*=bundle]").wait_for(state="attached")
    page.wait_for_load_state("networkidle")
    page.evaluate("window.sameDocument = true")
    yield page
    page.close()


def test_links_lead_on(tab: Page, featured: str) -> None:
    """The page is new, not only the address; Material leaves links in drawings to the browser."""
    tab.get_by_role("link", name="The ferry", exact=True).first.click()
    expect(tab.locator("article h1")).to_contain_text("The ferry")
    assert tab.url.startswith(f"{featured}topics/ferry/")
    assert tab.evaluate("window.sameDocument")
    link = tab.locator("article svg a").first
    address, anchor = link.evaluate("one => one.href.baseVal").split("#")
    link.click()
    expect(tab.locator(f"[id='{anchor}']")).to_be_in_viewport()
    assert tab.url.endswith(f"{address.strip('./')}/#{anchor}")


def test_a_filter_works_on_a_page_put_in_place(tab: Page) -> None:
    """Its choices go into the address, and the count follows."""
    tab.evaluate("document.querySelector('article a').href = 'timeline/'")
    tab.locator("article a").first.click()
    form = tab.locator(".filter")
    expect(form).to_be_visible()
    before = form.locator("output").text_content()
    choice = form.locator("select").first
    value = choice.locator("option").nth(1).get_attribute("value")
    choice.select_option(value)
    assert f"={value}" in tab.url
    expect(form.locator("output")).not_to_have_text(before or "")
    assert tab.evaluate("window.sameDocument")


def test_a_citation_has_one_box(tab: Page) -> None:
    """Material's own, which this feature turns on; ours stays away."""
    tab.get_by_role("link", name="The ferry", exact=True).first.click()
    expect(tab.locator("article h1")).to_contain_text("The ferry")
    tab.locator("a.footnote-ref").first.hover()
    boxes = tab.locator(".md-tooltip2--active, .citation-box:popover-open")
    expect(boxes).to_have_count(1)
    expect(tab.locator(".citation-box")).to_have_count(0)
