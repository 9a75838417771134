"""The fenced blocks: one class per block, with its options and its view.

A block is a fence whose language is the block's name and whose body is YAML:

    ```timeline
    topic: bridge
    until: 2024-03-02
    ```

The face is `BLOCKS`. A new block needs a class, a template, a style sheet and a golden case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.rendering.blocks.lists import Discrepancies, OpenQuestions, People, Sources, Terms
from explainer.rendering.blocks.map import Map
from explainer.rendering.blocks.overview import Overview
from explainer.rendering.blocks.positions import Positions
from explainer.rendering.blocks.site_wide import Agenda, Provenance
from explainer.rendering.blocks.statements import OneStatement, Statements
from explainer.rendering.blocks.timeline import Timeline
from explainer.rendering.blocks.topic import AsOf, Changes, Notes, TopicHead

if TYPE_CHECKING:
    from explainer.rendering.blocks.block import Block

BLOCKS: dict[str, type[Block]] = {
    block.name: block
    for block in (
        TopicHead, Overview, Map, AsOf, Timeline, OneStatement, Statements, Positions, People,
        Sources, Discrepancies, OpenQuestions, Terms, Changes, Notes, Provenance, Agenda,
    )
}  # fmt: skip
"""Every block by its name."""
