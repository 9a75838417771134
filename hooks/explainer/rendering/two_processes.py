"""Renders a large site on two cores, with the same result as on one.

The second process is a fork of the first, so only the results pass between them.
Each takes the next few pages when it has rendered its last ones, since either may be slowed down
by other programs.
"""

from __future__ import annotations

import io
import multiprocessing
import os
import pickle
import struct
from contextlib import contextmanager
from typing import TYPE_CHECKING

from explainer import garbage_collection
from explainer.second_process import can_fork

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from multiprocessing.connection import Connection

    from explainer.pages.page import Page
    from explainer.rendering.page_renderer import PageRenderer
    from explainer.rendering.page_result import PageResult

WORTH_IT = 100
"""The fewest pages for which a second process saves time."""
FEW, MOST_TURNS = 4, 1_000
"""The fewest pages that a process takes at once, and the most turns, which a pipe has room for."""

_TURN = struct.Struct("ii")


def render_pages(
    renderer: PageRenderer, pages: Sequence[Page], urls: Mapping[str, str], *, processes: int = 1
) -> dict[str, PageResult]:
    """Return the result of each page by its path; `urls` has each page's address by its path.

    Use a second process only if it is allowed, worthwhile and supported by the system.
    """
    if processes < 2 or len(pages) < WORTH_IT or not can_fork():
        return _render(renderer, pages, urls)
    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    _ = renderer.reader.rules  # made once for both
    with garbage_collection.of_new_objects(), _queue(len(pages)) as queue:
        second = context.Process(target=_send, args=(sending, queue, renderer, pages, urls))
        second.start()
        sending.close()
        results = _render(renderer, _taken(pages, queue), urls)
    results |= _received(receiving, renderer, pages)
    second.join()
    # If something stopped the second process, such as a lack of memory, its pages are missing.
    results |= _render(renderer, [page for page in pages if page.path not in results], urls)
    return {page.path: results[page.path] for page in pages}


@contextmanager
def _queue(count: int) -> Iterator[int]:
    """Provide a pipe with the first number of each few pages, for both processes to read.

    Unlike a lock, nobody can leave it locked.
    """
    reading, writing = os.pipe()
    step = max(FEW, count // MOST_TURNS + 1)
    os.write(writing, b"".join(_TURN.pack(start, step) for start in range(0, count, step)))
    os.close(writing)
    try:
        yield reading
    finally:
        os.close(reading)


def _taken(pages: Sequence[Page], queue: int) -> Iterator[Page]:
    """Yield the pages that the other process does not take."""
    while turn := os.read(queue, _TURN.size):
        start, step = _TURN.unpack(turn)
        yield from pages[start : start + step]


def _render(
    renderer: PageRenderer, pages: Iterable[Page], urls: Mapping[str, str]
) -> dict[str, PageResult]:
    return {page.path: renderer.render_page(page, urls[page.path]) for page in pages}


def _send(
    sending: Connection,
    queue: int,
    renderer: PageRenderer,
    pages: Sequence[Page],
    urls: Mapping[str, str],
) -> None:
    """Render pages, and send the results to the first process one by one.

    With each goes what its memory needs to use the result again.
    """
    numbers = {id(one): number for number, one in enumerate(_shared(renderer, pages))}
    results = _render(renderer, _taken(pages, queue), urls)
    while results:
        path, result = results.popitem()
        file = io.BytesIO()
        pickler = _WithoutShared(file, pickle.HIGHEST_PROTOCOL)
        pickler.numbers = numbers
        pickler.dump((result, renderer.packed(path)))
        sending.send_bytes(file.getbuffer())
    sending.close()


def _received(
    receiving: Connection, renderer: PageRenderer, pages: Sequence[Page]
) -> dict[str, PageResult]:
    """Return the results of the second process, as far as it sent them."""
    results: dict[str, PageResult] = {}
    shared = [*_shared(renderer, pages)]
    while True:
        try:
            raw = receiving.recv_bytes()
        except EOFError:
            return results
        unpickler = _WithShared(io.BytesIO(raw))
        unpickler.shared = shared
        result, parcel = unpickler.load()
        renderer.site.memory.unpack(parcel)
        results[result.page.path] = result


def _shared(renderer: PageRenderer, pages: Sequence[Page]) -> Iterator[object]:
    """Yield the objects that both processes have, and that are equal only to themselves."""
    yield from pages
    memory = renderer.site.memory
    if memory.keep:
        yield from (memory, renderer.converter, renderer.reader.rules)
        for records in renderer.site.catalog.records.values():
            yield from records.values()


class _WithoutShared(pickle.Pickler):
    """Writes the number of an object that both processes have instead of the object."""

    numbers: Mapping[int, int]

    def persistent_id(self, obj: object) -> int | None:
        return self.numbers.get(id(obj))


class _WithShared(pickle.Unpickler):
    """Reads the number of such an object as the object."""

    shared: Sequence[object]

    def persistent_load(self, pid: int) -> object:
        return self.shared[pid]
