"""The example site is good, and each bad example fails with the messages it names.

A bad example is one file of the example site, gone wrong.
Its folder names the file that it takes the place of.
Its first lines, which begin with `#! `, are the problems that must be found, all of them:
line, column, message, and after a bar the hint; lines are counted after these.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from explainer.site import read_site

BAD = Path(__file__).parent / "bad"
TOPIC = "data/topics/harbour"
TAKES_THE_PLACE_OF = {
    "capture": "captures/open/notice-2019-06-01-fees.txt",
    "events": f"{TOPIC}/events.yml",
    "front": "docs/index.md",
    "glossary": "data/glossary.yml",
    "names": "data/names.yml",
    "lock": "data/quotes.lock",
    "organisations": "data/organisations.yml",
    "page": "docs/topics/harbour.md",
    "people": "data/people.yml",
    "positions": f"{TOPIC}/positions.yml",
    "reserved-capture": "captures/open/gazette-2019-05-14-talks.txt",
    "second-capture": "captures/notice-2019-06-01-fees.txt",
    "sides": "data/sides.yml",
    "sources": "data/sources.yml",
    "statements": f"{TOPIC}/statements.yml",
    "stray": f"{TOPIC}/evnts.yml",
    "stray-capture": "captures/open/notice-2019-06-01-fee.txt",
    "topic": f"{TOPIC}/topic.yml",
    "words": "data/words.yml",
}
MARK = b"#! "
TODAY = date(2026, 11, 24)

EXAMPLES = sorted(path for path in BAD.rglob("*") if path.is_file())


def test_the_good_example_has_no_problems(example: Path) -> None:
    """Whatever the bad examples show is theirs alone."""
    assert read_site(example, TODAY).problems == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_bad_example(path: Path, example: Path, *, update_goldens: bool) -> None:
    """Every problem is found, with its place, its message and its hint, and no other."""
    lines = path.read_bytes().split(b"\n")
    count = next(index for index, line in enumerate(lines) if not line.startswith(MARK))
    target = TAKES_THE_PLACE_OF[path.parent.name]
    broken = b"\n".join(lines[count:])
    (example / target).write_bytes(broken)

    found = []
    for problem in read_site(example, TODAY).problems:
        place = problem.place
        where = "" if place.path == target else f"{place.path}:"
        hint = f" | {problem.hint}" if problem.hint else ""
        found.append(f"{where}{place.line}:{place.column}: {problem.message}{hint}")

    if update_goldens:
        path.write_bytes(b"".join(MARK + line.encode() + b"\n" for line in found) + broken)
        return
    assert found == [line.removeprefix(MARK).decode() for line in lines[:count]]
    assert found, "a bad example names at least one problem"
