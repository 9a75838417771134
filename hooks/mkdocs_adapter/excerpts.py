"""Excerpts: parts of our pages that other plugins convert, such as a blog's list of posts.

Excerpts leave out footnotes and blocks, which are on the page itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from explainer.rendering.blocks import BLOCKS
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

if TYPE_CHECKING:
    from explainer.site import Site
    from markdown import Markdown
    from mkdocs.config.defaults import MkDocsConfig


def leave_out_of_excerpts(config: MkDocsConfig, site: Site) -> None:
    """Make every other conversion leave out blocks and citations of records."""
    fences = config.mdx_configs.setdefault("pymdownx.superfences", {})
    nothing = [
        {"name": name, "class": name, "format": _nothing, "validator": _always} for name in BLOCKS
    ]
    fences["custom_fences"] = [*fences.get("custom_fences", ()), *nothing]
    # MkDocs passes this on unchanged, and Python-Markdown accepts an object as well as a name.
    extensions: list[Any] = config.markdown_extensions
    extensions.append(_WithoutCitations(site))


class _WithoutCitations(Extension):
    def __init__(self, site: Site) -> None:
        super().__init__()
        self.site = site

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        # After SuperFences (25) has removed code.
        md.preprocessors.register(_Drop(md, self.site), "explainer-excerpts", 24)


class _Drop(Preprocessor):
    def __init__(self, md: Markdown, site: Site) -> None:
        super().__init__(md)
        self.site = site

    def run(self, lines: list[str]) -> list[str]:
        return [re.sub(r"\[\^([^\]\s,]+)(?:, *[^\[\]]+)?\]", self._drop, line) for line in lines]

    def _drop(self, found: re.Match[str]) -> str:
        catalog, name = self.site.catalog, found[1]
        return "" if name in catalog.citable else found[0]


def _nothing(*_: object, **__: object) -> str:
    return ""


def _always(*_: object) -> bool:
    return True
