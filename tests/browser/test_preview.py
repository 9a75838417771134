"""The preview, in a browser that stays open: it answers at once, and shows what is so by now."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import copy_project
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

SLOWEST = 4.0
"""Seconds within which every request is answered, in the server's own time.

An edit of the code, after which everything is made anew, takes the longest.
"""
HARBOUR = "data/topics/harbour"

# The page reloads itself; on a busy machine that takes its time.
expect.set_options(timeout=20_000)


@dataclass
class Preview:
    """`mkdocs serve` in a folder, and a tab that shows one of its pages."""

    folder: Path
    address: str
    tab: Page
    server: int
    """The id of its process."""

    def text(self, path: str) -> str:
        """Return the text of a file in the folder."""
        return (self.folder / path).read_text(encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        """Save a file; then the page must be answered, whatever was saved."""
        (self.folder / path).write_text(text, encoding="utf-8")
        self.answers()

    def change(self, path: str, old: str, new: str) -> str:
        """Put one text in the place of another; the file as it was."""
        before = self.text(path)
        assert old in before
        self.write(path, before.replace(old, new))
        return before

    def answers(self) -> None:
        """Ask for the page again and again, from before the rebuild until after it."""
        for _ in range(8):
            start = seconds_of(self.server)
            answer = self.tab.request.get(self.address + "topics/harbour/", timeout=10_000)
            assert seconds_of(self.server) - start < SLOWEST
            assert answer.status in {200, 404}  # a topic may have been renamed
            time.sleep(0.2)

    def find(self, selector: str, text: str = "") -> Locator:
        """What the open page has there; it reloads itself."""
        return self.tab.locator(f"article {selector}", has_text=text)

    def is_sound(self) -> None:
        """The page says that there is no problem, and shows none."""
        expect(self.find(".preview-bar", "No problems")).to_have_count(1)
        expect(self.find(".problem")).to_have_count(0)


def seconds_of(process: int) -> float:
    """The processor's time that a process has taken; a busy machine makes it no longer."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(folder: Path, browser: Browser) -> Iterator[Preview]:
    """A preview of the folder, with the harbour's page open."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with (folder / "serve.log").open("w", encoding="utf-8") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"],
            cwd=folder,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
            stdout=log,
            stderr=log,
        )
    address = f"http://127.0.0.1:{port}/"
    tab = browser.new_page()
    try:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            with socket.socket() as probe:
                if not probe.connect_ex(("127.0.0.1", port)):
                    break
            time.sleep(0.2)
        tab.goto(address + "topics/harbour/")
        yield Preview(folder, address, tab, server.pid)
    except BaseException:
        print((folder / "serve.log").read_text(encoding="utf-8")[-4000:])  # noqa: T201  (pytest shows it)
        raise
    finally:
        tab.close()
        server.terminate()
        server.wait(10)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project with the example's content."""
    return copy_project(tmp_path / "project", example=True)


@pytest.fixture
def own_preview(project: Path, browser: Browser) -> Iterator[Preview]:
    """A preview of the example for one test, open at the harbour's page."""
    with serving(project, browser) as one:
        yield one


@pytest.fixture(scope="module")
def shared_preview(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Preview]:
    """The preview of the example that tests share one after another: its start takes seconds."""
    folder = copy_project(tmp_path_factory.mktemp("preview") / "project", example=True)
    with serving(folder, browser) as one:
        yield one


@pytest.fixture
def preview(shared_preview: Preview, browser: Browser) -> Iterator[Preview]:
    """The shared preview with a tab of its own; afterwards, every file is as it was."""
    folders = (shared_preview.folder / name for name in ("data", "docs", "hooks", "overrides"))
    files = [path for one in folders for path in one.rglob("*") if path.is_file()]
    before = {path: path.read_bytes() for path in files if path.suffix != ".pyc"}
    one = replace(shared_preview, tab=browser.new_page())
    one.tab.goto(one.address + "topics/harbour/")
    one.is_sound()
    yield one
    one.tab.close()
    for path, raw in before.items():
        if not path.exists() or path.read_bytes() != raw:
            path.write_bytes(raw)


def test_it_starts_on_broken_data_and_recovers(project: Path, browser: Browser) -> None:
    """A card takes the place of the timeline; the list above leads to it; then both go."""
    events = project / HARBOUR / "events.yml"
    good = events.read_text(encoding="utf-8")
    line = good[: good.index("title: A quarrel")].count("\n") + 1
    events.write_text(good.replace("title: A quarrel", "tilte: A quarrel"), encoding="utf-8")
    with serving(project, browser) as preview:
        card = preview.find(".problem", "an event has no field 'tilte'")
        expect(card).to_have_count(1)
        assert "did you mean 'title'?" in card.inner_text()
        assert f"{HARBOUR}/events.yml, line {line}, column 5" in card.inner_text()
        after = card.locator("xpath=following-sibling::*[1]")
        expect(after).to_have_class("timeline")  # of the events that can be read
        expect(preview.find(".preview-count")).to_have_text("1 problem")
        preview.find(".preview-problems > summary").click()
        preview.find(".preview-problems a", f"events.yml:{line}:5").click()
        assert preview.tab.url.endswith("#problem-1")
        preview.tab.goto(preview.address)
        preview.find(".preview-problems > summary").first.wait_for()
        link = preview.find(".preview-problems a", f"events.yml:{line}:5")
        assert link.get_attribute("href") == "topics/harbour/#problem-1"
        preview.tab.goto(preview.address + "topics/harbour/")
        preview.write(f"{HARBOUR}/events.yml", good)
        preview.is_sound()
        expect(preview.find(".event-title", "A quarrel at the table")).to_have_count(1)


@pytest.mark.slow
def test_the_same_mistake_is_shown_each_time(preview: Preview) -> None:
    """MkDocs would show a message once."""
    for _ in range(2):
        good = preview.change("docs/topics/harbour.md", "until: 2019", "untill: 2019")
        expect(preview.find(".problem", "did you mean 'until'?")).to_have_count(1)
        preview.write("docs/topics/harbour.md", good)
        preview.is_sound()


def test_a_file_that_is_half_written(preview: Preview) -> None:
    """Its message takes the place of its facts; the other blocks stay."""
    good = preview.text(f"{HARBOUR}/events.yml")
    half = 'events:\n  - id: harbour-2019-05-15-after\n    title: "After the'
    preview.write(f"{HARBOUR}/events.yml", half)
    expect(preview.find(".problem-message", "never closed")).to_have_count(1)
    expect(preview.find(".statement").first).to_be_attached()
    assert preview.find(".timeline").count() == 0
    preview.write(f"{HARBOUR}/events.yml", good)
    preview.is_sound()


@pytest.mark.slow
def test_a_file_that_goes_and_comes_back(preview: Preview) -> None:
    """Whatever referred to its records is reported; then everything is as before."""
    people = preview.text("data/people.yml")
    (preview.folder / "data/people.yml").unlink()
    preview.answers()
    expect(preview.find(".preview-count")).to_be_attached()
    expect(preview.find(".problem").first).to_be_attached()
    preview.write("data/people.yml", people)
    preview.is_sound()


def test_templates_are_as_they_are_now(preview: Preview) -> None:
    """An edit is there after the next reload; what cannot be rendered is a problem."""
    template = "hooks/explainer/rendering/templates/timeline.html.jinja"
    good = preview.change(template, 'class="timeline"', 'class="timeline" data-edition="new"')
    expect(preview.find('.timeline[data-edition="new"]')).to_have_count(1)
    preview.write(template, good + "{% if %}")
    expect(preview.find(".problem", "this timeline block cannot be rendered")).to_have_count(1)
    preview.write(template, good)
    preview.is_sound()
    expect(preview.find(".timeline")).to_have_count(1)


@pytest.mark.slow
def test_styles_and_code_are_as_they_are_now(own_preview: Preview) -> None:
    """An edit of any of them is there after the next reload; what cannot run is a problem."""
    preview = own_preview
    preview.change("docs/stylesheets/tokens.css", ":root {", ":root {\n  --new: 1;")
    probe = "getComputedStyle(document.documentElement).getPropertyValue('--new').trim()"
    preview.tab.wait_for_function(f"{probe} === '1'")

    records = preview.change("hooks/explainer/facts/records.py", '    "vote",\n', '    "parade",\n')
    preview.change(f"{HARBOUR}/events.yml", "kind: other", "kind: parade")
    preview.is_sound()
    preview.write(
        "hooks/explainer/facts/records.py", records.replace("class Event(", "class Event((")
    )
    card = preview.find(".problem", "hooks/explainer/facts/records.py")
    expect(card).to_have_count(1)
    assert "SyntaxError" in card.inner_text()
    preview.write("hooks/explainer/facts/records.py", records)
    expect(preview.find(".problem", "'parade' is not one of")).to_have_count(1)
    preview.change(f"{HARBOUR}/events.yml", "kind: parade", "kind: other")
    preview.is_sound()

    theme = preview.change("overrides/main.html", "{% block extrahead %}", "{% block extrahead")
    expect(preview.find(".problem", "overrides/main.html, line")).to_have_count(1)
    preview.change("overrides/main.html", "{% block extrahead", "{% block  extrahead")
    expect(preview.find(".problem", "overrides/main.html, line")).to_have_count(1)
    styles = preview.tab.request.get(preview.address + "stylesheets/site.css")
    assert styles.status == 200  # the site is whole, though MkDocs stopped while writing it
    preview.write("overrides/main.html", theme)
    preview.is_sound()


@pytest.mark.slow
def test_a_topic_that_is_renamed(own_preview: Preview) -> None:
    """Its page is found under the new name, and not under the old one."""
    preview, folder = own_preview, own_preview.folder
    (folder / HARBOUR).rename(folder / "data/topics/quay")
    preview.answers()
    expect(preview.find(".preview-count")).to_be_attached()
    for file in [*(folder / "data").rglob("*.yml"), folder / "docs/topics/harbour.md"]:
        text = re.sub(r"\b(topics: \[|slug: |topic: )harbour\b", r"\1quay", file.read_text("utf-8"))
        file.write_text(text, encoding="utf-8")
    shutil.move(folder / "docs/topics/harbour.md", folder / "docs/topics/quay.md")
    preview.answers()
    preview.tab.goto(preview.address + "topics/quay/")
    preview.is_sound()
    expect(preview.find(".event-title", "The towns talk")).to_have_count(1)
    assert preview.tab.request.get(preview.address + "topics/harbour/").status == 404


def test_the_overlay_is_off_until_it_is_wanted(preview: Preview) -> None:
    """Then it shows ids, unverified quotes and uncited sentences, from page to page."""
    page = preview.text("docs/topics/harbour.md")
    uncited = '\nThey said "nothing at all" about the fees.\n'
    page = page.replace("coverage: 90 %", "unverified: shown") + uncited
    preview.write("docs/topics/harbour.md", page)
    preview.change("data/topics/harbour/quotes.lock", "against: read", "against: unverified")
    expect(preview.find(".preview-sentence")).to_have_count(1)
    switch = preview.tab.locator(".preview-overlay")
    told = """() => {
      const pseudo = (one, which) => getComputedStyle(document.querySelector(one), which).content;
      return [pseudo(".event", "::after"),
        pseudo(".statement:has(.statement-check--unverified)", "::after"),
        [...(CSS.highlights.get("uncited") || [])].map(String).join()];
    }"""
    preview.find(".statement-check--unverified").first.wait_for(state="attached")
    assert preview.tab.evaluate(told) == ["none", "none", ""]
    switch.check()
    preview.tab.reload()
    ids, unverified, sentence = preview.tab.evaluate(told)
    assert ids.startswith('"#" attr(id)') or "harbour-" in ids
    assert unverified == '"unverified"'
    assert sentence == "They said “nothing at all” about the fees."
    switch.uncheck()
    assert preview.tab.evaluate(told) == ["none", "none", ""]
