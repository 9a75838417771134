"""Golden cases: a block and the HTML that it becomes, together in one file.

`make goldens` writes the HTML anew; a person reads the diff.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from conftest import GOOD
from drawing import block as rendered
from explainer.edition import Edition
from explainer.rendering.blocks import BLOCKS
from explainer.site import read_site
from explainer.source_tree import read_folder

CASES = sorted(Path(__file__).parent.glob("*.md"))
BREAK = "\n---\n"
HOST = "https://github.com/example/harbour"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_golden(path: Path, *, update_goldens: bool) -> None:
    """The block becomes exactly this."""
    block, _, expected = path.read_text(encoding="utf-8").partition(BREAK)
    opening, *body, closing = block.strip().split("\n")
    assert closing == "```"
    site = read_site(read_folder(GOOD), Edition(date(2021, 6, 20), "", HOST, f"{HOST}/edit/main/"))
    name = opening.removeprefix("```")
    fragment = rendered(site, "docs/topics/harbour.md", name, "\n".join(body))
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
