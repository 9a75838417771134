"""Settings: what MkDocs has read, from a file with any name or from several, and what follows."""

from __future__ import annotations

import json
import os
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_ON_TEXT_ALONE = re.compile(
    r"(markdown\.extensions\.)?(abbr|admonition|attr_list|codehilite|def_list|extra|fenced_code"
    r"|footnotes|md_in_html|meta|nl2br|sane_lists|smarty|tables|toc|wikilinks)"
    r"|pymdownx\.(?!snippets|b64)\w+"
)
"""The extensions of Markdown that depend on nothing but a page's text; others may read files."""


def project_folder(config: MkDocsConfig) -> Path:
    """Return the folder of the site's sources; raise PluginError for settings that cannot work."""
    if {"explainer", "hooks/main.py"} <= config.plugins.keys():
        raise PluginError("the plugin 'explainer' and hooks/main.py do the same: list only one")
    if "i18n" in config.plugins:
        # It builds the site once for each language, with the same files for all.
        raise PluginError("the facts have one language: build a site for each, without 'i18n'")
    file = Path(config.config_file_path)
    if not (file.parent / "data").is_dir():
        raise PluginError(f"no data/ in {file.parent.resolve()}: keep it beside {file.name}")
    if os.path.relpath(config.docs_dir, file.parent).startswith(os.pardir):
        raise PluginError(f"docs_dir is {config.docs_dir}: keep it in the folder of {file.name}")
    return file.parent


def page_settings(config: MkDocsConfig, root: Path) -> bytes:
    """Return the settings that say which files are pages, and their language, as YAML."""
    settings = {"docs_dir": Path(os.path.relpath(config.docs_dir, root)).as_posix()}
    for name, paths in (("exclude_docs", config.exclude_docs), ("draft_docs", config.draft_docs)):
        if paths:
            settings[name] = "\n".join(str(one.pattern) for one in paths.patterns)
    lines = (f"{name}: {json.dumps(text, ensure_ascii=False)}\n" for name, text in settings.items())
    language = f"theme:\n  language: {config.theme.get('language', 'en')}\n"
    return "".join([*lines, language]).encode()


def conversion_settings(config: MkDocsConfig) -> list[object]:
    """Return the extensions of Markdown, with something new each time if one may read files."""
    names = config.markdown_extensions
    return [*names] if all(map(_ON_TEXT_ALONE.fullmatch, names)) else [*names, object()]


def page_address(name: str, config: MkDocsConfig) -> str:
    """Return the address that MkDocs will give a page, relative to the site's root."""
    return _address(name, folders=config.use_directory_urls)


@cache
def _address(name: str, *, folders: bool) -> str:
    return File(name, "", "", folders).url


def editing_address(config: MkDocsConfig, docs: str) -> str:
    """Return the base address for editing files on the hosting site; empty without one.

    MkDocs has it only for the docs folder.
    """
    if not config.repo_url or not config.edit_uri:
        config.edit_uri = None  # MkDocs would read it as an address
        return ""
    address = urljoin(f"{config.repo_url.rstrip('/')}/", config.edit_uri)
    return address.removesuffix(f"{docs}/")
