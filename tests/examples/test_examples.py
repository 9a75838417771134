"""The good example is good, and each bad example fails with the messages it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bad_examples import EXAMPLES, FIRST, MARK, TAKES_THE_PLACE_OF, TODAY, expected
from conftest import GOOD
from explainer.edition import Edition
from explainer.site import read_site
from explainer.source_tree import read_folder

if TYPE_CHECKING:
    from pathlib import Path

TREE = read_folder(GOOD)


def test_the_good_example_has_no_problems() -> None:
    """Whatever the bad examples show is theirs alone."""
    assert read_site(TREE, Edition(TODAY)).problems == []


def problems_with(path: Path, broken: bytes, *, html: bool = True) -> list[str]:
    """Return the lines that a bad example should name, for its text."""
    target = TAKES_THE_PLACE_OF[path.parent.name]
    lines = []
    for problem in read_site(TREE.overlay({target: broken}), Edition(TODAY), html=html).problems:
        place = problem.place
        where = "" if place.path == target else f"{place.path}:"
        hint = f" | {problem.hint}" if problem.hint else ""
        lines.append(f"{where}{place.line}:{place.column}: {problem.text}{hint}")
    return lines


def name(path: Path) -> str:
    """Return the name of a bad example."""
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", EXAMPLES, ids=name)
def test_bad_example(path: Path, *, update_goldens: bool) -> None:
    """Every problem is found, with its place, its message and its hint, and no other."""
    named, broken = expected(path)
    found = problems_with(path, broken)
    if update_goldens:
        path.write_bytes(b"".join(MARK + line.encode() + b"\n" for line in found) + broken)
        return
    assert found == named
    assert found, "a bad example names at least one problem"


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(
            path,
            id=name(path),
            marks=[] if path in FIRST or path.parent.name == "page" else pytest.mark.slow,
        )
        for path in EXAMPLES
    ],
)
def test_a_check_without_html_finds_the_same(path: Path) -> None:
    """The checks of pages are what HTML could make a difference to."""
    named, broken = expected(path)
    assert problems_with(path, broken, html=False) == named
