"""Golden cases: a block and the HTML that it becomes, together in one file.

`make goldens` writes the HTML anew; a person reads the diff.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import ALDER, GOOD
from drawing import block as rendered
from explainer.edition import Edition
from explainer.rendering.blocks import BLOCKS
from explainer.site import read_site
from explainer.source_tree import read_folder

if TYPE_CHECKING:
    from explainer.site import Site

CASES = sorted(Path(__file__).parent.rglob("*.md"))
"""Those in the folder `alder` show the pier of the edition for newcomers."""
BREAK = "\n---\n"
HOST = "https://github.com/example/harbour"


@cache
def site_in(folder: Path) -> Site:
    """Return the site of a folder, with addresses for changes and reports."""
    return read_site(
        read_folder(folder), Edition(date(2021, 6, 20), "", HOST, f"{HOST}/edit/main/")
    )


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_golden(path: Path, *, update_goldens: bool) -> None:
    """The block becomes exactly this."""
    block, _, expected = path.read_text(encoding="utf-8").partition(BREAK)
    opening, *body, closing = block.strip().split("\n")
    assert closing == "```"
    name = opening.removeprefix("```")
    folder, topic = (ALDER, "pier") if path.parent.name == "alder" else (GOOD, "harbour")
    fragment = rendered(site_in(folder), f"docs/topics/{topic}.md", name, "\n".join(body))
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
