"""Files that lie there and cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from explainer.__main__ import explainer
from explainer.site import read_site
from explainer.source_tree import read_folder

if TYPE_CHECKING:
    from pathlib import Path

GONE = "this cannot be read: No such file or directory"


@pytest.mark.parametrize(
    "path",
    [
        "data/people.yml",
        "data/topics/harbour/events.yml",
        "data/quotes.lock",
        "docs/topics/harbour.md",
        "captures/open/notice-2019-06-01-fees.txt",
    ],
)
def test_a_link_that_leads_nowhere_is_told(path: str, example: Path) -> None:
    """It is not as if the file were not there: nothing of what it would hold is missed."""
    (example / path).unlink()
    (example / path).symlink_to(example / "nowhere")
    problems = read_site(read_folder(example)).problems
    found = [(problem.place.path, problem.message) for problem in problems]
    assert (path, GONE) in found
    assert not [message for _, message in found if message.startswith("no person")]


def test_it_is_left_alone_by_what_writes(example: Path) -> None:
    """And named."""
    path = example / "data" / "people.yml"
    path.unlink()
    path.symlink_to(example / "nowhere")
    result = CliRunner().invoke(explainer, ["format", "--root", str(example)])
    assert result.exit_code == 1
    assert f"data/people.yml:1:1: {GONE}" in result.output
    assert not path.exists()
    assert path.is_symlink()


def test_a_folder_is_no_file(example: Path) -> None:
    """Whatever its name ends with."""
    for folder in ("data/more.yml", "docs/more.md", "captures/more.txt"):
        (example / folder).mkdir()
    assert read_site(read_folder(example)).problems == []
