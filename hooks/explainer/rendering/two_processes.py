"""Renders a large site on two cores, with the same result as on one.

The second process is a fork of the first, so only the results pass between them.
"""

from __future__ import annotations

import multiprocessing
import pickle
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from multiprocessing.connection import Connection

    from explainer.pages.page import Page
    from explainer.rendering.page_renderer import PageRenderer
    from explainer.rendering.page_result import PageResult

WORTH_IT = 100
"""The fewest pages for which a second process saves time."""


def render_pages(
    renderer: PageRenderer, pages: Sequence[Page], urls: Mapping[str, str], *, processes: int = 1
) -> dict[str, PageResult]:
    """Return the result of each page by its path; `urls` has each page's address by its path.

    Use a second process only if it is allowed, worthwhile and supported by the system.
    """
    forks = "fork" in multiprocessing.get_all_start_methods()
    if processes < 2 or len(pages) < WORTH_IT or not forks:
        return _render(renderer, pages, urls)
    half = len(pages) // 2
    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    second = context.Process(target=_send, args=(sending, renderer, pages[half:], urls))
    second.start()
    sending.close()
    results = _render(renderer, pages[:half], urls)
    try:
        results |= pickle.loads(receiving.recv_bytes())  # noqa: S301  (our own process wrote it)
    except EOFError:  # something stopped it, such as a lack of memory
        results |= _render(renderer, pages[half:], urls)
    second.join()
    return results


def _render(
    renderer: PageRenderer, pages: Sequence[Page], urls: Mapping[str, str]
) -> dict[str, PageResult]:
    return {page.path: renderer.render_page(page, urls[page.path]) for page in pages}


def _send(
    sending: Connection, renderer: PageRenderer, pages: Sequence[Page], urls: Mapping[str, str]
) -> None:
    """Render pages, and send the results to the first process."""
    results = _render(renderer, pages, urls)
    sending.send_bytes(pickle.dumps(results, pickle.HIGHEST_PROTOCOL))
    sending.close()
