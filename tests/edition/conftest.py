"""The edition as it is, and after each of the usual edits.

Every rule of this folder is tried on all of these versions.
So it holds whatever the facts are, and nobody who corrects a fact has to change a test.
"""

from __future__ import annotations

import pytest
from edits import EDITS
from versions import Version, version_named


@pytest.fixture(scope="session", params=["example", "edition", *EDITS])
def version(request: pytest.FixtureRequest) -> Version:
    """The example, the edition, and the edition after each edit."""
    return version_named(request.param)


@pytest.fixture(scope="session", params=["edition", *EDITS])
def edition(request: pytest.FixtureRequest) -> Version:
    """The edition, and the edition after each edit."""
    return version_named(request.param)
