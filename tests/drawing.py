"""Draws the pages of a site as the hook does, without MkDocs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer import sheets
from explainer.blocks import BLOCKS
from markdown import Markdown

if TYPE_CHECKING:
    from explainer.preview import Preview
    from explainer.problems import Problem
    from explainer.site import Site


def draw(site: Site, path: str, preview: Preview | None = None) -> tuple[str, list[Problem]]:
    """The HTML of a page's article, and the problems of its blocks; in a preview, as it has it."""
    topic_urls = {page.topic: page.url for page in site.pages.values() if page.topic}
    sheet = site.sheet(path, site.pages[path].url, topic_urls)
    problems: list[Problem] = []

    def fence(name: str, body: str) -> str:
        if preview:
            return preview.fragment(sheet, name, body)
        fragment, found = sheet.fragment(name, body)
        problems.extend(found)
        return fragment

    fences = sheets.custom_fences([*BLOCKS, sheets.CITATION], fence)
    markdown = Markdown(
        extensions=[*sheets.EXTENSIONS, sheets.finishing(sheet.finish)],
        extension_configs={"pymdownx.superfences": {"custom_fences": fences}},
    )
    text = "\n".join(sheet.page.lines[sheet.page.body_line :])
    html = markdown.convert(f"{text}\n{sheet.definitions()}")
    return html + sheet.glosses(), problems
