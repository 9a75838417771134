"""Garbage collection: paused or limited where it would take time and find nothing."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def paused() -> Iterator[None]:
    """Pause garbage collection, which would take half the time of reading a site."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextmanager
def of_new_objects() -> Iterator[None]:
    """Make garbage collection skip all existing objects; scanning them would also copy them."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


MOST_TASKS = 20
"""How many tasks may end without a pause before garbage is collected all the same."""


class WhenIdle:
    """Collects garbage only while nothing is done: in the middle of a build it takes seconds."""

    def __init__(self, seconds: float) -> None:
        """Take how long nothing must have been done. What there is now is never looked at again."""
        self._seconds = seconds
        self._tasks = 0
        """How many tasks have ended since the last collection."""
        self._timer = Timer(0, self._collect)
        gc.disable()
        gc.freeze()

    def begin(self) -> None:
        """Say that something is being done."""
        self._timer.cancel()

    def end(self) -> None:
        """Say that it is done."""
        self._tasks += 1
        if self._tasks == MOST_TASKS:
            self._collect()
            return
        self._timer = Timer(self._seconds, self._collect)
        self._timer.daemon = True
        self._timer.start()

    def _collect(self) -> None:
        self._tasks = 0
        gc.collect()
