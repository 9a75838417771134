"""The cache of checks: what a check of a large site has read and found, for the next one.

Each project has one file, in the folder of the user's caches, which is safe to delete. A file that
is broken, or that other code has written, is not used. It is a pickle, and reading one runs the
code that it names: in the project's folder, a file could be anybody's.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
import time
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_cache_path

from explainer import garbage_collection
from explainer.facts import loader
from explainer.installation import PACKAGES
from explainer.memory import Memory
from explainer.quotes import lock
from explainer.source_tree import MARKDOWN

if TYPE_CHECKING:
    from explainer.source_tree import SourceTree

LASTING = frozenset({"converter", "page", "proofreader", "rendered"})
"""The kinds of values that are kept, beside the contents of data files and locks."""
WORTH_IT = 100
"""The fewest pages of a site whose check is kept; a smaller one is checked as soon without."""
SHARE_NEW = 0.05
"""The fewest new values for each page with which a file is written again: that takes a while."""
SECONDS_KEPT = 30 * 24 * 3_600
"""How long a file is kept that nobody uses."""


@garbage_collection.paused()
def load(root: Path, tree: SourceTree) -> Memory:
    """Return what the last check of the project in a folder has found, as far as it is known.

    The contents of its data files and locks are known then to what reads them.
    """
    if _pages(tree) < WORTH_IT:
        return Memory()
    with suppress(Exception):  # whatever is wrong with the file, a check can do without it
        file = _file(root)
        with file.open("rb") as opened:
            head, packed = opened.readline(), opened.read()
        if head == _head(packed):
            data, locks, memory = pickle.loads(packed)  # noqa: S301  (it is in the user's own folder, where only the user writes)
            loader.LAST_READ.update(data)
            lock.LAST_READ.update(locks)
            file.touch()
            assert isinstance(memory, Memory)
            return memory
    return Memory(keep=True, lasting=LASTING)


@garbage_collection.paused()
def save(root: Path, tree: SourceTree, memory: Memory) -> None:
    """Keep what a check has found, if much of it is new."""
    if not memory.keep or memory.new <= SHARE_NEW * _pages(tree):
        return
    packed = pickle.dumps((loader.LAST_READ, lock.LAST_READ, memory), pickle.HIGHEST_PROTOCOL)
    file = _file(root)
    part = file.with_suffix(f".{os.getpid()}")
    with suppress(OSError):  # there may be no room
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        for other in file.parent.iterdir():
            if other.stat().st_mtime < time.time() - SECONDS_KEPT:
                other.unlink()
        part.write_bytes(_head(packed) + packed)
        part.replace(file)
    with suppress(OSError):
        part.unlink(missing_ok=True)


def _pages(tree: SourceTree) -> int:
    return sum(path.endswith((*MARKDOWN,)) for path in tree)


def _file(root: Path) -> Path:
    """Return the file for a project."""
    name = hashlib.sha256(bytes(root.resolve())).hexdigest()
    return user_cache_path("explainer") / f"{name}.pickle"


def _head(packed: bytes) -> bytes:
    """Return the first line of a file: the version of all code that made it, and a checksum."""
    code = [path for path in (PACKAGES / "explainer").rglob("*") if path.suffix != ".pyc"]
    ours = [(str(path), path.stat().st_mtime_ns) for path in sorted(code) if path.is_file()]
    installed = [path.name for folder in sys.path for path in Path(folder).glob("*.dist-info")]
    version = repr((sys.version, ours, sorted(installed)))
    return f"{hashlib.sha256(version.encode()).hexdigest()} {zlib.crc32(packed)}\n".encode()
