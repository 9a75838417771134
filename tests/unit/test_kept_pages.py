"""The pages that a preview keeps: one is converted again if its text is another."""

from __future__ import annotations

from collections import defaultdict
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, ClassVar

from explainer.memory import Memory
from mkdocs_adapter.kept_pages import KeptPages

if TYPE_CHECKING:
    from pathlib import Path


class Plugins(dict[str, object]):
    """No plugins."""

    events: ClassVar[defaultdict[str, list[object]]] = defaultdict(list)


def test_an_edit_while_a_page_is_converted_is_not_kept(tmp_path: Path) -> None:
    """Somebody saves a page after it was read, and then again as it was before."""
    settings = tmp_path / "mkdocs.yml"
    settings.touch()
    config: Any = SimpleNamespace(
        config_file_path=str(settings), get=lambda _: None, plugins=Plugins()
    )
    files: Any = SimpleNamespace(src_uris={})
    memory = Memory(keep=True)

    def converted(read: str, there: str) -> object:
        page: Any = SimpleNamespace(url="pier/", links_to_anchors=None)
        site: Any = SimpleNamespace(
            origin=lambda _: read, is_outdated=lambda _, markdown: markdown != read
        )

        def convert() -> None:
            page.markdown = there

        KeptPages(config, site, memory).convert(page, files, convert)
        return page.markdown

    memory.begin()
    converted("old", "new")
    memory.begin()
    assert converted("old", "old") == "old"
