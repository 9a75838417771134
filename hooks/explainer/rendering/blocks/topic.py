"""The blocks `topic`, `as-of`, `changes` and `notes`: what frames a topic's page."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from explainer.facts.days import day_of
from explainer.rendering.blocks.block import Block, TopicBlock, View
from explainer.rendering.provenance import newest_first, provenance

if TYPE_CHECKING:
    from explainer.rendering.context import RenderContext

SHOWN_ON_TOP = timedelta(days=30)
"""How long a correction stays at the top of its page."""


class TopicHead(TopicBlock):
    """Options of `topic`: the head of a topic's page."""

    name: ClassVar[str] = "topic"
    shows: ClassVar[tuple[str, ...]] = ("topic",)

    def view(self, context: RenderContext) -> View | None:
        """Return the question, the dates and the figures of the page."""
        site = context.site
        (slug,) = self.topics_of(context)
        topic = site.catalog.topics[slug]
        since = day_of(site.edition.today - SHOWN_ON_TOP)
        return View(
            {
                "topic": topic,
                "corrections": [
                    change
                    for change in newest_first(topic.changes)
                    if change.kind == "correction" and change.date.last_day >= since
                ],
                "provenance": provenance(site.catalog, site.lock, [slug], context.cited),
            }
        )


class AsOf(TopicBlock):
    """Options of `as-of`: the line between the page's subject and later events."""

    name: ClassVar[str] = "as-of"
    shows: ClassVar[tuple[str, ...]] = ("topic",)

    def view(self, context: RenderContext) -> View | None:
        """Return the topic with its date."""
        (slug,) = self.topics_of(context)
        return View({"topic": context.site.catalog.topics[slug]})


class Changes(TopicBlock):
    """Options of `changes`: the log of a topic's page."""

    name: ClassVar[str] = "changes"
    shows: ClassVar[tuple[str, ...]] = ("topic",)

    def view(self, context: RenderContext) -> View | None:
        """Return the changes, newest first."""
        (slug,) = self.topics_of(context)
        return View({"changes": newest_first(context.site.catalog.topics[slug].changes)})


class Notes(Block):
    """Options of `notes`: the place of the page's footnotes, otherwise at its end."""

    name: ClassVar[str] = "notes"

    def view(self, context: RenderContext) -> View:  # noqa: ARG002  (the page adds its footnotes)
        """Return nothing: the page puts its footnotes here."""
        return View({})
