"""Reading: what `read_site` is given when MkDocs builds the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.edition import Edition, commit_of, current_day
from explainer.site import read_site
from explainer.source_tree import SETTINGS, docs_folder, read_folder

from mkdocs_adapter.settings import (
    editing_address,
    page_address,
    page_settings,
    project_folder,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explainer.memory import Memory
    from explainer.pages.conversion import Converter
    from explainer.rendering.page_result import PageResult
    from explainer.site import Site
    from explainer.source_tree import Known, SourceTree
    from mkdocs.config.defaults import MkDocsConfig


def read_tree(config: MkDocsConfig, memory: Memory) -> SourceTree:
    """Return the files of the project; a preview reads those again that have changed."""
    root = project_folder(config)
    known: Known = memory.once("files read", None, dict)
    return read_folder(root, page_settings(config, root), known if memory.keep else None)


def read(  # noqa: PLR0913  (as for `read_site`)
    tree: SourceTree,
    config: MkDocsConfig,
    memory: Memory,
    converter: Converter,
    *,
    serving: bool,
    kept: Mapping[str, PageResult] | None = None,
) -> Site:
    """Return the site that MkDocs' settings describe; the other arguments are as in `read_site`."""
    return read_site(
        tree,
        Edition(
            current_day(),
            commit_of(project_folder(config)),
            config.repo_url or "",
            editing_address(config, docs_folder(tree[SETTINGS])),
            drafts=serving,
            site_name=config.site_name,
            site_url=config.site_url or "",
        ),
        address=lambda name: page_address(name, config),
        converter=converter,
        processes=1 if serving else 2,  # a preview has threads, which a forked process would lack
        memory=memory,
        kept=kept,
    )
