"""The example site is good, and each bad example fails with the messages it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bad_examples import EXAMPLES, MARK, TAKES_THE_PLACE_OF, TODAY, expected
from explainer.edition import Edition
from explainer.site import read_site
from explainer.source_tree import read_folder

if TYPE_CHECKING:
    from pathlib import Path


def test_the_good_example_has_no_problems(example: Path) -> None:
    """Whatever the bad examples show is theirs alone."""
    assert read_site(read_folder(example), Edition(TODAY)).problems == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_bad_example(path: Path, example: Path, *, update_goldens: bool) -> None:
    """Every problem is found, with its place, its message and its hint, and no other."""
    named, broken = expected(path)
    target = TAKES_THE_PLACE_OF[path.parent.name]
    (example / target).write_bytes(broken)

    found = []
    site = read_site(read_folder(example), Edition(TODAY))
    for problem in site.problems:
        place = problem.place
        where = "" if place.path == target else f"{place.path}:"
        hint = f" | {problem.hint}" if problem.hint else ""
        found.append(f"{where}{place.line}:{place.column}: {problem.text}{hint}")

    if update_goldens:
        path.write_bytes(b"".join(MARK + line.encode() + b"\n" for line in found) + broken)
        return
    assert found == named
    assert found, "a bad example names at least one problem"
    checked = read_site(read_folder(example), Edition(TODAY), html=False)
    assert checked.problems == site.problems, "a check without HTML finds the same"
