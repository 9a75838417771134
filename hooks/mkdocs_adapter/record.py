"""The record's pages as MkDocs pages, without a conversion by Python-Markdown."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from explainer.rendering.record.filters import filter_styles
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.toc import get_toc

from mkdocs_adapter.template_values import attribute

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explainer.rendering.record import RecordPage
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

FILTERS = "stylesheets/filter.css"


def add_record(files: Files, config: MkDocsConfig, record: Iterable[RecordPage], docs: str) -> None:
    """Add the record's pages to the files of the site."""
    named = repr(config.nav)
    most = 0
    for page in record:
        content = page.content
        file = File.generated(config, content.path, content="")
        # MkDocs has addresses for editing the docs folder only.
        file.edit_uri = posixpath.relpath(content.data, docs)
        if config.nav is None or repr(content.path) not in named:
            file.inclusion = InclusionLevel.NOT_IN_NAV
        files.append(file)
        if filters := content.values.get("filters"):
            most = max(most, *(choice.number for one in filters.lists for choice in one.choices), 0)
    if most:
        files.append(File.generated(config, FILTERS, content=filter_styles(most)))


@dataclass(frozen=True)
class GeneratedPage:
    """A MkDocs page with the HTML of a page of the record."""

    page: Page
    record: RecordPage

    def prepare(self) -> None:
        """Set what MkDocs would find in the front matter."""
        content, meta = self.record.content, self.page.meta
        meta["title"] = attribute(content.title)
        meta["description"] = attribute(content.description)
        # Drawing a picture takes longer than the page: a topic's record shares its picture.
        meta["picture"] = f"topics/{content.topic}" if content.topic else "index"
        meta["search"] = {"boost": content.search} if content.search else {"exclude": True}
        vars(self.page)["render"] = self.render

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002  (MkDocs' own)
        """Set what MkDocs' `Page.render` sets."""
        page, record = self.page, self.record
        page.content = record.html
        page.toc = get_toc(
            [
                {"level": 2, "id": heading.id, "name": heading.text, "children": []}
                for heading in record.content.headings
            ]
        )
        page.present_anchor_ids = {*record.anchors}
        page.links_to_anchors = {}
