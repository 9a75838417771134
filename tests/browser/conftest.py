"""A browser, and the pages that are opened in it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture
def url(where: str, request: pytest.FixtureRequest) -> str:
    """The address of a page that is named as `example:topics/ferry/` or `edition:about/`."""
    site, _, path = where.partition(":")
    address = request.getfixturevalue({"example": "address", "edition": "edition_address"}[site])
    return f"{address}{path}"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; without it the test is skipped, but never under CI."""
    if not CHROMIUM.exists():
        if os.environ.get("CI"):
            pytest.fail("no Chromium: .ci/run must install it")
        pytest.skip("no Chromium: get it with `apt-get install chromium`")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  (not needed when skipped)

    with sync_playwright() as playwright:
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        flags.append("--disable-gpu-compositing")  # without a GPU, it takes a fifth of the time
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=flags)
        yield chromium
        chromium.close()
