"""Whatever a file holds, it is read in good time, in little memory, and with clear problems.

Every input takes the place of one file of the example site, which is then read as a whole.
`make test` tries a few, `make test-all` more, and `NIGHTLY=1` fifty times as many again.
"""

from __future__ import annotations

import os
import re
import signal
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from bad_examples import TAKES_THE_PLACE_OF, TODAY
from conftest import GOOD
from explainer.edition import Edition
from explainer.facts.model import Model
from explainer.problems import report, workflow_commands
from explainer.site import read_site
from explainer.source_tree import read_folder
from hypothesis import HealthCheck, given, settings
from mutations import broken_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from explainer.problems import Problem
    from explainer.source_tree import SourceTree

resource = pytest.importorskip("resource", reason="limits of a process are Unix's")

FEW = 120
MANY = 100_000 if os.environ.get("NIGHTLY") else 2_000
"""How many inputs are tried of all kinds of files together."""
SECONDS = 2
MEGABYTES = 300


def names_below(kind: type[Any]) -> Iterator[str]:
    """The names of the classes derived from one that are no words of English."""
    below: list[type[Any]] = kind.__subclasses__()
    for one in below:
        yield from [one.__name__] if re.search("[a-z][A-Z]", one.__name__) else []
        yield from names_below(one)


OF_THE_PROGRAM = re.compile(
    r"Error\(|Traceback|pydantic|Input should|validation error|Field required|Value error"
    r"|NoneType|<class|object at 0x|cannot be rendered|"
    + "|".join(sorted({*names_below(Model), *names_below(ValueError)}))
)
"""What only a program says."""

HIDDEN = re.compile(r"[\x00-\x08\n-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
"""What turns a message into something else where it is shown."""


class TooSlow(BaseException):
    """The time of one input is over; no exception that the program may guard itself against."""


@contextmanager
def within_limits() -> Iterator[None]:
    """Stop what takes too long, and refuse memory beyond the limit.

    Time is the processor's, not the clock's: a busy machine changes nothing;
    the timer also ends what would never end.
    Memory is limited to what the process has now and `MEGABYTES` more. A limit for its peak would
    depend on the tests that ran before.
    """
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    before = resource.getrlimit(resource.RLIMIT_AS)
    most = pages * resource.getpagesize() + MEGABYTES * 2**20

    def stop(_: int, frame: FrameType | None) -> None:
        # Hypothesis times the garbage collector: what is raised there is lost.
        if frame is None or "hypothesis" not in frame.f_code.co_filename:
            raise TooSlow

    handler = signal.signal(signal.SIGPROF, stop)
    resource.setrlimit(resource.RLIMIT_AS, (most, before[1]))
    signal.setitimer(signal.ITIMER_PROF, SECONDS, 0.1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        resource.setrlimit(resource.RLIMIT_AS, before)
        signal.signal(signal.SIGPROF, handler)


def problems_of(site: SourceTree) -> list[Problem]:
    """Return the problems of a site, read within the limits; if it is too slow, on second try."""
    try:
        with within_limits():
            return read_site(site, Edition(TODAY)).problems
    except TooSlow:
        with within_limits():
            return read_site(site, Edition(TODAY)).problems


def lines_of(raw: bytes) -> list[str]:
    """Return the lines of a file, as Markdown and YAML count them: a lone CR ends one as well."""
    return re.split("\r\n|\r|\n", raw.decode("utf-8", "replace").removeprefix("\ufeff"))


def check(problem: Problem, lines: list[str]) -> None:
    """A problem has a place within its file, and words for a person."""
    place = problem.place
    assert 1 <= place.line <= len(lines), problem
    assert 1 <= place.column <= len(lines[place.line - 1]) + 1, problem
    assert problem.message.strip(), problem
    for text in (problem.message, problem.hint, place.text):
        assert not HIDDEN.search(text), problem
    for text in (problem.message, problem.hint):
        assert not OF_THE_PROGRAM.search(text), problem
    assert len(problem.message) < 1000, problem


@pytest.fixture(scope="module")
def site() -> SourceTree:
    """The example site, read once: no input is charged for what is read only once."""
    tree = read_folder(GOOD)
    assert read_site(tree, Edition(TODAY)).problems == []
    return tree


@pytest.mark.skipif(sys.platform != "linux", reason="tells a process's memory by /proc")
@pytest.mark.parametrize("inputs", [FEW, pytest.param(MANY, marks=pytest.mark.slow)])
@pytest.mark.parametrize("kind", TAKES_THE_PLACE_OF)
def test_whatever_a_file_holds(kind: str, inputs: int, site: SourceTree) -> None:
    """It is read within the limits, and its problems can be read and shown."""

    @settings(
        max_examples=inputs // len(TAKES_THE_PLACE_OF) + 1,
        suppress_health_check=list(HealthCheck),
    )
    @given(broken_files(kind))
    def holds(raw: bytes) -> None:
        tree = site.overlay({TAKES_THE_PLACE_OF[kind]: raw})
        problems = problems_of(tree)
        lines = {path: lines_of(tree[path]) for path in {one.place.path for one in problems}}
        for problem in problems:
            check(problem, lines[problem.place.path])
        report(problems).encode()
        workflow_commands(problems).encode()

    holds()


@pytest.mark.parametrize(
    "text",
    [
        "`" * 49_000,
        "“" * 49_000,
        f"```{' ' * 48_000}\n```\n\n```timeline\n```",
        ("> - " * 10 + "a\n\n") * 1_000,
    ],
    ids=["backticks", "quotation-marks", "spaces", "lists-in-quotes"],
)
def test_what_has_been_too_slow_once(text: str, site: SourceTree) -> None:
    """Runs of signs, of which each part was looked at for each other."""
    assert problems_of(site.overlay({"docs/slow.md": f"# Slow\n\n{text}\n".encode()}))
