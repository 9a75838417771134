"""The files of the templates, and which of them a view is made with."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).parent / "templates"
PARTS = "parts.html.jinja"
"""The shared macros, which every template may call."""

_INCLUDED = re.compile(r'{% (?:from|import|include|extends) "([^"]+)"')


def changed() -> dict[Path, int]:
    """Return when each file of the templates was last changed, in nanoseconds.

    Hidden ones belong to editors.
    """
    files = (path for path in FOLDER.rglob("[!.]*") if path.is_file())
    return {path: path.stat().st_mtime_ns for path in files}


def versions() -> Mapping[str, object]:
    """Return a value for each view that changes with its template and with all that it includes.

    It is another one when a file is as it was before an edit: something may have been made with the
    text in between.
    """
    times = changed()
    files = {path.relative_to(FOLDER).as_posix(): path for path in times}
    texts = {name: path.read_text(encoding="utf-8") for name, path in files.items()}
    found: dict[str, object] = {}
    for template in texts:
        used, new = {PARTS, template}, [PARTS, template]
        while new:
            named = {*_INCLUDED.findall(texts.get(new.pop(), ""))} - used
            used |= named
            new += named
        found[template.removesuffix(".html.jinja")] = {
            name: times[files[name]] for name in used if name in files
        }
    return found
