"""Golden cases of the record: each kind of page on the example site, as a file of HTML.

`make goldens` writes them anew; a person reads the diff.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import GOOD
from explainer.edition import Edition
from explainer.rendering.addresses import LISTS
from explainer.site import read_site
from explainer.source_tree import read_folder

if TYPE_CHECKING:
    from explainer.rendering.record import RecordPage

FOLDER = Path(__file__).parent / "record"
HOST = "https://github.com/example/harbour"
PAGES = (*LISTS.values(), "people/carl-dahl.md", "topics/harbour/record.md")
"""A page of each kind."""


@cache
def record() -> dict[str, RecordPage]:
    """Return the record of the example site by file."""
    edition = Edition(date(2021, 6, 20), "", HOST, f"{HOST}/edit/main/")
    site = read_site(read_folder(GOOD), edition)
    assert site.record_problems == []
    return {page.content.path: page for page in site.record}


@pytest.mark.parametrize("path", PAGES)
def test_golden(path: str, *, update_goldens: bool) -> None:
    """The facts become exactly this page."""
    page = record()[path]
    name = path.removesuffix(".md").replace("/", "-")
    file = FOLDER / f"{name}.html"
    html = f"<!-- {page.content.title} | {page.content.description} -->\n{page.html}"
    if update_goldens:
        file.write_text(html, encoding="utf-8")
        return
    assert html == file.read_text(encoding="utf-8")


def test_every_kind_of_page_has_a_golden_case() -> None:
    """A new kind comes with its picture."""
    shown = {record()[path].content.template for path in PAGES}
    assert shown == {page.content.template for page in record().values()}
