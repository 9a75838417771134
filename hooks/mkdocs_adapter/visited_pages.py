"""The pages that somebody has looked at lately: a preview makes and shows them before all others.

On a large site an editor would wait for thousands of pages to see one. The others are sent when all
are made, and whoever was sent a file that has changed since is made to reload.
"""

from __future__ import annotations

import posixpath
from pathlib import Path
from threading import Condition
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from mkdocs.livereload import LiveReloadServer

MOST = 3
"""How many pages are made before all others."""


class VisitedPages:
    """What the server of a preview has sent, and what it may send during a build.

    All paths are those of files, relative to the site's root.
    """

    def __init__(self, server: LiveReloadServer) -> None:
        """Take the server, which asks from now on before it sends a page."""
        self._server: Any = server
        self._visited: dict[str, None] = {}
        """The pages asked for lately, the last one last; no more than are made first."""
        self._waiting: list[str] = []
        """The pages that somebody waits for."""
        self._tried: set[str] = set()
        """The pages that were to be made before all others since the last edit."""
        self._ready: set[str] | None = None
        """The pages that may be sent during a build; None if there is no build."""
        self._sending: list[str] = []
        """The files that are being sent."""
        self._sent: set[str] = set()
        """The files sent during the build."""
        self._change = Condition()
        server.set_app(self.send)

    @property
    def are_wanted(self) -> bool:
        """Whether somebody waits for a page that nobody has tried to make before all others."""
        return bool(self._waiting) and not self._tried.issuperset([*self._waiting])

    def to_make(self) -> list[str]:
        """Return the pages to make before all others, which nobody has tried to make yet.

        They are those that somebody waits for, and those asked for lately.
        """
        with self._change:
            paths = {*self._waiting, *self._visited} - self._tried
            self._tried |= paths
        return sorted(paths)

    def send(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        """Answer a request; for a page, wait until it may be sent."""
        path = self._path(environ["PATH_INFO"])
        with self._change:
            if path.endswith(".html"):
                self._visited.pop(path, None)
                self._visited[path] = None
                if len(self._visited) > MOST:
                    del self._visited[next(iter(self._visited))]
                self._waiting.append(path)
                self._change.wait_for(lambda: self._ready is None or path in self._ready)
                self._waiting.remove(path)
            self._sending.append(path)
        try:
            return self._server.serve_request(environ, start_response)
        finally:
            with self._change:
                self._sending.remove(path)
                if self._ready is not None:
                    self._sent.add(path)

    def begin(self) -> None:
        """Send no page until it is made; a file has been edited."""
        with self._change:
            self._ready, self._tried = set(), set()

    def show(self, paths: Collection[str], *, changed: bool) -> None:
        """Send some pages from now on, if they have changed or somebody waits for one.

        Make browsers reload, as MkDocs does after a build.
        """
        server = self._server
        with self._change, server._epoch_cond:
            if not changed and {*paths}.isdisjoint(self._waiting):
                return
            self._ready = {*paths} | (self._ready or set())
            self._change.notify_all()
            server._visible_epoch = server._wanted_epoch
            server._epoch_cond.notify_all()

    def end(self, changed: Iterable[str] | None) -> None:
        """Send all pages; make browsers reload again if they were sent what has changed since.

        `changed` has the files as absolute paths; None means all.
        """
        root = Path(self._server.root)
        with self._change:
            sent = {str(root / path) for path in (*self._sent, *self._sending)}
            if changed is None or not sent.isdisjoint(changed):
                self._server._wanted_epoch += 1
            self._sent.clear()
            self._ready = None
            self._change.notify_all()

    def _path(self, asked: str) -> str:
        """Return the path of the file at an address, given as WSGI has it."""
        path = asked.encode("latin-1").decode(errors="ignore")
        path = path.removeprefix(self._server.mount_path)
        path = f"{path}index.html" if asked.endswith("/") else path
        return posixpath.normpath(f"/{path}").lstrip("/")  # as MkDocs does
