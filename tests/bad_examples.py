"""The bad examples: which file of the example site each takes the place of, and what it expects.

A bad example is one file of the example site, gone wrong.
Its folder names the file that it takes the place of.
Its first lines, which begin with `#! `, are the problems that must be found, all of them:
line, column, message, and after a bar the hint; lines are counted after these.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

BAD = Path(__file__).parent / "examples" / "bad"
TOPIC = "data/topics/harbour"
TAKES_THE_PLACE_OF = {
    "capture": "captures/open/notice-2019-06-01-fees.txt",
    "events": f"{TOPIC}/events.yml",
    "front": "docs/index.md",
    "glossary": "data/glossary.yml",
    "house": "data/house.yml",
    "names": "data/names.yml",
    "lock": f"{TOPIC}/quotes.lock",
    "numbers": f"{TOPIC}/numbers.yml",
    "organisations": "data/organisations.yml",
    "page": "docs/topics/harbour.md",
    "people": "data/people.yml",
    "places": "data/places.yml",
    "positions": f"{TOPIC}/positions.yml",
    "reserved-capture": "captures/open/gazette-2019-05-14-talks.txt",
    "shared-lock": "data/quotes.lock",
    "second-capture": "captures/notice-2019-06-01-fees.txt",
    "sides": "data/sides.yml",
    "sources": "data/sources.yml",
    "statements": f"{TOPIC}/statements.yml",
    "stray": f"{TOPIC}/evnts.yml",
    "stray-capture": "captures/open/notice-2019-06-01-fee.txt",
    "tags": "data/tags.yml",
    "topic": f"{TOPIC}/topic.yml",
    "words": "data/words.yml",
}
MARK = b"#! "
TODAY = date(2026, 11, 24)
"""The day on which the examples are read."""

EXAMPLES = sorted(path for path in BAD.rglob("*") if path.is_file())
FIRST = {path.parent.name: path for path in reversed(EXAMPLES)}.values()
"""The first example of each kind of file."""


def expected(path: Path) -> tuple[list[str], bytes]:
    """The problems that a bad example names, and the file that must have them."""
    lines = path.read_bytes().split(b"\n")
    count = next(index for index, line in enumerate(lines) if not line.startswith(MARK))
    named = [line.removeprefix(MARK).decode() for line in lines[:count]]
    return named, b"\n".join(lines[count:])
