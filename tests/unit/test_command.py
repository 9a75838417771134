"""The command line: what it prints, what it asks, what it leaves alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from click.testing import CliRunner, Result
from conftest import HARBOUR_LOCK
from explainer.__main__ import explainer

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

PORT = "dahl-2019-05-14-closed-interpreter"


def run(site: Path, command: str, *arguments: str, answer: str = "") -> Result:
    """The command run on a site."""
    return CliRunner().invoke(explainer, [command, "--root", str(site), *arguments], input=answer)


def test_check_says_how_much_is_cited_and_verified(example: Path) -> None:
    """After the problems, of which there are none."""
    result = run(example, "check")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "no problems",
        (
            "docs/index.md: 0 words, 0.0 a sentence, school grade 0.0 (0.0 at its head); "
            "0 of 0 factual sentences cited (100 %), 0 marked as ours"
        ),
        (
            "docs/topics/harbour.md: 22 words, 5.5 a sentence, school grade 0.0 (0.0 at its head); "
            "3 of 3 factual sentences cited (100 %), 1 marked as ours"
        ),
        "4 of 4 quotes verified",
    ]


def test_check_shows_sentences_without_a_citation(example: Path) -> None:
    """The first few of each page."""
    page = example / "docs" / "topics" / "harbour.md"
    uncited = "\n".join(f"It opened on the {number}th day." for number in range(10, 17))
    page.write_text(f"{page.read_text(encoding='utf-8')}\n{uncited}\n", encoding="utf-8")
    shown = [line for line in run(example, "check").stdout.splitlines() if line.startswith("    ")]
    assert shown[-6:] == [
        *(f"    not cited: It opened on the {number}th day." for number in range(10, 15)),
        "    and 2 more; a switch of the preview marks them",
    ]


def test_verify_finds_nothing_to_do(example: Path) -> None:
    """And changes nothing."""
    before = (example / HARBOUR_LOCK).read_bytes()
    result = run(example, "verify")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "no problems",
        "4 quotes, 1 checked against captures, 3 by reading, 0 unverified",
    ]
    assert (example / HARBOUR_LOCK).read_bytes() == before


def test_verify_asks_the_person_who_compared(example: Path) -> None:
    """It shows address, context and words; only a yes is recorded."""
    (example / HARBOUR_LOCK).unlink()
    asked = run(example, "verify", "berg-2019-05-20-open", PORT, answer="y\nn\n")
    assert "https://gazette.example.org/2019/talks?page=1&part=2" in asked.stdout
    assert '… She said: "\n\n    The harbour is "open" to all & sundry\n\n."' in asked.stdout
    assert asked.stdout.count("Does the page have these words") == 2
    assert asked.exit_code == 1
    assert (
        "statements.yml:31: not checked; correct '" + PORT + "' and run this again" in asked.stdout
    )
    assert "3 quotes, 1 checked against captures, 1 by reading, 1 unverified" in asked.stdout
    assert f"'{PORT}' is not in {HARBOUR_LOCK}" in run(example, "check").stdout
    unasked = run(example, "verify", PORT, "--yes")
    assert "Does the page" not in unasked.stdout
    assert "4 quotes, 1 checked against captures, 2 by reading, 1 unverified" in unasked.stdout


def test_verify_of_a_statement_that_is_not_there(example: Path) -> None:
    """The nearest id is offered, and nothing is written."""
    before = (example / HARBOUR_LOCK).read_bytes()
    result = run(example, "verify", "berg-2019-05-20-opn")
    assert result.exit_code == 2
    assert (
        "no statement 'berg-2019-05-20-opn'; did you mean 'berg-2019-05-20-open'?" in result.output
    )
    assert (example / HARBOUR_LOCK).read_bytes() == before


def test_verify_refuses_a_changed_quote(example: Path) -> None:
    """Until it is compared again; the build goes on failing."""
    statements = example / "data" / "topics" / "harbour" / "statements.yml"
    text = statements.read_text(encoding="utf-8")
    statements.write_text(text.replace("all & sundry", "all & some"), encoding="utf-8")
    result = run(example, "verify")
    assert result.exit_code == 1
    assert "statements.yml:5:42: 'some' is not what was checked" in result.stdout
    assert run(example, "check").exit_code == 1
    assert run(example, "verify", "berg-2019-05-20-open", "--yes").exit_code == 0
    assert run(example, "check").exit_code == 0


def test_verify_leaves_a_broken_lock_alone(example: Path) -> None:
    """Checks made by reading could not be made again."""
    path = example / HARBOUR_LOCK
    path.write_text(path.read_text(encoding="utf-8") + "<<<<<<< HEAD\n", encoding="utf-8")
    before = path.read_bytes()
    result = run(example, "verify")
    assert result.exit_code == 1
    assert result.stdout.endswith("correct this first; no lock has changed\n")
    assert path.read_bytes() == before


def test_verify_leaves_the_lock_alone_while_the_data_is_unsound(example: Path) -> None:
    """A file of another name would take its checks with it."""
    folder = example / "data" / "topics" / "harbour"
    before = (example / HARBOUR_LOCK).read_bytes()
    (folder / "events.yml").rename(folder / "evnts.yml")
    result = run(example, "verify")
    assert result.exit_code == 1
    assert result.stdout.endswith("correct this first; no lock has changed\n")
    (folder / "statements.yml").rename(folder / "statement.yml")
    assert "no statements in" in run(example, "verify").output
    assert (example / HARBOUR_LOCK).read_bytes() == before


def test_verify_of_a_captured_statement_needs_no_reading(example: Path) -> None:
    """It says which text the words are checked against."""
    result = run(example, "verify", "council-2019-06-01-fees", "--yes")
    assert result.exit_code == 2
    assert "is checked against captures/open/notice-2019-06-01-fees.txt" in result.output


def test_an_unverified_quote_on_a_page_that_refuses_it(example: Path) -> None:
    """Shown by a block or cited, on whatever page."""
    assert run(example, "verify", "--yes").exit_code == 0
    path = example / HARBOUR_LOCK
    entry = path.read_text(encoding="utf-8").split("  - ")[1]
    path.write_text(path.read_text(encoding="utf-8").replace(f"  - {entry}", ""), encoding="utf-8")
    assert "1 unverified" in run(example, "verify").stdout
    page = example / "docs" / "topics" / "harbour.md"
    text = page.read_text(encoding="utf-8")
    refused = run(example, "check")
    assert refused.exit_code == 1
    assert "'berg-2019-05-20-open' has not been checked" in refused.stdout
    page.write_text(text.replace("topic: harbour", "topic: harbour\nunverified: shown"), "utf-8")
    assert run(example, "check").exit_code == 0
    (example / "docs" / "index.md").write_text(
        "She said that it was open.[^berg-2019-05-20-open]\n", encoding="utf-8"
    )
    assert "and docs/index.md shows it" in run(example, "check").stdout


def test_verify_writes_line_feeds_alone(example: Path) -> None:
    """Whatever an editor made of the lock; with the same permissions."""
    path = example / HARBOUR_LOCK
    before = path.read_bytes()
    path.write_bytes(before.replace(b"\n", b"\r\n"))
    path.chmod(0o640)
    assert run(example, "verify").exit_code == 0
    assert path.read_bytes() == before
    assert path.stat().st_mode & 0o777 == 0o640


def test_verify_leaves_a_lock_alone_that_others_saved(
    example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person may compare for minutes; what others save in the meantime is theirs."""
    path = example / HARBOUR_LOCK

    def confirm(_: str) -> bool:
        path.write_text("checks: []\n", encoding="utf-8")
        return True

    monkeypatch.setattr("click.confirm", confirm)
    result = run(example, "verify", PORT)
    assert result.exit_code == 1
    assert result.stdout.endswith(
        f"{HARBOUR_LOCK}:1:1: somebody else saved this file in the meantime "
        "(run the command again)\n\n1 problem\nnothing was written\n"
    )
    assert path.read_text(encoding="utf-8") == "checks: []\n"


def test_verify_cannot_write_the_lock(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says so in a line, without a traceback, and the old lock is whole."""

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    before = {
        file.name: file.read_bytes() for file in (example / "data").iterdir() if file.is_file()
    }
    monkeypatch.setattr("os.fsync", fail)
    result = run(example, "verify", PORT, "--yes")
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert f"{HARBOUR_LOCK}:1:1: this cannot be written: No space left on device" in result.stdout
    assert result.stdout.endswith("nothing was written\n")
    after = {
        file.name: file.read_bytes() for file in (example / "data").iterdir() if file.is_file()
    }
    assert after == before


def test_verify_is_stopped_at_its_question(example: Path) -> None:
    """Nothing is written, not even the answers before."""
    before = (example / HARBOUR_LOCK).read_bytes()
    result = run(example, "verify", "berg-2019-05-20-open", PORT, answer="y\n")
    assert (result.exit_code, result.stderr) == (1, "\nnothing was written\n")
    assert (example / HARBOUR_LOCK).read_bytes() == before


def test_check_of_a_part(example: Path) -> None:
    """Files and folders, relative to the current one; one that does not exist is an error."""
    topic = example / "data" / "topics" / "harbour"
    (topic / "evnts.yml").write_text("events: []\n", encoding="utf-8")
    (example / "data" / "sides.yml").write_text("sides: 3\n", encoding="utf-8")
    assert "1 problem\n" in run(example, "check", str(topic / "evnts.yml")).stdout
    inside = run(example, "check", str(example / "data" / "topics"))
    assert inside.exit_code == 1
    assert inside.stdout.endswith("\n1 problem\n4 of 4 quotes verified\n")
    assert run(example, "check", str(example / "docs")).exit_code == 0
    nowhere = run(example, "check", str(topic / "even.yml"))
    assert (nowhere.exit_code, "no file or folder" in nowhere.output) == (2, True)
    outside = run(example, "check", str(example.parent))
    assert (outside.exit_code, "is not in the project's folder" in outside.output) == (2, True)


def test_check_for_programs(example: Path) -> None:
    """The same problems, as JSON and as GitHub's workflow commands."""
    (example / "data" / "topics" / "harbour" / "evnts.yml").write_text("a: 1\n", encoding="utf-8")
    result = run(example, "check", "--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == {
        "problems": [
            {
                "path": "data/topics/harbour/evnts.yml",
                "line": 1,
                "column": 1,
                "text": "",
                "message": "no file of the name 'evnts.yml' belongs here",
                "level": "error",
                "hint": "did you mean 'events.yml'?",
            }
        ]
    }
    result = run(example, "check", "--format", "annotations")
    assert result.stdout == (
        "::error file=data/topics/harbour/evnts.yml,line=1,col=1::"
        "no file of the name 'evnts.yml' belongs here%0Adid you mean 'events.yml'?\n"
    )
    (example / "data" / "topics" / "harbour" / "evnts.yml").unlink()
    assert run(example, "check", "--format", "annotations").stdout == ""


def test_a_folder_that_is_no_project(example: Path) -> None:
    """It has no problems, so each command must say that it is the wrong one."""
    for command in ("check", "format", "verify", "schemas", "new source", "diff"):
        base = ["HEAD"] if command == "diff" else []
        arguments = [*command.split(), "--root", str(example / "data"), *base]
        result = CliRunner().invoke(explainer, arguments)
        assert result.exit_code == 2
        assert f"no data/ and docs/ in {example / 'data'}; go to {example}" in result.output


def test_verify_reports_a_statement_that_is_gone(example: Path) -> None:
    """Its check stays, and the build goes on failing."""
    path = example / "data" / "topics" / "harbour" / "statements.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("berg-2019-05-20-open", "berg-2019-05-20-opened"), "utf-8")
    for name in ("positions.yml",):
        file = path.with_name(name)
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("berg-2019-05-20-open", "berg-2019-05-20-opened"), "utf-8")
    result = run(example, "verify")
    assert result.exit_code == 1
    assert "no statement 'berg-2019-05-20-open'" in result.stdout
    assert "if it is gone for good, delete this check up to and including its seal" in result.stdout
