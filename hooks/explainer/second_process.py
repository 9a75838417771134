"""A second process for work that does not depend on what the first does meanwhile.

It is a fork of the first, so it has all values of the first, and only its result passes back.
"""

from __future__ import annotations

import gc
import multiprocessing
import pickle
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

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
            raw = receiving.recv_bytes()
        except EOFError:
            return work()
        finally:
            second.join()
            receiving.close()
        found: T = pickle.loads(raw)  # noqa: S301  (packed below)
        return found

    return result


def _send(sending: Connection, work: Callable[[], T]) -> None:
    gc.disable()  # it would copy every page of memory that the processes share
    with suppress(Exception):  # the first process then fails in the same way
        sending.send_bytes(pickle.dumps(work(), pickle.HIGHEST_PROTOCOL))
    sending.close()
