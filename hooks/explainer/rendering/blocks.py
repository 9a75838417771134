"""The fenced blocks: their options, and the fragment that each stands for.

A block is a fence whose language is the block's name and whose body is YAML:

    ```timeline
    topic: venezuela
    until: 2019-05-14
    ```
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from explainer.facts.catalog import Catalog
from explainer.facts.field_types import ActorId, Edtf, EventId, SideId, StatementId, TopicId
from explainer.facts.loader import FILES
from explainer.facts.model import Model
from explainer.facts.records import EventKind
from explainer.facts.validation import validate, with_article
from explainer.problems import Problem, letters_apart
from explainer.yaml_text import reader
from explainer.yaml_text.document import nothing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from explainer.facts.dates import EdtfDate
    from explainer.facts.records import Event
    from explainer.facts.topics import Discrepancy, OpenQuestion, Position
    from explainer.problems import Place
    from explainer.rendering.context import Canvas
    from explainer.rendering.renderer import Renderer
    from explainer.yaml_text.document import Document


class OfTopic(Model):
    """Options of a block about one topic."""

    noun: ClassVar[str] = "block"
    topic: TopicId | None = None
    """The topic; the page's own if left out."""


class Dated(OfTopic):
    """Options of a block that shows what has a date."""

    from_: Edtf | None = None
    """The first day shown."""
    until: Edtf | None = None
    """The last day shown."""

    def holds(self, date: EdtfDate | None) -> bool:
        """Whether what has that date begins within the days shown, by the calendar of its place.

        What has none was there from the first.
        So two spans that meet share nothing and lose nothing.
        """
        if date is None:
            return self.from_ is None
        day = date.day.first_day
        late_enough = self.from_ is None or self.from_.first_day <= day
        return late_enough and (self.until is None or day <= self.until.last_day)


class Span(Dated):
    """Options of a block that may show several topics."""

    topics: tuple[TopicId, ...] = ()
    """Several topics, instead of one."""


class Timeline(Span):
    """Options of `timeline`: events in the order of their dates."""

    kinds: tuple[EventKind, ...] = ()
    """Only events of these kinds."""
    actors: tuple[ActorId, ...] = ()
    """Only events with one of these actors."""
    order: Literal["oldest-first", "newest-first"] = "oldest-first"
    """Which end comes first."""

    def selects(self, event: Event) -> bool:
        """Whether the event is shown."""
        if self.kinds and event.kind not in self.kinds:
            return False
        return self.holds(event.date) and (
            not self.actors or bool({*self.actors} & {*event.actors})
        )


class Statements(Span):
    """Options of `statements`: quoted statements in the order of their dates."""

    speaker: ActorId | None = None
    """Only by this speaker."""
    side: SideId | None = None
    """Only by speakers of this side."""
    event: EventId | None = None
    """Only those made at this event."""


class One(Model):
    """Options of `statement`: a single one."""

    noun: ClassVar[str] = "block"
    id: StatementId
    """Which statement."""


class Several(Model):
    """Options of `provenance`: the box at the foot of a page."""

    noun: ClassVar[str] = "block"
    topics: tuple[TopicId, ...] = ()
    """Which topics; the page's own if left out, and all on a page without one."""


class Overview(Model):
    """Options of `overview`: where events lie in time."""

    noun: ClassVar[str] = "block"
    topic: TopicId | None = None
    """The topic, its events by kind; the page's own if left out."""
    topics: tuple[TopicId, ...] = ()
    """Several topics instead, one below the other."""
    turn: EventId | None = None
    """The event that all turns on: a line through the drawing."""


class Agenda(Model):
    """Options of `agenda`: cards that lead to the topics' pages."""

    noun: ClassVar[str] = "block"
    topics: tuple[TopicId, ...] = ()
    """Which topics, in this order; all if left out."""


def _timeline(renderer: Renderer, canvas: Canvas, options: Timeline) -> str | None:
    events = filter(options.selects, renderer.catalog.events_of(_topics(canvas, options)))
    shown = list(events)
    if options.order == "newest-first":
        shown.reverse()
    return renderer.timeline(canvas, shown) if shown else None


def _overview(renderer: Renderer, canvas: Canvas, options: Overview) -> str:
    turn = renderer.catalog.events[options.turn] if options.turn else None
    return renderer.overview(canvas, _topics(canvas, options), turn)


def _statements(renderer: Renderer, canvas: Canvas, options: Statements) -> str | None:
    catalog = renderer.catalog
    shown = [
        said
        for said in catalog.statements_of(_topics(canvas, options))
        if options.holds(said.date)
        and said.id not in canvas.anchors  # a statement block above has it
        and options.speaker in {None, said.speaker}
        and options.side in {None, catalog.actor(said.speaker).side}
        and options.event in {None, said.event}
    ]
    return renderer.statements(canvas, shown) if shown else None


def _statement(renderer: Renderer, canvas: Canvas, options: One) -> str:
    return renderer.statements(canvas, [renderer.catalog.statements[options.id]])


def _differing(
    component: str,
    records: Callable[[Catalog, str], Iterable[Position | Discrepancy | OpenQuestion]],
) -> Callable[..., str | None]:
    """The drawing of a component of records that may have arisen later than a topic's day."""

    def draw(renderer: Renderer, canvas: Canvas, options: Dated) -> str | None:
        (topic,) = _topics(canvas, options)
        shown = [one for one in records(renderer.catalog, topic) if options.holds(one.since)]
        fragment: str = getattr(renderer, component)(canvas, shown)
        return fragment if shown else None

    return draw


def _agenda(renderer: Renderer, canvas: Canvas, options: Agenda) -> str | None:
    slugs: tuple[str, ...] = options.topics or tuple(renderer.catalog.topics)
    return renderer.agenda(canvas, slugs) if slugs else None


def _provenance(renderer: Renderer, canvas: Canvas, options: Several) -> str | None:
    own = (canvas.topic,) if canvas.topic else tuple(renderer.catalog.topics)
    slugs: tuple[str, ...] = options.topics or own
    return renderer.provenance(canvas, slugs) if slugs else None


def _of_topic(component: str) -> Callable[..., str]:
    """The drawing of a component that needs nothing but a topic."""

    def draw(renderer: Renderer, canvas: Canvas, options: OfTopic) -> str:
        (topic,) = _topics(canvas, options)
        fragment: str = getattr(renderer, component)(canvas, topic)
        return fragment

    return draw


def _topics(canvas: Canvas, options: Any) -> tuple[str, ...]:
    chosen = getattr(options, "topics", ()) or (getattr(options, "topic", None) or canvas.topic,)
    return tuple(topic for topic in chosen if topic)


@dataclass(frozen=True)
class Block:
    """What a block takes and what it draws."""

    options: type[Model]
    """The shape of its body."""
    draw: Callable[..., str | None]
    """The fragment from renderer, canvas and options; None if they select nothing."""
    shows: tuple[str, ...] = ()
    """The files whose records it shows, by their names without an ending."""


BLOCKS: dict[str, Block] = {
    "topic": Block(OfTopic, _of_topic("topic"), ("topic",)),
    "overview": Block(Overview, _overview, ("events",)),
    "as-of": Block(OfTopic, _of_topic("as_of"), ("topic",)),
    "timeline": Block(Timeline, _timeline, ("events",)),
    "statement": Block(One, _statement),
    "statements": Block(Statements, _statements, ("statements",)),
    "positions": Block(Dated, _differing("positions", Catalog.positions_of), ("positions",)),
    "people": Block(OfTopic, _of_topic("people"), ("people", "organisations")),
    "sources": Block(OfTopic, _of_topic("sources"), ("sources",)),
    "discrepancies": Block(
        Dated,
        _differing("discrepancies", lambda catalog, topic: catalog.topics[topic].discrepancies),
        ("topic",),
    ),
    "open-questions": Block(
        Dated,
        _differing("open_questions", lambda catalog, topic: catalog.topics[topic].open_questions),
        ("topic",),
    ),
    "terms": Block(OfTopic, _of_topic("terms"), ("glossary",)),
    "changes": Block(OfTopic, _of_topic("changes"), ("topic",)),
    "provenance": Block(Several, _provenance),
    "agenda": Block(Agenda, _agenda, ("topic",)),
}
"""Every block by its name."""


def misspelt(name: str) -> str | None:
    """The block that the name of a fence is meant to be, if it is one or two letters away."""
    if name in BLOCKS:
        return None
    distance, near = min((letters_apart(name, block), block) for block in BLOCKS)
    return near if distance <= 2 else None


def read_body(
    body: str, first_line: int, margin: str, fence: Place
) -> tuple[Document | None, list[Problem]]:
    """The YAML between the fences, which may be empty; the fence tells where it would stand."""
    if not any(line.strip() and not line.lstrip().startswith("#") for line in body.split("\n")):
        return nothing(fence), []
    return reader.read_text(fence.path, body, first_line, margin)


def read_options(
    name: str, document: Document, renderer: Renderer, canvas: Canvas
) -> tuple[Model | None, list[Problem]]:
    """The options in a block's body, or None with what is wrong with them."""
    block = BLOCKS[name]
    options, problems = validate(document, (), block.options, f"{name} block")
    if options is None:
        return None, problems
    problems = renderer.catalog.resolve(options, document.place)
    if getattr(options, "topic", None) and getattr(options, "topics", ()):
        place = document.key_place(("topics",))
        problems.append(Problem(place, "both 'topic' and 'topics'", "keep one of them"))
    if hasattr(options, "topic") and not _topics(canvas, options):
        message = f"{with_article(name)} block on a page without a topic needs to know which"
        known = next(iter(renderer.catalog.topics), "")
        hint = f"for example: topic: {known}" if known else ""
        problems.append(Problem(document.place(()), message, hint))
    return (None if problems else options), problems


def shown_files(name: str, options: Model, canvas: Canvas) -> set[str]:
    """The files of data/ whose records a block shows, as paths relative to the project's root."""
    names = BLOCKS[name].shows
    patterns = [
        pattern for pattern in FILES if pattern.rpartition("/")[2].removesuffix(".yml") in names
    ]
    topics = _topics(canvas, options)
    return {pattern.replace("*", topic) for pattern in patterns for topic in topics}


def draw(
    name: str, options: Model, document: Document, renderer: Renderer, canvas: Canvas
) -> tuple[str, list[Problem]]:
    """The fragment of a block; a problem if its options select nothing."""
    fragment = BLOCKS[name].draw(renderer, canvas, options)
    if fragment is None:
        message = f"this {name} block selects nothing"
        hint = "widen its options, or say in words that nothing is known"
        return "", [Problem(document.place(()), message, hint)]
    return fragment, []
