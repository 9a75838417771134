"""What all blocks have in common: options in YAML, and a view for a template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from explainer.facts.field_types import Edtf, TopicId
from explainer.facts.model import Model

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explainer.facts.dates import EdtfDate
    from explainer.rendering.context import RenderContext
    from explainer.rendering.time_strip import Overview


@dataclass(frozen=True)
class View:
    """What a template is given, and what it puts on the page."""

    values: Mapping[str, Any]
    """By the names that the template uses."""
    anchors: tuple[str, ...] = ()
    """The ids of elements that it shows; one that the page has already is not given again."""
    quoted: tuple[str, ...] = ()
    """The ids of statements whose words it shows outside of their own card."""
    chart: Overview | None = None
    """The drawing in it, which the picture for shared links shows too."""


class Block(Model):
    """The options of a block; a subclass says what they select, and makes the view."""

    noun: ClassVar[str] = "block"
    name: ClassVar[str]
    """The language of the fence."""
    template: ClassVar[str] = ""
    """The name of the template, if it is not the block's own."""
    shows: ClassVar[tuple[str, ...]] = ()
    """The files whose records it shows, by their names without an ending."""

    def topics_of(self, context: RenderContext) -> tuple[str, ...]:
        """Return the slugs of the topics that it is about; the page's own if it names none."""
        several: tuple[str, ...] = getattr(self, "topics", ())
        one = getattr(self, "topic", None) or context.topic
        return several or ((one,) if one else ())

    def view(self, context: RenderContext) -> View | None:
        """Return what the template is given; None if the options select nothing."""
        raise NotImplementedError


class TopicBlock(Block):
    """Options of a block about one topic."""

    topic: TopicId | None = None
    """The topic; the page's own if left out."""


class DatedBlock(TopicBlock):
    """Options of a block that shows what has a date."""

    from_: Edtf | None = None
    """The first day shown."""
    until: Edtf | None = None
    """The last day shown."""

    def covers(self, date: EdtfDate | None) -> bool:
        """Whether what has that date begins within the days shown, by the calendar of its place.

        What has none was there from the first.
        So two blocks whose days meet share nothing and lose nothing.
        """
        if date is None:
            return self.from_ is None
        day = date.day.first_day
        late_enough = self.from_ is None or self.from_.first_day <= day
        return late_enough and (self.until is None or day <= self.until.last_day)


class SeveralTopicsBlock(DatedBlock):
    """Options of a dated block that may show several topics."""

    topics: tuple[TopicId, ...] = ()
    """Several topics, instead of one."""
