"""The navigation: includes topic pages automatically."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explainer.site import Site
    from mkdocs.config.defaults import MkDocsConfig


def complete_navigation(config: MkDocsConfig, site: Site, docs: str) -> None:
    """Add topic pages missing from the navigation after those it lists."""
    if not config.nav:
        return
    named = str(config.nav)
    behind = 1 + max(
        (index for index, item in enumerate(config.nav) if "topics/" in str(item)), default=-1
    )
    missing = [
        {result.heading or path: path.removeprefix(f"{docs}/")}
        for path, result in site.results.items()
        if result.page.topic and repr(path.removeprefix(f"{docs}/")) not in named
    ]
    config.nav = [*config.nav[:behind], *missing, *config.nav[behind:]]
