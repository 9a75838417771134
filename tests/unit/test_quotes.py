"""The lock: every changed quote and check is found, and what means the same is the same."""

from __future__ import annotations

import json
import re
from datetime import date
from time import process_time
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ALDER, GOOD, HARBOUR_LOCK, ROOT
from edits import EDITS
from explainer.facts.catalog import Catalog
from explainer.facts.indexing import make_catalog
from explainer.facts.loader import build_catalog, read_data
from explainer.quotes import lock
from explainer.quotes.captures import read_captures
from explainer.quotes.check import READ, UNVERIFIED, Check
from explainer.site import read_site
from explainer.source_tree import SourceTree, read_folder
from explainer.yaml_text import reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from explainer.facts.records import Statement
    from explainer.problems import Problem

TODAY = date(2026, 11, 25)
TREE = read_folder(ROOT)
CATALOG, _ = build_catalog(read_data(TREE)[0])
STATEMENTS = CATALOG.statements
HARBOUR = read_folder(GOOD)
LOCKS = [path for path in TREE if lock.is_lock(path)]


def with_statements(tree: SourceTree, change: Callable[[dict[str, Any]], None]) -> SourceTree:
    """The tree with other fields in every statement; JSON is YAML, one field a line."""
    changes: dict[str, bytes | None] = {}
    for path in tree:
        if path.endswith("/statements.yml"):
            document, _ = reader.read_bytes(path, tree[path])
            assert document is not None
            value: Any = document.value
            for fields in value["statements"]:
                change(fields)
            changes[path] = json.dumps(value, ensure_ascii=False, indent=1).encode()
    return tree.overlay(changes)


def replaced(tree: SourceTree, path: str, old: str, new: str) -> SourceTree:
    """The tree with other words in one of its files."""
    text = tree[path].decode()
    assert old in text
    return tree.overlay({path: text.replace(old, new).encode()})


def problems_of(tree: SourceTree) -> list[Problem]:
    """What the lock and the captures contradict."""
    catalog, _ = build_catalog(read_data(tree)[0])
    captures, uncaught = read_captures(tree, catalog)
    checks, unlocked = lock.read_lock(tree)
    return [*uncaught, *unlocked, *lock.check_quotes(checks, catalog, captures)[1]]


def mutant(text: str, at: int) -> str:
    """The text with another character at a place: one that no normalisation takes for the old."""
    return text[:at] + ("z" if text[at] in "qQ" else "q") + text[at + 1 :]


LONGEST = max(len(said.text) for said in STATEMENTS.values())


@pytest.mark.parametrize("at", range(0, LONGEST, 10))
def test_every_tenth_character_of_every_quote(at: int) -> None:
    """Each change is found, at the very word.

    All quotes that are long enough are changed at once, by one character each.
    """
    changed = {name: said.text for name, said in STATEMENTS.items() if at < len(said.text)}

    def change(fields: dict[str, Any]) -> None:
        if fields["id"] in changed:
            fields["text"] = mutant(fields["text"], at)

    found = problems_of(with_statements(TREE, change))
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
    """The unverified ones included: none can change without being noticed."""
    assert set(lock.read_lock(TREE)[0]) == set(STATEMENTS)


def swaps() -> Iterator[tuple[Statement, Statement]]:
    """Each statement with the next that has another source."""
    names = list(STATEMENTS)
    for one, other in zip(names, names[1:] + names[:1], strict=True):
        if STATEMENTS[one].source != STATEMENTS[other].source:
            yield STATEMENTS[one], STATEMENTS[other]


@pytest.mark.parametrize("pair", list(swaps())[::7], ids=lambda pair: pair[0].id)
def test_two_statements_with_swapped_sources(pair: tuple[Statement, Statement]) -> None:
    """Both are found, at their sources."""
    sources = {pair[0].id: pair[1].source, pair[1].id: pair[0].source}
    found = problems_of(
        with_statements(
            TREE, lambda fields: fields.update(source=sources.get(fields["id"], fields["source"]))
        )
    )
    assert len(found) == 2
    for problem in found:
        assert problem.message.startswith("these words were checked against '")
        assert '"source": "' in problem.place.text[: problem.place.column]


def test_two_sources_with_swapped_addresses() -> None:
    """A source's id is only a name: the address is what was checked."""
    path = "data/sources.yml"
    text = HARBOUR[path].decode()
    one, other = re.findall(r"url: (\S+)", text)[:2]
    text = text.replace(one, "<>").replace(other, one).replace("<>", other)
    found = problems_of(HARBOUR.overlay({path: text.encode()}))
    assert {problem.message for problem in found} == {
        "'berg-2019-05-20-open' was checked at another address",
        "'dahl-2019-05-14-closed-interpreter' was checked at another address",
    }


def test_an_edited_capture() -> None:
    """One letter, anywhere in it."""
    path = "captures/open/notice-2019-06-01-fees.txt"
    text = HARBOUR[path].decode()
    assert problems_of(HARBOUR) == []
    for at in range(0, len(text.rstrip()), 10):
        found = problems_of(HARBOUR.overlay({path: mutant(text, at).encode()}))
        assert {problem.place.path for problem in found} == {path}


CURLED = str.maketrans({"'": "’", '"': "”", "“": '"', "”": '"', "’": "'", "-": "‑", "–": "-"})


def test_what_means_the_same_is_the_same() -> None:
    """White space that is reflowed, quotation marks that are curled, dashes of another length."""

    def change(fields: dict[str, Any]) -> None:
        for part in ("prefix", "text", "suffix"):
            if part in fields:
                fields[part] = fields[part].translate(CURLED).replace(" ", "\u00a0\n  ")

    for site in (TREE, HARBOUR):
        tree = with_statements(site, change)
        captures = {
            path: raw.decode().translate(CURLED).replace(" ", "\n").encode()
            for path, raw in tree.under("captures")
        }
        assert captures
        assert problems_of(tree.overlay(captures)) == []


LIES = {
    "statement": None,  # each check is given the next one's
    "prefix": "He said",
    "text": "It is so.",
    "suffix": "He left.",
    "source": None,
    "url": "https://www.example.org/",
    "whereabouts": "Town Archive",
    "at": "page 3",
    "against": READ,
    "checked": "2026-11-26",
    "seal": "0123456789abcdef",
}


@pytest.mark.parametrize("name", list(Check.model_fields))
def test_no_field_of_a_check_can_be_changed_by_hand(name: str) -> None:
    """Each check is given a value that it might have; each lie is found."""
    field = re.compile(rf"^( *{name}: )(.*)$", re.MULTILINE)
    lies = 0
    changes: dict[str, bytes | None] = {}
    tree = read_folder(ALDER) if name in {"whereabouts", "at"} else TREE
    for path in filter(lock.is_lock, tree):
        head, *entries = tree[path].decode().split("  - ")
        true = [(field.search(entry) or [""] * 3)[2] for entry in entries]
        new = [LIES[name] or other for other in [*true[1:], true[0]]]
        lying = [
            field.sub(lambda line: f"{line[1]}{lie}", entry)  # noqa: B023  (called at once)
            for entry, lie in zip(entries, new, strict=True)
        ]
        changes[path] = "  - ".join([head, *lying]).encode()
        lies += sum(one != other for one, other in zip(true, new, strict=True) if one)
    assert lies
    assert len(problems_of(tree.overlay(changes))) == lies


def test_a_quote_and_its_check_changed_alike() -> None:
    """The seal shows that nobody compared the new words."""
    tree = HARBOUR
    for path in ("data/topics/harbour/statements.yml", HARBOUR_LOCK):
        tree = replaced(tree, path, "all & sundry", "all & some")
    (found,) = problems_of(tree)
    assert found.message == "this check was changed by hand"
    assert (found.place.path, found.place.line) == (HARBOUR_LOCK, 12)


def test_an_unverified_quote_cannot_be_called_verified() -> None:
    """Not by changing the word in the lock."""
    unverified = replaced(HARBOUR, HARBOUR_LOCK, "against: 5d6ad5e1ca5286e1", "against: unverified")
    assert len(problems_of(unverified)) == 1
    some = EDITS["new-statement"](read_site(TREE))  # one more, in case that all are verified
    nobody = [path for path in some if path.startswith("captures/")]
    tree = some.overlay(dict.fromkeys(nobody))
    count = 0
    for path in LOCKS:
        count += some[path].count(f"against: {UNVERIFIED}\n".encode())
        text = some[path].decode().replace(f"against: {UNVERIFIED}", f"against: {READ}")
        tree = tree.overlay({path: text.encode()})
    assert count
    found = problems_of(tree)
    assert len(found) == count
    assert {problem.message for problem in found} == {"this check was changed by hand"}


Changes = dict[str, bytes | None]


def verified(tree: SourceTree, *read: str) -> tuple[Changes, list[Problem]]:
    """What the command would change, and what failed."""
    catalog, _ = build_catalog(read_data(tree)[0])
    captures, _ = read_captures(tree, catalog)
    return lock.verify(tree, catalog, captures, dict.fromkeys(read, True), TODAY)


def harbour_lock(changes: Changes) -> str:
    """What the command would write for the one topic of the example."""
    (raw,) = changes.values()
    assert raw is not None
    return raw.decode()


def test_the_command_changes_nothing_where_nothing_changed() -> None:
    """Not even the day of a check."""
    assert verified(TREE) == ({}, [])


def test_the_command_writes_one_lock_a_topic() -> None:
    """From checks in one file, or in the file of another topic: they count there all the same."""
    old = {path: TREE[path] for path in LOCKS}
    assert len(old) > 1
    head = next(iter(old.values())).decode().split("  - ")[0]
    blocks = [raw.decode().split("  - ", 1)[1] for raw in old.values()]
    all_checks = f"{head}  - {'  - '.join(blocks)}".encode()
    shared = TREE.overlay(dict.fromkeys(old) | {lock.SHARED: all_checks})
    assert problems_of(shared) == []
    assert verified(shared) == ({lock.SHARED: None} | old, [])
    wrong = TREE.overlay(dict.fromkeys(old) | {LOCKS[-1]: all_checks})
    assert problems_of(wrong) == []
    assert verified(wrong) == (old, [])


def test_a_lock_with_other_line_breaks_is_written_anew() -> None:
    """Every file that the command writes has LF."""
    good = HARBOUR[HARBOUR_LOCK]
    assert b"\r" not in good
    tree = HARBOUR.overlay({HARBOUR_LOCK: good.replace(b"\n", b"\r\n")})
    assert problems_of(tree) == []
    assert verified(tree) == ({HARBOUR_LOCK: good}, [])


def test_the_lock_has_the_words_themselves() -> None:
    """One block a quote, which a person who reads the diff understands."""
    assert """
  - statement: council-2019-06-01-fees
    prefix: Notice.
    text: Fees stay […] as they are [in both towns]
    suffix: until the summer.
    source: notice-2019-06-01-fees
    url: https://council.example.org/fees
    against: 5d6ad5e1ca5286e1
    checked: 2021-06-02
    seal: """ in HARBOUR[HARBOUR_LOCK].decode()


@pytest.mark.slow
def test_ten_thousand_quotes_are_read_and_checked_quickly() -> None:
    """In a tenth of a millisecond each on a machine without other work."""
    some = next(iter(STATEMENTS.values()))
    said = (some.model_copy(update={"id": f"x-{n}"}) for n in range(10_000))
    catalog, _ = make_catalog([*said, CATALOG.sources[some.source]])
    changes, _ = lock.verify(SourceTree({}), catalog, {}, {}, TODAY)
    tree = SourceTree({}).overlay(changes)
    start = process_time()
    checks, unread = lock.read_lock(tree)
    found, problems = lock.check_quotes(checks, catalog, {})
    assert process_time() - start < 4
    assert (len(found.sound), unread, problems) == (10_000, [], [])


STATEMENTS_FILE = "data/topics/harbour/statements.yml"
INTERPRETER = "dahl-2019-05-14-closed-interpreter"


def test_the_command_upgrades_and_keeps() -> None:
    """A quote found in a capture is checked against it; one changed since it was read is not."""
    text = HARBOUR[HARBOUR_LOCK].decode()
    capture = 'She said: "The harbour is “open” to\nall & sundry." The port is shut, he cried.\n'
    changes, problems = verified(
        HARBOUR.overlay({"captures/gazette-2019-05-14-talks.txt": capture.encode()})
    )
    better = harbour_lock(changes)
    assert problems == []
    assert text.count(f"against: {READ}") == 3
    assert better.count(f"against: {READ}") == 1
    changed = replaced(HARBOUR, STATEMENTS_FILE, "The port is shut", "The port is open")
    changes, problems = verified(changed)
    assert changes == {}
    assert [problem.message for problem in problems] == [
        f"'open' is not what was checked ('text' of '{INTERPRETER}')"
    ]
    changes, problems = verified(changed, INTERPRETER)
    assert problems == []
    assert problems_of(changed.overlay(changes)) == []


def test_the_command_finds_what_the_capture_lacks() -> None:
    """The caret is where the words depart from it."""
    path = "captures/open/notice-2019-06-01-fees.txt"
    good = HARBOUR[path].decode()
    for old, new, message, word in (
        ("as they are", "as they were", "{} has different words from here on", "are"),
        ("Notice.", "Note.", "{} has different words from here on", "Notice."),
        ("Fees stay", "Notice. Fees stay", "", ""),
        ("until the summer", "in the north until the summer", "", ""),
        ("Boats", "Notice. Fees stay as they are until the summer. Boats",
         "{} has the words 2 times between this context", "Fees"),
        ("until", "and so on " * 12 + "until",
         "{} has the words, but not between this prefix and suffix", "Fees"),
    ):  # fmt: skip
        _, problems = verified(HARBOUR.overlay({path: good.replace(old, new).encode()}))
        assert [problem.message for problem in problems] == [message.format(path)] * bool(message)
        for problem in problems:
            assert problem.place.text[problem.place.column - 1 :].startswith(word)


def test_the_command_loses_no_check_of_what_it_cannot_read() -> None:
    """Nor of what is gone or has another id: that is for a person to delete."""
    text = HARBOUR[STATEMENTS_FILE].decode()
    for broken in (
        text.replace("lang: ru\n", "lang: [ru\n", 1),
        text.replace("lang: ru\n", "lang: rus\n", 1),
        text.split("\n  - id: council")[0],
    ):
        assert verified(HARBOUR.overlay({STATEMENTS_FILE: broken.encode()}))[0] == {}
    gone = HARBOUR.overlay({STATEMENTS_FILE: broken.encode()})
    (found,) = (one for one in problems_of(gone) if lock.is_lock(one.place.path))
    assert found.message == "no statement 'council-2019-06-01-fees'"
    after = harbour_lock(verified(replaced(HARBOUR, STATEMENTS_FILE, "id: berg", "id: bergg"))[0])
    assert "statement: berg-2019-05-20-open" in after
    assert f"against: {UNVERIFIED}" in after


def test_a_lock_of_nothing() -> None:
    """An empty site has no lock, and a lock that has become empty is removed."""
    nothing = Catalog()
    assert lock.verify(SourceTree({}), nothing, {}, {}, TODAY) == ({}, [])
    empty = SourceTree({lock.SHARED: b"checks: []\n"})
    assert lock.read_lock(empty) == ({}, [])
    assert lock.verify(empty, nothing, {}, {}, TODAY) == ({lock.SHARED: None}, [])


def test_which_files_are_locks() -> None:
    """One for all topics, and one in the folder of each."""
    paths = ["data/quotes.lock", "data/topics/x/quotes.lock", "data/topics/quotes.lock",
             "data/topics/x/y/quotes.lock", "data/topics/x/other.lock"]  # fmt: skip
    assert [path for path in paths if lock.is_lock(path)] == paths[:2]
