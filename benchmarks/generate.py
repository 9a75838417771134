"""Makes a site of as many topics as are asked for, in the shape of this one, to measure it.

    python benchmarks/generate.py 100 ../site            # with data, blocks and citations
    python benchmarks/generate.py 100 ../site --plain    # its prose alone, for plain MkDocs
    python benchmarks/generate.py 100 ../site --hugo     # its data and its prose, for Hugo

The same number and the same seed make the same files, byte by byte.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from invention import (
    DAY,
    HERE,
    SIDES,
    Record,
    Shared,
    Topic,
    make_shared,
    make_topic,
    spell,
    words_of,
    write,
    yaml_lines,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

ROOT = HERE.parent
COPIED = (
    "hooks",
    "overrides",
    "docs/stylesheets",
    "docs/javascripts",
    "data/words.yml",
)
TONES = ("blue", "red", "teal", "ochre")
CHECKED = "1790000000"
"""When the quotes are said to be taken down, as SOURCE_DATE_EPOCH has it: in September 2026."""
PLAIN_SECTIONS = ("site_name", "theme", "markdown_extensions")


def generate(count: int, folder: Path, seed: int = 1, peer: str = "ours") -> None:
    """Write a whole site of so many topics into a folder, for one of PEERS."""
    random = seeded(str(seed))
    shared = make_shared(count, random)
    topics = [
        make_topic(number, count, shared, seeded(f"{seed} {number}"))
        for number in range(1, count + 1)
    ]
    folder.mkdir(parents=True, exist_ok=True)
    PEERS[peer](folder, shared, topics)


def seeded(seed: str) -> Random:
    """Return what makes the same choices for the same seed."""
    return Random(seed)  # noqa: S311  (the choices are no secrets, and must be made again)


def write_ours(folder: Path, shared: Shared, topics: list[Topic]) -> None:
    """Write the site with its data, its blocks and its citations, and take down its quotes."""
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("*.pyc"))
        else:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    (folder / "captures").mkdir()
    write(folder / "mkdocs.yml", settings(lambda name: name != "nav"))
    write_data(folder, shared, topics)
    write(folder / "docs/index.md", index_lines(topics))
    for topic in topics:
        write(folder / f"docs/topics/{topic.slug}.md", page_lines(topic))
    command = [sys.executable, "-m", "explainer", "verify", "--root", str(folder)]
    path = os.pathsep.join([str(ROOT / "hooks"), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONPATH": path, "SOURCE_DATE_EPOCH": CHECKED}
    subprocess.run(command, env=environment, check=True, capture_output=True)  # noqa: S603  (this Python, and a folder that was just made)


def write_plain(folder: Path, _: Shared, topics: list[Topic]) -> None:
    """Write the prose of the same pages for MkDocs with nothing but the theme and its search."""
    lines = [*settings(PLAIN_SECTIONS.__contains__), "plugins: [search]"]
    own = {"custom_dir: overrides", "icon:", "logo: talking-points"}
    write(folder / "mkdocs.yml", (line for line in lines if line.strip() not in own))
    write(folder / "docs/index.md", plain(index_lines(topics)))
    for topic in topics:
        write(folder / f"docs/topics/{topic.slug}.md", plain(page_lines(topic)))


def write_hugo(folder: Path, shared: Shared, topics: list[Topic]) -> None:
    """Write the same data and the same prose for Hugo, whose layouts list events and quotes."""
    shutil.copytree(HERE / "hugo", folder, dirs_exist_ok=True)
    write_data(folder, shared, topics)
    write(folder / "content/_index.md", plain(index_lines(topics)))
    for topic in topics:
        front = ["---", f"title: {topic.record['title']}", f"topic: {topic.slug}", "---", ""]
        write(folder / f"content/topics/{topic.slug}.md", [*front, *plain(page_lines(topic))])


PEERS: dict[str, Callable[[Path, Shared, list[Topic]], None]] = {
    "ours": write_ours,
    "plain": write_plain,
    "hugo": write_hugo,
}
"""What a site can be written for."""


def settings(wanted: Callable[[str], bool]) -> list[str]:
    """Take the wanted sections of the project's own mkdocs.yml."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    sections = re.split(r"^(?=\w+:)", text, flags=re.MULTILINE)
    return [
        line
        for section in sections
        if wanted(section.partition(":")[0])
        for line in section.rstrip().split("\n")
    ]


def write_data(folder: Path, shared: Shared, topics: list[Topic]) -> None:
    """Write every file of data/ but the lock of the quotes."""
    names = {"places": words_of("places"), "months": words_of("months")}
    files: dict[str, Record] = {
        "sides": {
            "sides": [
                {"id": side, "name": name, "tone": tone}
                for (side, name), tone in zip(SIDES.items(), TONES, strict=True)
            ]
        },
        "people": {"people": shared.people},
        "organisations": {"organisations": shared.organisations},
        "glossary": {"terms": [term for term in shared.terms if term["topics"]]},
        "names": {"names": [{"id": name, "names": list_} for name, list_ in names.items()]},
        "sources": {"sources": shared.sources},
    }
    for topic in topics:
        files[f"topics/{topic.slug}/topic"] = topic.record
        for name in ("events", "statements", "positions", "sources"):
            files[f"topics/{topic.slug}/{name}"] = {name: getattr(topic, name)}
    for name, record in files.items():
        write(folder / f"data/{name}.yml", yaml_lines(record))


# Pages


def page_lines(topic: Topic) -> Iterator[str]:
    """Write a topic's page: its prose with citations, a sentence a line, and its blocks."""
    teller = topic.teller
    teller.named, teller.last, thing = set(), "", teller.thing
    until, after = f"until: {topic.as_of}", f"from: {topic.as_of + DAY}"
    yield from ("---", f"topic: {topic.slug}", "coverage: 90 %", "words: 500-800")
    yield from ("unverified: shown", "---", "", f"# The {thing}", "", *block("topic"))
    yield from ("## In short", "", *told(topic, "openings", 4), "")
    yield from ("## The dates that matter", "")
    yield from block("overview", f"turn: {topic.events[13]['id']}")
    yield from (f"## How did the case of the {thing} begin?", "")
    first, *sentences = told(topic, "beginnings", 6)
    yield from (first, *sentences[:2], "", *sentences[2:], "")
    yield from block("statement", f"id: {topic.statements[2]['id']}")
    yield from ("## What came of it?", "", *told(topic, "points", 4), "")
    yield from ("## What did each side want?", "", *told(topic, "wants", 5), "")
    yield from ("## What was said?", "", *sayings(topic), "")
    yield from ("## Where they stand", "", *block("positions", until))
    yield from ("## Timeline", "", *block("timeline", until))
    yield from ("## In their words", "", *block("statements", until))
    yield from ("## Disputed or unknown", "", *told(topic, "doubts", 3), "")
    yield from ("Nothing in the sources settles it. <!-- ours: a judgement -->", "")
    yield from (*block("discrepancies", until), *block("open-questions", until))
    yield from block("as-of")
    teller.days = (topic.as_of + DAY, topic.as_of + 300 * DAY)
    yield from ("## What happened next?", "", *told(topic, "sequels", 5), "")
    yield from (*block("timeline", f"{after}\nsummaries: none"), *block("statements", after))
    yield from ("## Notes", "", *block("notes"))
    yield from ("## How we know", "", *block("provenance"), *block("changes"))


def index_lines(topics: list[Topic]) -> Iterator[str]:
    """Write the first page, with an agenda of the first five topics."""
    first = topics[:5]
    listed = f"topics: [{', '.join(topic.slug for topic in first)}]"
    yield from ("---", "coverage: 90 %", "unverified: shown", "---", "", "# Five talking points")
    yield from ("", "This site is made to be measured. <!-- ours: about this site -->", "")
    yield from (*block("agenda", listed), *block("overview", listed), "## Why these five?", "")
    for topic in first:
        source = topic.sources[0]["id"]
        yield f"- On {spell(topic.as_of)} the {topic.teller.thing} was in the news.[^{source}]"
    yield from ("", "## How we know", "", *block("provenance", listed))


def block(name: str, option: str = "") -> list[str]:
    """Write a block, and an empty line behind it."""
    return [f"```{name}", *([option] if option else []), "```", ""]


def told(topic: Topic, section: str, count: int) -> list[str]:
    """Write so many sentences of a section, each with one or two citations."""
    sources = [source["id"] for source in topic.sources]
    random = topic.teller.random
    return [
        topic.teller.tell(template)
        + "".join(f"[^{name}]" for name in random.sample(sources, random.choice((1, 1, 2))))
        for template in random.sample(words_of(section), count)
    ]


def sayings(topic: Topic) -> Iterator[str]:
    """Write sentences that quote some words of a statement, and cite it."""
    teller = topic.teller
    people = {person["id"]: person for person in teller.people}
    templates = teller.random.sample(words_of("sayings"), 5)
    for template, said in zip(templates, topic.statements, strict=False):
        words = said["text"].split()
        start = teller.random.randrange(len(words) - 8)
        quoted = " ".join(words[start : start + 7]).strip(",")
        speaker = teller.name(people[said["speaker"]])
        yield f"{teller.tell(template, speaker=speaker, words=quoted)}[^{said['id']}]"


def plain(lines: Iterable[str]) -> list[str]:
    """Take front matter, blocks, citations and marks out of a page."""
    text = re.sub(r"\A---\n.*?\n---\n\n", "", "\n".join(lines), flags=re.DOTALL)
    text = re.sub(r"^```.*?^```\n\n?", "", text, flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"\[\^[^\]]+\]| <!--.*?-->", "", text).split("\n")


def main() -> None:
    """Write the site that the command line asks for."""
    parser = argparse.ArgumentParser(description="Write a site of so many topics into a folder.")
    parser.add_argument("count", type=int, metavar="N", help="how many topics")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="a folder that is not there")
    parser.add_argument("--seed", type=int, default=1, help="another one makes another site")
    for peer in ("plain", "hugo"):
        help_ = f"the same prose for {peer}" if peer == "hugo" else "the prose alone"
        parser.add_argument(f"--{peer}", dest="peer", action="store_const", const=peer, help=help_)
    parser.set_defaults(peer="ours")
    given = parser.parse_args()
    generate(given.count, given.folder, given.seed, given.peer)


if __name__ == "__main__":
    main()
