"""What the hosting site reads in .github/: the forms, the boxes, and workflows that take no risks.

Their models are checked in `make test`, by check-jsonschema and zizmor.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import ROOT
from explainer.edition import Edition
from explainer.yaml_text.reader import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GITHUB = ROOT / ".github"
FORMS = sorted(
    {*(GITHUB / "ISSUE_TEMPLATE").glob("*.yml")} - {GITHUB / "ISSUE_TEMPLATE/config.yml"}
)
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
READ = {"contents": "read"}
PERMISSIONS = {
    ("check", "facts"): READ,
    ("check", "offline"): READ,
    ("check", "tests"): READ,
    ("check", "engines"): READ,
    ("publish", "check"): READ,
    ("publish", "build"): READ | {"pages": "read"},
    ("publish", "deploy"): {"pages": "write", "id-token": "write"},
    ("links", "links"): READ | {"issues": "write"},
    ("nightly", "all"): READ,
    ("nightly", "fuzz"): READ,
}
"""What each job may do, by workflow and job."""

# A commit of another repository, with its version beside it; or a file of this one.
PINNED = re.compile(r"uses: (?:[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$|\./\S+\.yml\b)")


def read(path: Path) -> Any:
    """The plain values of a YAML file without problems."""
    document, problems = read_bytes(path.name, path.read_bytes())
    assert problems == []
    assert document is not None
    return document.value


def jobs(path: Path) -> dict[str, Any]:
    """The jobs of a workflow by name."""
    found: dict[str, Any] = read(path)["jobs"]
    return found


def steps(path: Path) -> Iterator[dict[str, Any]]:
    """Every step of a workflow."""
    for job in jobs(path).values():
        yield from job.get("steps", [])


def fields(form: str) -> dict[str, Any]:
    """The fields of a form by id."""
    return {field["id"]: field for field in read(GITHUB / "ISSUE_TEMPLATE" / form)["body"]}


def test_a_report_fills_in_the_fields_of_a_form() -> None:
    """Each in the query of "Report an error" but the form is a field, for a line of text."""
    report = Edition(date(2021, 6, 2), "abc1234", "https://github.com/example/x").report("a", "")
    assert report is not None
    query = {name: value for name, (value,) in parse_qs(urlsplit(report).query).items()}
    form = fields(query.pop("template"))
    assert {"item", "page"} == query.keys()
    assert {form[name]["type"] for name in query} == {"input"}


@pytest.mark.parametrize("form", [path.name for path in FORMS])
def test_each_form_asks_for_a_source(form: str) -> None:
    """Nothing without one, so the field must be filled; no two fields have one id."""
    asked = fields(form)
    assert len(asked) == len(read(GITHUB / "ISSUE_TEMPLATE" / form)["body"])
    (source,) = asked.keys() & {"source", "sources"}
    assert asked[source]["validations"]["required"] == "true"


def test_what_fits_no_form_can_be_said() -> None:
    """Three forms, and an empty one."""
    assert [path.stem for path in FORMS] == ["missing-event", "new-topic", "wrong-detail"]
    assert read(GITHUB / "ISSUE_TEMPLATE/config.yml")["blank_issues_enabled"] == "true"


def test_a_pull_request_has_five_boxes() -> None:
    """Sources, quotes, names, the check, and the log; all empty."""
    text = (GITHUB / "pull_request_template.md").read_text(encoding="utf-8")
    boxes = re.findall(r"^- \[ \] (.+)$", text, re.MULTILINE)
    subjects = ["source", "word for word", "record", "make check", "changes"]
    assert len(boxes) == len(subjects)
    for box, subject in zip(boxes, subjects, strict=True):
        assert subject in box


def test_no_job_may_do_more_than_it_needs() -> None:
    """Nothing is allowed to a whole workflow."""
    assert [read(path)["permissions"] for path in WORKFLOWS] == [{}] * len(WORKFLOWS)
    told = {
        (path.stem, name): job.get("permissions")
        for path in WORKFLOWS
        for name, job in jobs(path).items()
    }
    assert told == PERMISSIONS


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_takes_no_risks(path: Path) -> None:
    """Each action is pinned; no credentials are kept; what others wrote is in no command."""
    lines = path.read_text(encoding="utf-8").splitlines()
    used = [line.strip().removeprefix("- ") for line in lines if "uses:" in line]
    assert [line for line in used if not PINNED.match(line)] == []
    assert "pull_request_target" not in read(path)["on"]
    assert "concurrency" in read(path)
    for step in steps(path):
        assert "${{" not in step.get("run", "")
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"
    for job in jobs(path).values():
        assert ("timeout-minutes" in job) is ("steps" in job)


def test_one_version_of_each_action() -> None:
    """An action is the same in all workflows."""
    used = {step["uses"] for path in WORKFLOWS for step in steps(path) if "uses" in step}
    assert len({action.partition("@")[0] for action in used}) == len(used)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_the_make_targets_of_a_workflow_are_there(path: Path) -> None:
    """A workflow sets up and runs what the Makefile has."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8").replace("$(VENV)", ".venv")
    for step in steps(path):
        for target in re.findall(r"(?:\bmake|\.ci/run) (\S+)", step.get("run", "")):
            assert re.search(rf"^{re.escape(target)}:", makefile, re.MULTILINE), target


def test_the_readme_shows_what_a_test_runs() -> None:
    """Whoever has no make can do the same."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for target in ("lint", "tests"):
        recipe = makefile.split(f"\n{target}: ")[1].split("\n\n")[0]
        programs = re.findall(r"timed,\$\(BIN\)/([\w-]+)", recipe)
        assert programs, target
        assert [name for name in programs if f".venv/bin/{name}" not in readme] == []
