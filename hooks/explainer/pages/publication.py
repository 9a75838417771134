"""Publication: which Markdown files of the pages' folder become pages.

As MkDocs has it: hidden files, the folder `templates/`, and what `exclude_docs` and `draft_docs`
of mkdocs.yml name are left out; drafts are in a preview. Patterns are those of .gitignore.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pathspec.gitignore import GitIgnoreSpec

from explainer.source_tree import SETTINGS, docs_folder
from explainer.yaml_text import reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.source_tree import SourceTree

ALWAYS = (".*", "/templates/")


def page_files(tree: SourceTree, *, drafts: bool = False) -> Iterator[tuple[str, bytes, bool]]:
    """Yield path, bytes and whether it is published, of each file that may be a page."""
    docs = docs_folder(tree.get(SETTINGS, b""))
    excluded = GitIgnoreSpec.from_lines([*ALWAYS, *_patterns(tree, "exclude_docs")])
    draft = GitIgnoreSpec.from_lines([] if drafts else _patterns(tree, "draft_docs"))
    for path, raw in tree.under(docs):
        name = path.removeprefix(f"{docs}/")
        yield path, raw, not (excluded.match_file(name) or draft.match_file(name))


def _patterns(tree: SourceTree, setting: str) -> list[str]:
    """Return the lines of a setting of mkdocs.yml."""
    document, _ = reader.read_bytes(SETTINGS, tree.get(SETTINGS, b"{}"))
    settings = document.value if document else {}
    value = settings.get(setting) if isinstance(settings, dict) else None
    return value.split("\n") if isinstance(value, str) else []
