"""Measures how long a preview takes from a saved file until the new page is served.

    python benchmarks/preview.py                    # the real site
    python benchmarks/preview.py --topics 100 1000  # generated sites, beside Hugo if installed

Run with the project's Python. The page is asked for over HTTP, as a browser would, until it has the
edit. Previews of one size run at the same time and are edited in turn, each when the last one is at
rest: an idle one takes next to nothing. Each figure is the median of the rounds.
"""

from __future__ import annotations

import argparse
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections import defaultdict
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

import click
from run import make_sites

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
PARTS = ("data", "docs", "hooks", "overrides", "captures", "mkdocs.yml")
SERVE = {
    "ours": [sys.executable, "-m", "mkdocs", "serve", "-q", "-a", "127.0.0.1:{port}"],
    "hugo": ["hugo", "server", "--quiet", "--port", "{port}", "--baseURL", "http://127.0.0.1/"],
}
"""The preview of each kind of site."""
LONGEST = 120
"""Seconds after which an edit counts as lost."""
FIRST = "topic-0001"
TIMELINE = "hooks/explainer/rendering/templates/timeline.html.jinja"
EDITS = {
    "real": {
        "a fact": ("data/topics/venezuela/events.yml", "title: Maduro is sworn in"),
        "a sentence": ("docs/topics/venezuela.md", "Maduro was sworn in"),
        "a template": (TIMELINE, '<ol class="timeline'),
    },
    "ours": {
        "a fact": (f"data/topics/{FIRST}/events.yml", "    title: "),
        "a sentence": (f"docs/topics/{FIRST}.md", "## In short\n\n"),
        "a template": (TIMELINE, '<ol class="timeline'),
    },
    "hugo": {
        "a fact": (f"data/topics/{FIRST}/events.yml", "    title: "),
        "a sentence": (f"content/topics/{FIRST}.md", "## In short\n\n"),
        "a template": ("layouts/_default/single.html", "<h2>Events"),
    },
}
"""A file and a text in it, after which something is inserted, by kind of site and of edit."""


@dataclass(frozen=True)
class Preview:
    """A preview that runs, and the address of the page that is edited."""

    folder: Path
    page: str
    process: int
    """The number of the process that serves it."""

    def seconds(self, path: str, after: str, inserted: str) -> float:
        """Insert something into a file; return the time until the page has it."""
        file = self.folder / path
        text = file.read_text(encoding="utf-8")
        assert after in text, f"{after!r} is not in {path}"
        file.write_text(text.replace(after, f"{after}{inserted} ", 1), encoding="utf-8")
        start = time.perf_counter()
        while inserted not in got(self.page):
            assert time.perf_counter() - start < LONGEST, f"{path} is not served after an edit"
            time.sleep(0.01)
        taken = time.perf_counter() - start
        file.write_text(text, encoding="utf-8")
        while inserted in got(self.page):
            time.sleep(0.01)
        self.rest()
        return taken

    def rest(self) -> None:
        """Wait until the process is at rest, and then for a moment.

        The moment is a random one, because Hugo looks for edits twice a second.
        """
        before, now = "", self.processor_time()
        while before != now:
            time.sleep(2)  # `ps` counts whole seconds
            before, now = now, self.processor_time()
        time.sleep(secrets.randbelow(500) / 1000)

    def processor_time(self) -> str:
        """Return how long the process has used a processor, as `ps` prints it."""
        listed = subprocess.check_output(["/bin/ps", "-eo", "pid=,time="], text=True)
        times = dict(line.split() for line in listed.splitlines())
        return times[str(self.process)]


def main() -> None:
    """Print a table of medians."""
    parser = argparse.ArgumentParser(description="Measure how soon a preview shows an edit.")
    parser.add_argument("--topics", type=int, nargs="+", default=[], metavar="N")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    with TemporaryDirectory() as temporary:
        folder = Path(temporary).resolve()
        sites = [{"real": copied(folder / "real")}]
        if given.topics:
            peers = ["ours", *(["hugo"] if shutil.which("hugo") else [])]
            for count in given.topics:
                make_sites(folder, count, 1, peers)
            sites = [{peer: folder / f"{peer}-{n}" for peer in peers} for n in given.topics]
        click.echo("| site | edit | s | least | most |\n|---|---|--:|--:|--:|")
        for together in sites:
            for (name, what), taken in measured(together, given.rounds).items():
                figures = f"{median(taken):.2f} | {min(taken):.2f} | {max(taken):.2f}"
                click.echo(f"| {together[name].name} | {what} | {figures} |")


def copied(folder: Path) -> Path:
    """Return a new copy of the project."""
    for part in PARTS:
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        (folder / part).parent.mkdir(parents=True, exist_ok=True)
        copy(ROOT / part, folder / part)
    return folder


def measured(sites: dict[str, Path], rounds: int) -> dict[tuple[str, str], list[float]]:
    """Return the times of each edit of each site, whose previews run together."""
    times: dict[tuple[str, str], list[float]] = defaultdict(list)
    with ExitStack() as stack:
        previews = {name: stack.enter_context(serving(name, site)) for name, site in sites.items()}
        for number in range(rounds):
            for what in EDITS["real"]:
                for name, preview in previews.items():
                    edit = EDITS[name][what]
                    times[name, what].append(preview.seconds(*edit, f"edited{number}"))
    return times


@contextmanager
def serving(name: str, folder: Path) -> Iterator[Preview]:
    """Run the preview of a site, from when its page is served."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [part.format(port=port) for part in SERVE["hugo" if name == "hugo" else "ours"]]
    slug = "venezuela" if name == "real" else FIRST
    page = f"http://127.0.0.1:{port}/topics/{slug}/"
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    with subprocess.Popen(command, cwd=folder, env=environment) as process:  # noqa: S603  (a command of this file)
        try:
            while not got(page):
                time.sleep(0.1)
            preview = Preview(folder, page, process.pid)
            preview.rest()
            yield preview
        finally:
            process.terminate()


def got(address: str) -> str:
    """Return the page at an address; nothing if it is not there, or not all of it."""
    try:
        with urlopen(address) as answer:  # noqa: S310  (an address of this machine)
            text: str = answer.read().decode()
            return text
    except (URLError, ConnectionError, HTTPException):
        return ""


if __name__ == "__main__":
    main()
