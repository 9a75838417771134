"""A second process for work that does not depend on what the first does meanwhile.

It is a fork of the first, so it has all values of the first, and only its result passes back.
"""

from __future__ import annotations

import multiprocessing
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from explainer import garbage_collection

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

T = TypeVar("T")


def can_fork() -> bool:
    """Return whether the system can start a process that has the values of this one."""
    return "fork" in multiprocessing.get_all_start_methods()


def alongside(work: Callable[[], T], *, worth_it: bool) -> Callable[[], T]:
    """Begin work in a second process; return a function that waits for its result.

    If it is not worth it or impossible, or if something stops the second process, such as a lack
    of memory, that function does the work itself.
    """
    if not worth_it or not can_fork():
        return work
    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    second = context.Process(target=_send, args=(sending, work), daemon=True)
    second.start()
    sending.close()

    def result() -> T:
        try:
            found: T = receiving.recv()
        except EOFError:
            return work()
        finally:
            second.join()
            receiving.close()
        return found

    return result


def _send(sending: Connection, work: Callable[[], T]) -> None:
    # The first process then fails in the same way.
    with garbage_collection.of_new_objects(), suppress(Exception):
        sending.send(work())
    sending.close()
