"""Excerpts: parts of our pages that other plugins convert, such as a blog's list of posts.

Excerpts leave out footnotes and blocks, which are on the page itself; numbers are in words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from explainer.facts.numbers import Number
from explainer.pages.footnotes import CITED
from explainer.rendering.blocks import BLOCKS
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

if TYPE_CHECKING:
    import re

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
        return [CITED.sub(self._without_mark, line) for line in lines]

    def _without_mark(self, found: re.Match[str]) -> str:
        """Return a number in words, nothing for a citation, and what is not ours as it is."""
        record = self.site.catalog.citable.get(found["cited"] or found["number"])
        if found["number"] and isinstance(record, Number):
            return record.in_words(self.site.edition.messages)
        return "" if found["cited"] and record else found[0]


def _nothing(*_: object, **__: object) -> str:
    return ""


def _always(*_: object) -> bool:
    return True
