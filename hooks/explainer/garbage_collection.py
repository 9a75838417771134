"""Garbage collection: paused or limited where it would take time and find nothing."""

from __future__ import annotations

import gc
from contextlib import contextmanager
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
