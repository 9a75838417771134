"""The pages that a preview makes first: who gets which file when, and who has to reload."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillWaiting
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
from mkdocs.livereload import LiveReloadServer
from mkdocs_adapter.visited_pages import MOST, VisitedPages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future
    from pathlib import Path

SHORT, LONG = 0.05, 10
"""Seconds in which a request that must wait is not answered, and those in which any other is."""


class Browser:
    """Asks a server whose builds the test begins and ends."""

    def __init__(self, site: Path) -> None:
        """Take the site's folder."""
        self.site = site
        self.server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(site), mount_path="/tp/")
        self.epochs = vars(self.server)
        self.visited = VisitedPages(self.server)
        self.pool = ThreadPoolExecutor()

    def ask(self, address: str) -> Future[str]:
        """Ask for a file; return its text, once it is sent."""
        return self.pool.submit(self.get, address)

    def get(self, address: str) -> str:
        """Return the text of a file."""
        environ = {"PATH_INFO": f"/tp/{address}".encode().decode("latin-1")}
        answer: Any = self.visited.send(environ, lambda *_: None)
        text = b"".join(answer).decode()
        if hasattr(answer, "close"):
            answer.close()
        return text

    def begin(self) -> None:
        """Begin a build, as MkDocs does after an edit."""
        self.epochs["_wanted_epoch"] += 1
        self.visited.begin()

    def end(self, *changed: str) -> bool:
        """End a build that has changed some files; return whether browsers reload again."""
        before = self.epochs["_visible_epoch"]
        self.visited.end([str(self.site / path) for path in changed])
        with self.epochs["_epoch_cond"]:
            self.epochs["_visible_epoch"] = self.epochs["_wanted_epoch"]
            self.epochs["_epoch_cond"].notify_all()
        return bool(self.epochs["_visible_epoch"] > before)


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    """Return what asks for the files of a small site."""
    for name in ("index.html", "pier/index.html", "причал/index.html", "a.css"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"old {name}", encoding="utf-8")
    one = Browser(tmp_path)
    yield one
    one.end()
    one.pool.shutdown()
    one.server.server_close()


def waits(answer: Future[str]) -> bool:
    """Return whether a request is not answered yet."""
    try:
        answer.result(SHORT)
    except StillWaiting:
        return True
    return False


def test_a_page_is_sent_as_soon_as_it_is_made(browser: Browser) -> None:
    """Another one when all are made, and a style sheet with the first page that may need it."""
    browser.begin()
    pier, home, style = browser.ask("pier/"), browser.ask(""), browser.ask("a.css")
    assert all(map(waits, (pier, home, style)))
    (browser.site / "pier" / "index.html").write_text("new pier")
    browser.visited.show(["pier/index.html"], changed=True)
    assert pier.result(LONG) == "new pier"
    assert style.result(LONG) == "old a.css"
    assert waits(home)
    (browser.site / "index.html").write_text("new home")
    assert not browser.end("index.html")
    assert home.result(LONG) == "new home"


@pytest.mark.parametrize("address", ["../pier/", "//pier/", "a/../pier/index.html"])
def test_an_address_may_be_odd(browser: Browser, address: str) -> None:
    """MkDocs finds the file all the same."""
    browser.begin()
    browser.visited.show(["pier/index.html"], changed=True)
    assert browser.ask(address).result(LONG) == "old pier/index.html"
    assert browser.end("pier/index.html")


def test_whoever_waits_for_a_page_gets_it_before_all_others(browser: Browser) -> None:
    """Also if it is as it was; a page that cannot be made first is wanted only once."""
    browser.begin()
    assert not browser.visited.are_wanted
    pier, *missing = map(browser.ask, ["pier/", *(f"{number}/" for number in range(MOST))])
    assert all(map(waits, [pier, *missing]))
    assert browser.visited.are_wanted
    assert len(browser.visited.to_make()) == MOST + 1
    assert not browser.visited.are_wanted
    browser.visited.show(["pier/index.html"], changed=False)
    assert pier.result(LONG) == "old pier/index.html"
    assert all(map(waits, missing))
    browser.end()
    assert all("Not Found" in one.result(LONG) for one in missing)


def test_pages_made_one_after_the_other_are_all_sent(browser: Browser) -> None:
    """As when somebody asks for another page in the meantime."""
    browser.begin()
    browser.visited.show(["pier/index.html"], changed=True)
    browser.visited.show(["index.html"], changed=True)
    assert browser.ask("pier/").result(LONG) == "old pier/index.html"
    browser.end()


def test_what_is_being_sent_at_the_end_is_loaded_again_too(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slow answer may have what was there before."""
    begun, ended = Event(), Event()

    def slow(*_: object) -> list[bytes]:
        begun.set()
        ended.wait(LONG)
        return [b"old"]

    monkeypatch.setattr(browser.server, "serve_request", slow)
    answer = browser.ask("a.css")
    begun.wait(LONG)
    browser.begin()
    browser.visited.show(["pier/index.html"], changed=True)
    reloads = browser.end("a.css")
    ended.set()
    assert answer.result(LONG) == "old"
    assert reloads


def test_nobody_reloads_for_a_page_that_is_as_it_was(browser: Browser) -> None:
    """The next reload comes when all pages are made."""
    before = browser.epochs["_visible_epoch"]
    browser.begin()
    browser.visited.show(["pier/index.html"], changed=False)
    assert browser.epochs["_visible_epoch"] == before
    browser.end()


@pytest.mark.parametrize("path", ["pier/index.html", "a.css"])
def test_what_was_sent_and_has_changed_since_is_loaded_again(browser: Browser, path: str) -> None:
    """Such as a page that has another navigation once all are made."""
    browser.begin()
    browser.visited.show(["pier/index.html"], changed=True)
    browser.get("a.css")
    browser.get("pier/")
    assert browser.end(path)
    browser.begin()
    browser.visited.show(["pier/index.html"], changed=True)
    assert not browser.end(path)  # nobody has asked for it again


def test_after_a_failure_everything_is_loaded_again(browser: Browser) -> None:
    """All pages then say what is wrong."""
    browser.begin()
    browser.visited.show(["pier/index.html"], changed=True)
    before = browser.epochs["_wanted_epoch"]
    browser.visited.end(None)
    assert browser.epochs["_wanted_epoch"] > before


def test_the_pages_made_first_are_those_asked_for_last(browser: Browser) -> None:
    """Each once, and only pages; an address may have letters of any script."""
    asked = ["причал/", "pier/", "x.html", "y.html", "", "a.css", "pier/", "причал/", "pier"]
    for address in asked:
        browser.get(address)
    made_first = ["index.html", "pier/index.html", "причал/index.html"]
    assert browser.visited.to_make() == made_first
    assert browser.visited.to_make() == []
    browser.begin()
    assert browser.visited.to_make() == made_first
    browser.end()
    assert browser.get("причал/") == "old причал/index.html"
    assert len(vars(browser.visited)["_visited"]) <= MOST  # whatever is asked for, for days
