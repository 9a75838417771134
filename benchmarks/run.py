"""Measures how long whole builds take, and how that grows with the number of topics.

    python benchmarks/run.py                             # 100 and 1000 topics, three rounds
    python benchmarks/run.py --topics 20 --peers ours plain

Run with the project's Python. The sites are made by `generate.py`, and built in turn: whatever
slows the machine down for a while slows all of them down.
Each figure is the median of the rounds.
"""

from __future__ import annotations

import argparse
import compileall
import gzip
import os
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory, TemporaryFile
from typing import TYPE_CHECKING

import click
from bs4 import BeautifulSoup
from growth_chart import growth

if TYPE_CHECKING:
    from collections.abc import Iterator

GENERATE = Path(__file__).parent / "generate.py"

BUILD = [sys.executable, "-m", "mkdocs", "build", "-q"]
COMMANDS = {
    "ours": [*BUILD, "--site-dir", "{site}"],
    "plain": [*BUILD, "--site-dir", "{site}"],
    "hugo": ["hugo", "--quiet", "--destination", "{site}"],
    "check": [sys.executable, "-m", "explainer", "check"],
    "again": [sys.executable, "-m", "explainer", "check"],
}
"""What is run in the folder of a site; the last two check that of `ours`, first without a cache."""
OF_OURS = ("check", "again")

CACHES = "caches"
"""The folder of the user's caches, beside the sites."""

MIB = 1024 if sys.platform != "darwin" else 1024 * 1024
"""How many units of the peak that the system tells make a MiB."""


@dataclass(frozen=True)
class Cost:
    """What one process took."""

    wall: float
    """Seconds by the clock on the wall."""
    cpu: float
    """Seconds of the processors, of the process and of those that it waited for."""
    peak: float
    """MiB of memory at most."""
    view: float = 0
    """Kilobytes, gzipped, that a browser loads to show a topic's page; 0 for what makes none."""


Costs = dict[tuple[str, int], list[Cost]]
"""By what was run, and the number of topics."""


def main() -> None:
    """Make the sites, measure each, and print a table."""
    parser = argparse.ArgumentParser(description="Measure builds of sites of growing size.")
    parser.add_argument("--topics", type=int, nargs="+", default=[100, 1000], metavar="N")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peers", nargs="+", default=None, choices=["ours", "plain", "hugo"])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--drawing", type=Path, help="a new SVG of how the cost grows")
    parser.add_argument("--folder", type=Path, help="a new folder, where the sites are kept")
    given = parser.parse_args()
    peers = given.peers or ["ours", "plain", *(["hugo"] if shutil.which("hugo") else [])]
    with TemporaryDirectory() as temporary:
        folder = Path(given.folder or temporary, "sites").resolve()
        folder.mkdir(parents=True)
        costs: Costs = defaultdict(list)
        for count in sorted(given.topics):
            make_sites(folder, count, given.seed, peers)
            for _ in range(given.rounds):
                for name in [*peers, *(OF_OURS if "ours" in peers else [])]:
                    costs[name, count].append(measure(folder, name, count))
    click.echo("\n".join(table(costs)))
    if given.drawing:
        middle = {key: middle_of(rounds).cpu for key, rounds in costs.items()}
        given.drawing.write_text(growth(middle), encoding="utf-8")


def make_sites(folder: Path, count: int, seed: int, peers: list[str]) -> None:
    """Make the site of each peer, by processes of their own: a child's peak counts its parent's."""
    for peer in peers:
        site = folder / f"{peer}-{count}"
        kind = [] if peer == "ours" else [f"--{peer}"]
        command = [sys.executable, str(GENERATE), str(count), str(site), f"--seed={seed}", *kind]
        run(command, folder)
        if peer == "ours":
            compileall.compile_dir(site / "hooks", quiet=1)


def measure(folder: Path, name: str, count: int) -> Cost:
    """Run a command once in the folder of its site, and tell what it took."""
    peer = "ours" if name in OF_OURS else name
    built = folder / "built"
    if name == "check":
        shutil.rmtree(folder / CACHES, ignore_errors=True)
    shutil.rmtree(built, ignore_errors=True)
    command = [part.format(site=built) for part in COMMANDS[name]]
    cost = run(command, folder / f"{peer}-{count}")
    cost = replace(cost, view=first_view(built))
    shutil.rmtree(built, ignore_errors=True)
    return cost


def first_view(built: Path) -> float:
    """Return the kilobytes, gzipped, of the first topic's page with its styles and scripts."""
    page = built / "topics" / "topic-0001" / "index.html"
    if not page.is_file():
        return 0
    soup = BeautifulSoup(page.read_bytes(), "html.parser")
    linked = soup.select("link[rel=stylesheet]:not(noscript *), script[src]")
    paths = {str(one.get("href") or one.get("src")).partition("?")[0] for one in linked}
    files = [page, *((page.parent / path).resolve() for path in paths if "//" not in path)]
    return sum(len(gzip.compress(file.read_bytes())) for file in files) / 1000


def run(command: list[str], folder: Path) -> Cost:
    """Run a command to its end in a folder; what it says is passed on only if it fails."""
    environment = {**os.environ, "PYTHONPATH": "hooks", "NO_MKDOCS_2_WARNING": "1"}
    environment["XDG_CACHE_HOME"] = str(folder.parent / CACHES)
    with TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603  (commands of this file)
            command, cwd=folder, env=environment, stdout=said, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.exit(f"{' '.join(command)} failed:\n{said.read().decode()[-2000:]}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / MIB)


def table(costs: Costs) -> Iterator[str]:
    """Lay the medians out as a table of Markdown, beside those of the plain site."""
    figures = "wall s | / plain | CPU s | / plain | CPU ms a topic | growth | MiB | first view kB"
    yield f"| what | topics | {figures} |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
    middle = {key: middle_of(rounds) for key, rounds in costs.items()}
    counts = sorted({count for _, count in costs})
    for name, count in sorted(costs, key=lambda key: (key[1], [*COMMANDS].index(key[0]))):
        cost, plain = middle[name, count], middle.get(("plain", count))
        ratios = [f"{cost.wall / plain.wall:.2f}", f"{cost.cpu / plain.cpu:.2f}"] if plain else "––"
        least = middle[name, counts[0]].cpu / counts[0]
        view = f"{cost.view:.0f}" if cost.view else "–"
        grown = f"{cost.cpu / count / least:.2f}" if count > counts[0] else "–"
        yield (
            f"| {name} | {count} | {cost.wall:.2f} | {ratios[0]} | {cost.cpu:.2f} | {ratios[1]} "
            f"| {1000 * cost.cpu / count:.1f} | {grown} | {cost.peak:.0f} | {view} |"
        )


def middle_of(rounds: list[Cost]) -> Cost:
    """Take the median of each figure."""
    return Cost(
        median(cost.wall for cost in rounds),
        median(cost.cpu for cost in rounds),
        median(cost.peak for cost in rounds),
        median(cost.view for cost in rounds),
    )


if __name__ == "__main__":
    main()
