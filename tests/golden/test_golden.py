"""Golden cases: a block and the HTML that it becomes, together in one file.

`make goldens` writes the HTML anew; a person reads the diff.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import GOOD, RARE
from drawing import block as rendered
from explainer.edition import Edition
from explainer.rendering.blocks import BLOCKS
from explainer.site import read_site
from explainer.source_tree import read_folder

if TYPE_CHECKING:
    from explainer.site import Site

CASES = sorted(Path(__file__).parent.rglob("*.md"))
"""Those in a folder `rare` show the topic with facts of rarer kinds."""
BREAK = "\n---\n"
HOST = "https://github.com/example/harbour"


@cache
def example_site(*, rare: bool) -> Site:
    """Return the example site; on request with its topic of rarer facts."""
    tree = read_folder(GOOD).overlay(read_folder(RARE)) if rare else read_folder(GOOD)
    return read_site(tree, Edition(date(2021, 6, 20), "", HOST, f"{HOST}/edit/main/"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_golden(path: Path, *, update_goldens: bool) -> None:
    """The block becomes exactly this."""
    block, _, expected = path.read_text(encoding="utf-8").partition(BREAK)
    opening, *body, closing = block.strip().split("\n")
    assert closing == "```"
    name = opening.removeprefix("```")
    rare = path.parent.name == "rare"
    page = f"docs/topics/{'pier' if rare else 'harbour'}.md"
    fragment = rendered(example_site(rare=rare), page, name, "\n".join(body))
    html = fragment.html
    assert fragment.problems == ()
    if update_goldens:
        path.write_text(f"{block.strip()}\n{BREAK}\n{html}", encoding="utf-8")
        return
    assert html == expected.lstrip("\n")


def test_every_block_has_a_golden_case() -> None:
    """A new block comes with its picture."""
    shown = {path.read_text(encoding="utf-8").split("\n")[0].removeprefix("```") for path in CASES}
    assert shown >= set(BLOCKS)
