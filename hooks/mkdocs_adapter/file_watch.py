"""A watch of files: learns of an edit from the system, and looks itself where that says nothing.

MkDocs only looks, every half second. That takes half of the time until an edit is shown, and on a
large site keeps Python busy. A mounted folder or one of a network may report nothing, so this
looks as well, but seldom.
"""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

from watchdog.events import FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver
from watchdog.utils.dirsnapshot import DirectorySnapshot

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer
    from watchdog.events import FileSystemEventHandler
    from watchdog.observers.api import BaseObserver, ObservedWatch

SECONDS_BETWEEN_LOOKS = 0.5
"""As in MkDocs. Where looking takes longer than a twentieth of it, looks are as much rarer."""
SECONDS_WITHOUT_EDITS = 0.05
"""How long to wait for more edits, such as the other files of "Save all"; MkDocs has 0.1."""
SHARE = 0.05
"""The part of the time that may be spent looking."""
EDITS = [FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]
"""What counts as an edit; a system also reports that a file is read, as every build does."""


def watch_closely(server: LiveReloadServer) -> None:
    """Make the server of a preview learn of an edit at once."""
    server.build_delay = SECONDS_WITHOUT_EDITS
    watched = vars(server)["_watched_paths"]
    paths = [path for path, times in watched.items() for _ in range(times)]
    for path in paths:
        server.unwatch(path)
    start = time.perf_counter()
    for path in {*paths}:
        DirectorySnapshot(path)
    taken = time.perf_counter() - start
    server.observer = FileWatch(max(SECONDS_BETWEEN_LOOKS, taken / SHARE))  # type: ignore[assignment]  # it has what MkDocs asks for
    for path in paths:
        server.watch(path)


class FileWatch:
    """Watches files in two ways; MkDocs uses it as it would its own observer."""

    def __init__(self, seconds: float) -> None:
        """Take how often to look."""
        self._observers: list[BaseObserver] = [PollingObserver(timeout=seconds), Observer()]
        self._watches: dict[ObservedWatch, list[tuple[BaseObserver, ObservedWatch]]] = {}

    def schedule(
        self, handler: FileSystemEventHandler, path: str, *, recursive: bool = False
    ) -> ObservedWatch:
        """Begin to watch a file or folder; return what `unschedule` takes."""
        made = [
            (one, one.schedule(handler, path, recursive=recursive, event_filter=EDITS))
            for one in self._observers
        ]
        self._watches[made[0][1]] = made
        return made[0][1]

    def unschedule(self, watch: ObservedWatch) -> None:
        """Stop watching a file or folder."""
        for observer, own in self._watches.pop(watch):
            observer.unschedule(own)

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
