"""Options of blocks: the YAML in a fence becomes a block, or problems at their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.facts.loader import FILES
from explainer.facts.missing_records import missing_records
from explainer.facts.validation import validate, with_article
from explainer.problems import Problem, quoted
from explainer.rendering.blocks import BLOCKS
from explainer.yaml_text import reader
from explainer.yaml_text.document import Document, nothing

if TYPE_CHECKING:
    from explainer.pages.fences import LocatedFence
    from explainer.rendering.blocks.block import Block
    from explainer.rendering.context import RenderContext


def read_body(fence: LocatedFence) -> tuple[Document | None, list[Problem]]:
    """Return the YAML of a block, which may be empty, and its problems."""
    lines = fence.body.split("\n")
    if not any(line.strip() and not line.lstrip().startswith("#") for line in lines):
        document: Document | None = nothing(fence.place)
        problems: list[Problem] = []
    else:
        document, problems = reader.read_text(
            fence.place.path, fence.body, fence.first_line, fence.margin
        )
    if fence.extra:
        message = f"{quoted(fence.extra)} after the name of the block"
        hint = "write options on separate lines below"
        problems = [*problems, Problem(fence.place, message, hint)]
    return document, problems


def read_options(
    name: str, document: Document, context: RenderContext
) -> tuple[Block | None, list[Problem]]:
    """Return the options of a block, or None, and their problems."""
    catalog = context.site.catalog
    block, problems = validate(document, (), BLOCKS[name], f"{name} block")
    if block is None:
        return None, problems
    problems = missing_records(block, document.place, catalog)
    if getattr(block, "topic", None) and getattr(block, "topics", ()):
        place = document.key_place(("topics",))
        problems.append(Problem(place, "both 'topic' and 'topics'", "keep only one"))
    if hasattr(block, "topic") and not block.topics_of(context):
        message = f"{with_article(name)} block on a page without a topic must name one"
        known = next(iter(catalog.topics), "")
        hint = f"for example: topic: {known}" if known else ""
        problems.append(Problem(document.place(()), message, hint))
    return (None if problems else block), problems


def shown_files(block: Block, context: RenderContext) -> frozenset[str]:
    """Return the files of data/ whose records a block shows."""
    patterns = [
        pattern
        for pattern in FILES
        if pattern.rpartition("/")[2].removesuffix(".yml") in block.shows
    ]
    topics = block.topics_of(context)
    return frozenset(pattern.replace("*", topic) for pattern in patterns for topic in topics)
