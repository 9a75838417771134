"""Fences: which of them are blocks whose names are misspelt."""

from __future__ import annotations

import pytest
from explainer.pages.block_names import nearest_block
from explainer.rendering.blocks import BLOCKS


@pytest.mark.parametrize(
    ("name", "body", "block"),
    [
        ("timelines", "", "timeline"),
        ("Timeline", "until: 2019", "timeline"),
        ("tiemlnie", "topics:\n  - harbour\n\n# all of them", "timeline"),
        ("topc", "", "topic"),
        ("statment", "id: a", "statement"),
        ("statement", "id: a", None),
        ("topics", "harbour, quay", None),
        ("source", "int main() {", None),
        ("change", "- a\n+ b", None),
        ("tera", "sendln 'ls'", None),
        ("tera", "", None),
        ("terra", "", None),
        ("poeple", "Ada and Carl", None),
        ("javascript", "", None),
        ("jinja", "", None),
    ],
)
def test_a_fence_that_was_meant_to_be_a_block(name: str, body: str, block: str | None) -> None:
    """Its name is nearly that of a block, and what is in it looks like options."""
    assert nearest_block(name, body, BLOCKS) == block


def test_a_language_is_no_block() -> None:
    """Pygments knows them."""
    assert nearest_block("yaml", "id: a", ["yami"]) is None
    assert nearest_block("yami", "id: a", ["yaml"]) == "yaml"
