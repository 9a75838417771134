"""The edition as it is, and after the usual edits.

Every rule of this folder is tried on all of these versions.
So it holds whatever the facts are, and nobody who corrects a fact has to change a test.
`make test` tries the edition, and `make test-all` also the edits, together and each by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import made_once
from edits import EDITS, edited
from explainer.source_tree import read_folder
from versions import Version, read, version_named

if TYPE_CHECKING:
    from pathlib import Path

ALL_EDITS = "all-edits"
VERSIONS = [
    "edition",
    *(pytest.param(name, marks=pytest.mark.slow) for name in (ALL_EDITS, *EDITS)),
]


@pytest.fixture(scope="session")
def with_all_edits(tmp_path_factory: pytest.TempPathFactory) -> Version:
    """The edition after all edits, which one test process makes for all."""
    before = version_named("edition")

    def make(folder: Path) -> None:
        for path, raw in edited(before.site).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(raw)

    return read(read_folder(made_once(tmp_path_factory, "edited", make)), before)


def _version(request: pytest.FixtureRequest) -> Version:
    if request.param == ALL_EDITS:
        version: Version = request.getfixturevalue("with_all_edits")
        return version
    return version_named(request.param)


@pytest.fixture(scope="session", params=["example", *VERSIONS])
def version(request: pytest.FixtureRequest) -> Version:
    """The example, the edition, and the edition after edits."""
    return _version(request)


@pytest.fixture(scope="session", params=VERSIONS)
def edition(request: pytest.FixtureRequest) -> Version:
    """The edition, and the edition after edits."""
    return _version(request)
