"""The builds of a preview: which are stopped, and what is shown when one fails."""

from __future__ import annotations

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from importlib import import_module
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from explainer.memory import Memory
from mkdocs import utils
from mkdocs.livereload import LiveReloadServer
from mkdocs_adapter import build, live_preview

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future
    from pathlib import Path


class Site:
    """A site of two pages, whose builds do what a test wants."""

    def __init__(self, folder: Path) -> None:
        """Take an empty folder for its pages."""
        self.folder = folder
        self.text = "old"
        self.made: list[str] = []
        """The pages made before all others, and `all`, in order."""
        self.read: list[set[str]] = []
        """The files read for the pages made before all others, each time."""
        self.meanwhile: Callable[[], object] = lambda: None
        """What happens between the two pages of a build."""
        self.server = LiveReloadServer(self.whole, "127.0.0.1", 0, str(folder))
        self.memory = Memory(keep=True)
        self.build = SimpleNamespace(make_some=self.first, site=None)
        self.state: dict[str, Any] = {"build": self.build, "memory": self.memory}
        self.pool = ThreadPoolExecutor()
        self.whole()
        live_preview.guard(self.server, self.whole, folder, self.state)
        self.get("visited.html")

    def write(self, page: str) -> None:
        """Write a page as MkDocs does."""
        self.memory.once(page, self.text, lambda: None)
        text = f"<article>{self.text}</article>"
        utils.write_file(text.encode(), str(self.folder / page))

    def first(self, written: list[str], edited: set[str], state: dict[str, Any]) -> list[str]:
        """Make the pages that somebody has looked at."""
        self.read.append({*edited})
        state["build"] = None  # that of a part of the site
        self.memory.begin_part()
        for page in written:
            self.write(page)
            self.made.append(page)
        return written

    def look_at(self, page: str) -> Future[str]:
        """Ask for a page; return its text, once it is sent."""
        return self.pool.submit(self.get, page)

    def get(self, page: str) -> str:
        """Return the text of a page that is sent."""
        answer: Any = self.server.get_app()({"PATH_INFO": f"/{page}"}, lambda *_: None)  # type: ignore[misc,arg-type]  # it is set
        with closing(answer):
            return b"".join(answer).decode()

    def whole(self) -> None:
        """Make all pages."""
        self.memory.begin()
        self.write("visited.html")
        self.meanwhile()
        self.write("other.html")
        self.made.append("all")
        self.state["build"] = self.build

    def edit(self, text: str) -> tuple[str, str]:
        """Change the text of all pages, and build the site; return what each shows."""
        self.text, self.made = text, []
        vars(self.server)["_want_rebuild"] = False
        self.server.builder()
        server = vars(self.server)
        server["_visible_epoch"] = server["_wanted_epoch"]  # as MkDocs does
        texts = (self.folder / f"{name}.html" for name in ("visited", "other"))
        visited, other = (page.read_text() for page in texts)
        return visited, other

    def want_another(self) -> None:
        """Save a file while a build goes on."""
        vars(self.server)["_want_rebuild"] = True


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """Return the site as the first build left it."""
    one = Site(tmp_path)
    yield one
    one.pool.shutdown()
    one.server.server_close()


def of(text: str) -> str:
    """Return a page with a text."""
    return f"<article>{text}</article>"


def test_an_edit_stops_the_build_of_the_last_one(site: Site) -> None:
    """The page somebody looks at is new; the others follow with the next build."""
    site.meanwhile = site.want_another
    assert site.edit("new") == (of("new"), of("old"))
    assert site.state["build"] is site.build
    site.meanwhile = lambda: None
    assert site.edit("newer") == (of("newer"), of("newer"))


def test_what_was_edited_since_the_last_good_build_is_read_first(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stopped build has read some of it, but is not what the pages made first follow on from."""
    edited: list[set[str]] = []
    builds = site.server.builder.__self__  # type: ignore[attr-defined]  # a method
    monkeypatch.setattr(builds, "_take_edited", edited.pop)
    for name, meanwhile in (("one", site.want_another), ("two", lambda: None), ("three", None)):
        edited.append({name})
        site.meanwhile = meanwhile or site.meanwhile
        site.edit(f"after {name}")
    assert site.read == [{"one"}, {"one", "two"}, {"three"}]


def test_an_edit_stops_a_build_whose_code_was_loaded_anew(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build loads all modules anew after an edit of the code, but not who began the preview."""
    for name in [one for one in sys.modules if one.startswith(("explainer", "mkdocs_adapter"))]:
        monkeypatch.delitem(sys.modules, name)
    site.memory = site.state["memory"] = import_module("explainer.memory").Memory(keep=True)
    site.meanwhile = site.want_another
    assert site.edit("new") == (of("new"), of("old"))


def test_another_page_that_somebody_asks_for_is_made_first(site: Site) -> None:
    """The build of all pages is stopped for it, and begins again."""
    answers: list[Future[str]] = []

    def ask() -> None:
        if not answers:
            answers.append(site.look_at("other.html"))
            while not vars(site.server.builder.__self__)["_visited"].are_wanted:  # type: ignore[attr-defined]  # a method
                time.sleep(0.01)

    site.meanwhile = ask
    assert site.edit("new") == (of("new"), of("new"))
    assert answers[0].result(10) == of("new")
    assert site.made == ["visited.html", "other.html", "all"]


def test_edits_without_end_do_not_stop_every_build(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program may write a file at each build."""
    monkeypatch.setattr(live_preview, "MOST_STOPPED", 2)
    site.meanwhile = site.want_another
    others = [site.edit(text)[1] for text in "abcde"]
    assert others == [of("old"), of("old"), of("c"), of("c"), of("c")]


@pytest.mark.parametrize("error", [ValueError("a template is broken"), KeyError()])
def test_a_build_that_fails_says_why(site: Site, error: Exception) -> None:
    """On every page, and the next one makes everything anew."""

    def fail() -> None:
        raise error

    site.meanwhile = fail
    visited, other = site.edit("new")
    assert type(error).__name__ in visited
    assert type(error).__name__ in other
    assert visited.endswith("new</article>")
    assert site.state["memory"] is None
    assert type(error).__name__ in site.look_at("other.html").result(10)  # nobody waits for ever
    site.meanwhile = lambda: None
    assert site.edit("good") == (of("good"), of("good"))
    assert site.made == ["all"]


def test_the_pages_made_first_are_those_of_the_last_good_build(site: Site) -> None:
    """Only its pages and its navigation are those that are shown."""

    def make_some(*_: object) -> list[str]:
        site.made.append("by the new one")
        return []

    site.build = SimpleNamespace(make_some=make_some, site=None)
    site.edit("new")
    assert site.made == ["visited.html", "all"]
    site.edit("newer")
    assert site.made == ["by the new one", "all"]


def test_what_cannot_be_made_first_is_made_with_all_others(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the reason: the whole build says what is wrong."""

    def fail(*_: object) -> None:
        raise ValueError("no such page")

    monkeypatch.setattr(site.build, "make_some", fail)
    assert site.edit("new") == (of("new"), of("new"))


def test_a_page_that_is_gone_is_not_made_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """The others that somebody has looked at are."""
    names = "gone", "there"
    files = (SimpleNamespace(src_uri=f"{one}.md", dest_uri=f"{one}.html") for one in names)
    pages = [SimpleNamespace(file=file) for file in files]
    made: list[object] = []
    kept = SimpleNamespace(make_again=lambda pages, _: made.extend(pages))
    monkeypatch.setattr(build, "KeptPages", lambda *_: kept)
    monkeypatch.setattr(build, "read", lambda *_, **__: site("there"))
    monkeypatch.setattr(build, "read_again", lambda *_: None)

    def site(*names: str) -> Any:
        results = {f"docs/{name}.md": None for name in names}
        return SimpleNamespace(results=results, renderer=SimpleNamespace(converter=None), tree=None)

    none: Any = None
    memory = Memory(keep=True)
    last = build.Build(none, site(*names), True, memory, none, "docs", {}, {})
    vars(last)["pages"] = SimpleNamespace(find=lambda _: pages)
    assert last.make_some([], [], {}) == ["there.html"]
    assert made == pages[1:]


def test_nobody_catches_an_interruption_by_mistake() -> None:
    """A card in a preview would say that a block cannot be rendered."""
    assert not issubclass(live_preview.Interrupted, Exception)
