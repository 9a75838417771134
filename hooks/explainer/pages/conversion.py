"""Drafts: pages converted ahead of the build, with their blocks left empty.

Nothing here parses Markdown: Python-Markdown itself does, and SuperFences finds the fences.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from pymdownx.superfences import (  # type: ignore[import-untyped]  # it comes without types
    SuperFencesException,
)

from explainer.pages.citations import Prose, read_prose
from explainer.pages.readability import Reading, reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from xml.etree.ElementTree import Element

EXTENSIONS = (
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "pymdownx.details",
    "pymdownx.superfences",
    "pymdownx.tabbed",
)
"""What a page may use around a block; mkdocs.yml names at least these."""


@dataclass(frozen=True)
class Draft:
    """What a page's text is made of."""

    prose: list[Prose]
    """Its running text; what is left over in it are the citations."""
    fences: list[tuple[str, str]]
    """The name and the body of each fence that has a name, in the order of the text."""

    @cached_property
    def reading(self) -> Reading:
        """How long its prose is."""
        return reading(self.prose)


@lru_cache(maxsize=200)
def draft(text: str) -> Draft:
    """The draft of a page's Markdown; a preview asks for most texts again and again."""
    fences: list[tuple[str, str]] = []

    def fence(name: str | None, body: str) -> str:
        if name:  # a fence without a language is code
            fences.append((name, body))
        return ""

    settings = {"custom_fences": custom_fences(["*"], fence), "relaxed_headers": True}
    converter = Markdown(
        extensions=list(EXTENSIONS), extension_configs={"pymdownx.superfences": settings}
    )
    return Draft(read_prose(converter.convert(text)), fences)


def finishing(finish: Callable[[Element], object]) -> Extension:
    """The extension of Python-Markdown that hands each page's tree to a function."""

    class Finish(Treeprocessor):
        def run(self, root: Element) -> None:
            finish(root)

    class FinishExtension(Extension):
        def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
            # After the inline patterns (20), before the tree is written out (10).
            md.treeprocessors.register(Finish(md), "explainer", 15)

    return FinishExtension()


def custom_fences(
    names: Iterable[str], fragment: Callable[[Any, str], str]
) -> list[dict[str, Any]]:
    """SuperFences' settings for fences that a function of name and body turns into HTML."""

    def draw(source: str, language: str, *_: object, **__: object) -> str:
        try:
            return fragment(language, source)
        except Exception as error:
            # SuperFences swallows every exception but its own, and shows the fence as code.
            raise SuperFencesException(repr(error)) from error

    def accept(*_: object) -> bool:
        return True

    return [{"name": name, "class": name, "format": draw, "validator": accept} for name in names]
