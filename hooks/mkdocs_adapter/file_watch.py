"""A watch of files: learns of an edit from the system, and looks itself where that says nothing.

MkDocs only looks, every half second. That takes half of the time until an edit is shown, and on a
large site keeps Python busy. A mounted folder or one of a network may report nothing, so this
looks as well, but seldom.
"""

from __future__ import annotations

import os
import stat
import time
from collections import deque
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from watchdog.events import (
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserverVFS
from watchdog.utils.dirsnapshot import DirectorySnapshot

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer
    from watchdog.events import FileSystemEvent
    from watchdog.observers.api import BaseObserver, ObservedWatch

SECONDS_BETWEEN_LOOKS = 0.5
"""As in MkDocs. Where looking takes longer than a twentieth of it, looks are as much rarer."""
SECONDS_WITHOUT_EDITS = 0.03
"""How long to wait for more edits, such as the other files of "Save all"; MkDocs has 0.1."""
SHARE = 0.05
"""The part of the time that may be spent looking."""
EDITS = [FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]
"""What counts as an edit; a system also reports that a file is read, as every build does."""


def watch_closely(server: LiveReloadServer) -> FileWatch:
    """Make the server of a preview learn of an edit at once; return how it does."""
    server.build_delay = SECONDS_WITHOUT_EDITS
    watched = vars(server)["_watched_paths"]
    paths = [path for path, times in watched.items() for _ in range(times)]
    for path in paths:
        server.unwatch(path)
    start = time.perf_counter()
    for path in {*paths}:
        DirectorySnapshot(path)
    taken = time.perf_counter() - start
    watch = FileWatch(max(SECONDS_BETWEEN_LOOKS, taken / SHARE))
    server.observer = watch  # type: ignore[assignment]  # it has what MkDocs asks for
    for path in paths:
        server.watch(path)
    return watch


class FileWatch:
    """Watches files in two ways; MkDocs uses it as it would its own observer."""

    def __init__(self, seconds: float) -> None:
        """Take how often to look."""
        self._system: BaseObserver = Observer()
        looks = PollingObserverVFS(self._stat, os.scandir, polling_interval=seconds)
        self._observers = [looks, self._system]
        self._reported: dict[str, object] = {}
        """The state of each file that the system has reported, by path."""
        self._edited: deque[str] = deque()
        """The paths of the files edited since somebody asked, in order."""
        self._roots: set[str] = set()
        """What is watched."""
        self._watches: dict[ObservedWatch, list[tuple[BaseObserver, ObservedWatch]]] = {}

    def schedule(
        self, handler: FileSystemEventHandler, path: str, *, recursive: bool = False
    ) -> ObservedWatch:
        """Begin to watch a file or folder; return what `unschedule` takes."""
        self._roots.add(path)
        made = []
        for one in self._observers:
            once = Once(handler, self._reported, self._edited, from_system=one is self._system)
            watch = one.schedule(once, path, recursive=recursive, event_filter=EDITS)
            made.append((one, watch))
        self._watches[made[0][1]] = made
        return made[0][1]

    def unschedule(self, watch: ObservedWatch) -> None:
        """Stop watching a file or folder."""
        for observer, own in self._watches.pop(watch):
            observer.unschedule(own)

    def take_edited(self) -> set[str]:
        """Return the paths of the files edited since this was asked last."""
        return {self._edited.popleft() for _ in range(len(self._edited))}

    def _stat(self, path: str) -> os.stat_result:
        """Return the state of a file; what is watched counts as an empty folder if it is away.

        Watchdog would never look there again, but another branch of git may bring it back.
        """
        try:
            return os.stat(path)  # noqa: PTH116  (thousands of files)
        except FileNotFoundError:
            if path in self._roots:
                return _EMPTY_FOLDER
            raise

    def start(self) -> None:
        """Begin to report edits."""
        for one in [*self._observers]:
            try:
                one.start()
            except OSError:  # the system limits how many folders may be watched
                self._observers.remove(one)

    def stop(self) -> None:
        """Report no more edits."""
        for one in self._observers:
            one.stop()

    def join(self) -> None:
        """Wait until it has stopped."""
        for one in self._observers:
            with suppress(RuntimeError):  # it had not been started
                one.join()


_EMPTY_FOLDER = os.stat_result((stat.S_IFDIR, *[0] * 9))


class Once(FileSystemEventHandler):
    """Passes on what the system reports, and what is found by looking only if it is new.

    Otherwise each edit would begin two builds.
    """

    def __init__(
        self,
        handler: FileSystemEventHandler,
        reported: dict[str, object],
        edited: deque[str],
        *,
        from_system: bool,
    ) -> None:
        """Take what handles an event, the files reported so far, and whether the system reports.

        `edited` is given the paths of those that are passed on.
        """
        self._handler, self._reported, self._edited = handler, reported, edited
        self._from_system = from_system

    def dispatch(self, event: FileSystemEvent) -> None:
        """Pass on an event."""
        paths = [os.fsdecode(path) for path in (event.src_path, event.dest_path) if path]
        now = {path: _state(path) for path in paths}
        if self._from_system:
            self._reported.update(now)
        elif now.items() <= self._reported.items():
            return
        self._edited.extend(paths)
        self._handler.dispatch(event)


def _state(path: str) -> object:
    """Return what changes with each edit of a file; None if it is not there."""
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
