"""The lock: no quote changes unseen, no check lies, and what means the same is the same."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ROOT
from explainer.edition import Edition
from explainer.facts.catalog import Catalog
from explainer.quotes import lock
from explainer.quotes.captures import read_captures
from explainer.quotes.check import READ, UNVERIFIED, Check
from explainer.site import read_site
from explainer.source_tree import read_folder
from explainer.yaml_text import reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from explainer.facts.records import Statement
    from explainer.problems import Problem

TODAY = date(2026, 11, 25)
SITE = read_site(read_folder(ROOT))
STATEMENTS = SITE.catalog.statements
FILES = sorted((ROOT / "data" / "topics").glob("*/statements.yml"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The data, pages and captures of the project, to change."""
    for name in ("data", "docs", "captures"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def rewrite(project: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the fields of every statement in its file; JSON is YAML, one field a line."""
    for path in FILES:
        document, _ = reader.read_bytes(path.name, path.read_bytes())
        assert document is not None
        value: Any = document.value
        for fields in value["statements"]:
            change(fields)
        text = json.dumps(value, ensure_ascii=False, indent=1)
        (project / path.relative_to(ROOT)).write_text(text, encoding="utf-8")


def problems_in(project: Path, *paths: str) -> list[Problem]:
    """What is wrong in these files."""
    problems = read_site(read_folder(project), Edition(TODAY)).problems
    return [found for found in problems if found.place.path in paths]


STATEMENT_FILES = [path.relative_to(ROOT).as_posix() for path in FILES]


def mutant(text: str, at: int) -> str:
    """The text with another character at a place: one that no normalisation takes for the old."""
    return text[:at] + ("z" if text[at] in "qQ" else "q") + text[at + 1 :]


LONGEST = max(len(said.text) for said in STATEMENTS.values())


@pytest.mark.parametrize("at", range(0, LONGEST, 10))
def test_every_tenth_character_of_every_quote(project: Path, at: int) -> None:
    """Each change is found, at the very word.

    All quotes that are long enough are changed at once, by one character each.
    """
    changed = {name: said.text for name, said in STATEMENTS.items() if at < len(said.text)}

    def change(fields: dict[str, Any]) -> None:
        if fields["id"] in changed:
            fields["text"] = mutant(fields["text"], at)

    rewrite(project, change)
    found = problems_in(project, *STATEMENT_FILES)
    assert len(found) == len(changed)
    left = dict(changed)
    for problem in found:
        line, caret = problem.place.text, problem.place.column - 1
        assert line.startswith('   "text": "')
        words = json.loads("{" + line.strip().rstrip(",") + "}")["text"]
        (name,) = (name for name, text in left.items() if mutant(text, at) == words)
        del left[name]
        place = len('   "text": "') + len(json.dumps(words[:at], ensure_ascii=False)) - 2
        word = line[caret:].split(" ")[0]
        assert caret <= place <= caret + len(word), str(problem)
        assert "is not what was checked" in problem.message or "missing" in problem.message
    assert not left


def test_all_quotes_are_in_the_lock() -> None:
    """So that none of them can change unseen, the unverified ones included."""
    assert set(SITE.lock.checks) == set(STATEMENTS)


def swaps() -> Iterator[tuple[Statement, Statement]]:
    """Each statement with the next that has another source."""
    names = list(STATEMENTS)
    for one, other in zip(names, names[1:] + names[:1], strict=True):
        if STATEMENTS[one].source != STATEMENTS[other].source:
            yield STATEMENTS[one], STATEMENTS[other]


@pytest.mark.parametrize("pair", list(swaps())[::7], ids=lambda pair: pair[0].id)
def test_two_statements_with_swapped_sources(
    project: Path, pair: tuple[Statement, Statement]
) -> None:
    """Both are found, at their sources."""
    sources = {pair[0].id: pair[1].source, pair[1].id: pair[0].source}
    rewrite(
        project, lambda fields: fields.update(source=sources.get(fields["id"], fields["source"]))
    )
    # A source may also be older than the words that it is given.
    told = "these words were checked against '"
    every = problems_in(project, *STATEMENT_FILES)
    found = [problem for problem in every if problem.message.startswith(told)]
    assert len(found) == 2
    for problem in found:
        assert '"source": "' in problem.place.text[: problem.place.column]
    assert all(problem.message.startswith("said on ") for problem in {*every} - {*found})


def test_two_sources_with_swapped_addresses(project: Path) -> None:
    """A source's id is only a name: the address is what was checked."""
    one, other = "dw-2019-05-04-call", "cgtn-2019-05-spar"
    urls = {name: SITE.catalog.sources[name].url for name in (one, other)}
    for path in (project / "data").rglob("sources.yml"):
        text = path.read_text(encoding="utf-8")
        for mine, its in ((one, other), (other, one)):
            text = text.replace(f"url: {urls[mine]}\n", f"url: <{its}>\n")
        for name in (one, other):
            text = text.replace(f"<{name}>", urls[name])
        path.write_text(text, encoding="utf-8")
    found = read_site(read_folder(project), Edition(TODAY)).problems
    assert {problem.message for problem in found} == {
        "'trump-2019-05-03-not-involved' was checked at another address",
        "'lavrov-2019-05-14-democracy-by-force' was checked at another address",
        "'lavrov-2019-05-14-iraq-libya' was checked at another address",
    }


def held(project: Path) -> list[Problem]:
    """What the lock and the captures of a project have against the statements."""
    checks, unlocked = lock.read_lock(read_folder(project))
    captures, uncaught = read_captures(read_folder(project), SITE.catalog)
    return [*unlocked, *uncaught, *lock.check_quotes(checks, SITE.catalog, captures)[1]]


def test_an_edited_capture(project: Path) -> None:
    """One letter, anywhere in it."""
    path = project / "captures" / "open" / "doj-2019-04-18-mueller-report-copy.txt"
    text = path.read_text(encoding="utf-8")
    assert held(project) == []
    for at in range(0, len(text), 60):
        path.write_text(mutant(text, at), encoding="utf-8")
        assert {problem.place.path for problem in held(project)} == {
            "captures/open/doj-2019-04-18-mueller-report-copy.txt"
        }


CURLED = str.maketrans({"'": "’", '"': "”", "“": '"', "”": '"', "’": "'", "-": "‑", "–": "-"})


def test_what_means_the_same_is_the_same(project: Path) -> None:
    """White space that is reflowed, quotation marks that are curled, dashes of another length."""

    def change(fields: dict[str, Any]) -> None:
        for part in ("prefix", "text", "suffix"):
            if part in fields:
                fields[part] = fields[part].translate(CURLED).replace(" ", "\u00a0\n  ")

    rewrite(project, change)
    capture = project / "captures" / "open" / "doj-2019-04-18-mueller-report-copy.txt"
    text = capture.read_text(encoding="utf-8")
    capture.write_text(text.translate(CURLED).replace(" ", "\n"), encoding="utf-8")
    assert read_site(read_folder(project), Edition(TODAY)).problems == []


LIES = {
    "statement": None,  # each check is given the next one's
    "source": "dw-2019-05-04-call",
    "address": "0123abcd",
    "words": "abc.abc.abc",
    "against": READ,
    "checked": "2026-11-26",
    "seal": "0123456789abcdef",
}


@pytest.mark.parametrize("name", list(Check.model_fields))
def test_no_field_of_a_check_can_be_changed_by_hand(project: Path, name: str) -> None:
    """Each check is given a value that might stand there; each lie is found."""
    path = project / lock.PATH
    head, *entries = path.read_text(encoding="utf-8").split("  - ")
    field = re.compile(rf"^( *{name}: )(.*)$", re.MULTILINE)
    true = [field.search(entry)[2] for entry in entries]  # type: ignore[index]
    told = [LIES[name]] * len(true) if LIES[name] else [*true[1:], true[0]]
    lying = [
        field.sub(lambda line: f"{line[1]}{lie}", entry)  # noqa: B023  (called at once)
        for entry, lie in zip(entries, told, strict=True)
    ]
    path.write_text("  - ".join([head, *lying]), encoding="utf-8")
    lies = sum(one != other for one, other in zip(true, told, strict=True))
    assert lies
    assert len(held(project)) == lies


def test_an_unverified_quote_cannot_be_called_verified(project: Path) -> None:
    """Not by changing the word in the lock."""
    path = project / lock.PATH
    text = path.read_text(encoding="utf-8")
    unverified = text.count(f"against: {UNVERIFIED}\n")
    assert unverified
    path.write_text(text.replace(f"against: {UNVERIFIED}", f"against: {READ}"), encoding="utf-8")
    found = read_site(read_folder(project), Edition(TODAY)).problems
    assert len(found) == unverified
    assert {problem.message for problem in found} == {"this check is not as the command wrote it"}


def verified(site_folder: Path, *read: str) -> tuple[str, list[Problem]]:
    """What the command would write."""
    site = read_site(read_folder(site_folder), Edition(TODAY))
    return lock.verify(
        site.lock.checks, site.catalog, site.captures, dict.fromkeys(read, True), TODAY
    )


def test_the_command_changes_nothing_where_nothing_changed() -> None:
    """Not even the day of a check."""
    assert verified(ROOT) == ((ROOT / lock.PATH).read_text(encoding="utf-8"), [])


def test_the_command_upgrades_and_keeps(example: Path) -> None:
    """A quote found in a capture is checked against it; one changed since it was read is not."""
    text, problems = verified(example)
    assert problems == []
    statements = example / "data" / "topics" / "harbour" / "statements.yml"
    good = statements.read_text(encoding="utf-8")
    (example / "captures" / "gazette-2019-05-14-talks.txt").write_text(
        'She said: "The harbour is “open” to\nall & sundry." The port is shut, he cried.\n',
        encoding="utf-8",
    )
    better, problems = verified(example)
    assert problems == []
    assert text.count(f"against: {READ}") == 3
    assert better.count(f"against: {READ}") == 1
    (example / "captures" / "gazette-2019-05-14-talks.txt").unlink()
    statements.write_text(good.replace("The port is shut", "The port is open"), encoding="utf-8")
    after, problems = verified(example)
    assert after == text
    assert [problem.message for problem in problems] == [
        "'open' is not what was checked ('text' of 'dahl-2019-05-14-closed-interpreter')"
    ]
    again, problems = verified(example, "dahl-2019-05-14-closed-interpreter")
    assert problems == []
    (example / lock.PATH).write_text(again, encoding="utf-8")
    page = example / "docs" / "topics" / "harbour.md"
    page.write_text(page.read_text(encoding="utf-8").replace("is shut", "is open"), "utf-8")
    assert read_site(read_folder(example), Edition(TODAY)).problems == []


def test_the_command_finds_what_the_capture_lacks(example: Path) -> None:
    """The caret stands where the words depart from it."""
    capture = example / "captures" / "open" / "notice-2019-06-01-fees.txt"
    good = capture.read_text(encoding="utf-8")
    for old, new, message, word in (
        ("as they are", "as they were", "from here on {} has other words", "are"),
        ("Notice.", "Note.", "from here on {} has other words", "Notice."),
        ("Fees stay", "Notice. Fees stay", "", ""),
        ("until the summer", "in the north until the summer", "", ""),
        ("Boats", "Notice. Fees stay as they are until the summer. Boats",
         "the words stand 2 times in {} between this context", "Fees"),
        ("until", "and so on " * 12 + "until",
         "the words stand in {}, but not between this prefix and suffix", "Fees"),
    ):  # fmt: skip
        capture.write_text(good.replace(old, new), encoding="utf-8")
        _, problems = verified(example)
        path = "captures/open/notice-2019-06-01-fees.txt"
        assert [problem.message for problem in problems] == [message.format(path)] * bool(message)
        for problem in problems:
            assert problem.place.text[problem.place.column - 1 :].startswith(word)


def test_the_command_loses_no_check_of_what_it_cannot_read(example: Path) -> None:
    """Nor of what is gone or has another id: that is for a person to delete."""
    statements = example / "data" / "topics" / "harbour" / "statements.yml"
    text = statements.read_text(encoding="utf-8")
    before = (example / lock.PATH).read_text(encoding="utf-8")
    statements.write_text(text.replace("lang: ru\n", "lang: [ru\n", 1), encoding="utf-8")
    assert verified(example)[0] == before
    statements.write_text(text.replace("lang: ru\n", "lang: rus\n", 1), encoding="utf-8")
    assert verified(example)[0] == before
    statements.write_text(text.split("\n  - id: council")[0], encoding="utf-8")
    assert verified(example)[0] == before
    (found,) = problems_in(example, lock.PATH)
    assert found.message == "no statement 'council-2019-06-01-fees'"
    statements.write_text(text.replace("id: berg", "id: bergg"), encoding="utf-8")
    after = verified(example)[0]
    assert "statement: berg-2019-05-20-open" in after
    assert f"against: {UNVERIFIED}" in after


def test_a_lock_of_nothing() -> None:
    """An empty site has an empty lock, which can be read again."""
    assert lock.verify({}, Catalog(), {}, {}, TODAY) == ("checks: []\n", [])
