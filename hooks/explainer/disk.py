"""The files of a project as they lie on the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .problems import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


def contents(root: Path, files: Iterable[Path]) -> Iterator[tuple[str, bytes, list[Problem]]]:
    """Each file by its path relative to the project's root: its bytes, or none and why.

    Folders among them are left out; a link that leads nowhere is a file that cannot be read.
    """
    for file in sorted(one for one in files if one.is_file() or one.is_symlink()):
        path = file.relative_to(root).as_posix()
        try:
            yield path, file.read_bytes(), []
        except OSError as error:
            yield path, b"", [Problem(Place(path), f"this cannot be read: {error.strerror}")]
