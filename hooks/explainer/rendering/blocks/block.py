"""The base of all blocks: options in YAML and a view for a template."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from explainer.facts.field_types import Edtf, TopicId
from explainer.facts.model import Model

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from explainer.facts.dates import EdtfDate
    from explainer.rendering.context import RenderContext
    from explainer.rendering.time_drawing import TimeDrawing


@dataclass(frozen=True)
class View:
    """The values for a template, and what it puts on the page."""

    values: Mapping[str, Any]
    """The values by their names in the template."""
    anchors: tuple[str, ...] = ()
    """The ids of elements it shows; an id already on the page is not used again."""
    draw: Callable[[], TimeDrawing] | None = None
    """Makes its drawing, if it has one; a check of a page does not draw."""

    @cached_property
    def chart(self) -> TimeDrawing | None:
        """Its drawing, also used in the picture for shared links."""
        return self.draw() if self.draw else None


class Block(Model):
    """The options of a block; each subclass selects records and makes the view."""

    noun: ClassVar[str] = "block"
    name: ClassVar[str]
    """The language of the fence."""
    template: ClassVar[str] = ""
    """The name of the template, if it differs from the block's name."""
    shows: ClassVar[tuple[str, ...]] = ()
    """The names of the files whose records it shows, without extensions."""

    def topics_of(self, context: RenderContext) -> tuple[str, ...]:
        """Return the slugs of its topics; the page's own topic if it names none."""
        several: tuple[str, ...] = getattr(self, "topics", ())
        one = getattr(self, "topic", None) or context.topic
        return several or ((one,) if one else ())

    def view(self, context: RenderContext) -> View | None:
        """Return the view for the template; None if the options select nothing."""
        raise NotImplementedError


class TopicBlock(Block):
    """Options of a block about one topic."""

    topic: TopicId | None = None
    """The topic; by default the page's own."""


class DatedBlock(TopicBlock):
    """Options of a block that shows dated records."""

    from_: Edtf | None = None
    """The first day shown."""
    until: Edtf | None = None
    """The last day shown."""

    def covers(self, date: EdtfDate | None) -> bool:
        """Return whether a date begins within the days shown, by the calendar of its place.

        A record without a date counts as there from the start.
        Two blocks with adjoining ranges therefore share no record and lose none.
        """
        if date is None:
            return self.from_ is None
        day = date.day.first_day
        late_enough = self.from_ is None or self.from_.first_day <= day
        return late_enough and (self.until is None or day <= self.until.last_day)


class SeveralTopicsBlock(DatedBlock):
    """Options of a dated block that can show several topics."""

    topics: tuple[TopicId, ...] = ()
    """Several topics, instead of one."""
