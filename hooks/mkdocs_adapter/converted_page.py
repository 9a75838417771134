"""A converted page: a MkDocs page that reuses the text Python-Markdown already converted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from markdown.extensions import Extension

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

    from explainer.memory import Memory
    from explainer.pages.conversion import Converter
    from explainer.rendering.page_result import PageResult
    from markdown import Markdown
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page


class _Converted(Extension):
    """Replaces all extensions with a conversion that continues from the existing tree.

    MkDocs registers its own processors here, for links, ids and the title.
    """

    def __init__(self, result: PageResult, converter: Converter) -> None:
        super().__init__()
        self.result = result
        self.converter = converter

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        """Replace the conversion with its remaining steps."""
        usual = {*md.treeprocessors}
        conversion = self.result.conversion
        assert conversion

        def convert(_: str) -> str:
            def change(markdown: Markdown, tree: Element) -> None:
                md.htmlStash = markdown.htmlStash
                for processor in md.treeprocessors:
                    if processor not in usual:
                        processor.run(tree)

            return self.converter.resume(conversion, change)

        md.convert = convert  # type: ignore[assignment,method-assign]  # MkDocs calls it
        md.toc_tokens = [*conversion.toc]  # type: ignore[attr-defined]  # as the extension `toc` does


@dataclass(frozen=True)
class ConvertedPage:
    """A MkDocs page with converted text and rendered blocks."""

    page: Page
    take: Callable[[], PageResult]
    """Returns the rendered page."""
    complete: Callable[[PageResult, str], str]
    """Inserts the fragments into the page's HTML."""
    converter: Converter
    memory: Memory
    """What a preview made last."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Set what MkDocs' `Page.render` sets; a preview reuses it for the same text and files."""
        page, result = self.page, self.take()
        if self.memory.keep:
            text = result.conversion.html if result.conversion else ""
            own = result.page.body, result.page.topic, text
            of = (*own, config.validation, *files.src_uris)
            make = partial(self._rendered, config, files, result)
            vars(page).update(self.memory.once(f"page {page.url}", of, make))
        else:
            self._rendered(config, files, result)
        page.content = self.complete(result, page.content or "")
        links = page.links_to_anchors or {}
        page.links_to_anchors = {files.src_uris[file.src_uri]: links[file] for file in links}
        page.present_anchor_ids = {*(page.present_anchor_ids or ()), *result.anchors}

    def _rendered(self, config: MkDocsConfig, files: Files, result: PageResult) -> dict[str, Any]:
        """Return what MkDocs' `Page.render` sets, by attribute."""
        before = vars(self.page).copy()
        usual = config.markdown_extensions
        # MkDocs passes this on unchanged, and Python-Markdown accepts an object as well as a name.
        extensions: Any = [_Converted(result, self.converter)]
        config.markdown_extensions = extensions
        try:
            type(self.page).render(self.page, config, files)
        finally:
            config.markdown_extensions = usual
        after = vars(self.page)
        return {name: one for name, one in after.items() if before.get(name) is not one}
