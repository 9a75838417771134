"""Draws the pages of a site as the hook does, without MkDocs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from explainer.pages import conversion
from explainer.rendering import page_renderer
from explainer.rendering.blocks import BLOCKS
from markdown import Markdown

if TYPE_CHECKING:
    from explainer.preview import Preview
    from explainer.problems import Problem
    from explainer.rendering.page_renderer import Sheet
    from explainer.site import Site


def fresh(site: Site, path: str) -> Sheet:
    """A page's sheet on which nothing has been drawn yet."""
    canvas = site.sheets[path].canvas
    blank = replace(canvas, anchors=[], quoted=[], overview=None)
    return replace(site.sheets[path], canvas=blank, line=0, drawn=defaultdict(list))


def draw(site: Site, path: str, preview: Preview | None = None) -> tuple[str, list[Problem]]:
    """The HTML of a page's article, and the problems of its blocks; in a preview, as it has it."""
    sheet = fresh(site, path)
    problems: list[Problem] = []

    def fence(name: str, body: str) -> str:
        if preview:
            return preview.fragment(sheet, name, body)
        fragment, found = sheet.fragment(name, body)
        problems.extend(found)
        return fragment

    fences = conversion.custom_fences([*BLOCKS, page_renderer.CITATION], fence)
    markdown = Markdown(
        extensions=[*conversion.EXTENSIONS, conversion.finishing(sheet.finish)],
        extension_configs={"pymdownx.superfences": {"custom_fences": fences}},
    )
    text = "\n".join(sheet.page.lines[sheet.page.body_line :])
    html = markdown.convert(f"{text}\n{sheet.definitions()}")
    return html + sheet.glosses(), problems
