"""Garbage is collected while nothing is done, and sometimes if something always is."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from explainer.garbage_collection import MOST_TASKS, WhenIdle

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _usual_collection() -> Iterator[None]:
    """Collect garbage as usual after the test."""
    yield
    gc.unfreeze()
    gc.enable()


def test_garbage_is_collected_also_without_a_pause() -> None:
    """As while an editor saves by itself: each build of a large site leaves megabytes."""
    garbage = WhenIdle(1_000)
    with patch.object(gc, "collect") as collect:
        for _ in range(2 * MOST_TASKS):
            garbage.begin()
            garbage.end()
    assert collect.call_count == 2
