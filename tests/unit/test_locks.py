"""The locked dependencies: a release that is new tomorrow must not change what is installed."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, requires
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Iterator


def asked(pin: Requirement) -> Iterator[Requirement]:
    """What a locked package asks for here; nothing of one that is not installed."""
    try:
        wanted = [Requirement(line) for line in requires(pin.name) or ()]
    except PackageNotFoundError:  # of another system
        return
    for one in wanted:
        if any(not one.marker or one.marker.evaluate({"extra": e}) for e in ("", *pin.extras)):
            yield one


@pytest.mark.parametrize("name", ["site", "test"])
def test_a_lock_pins_whatever_its_packages_ask_for_extras_too(name: str) -> None:
    """Of a package that is asked for with an extra and pinned without, pip looks for the newest."""
    lines = (ROOT / f"requirements/{name}.txt").read_text("utf-8").splitlines()
    pinned = [Requirement(line.rstrip(" \\")) for line in lines if line and line[0] not in " #"]
    extras = {canonicalize_name(pin.name): pin.extras for pin in pinned}
    missing = [
        f"{one} of {pin.name}"
        for pin in pinned
        for one in asked(pin)
        if not one.extras <= extras.get(canonicalize_name(one.name), set())
        or canonicalize_name(one.name) not in extras
    ]
    assert len(pinned) > 20
    assert missing == []
