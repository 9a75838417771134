"""A preview learns of each edit, however the system reports it, and of nothing else."""

from __future__ import annotations

import time
from collections import deque
from contextlib import contextmanager
from threading import Event
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from mkdocs.livereload import LiveReloadServer
from mkdocs_adapter import file_watch
from mkdocs_adapter.file_watch import FileWatch, Once, watch_closely
from watchdog.events import FileModifiedEvent, FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, EventEmitter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SOON, LATE = 5.0, 0.5
"""Seconds within which an edit is reported, and after which nothing more is."""


class Handler(FileSystemEventHandler):
    """Passes each event on to a function."""

    def __init__(self, function: Callable[[FileSystemEvent], None]) -> None:
        self.function = function

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Pass an event on."""
        self.function(event)


@contextmanager
def watching(folder: Path, seconds: float) -> Iterator[tuple[Event, FileWatch]]:
    """Watch a folder; the event says whether an edit has been reported."""
    reported = Event()
    watch = FileWatch(seconds)
    watch.schedule(Handler(lambda _: reported.set()), str(folder), recursive=True)
    watch.start()
    try:
        time.sleep(0.1)
        yield reported, watch
    finally:
        watch.stop()
        watch.join()


def edit(file: Path) -> None:
    """Change a file."""
    file.write_text("two", encoding="utf-8")


def replace(file: Path) -> None:
    """Change a file as many editors do."""
    (file.parent / "new").write_text("two", encoding="utf-8")
    (file.parent / "new").replace(file)


def add(file: Path) -> None:
    """Add a file in a new folder."""
    (file.parent / "folder").mkdir()
    edit(file.parent / "folder" / "file")


def delete(file: Path) -> None:
    """Delete a file."""
    file.unlink()


class Full(BaseObserver):
    """What the system has when no more folders may be watched."""

    def __init__(self) -> None:
        super().__init__(EventEmitter)

    def start(self) -> None:
        """Refuse to watch."""
        raise OSError("inotify watch limit reached")


@pytest.mark.parametrize("how", [edit, replace, add, delete])
@pytest.mark.parametrize(
    ("seconds", "system"),
    [pytest.param(1_000, Observer, id="told"), pytest.param(0.1, Full, id="looking")],
)
def test_an_edit_is_reported(
    tmp_path: Path, how: Callable[[Path], None], seconds: float, system: type
) -> None:
    """By the system, or found by looking where the system reports nothing."""
    file = tmp_path / "file"
    file.write_text("one", encoding="utf-8")
    with (
        patch.object(file_watch, "Observer", system),
        watching(tmp_path, seconds) as (reported, watch),
    ):
        how(file)
        assert reported.wait(SOON)
        time.sleep(LATE)
        changed = tmp_path / "folder" / "file" if how is add else file
        assert str(changed) in watch.take_edited()
        assert watch.take_edited() == set()


def test_what_the_system_has_reported_is_not_found_again(tmp_path: Path) -> None:
    """Each report begins a build, so what is found by looking must not begin another."""
    passed_on = list[FileSystemEvent]()
    handler, reported = Handler(passed_on.append), dict[str, object]()
    edited = deque[str]()
    system, looks = (Once(handler, reported, edited, from_system=one) for one in (True, False))
    file = tmp_path / "file"
    event = FileModifiedEvent(str(file))
    for how in (edit, replace, delete):
        how(file)
        system.dispatch(event)
        looks.dispatch(event)
        assert passed_on == [event], how.__name__
        passed_on.clear()
    edit(file)
    looks.dispatch(event)
    assert passed_on == [event]


def test_what_was_away_is_watched_again(tmp_path: Path) -> None:
    """A folder may be away until another branch of git is checked out again."""
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "file").write_text("one", encoding="utf-8")
    with watching(folder, 0.1) as (reported, _):
        for where in (tmp_path / "away", folder):
            (folder if where != folder else tmp_path / "away").rename(where)
            assert reported.wait(SOON), where
            time.sleep(LATE)
            reported.clear()
        edit(folder / "file")
        assert reported.wait(SOON)


def test_reading_is_no_edit(tmp_path: Path) -> None:
    """Every build reads every file, which must not begin another build."""
    file = tmp_path / "file"
    file.write_text("one", encoding="utf-8")
    with watching(tmp_path, 0.1) as (reported, _):
        file.read_bytes()
        assert not reported.wait(LATE)


def test_a_server_watches_what_it_watched_before(tmp_path: Path) -> None:
    """Also a file that has been named twice, and no longer what is taken back."""
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path))
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    for name in ("one", "one", "two"):
        server.watch(str(tmp_path / name))
    watch_closely(server)
    server.unwatch(str(tmp_path / "one"))
    server.unwatch(str(tmp_path / "two"))
    server.observer.start()
    try:
        edit(tmp_path / "two" / "file")
        time.sleep(LATE)
        assert not vars(server)["_want_rebuild"]
        edit(tmp_path / "one" / "file")
        time.sleep(LATE)
        assert vars(server)["_want_rebuild"]
    finally:
        server.observer.stop()
        server.observer.join()
        server.server_close()
