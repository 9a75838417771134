"""Publication: which Markdown files in the docs folder become pages.

As in MkDocs, this leaves out hidden files, the folder `templates/` and files that match
`exclude_docs` or `draft_docs` in mkdocs.yml; a preview shows drafts. Patterns follow .gitignore.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pathspec.gitignore import GitIgnoreSpec

from explainer.source_tree import SETTINGS, docs_folder, is_image
from explainer.yaml_text import reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.source_tree import SourceTree

ALWAYS = (".*", "/templates/")


def page_files(tree: SourceTree, *, drafts: bool = False) -> Iterator[tuple[str, bytes, bool]]:
    """Yield the path and bytes of each possible page, and whether it is published."""
    docs = docs_folder(tree.get(SETTINGS, b""))
    excluded = GitIgnoreSpec.from_lines([*ALWAYS, *_patterns(tree, "exclude_docs")])
    draft = GitIgnoreSpec.from_lines([] if drafts else _patterns(tree, "draft_docs"))
    for path, raw in tree.under(docs):
        if is_image(path):
            continue
        name = path.removeprefix(f"{docs}/")
        yield path, raw, not (excluded.match_file(name) or draft.match_file(name))


def _patterns(tree: SourceTree, setting: str) -> list[str]:
    """Return the lines of a setting in mkdocs.yml."""
    document, _ = reader.read_bytes(SETTINGS, tree.get(SETTINGS, b"{}"))
    settings = document.value if document else {}
    value = settings.get(setting) if isinstance(settings, dict) else None
    return value.split("\n") if isinstance(value, str) else []
