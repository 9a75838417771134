"""Templates: turn values into HTML, with one Jinja template per component.

A template gets a view and changes nothing.
Autoescape is on and unknown names are errors, unlike in MkDocs' own environment.
"""

from __future__ import annotations

import re
from functools import cache
from types import FunctionType, MethodType
from typing import TYPE_CHECKING, Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.runtime import Context, Macro

from explainer.facts.speakers import speaker_sides
from explainer.language import inline_markdown
from explainer.rendering.exchanges import answers, wordings
from explainer.rendering.template_files import FOLDER, PARTS
from explainer.rendering.template_words import filters, functions
from explainer.rendering.wording_diff import paragraphs

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from jinja2.bccache import Bucket

    from explainer.facts.actors import Office
    from explainer.facts.catalog import Catalog
    from explainer.facts.numbers import Number
    from explainer.facts.records import Event, Source, Statement
    from explainer.memory import Memory
    from explainer.rendering.context import RenderContext, SiteContext
    from explainer.rendering.record.source_list import Uses

_EMPTY_LINES = re.compile(r"\n\s*\n")


class Templates:
    """The templates of one site, with the functions that they call."""

    def __init__(self, site: SiteContext) -> None:
        """Take the data shared by all pages."""
        self._memory, self._catalog = site.memory, site.catalog
        self._environment = environment = Environment(
            loader=FileSystemLoader(FOLDER),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=_compiled(),
            auto_reload=False,
        )
        messages, direction = site.edition.messages, site.edition.direction
        environment.context_class = _Context
        environment.filters |= {"prose": inline_markdown.to_html, **filters(messages, direction)}
        environment.globals |= {
            **functions(messages, site.catalog),
            "catalog": site.catalog,
            "lock": site.lock,
            "edition": site.edition,
            "link_to_words": site.link_to_words,
            "linked_sources": lambda said: linked_sources(said, site.catalog),
            "answers": lambda said: answers(said, site.catalog),
            "wordings": lambda said: wordings(said, site.catalog),
            "speaker_sides": lambda said: speaker_sides(said, site.catalog),
            "opening": opening,
            "paragraphs": paragraphs,
            "spaced": spaced,
        }
        macros = environment.get_template(PARTS).module
        self._versions = site.views
        parts = _Parts(macros, site.memory, self._versions)
        environment.globals["parts"] = parts
        for view in ("event", "statement", "source"):
            parts.items[view] = environment.get_template(f"{view}.html.jinja").module

    def citation(self, page: RenderContext, said: Statement | None, source: Source, at: str) -> str:
        """Return the text of a footnote: a source, or a statement with its source.

        `at` says where in the source, if that is not empty.
        """
        if said:
            return self.render("citation", page, statement=said, source=source, at=at)
        key = "citation", page.root, source.id, at
        return self._memory.shared(
            key, lambda: self.render("citation", page, statement=None, source=source, at=at)
        )

    def number_note(self, page: RenderContext, number: Number, at: str) -> str:
        """Return the text of a footnote for a number, with its sources; never link to a copy."""
        known = map(self._catalog.sources.__getitem__, number.sources)
        sources = [source for source in known if source.tier != "C"]
        return self.render("number-note", page, number=number, sources=sources, at=at)

    def render(self, name: str, page: RenderContext | None, **view: Any) -> str:
        """Return the HTML of a view; `page` makes its links."""
        self._versions.get(name)  # the memory notes that it was asked for
        template = self._environment.get_template(f"{name}.html.jinja")
        html = _EMPTY_LINES.sub("\n", template.render(page=page, **view)).strip()
        return f"{html}\n" if html else ""


class _Parts:
    """Shared macros; what depends only on a record is rendered once per site.

    Links differ only between pages at different depths below the site's root.
    """

    def __init__(self, macros: Any, memory: Memory, versions: Mapping[str, object]) -> None:
        self._macros = macros
        self._memory = memory
        self._versions = versions
        self.items: dict[str, Any] = {}
        """The templates of records in lists, which have these parts, by view."""
        self.aliases = macros.aliases
        self.disputed = macros.disputed
        self.draft = macros.draft
        self.permalink = macros.permalink
        self.pieces = macros.pieces
        self.said = macros.said
        self.original = macros.original
        self.report = macros.report
        self.edit = macros.edit
        self.change = macros.change
        self.note = macros.note
        self.titled = macros.titled
        self.topic = macros.topic
        self.topics = macros.topics
        self.date = cache(lambda date, place="": macros.date(date, place or ""))

    def side(self, side: str) -> Any:
        """Return the HTML of a side's name."""
        return self._memory.shared(("side", side), lambda: self._macros.side(side))

    def office(self, office: Office) -> Any:
        """Return the HTML of an office; it has no id, but is the same object on every page."""
        return self._memory.shared(("office", id(office)), lambda: self._macros.office(office))

    def name(self, page: RenderContext, actor: str) -> Any:
        """Return the HTML of a person's or organisation's name."""
        return self._once("name", page, actor)

    def actor(self, page: RenderContext, actor: str) -> Any:
        """Return the HTML of a person's or organisation's name and side."""
        return self._once("actor", page, actor)

    def source(self, page: RenderContext, source: Source) -> Any:
        """Return the HTML of a source with title, publisher and date."""
        return self._once("source", page, source, key=source.id)

    def publisher(self, page: RenderContext, source: Source, *, dated: bool = True) -> Any:
        """Return the HTML of a source with publisher and, if dated, its date."""
        return self._once("publisher", page, source, dated, key=source.id)

    def sources(self, page: RenderContext, names: tuple[str, ...], label: str = "") -> Any:
        """Return the HTML of a line of sources; it has a usual label."""
        return self._once("sources", page, names, label)

    def event(
        self,
        event: Event,
        page: RenderContext,
        ids: Container[str],
        summaries: str = "key",
        choices: str = "",
    ) -> Any:
        """Return the HTML of an event in a list; `ids` are those that are ids on the page.

        `choices` are its numbers in the filters of the list.
        """
        own = event.id in ids
        return self._item("event", event, page, own, summaries, choices)

    def statement(
        self, said: Statement, page: RenderContext, ids: Container[str], choices: str
    ) -> Any:
        """Return the HTML of a statement in the list of all; `ids` and `choices` as in `event`."""
        return self._item("statement", said, page, said.id in ids, choices)

    def source_entry(self, source: Source, page: RenderContext, rests: Uses) -> Any:
        """Return the HTML of a source in the list of all, with what rests on it."""
        return self._item("source", source, page, rests)

    def _item(
        self, view: str, record: Event | Statement | Source, page: RenderContext, *values: Any
    ) -> Any:
        """Return the HTML of a record in a list, made once for the same values."""

        def make() -> Any:
            self._versions.get(view)
            return self.items[view].item(record, page, *values)

        return self._memory.once((view, page.url, record.id), (record, page, *values), make)

    def _once(self, macro: str, page: RenderContext, *values: Any, key: str = "") -> Any:
        named = (macro, page.root, page.of_record, *((key, *values[1:]) if key else values))
        memory = self._memory

        def make() -> Any:
            self._versions.get("parts")
            return getattr(self._macros, macro)(page, *values)

        return memory.shared(named, lambda: memory.once(named, values, make))


_FUNCTIONS = frozenset((FunctionType, MethodType, type(cache(str))))


class _Context(Context):
    """Calls our functions without looking up whether they take Jinja's context; none does."""

    def call(self, function: Any, /, *args: Any, **values: Any) -> Any:
        """Return the result of a call in a template."""
        kind = type(function)
        if kind not in _FUNCTIONS and kind is not Macro:
            return super().call(function, *args, **values)
        values.pop("_block_vars", None)
        values.pop("_loop_vars", None)
        return (
            function(self.eval_ctx, *args, **values) if kind is Macro else function(*args, **values)
        )


class _Compiled(BytecodeCache):
    """Compiled templates, kept while the program runs and their text is the same."""

    def __init__(self) -> None:
        self.known: dict[str, tuple[str, bytes]] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002  (Jinja's own, which encodes it as UTF-8)
        """Return the name of a template; a folder may have letters that the system cannot read."""
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self.known.get(bucket.key, ("", b""))
        if checksum == bucket.checksum:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.known[bucket.key] = bucket.checksum, bucket.bytecode_to_string()


@cache
def _compiled() -> _Compiled:
    return _Compiled()


def linked_sources(said: Statement, catalog: Catalog) -> list[Source]:
    """Return the pages to link for a statement: its source, or other pages with the same words.

    Never link to a copy of unknown origin.
    """
    named = [catalog.sources[name] for name in (said.source, *said.carried_by)]
    return [source for source in named if source.tier != "C"]


def spaced(said: Statement) -> tuple[str, str]:
    """Return a statement's prefix and suffix, with a space next to its words where needed.

    A straight quotation mark opens after a space and closes after any other character.
    """
    prefix, suffix = said.prefix.strip(), said.suffix.strip()
    opens = re.search(r"(?:^|\s)[\"']$|[“‘«„(\[]$", prefix)
    joins = re.match(r"[\"'](?:\W|$)|[.,:;!?”’»)\]]", suffix)
    before = f"{prefix} " if prefix and not opens else prefix
    return before, f" {suffix}" if suffix and not joins else suffix


def opening(text: str) -> str:
    """Return a quote, shortening a long one to its first and last words."""
    words = text.split()
    return text if len(words) <= 9 else f"{' '.join(words[:4])} … {' '.join(words[-4:])}"
