"""The page renderer: takes a page and returns a frozen result.

The page reader converts the text once, then the blocks are rendered in order.
Bad input raises nothing: the result has every problem with its place.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, TypeVar

from explainer.facts.actors import Person
from explainer.facts.offices import office_on
from explainer.language import inline_markdown
from explainer.pages.fences import MARGIN, LocatedFence, locate
from explainer.pages.footnotes import cited_in
from explainer.pages.page_rules import doubled_ids
from explainer.problems import Problem
from explainer.quotes.check import UNVERIFIED
from explainer.quotes.lock import compare
from explainer.rendering.block_options import read_body, read_options, shown_files
from explainer.rendering.context import RenderContext, SiteContext
from explainer.rendering.links import links_of
from explainer.rendering.page_reader import PageReader
from explainer.rendering.page_result import Fragment, PageResult
from explainer.rendering.template_files import changed
from explainer.rendering.templates import Templates, linked_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

    from explainer.facts.actors import Office
    from explainer.facts.dates import EdtfDate
    from explainer.memory import Parcel
    from explainer.pages.conversion import Conversion, Converter
    from explainer.pages.page import Page
    from explainer.rendering.blocks.block import View

T = TypeVar("T")


@dataclass(frozen=True)
class PageRenderer:
    """Renders the pages of one site."""

    site: SiteContext
    converter: Converter
    sound: bool = True
    """Whether the data has no problems; if it has some, a failed rendering is not reported too."""
    html: bool = True
    """Whether to render HTML; without it, a result has the page's problems, figures and anchors."""

    @cached_property
    def templates(self) -> Templates:
        """The site's templates, or those of the last build if they have not been changed."""
        memory = self.site.memory
        files = changed() if memory.keep else {}
        return memory.once("templates", files, lambda: Templates(self.site))

    @cached_property
    def reader(self) -> PageReader:
        """The site's reader of pages."""
        return PageReader(self.site, self.converter, html=self.html)

    def render_page(self, page: Page, url: str) -> PageResult:
        """Return the rendered page; `url` is its address relative to the site's root."""
        if page.too_large:
            return PageResult(page, url)
        of = page, url, self.converter, self.reader.rules, self.html
        return self._once(("rendered", page.path), of, lambda: self._rendered(page, url))

    def packed(self, path: str) -> Parcel:
        """Return what the memory has of the page in a file, for another process."""
        return self.site.memory.pack([("rendered", path)])

    def _rendered(self, page: Page, url: str) -> PageResult:
        catalog = self.site.catalog
        # If the topic is unknown, use any topic to find the other problems.
        topic = next(iter(catalog.topics), None) if page.unsettled else page.topic
        text = self.reader.read(page)
        conversion, coverage = text.conversion, text.coverage
        context = RenderContext(
            self.site, topic, url, cited=conversion.cited_ids, coverage=coverage
        )
        fragments, views = self._fragments(page, conversion, context)
        shown = frozenset(anchor for one in fragments for anchor in one.anchors)
        after = replace(context, anchors=shown)
        problems = [*text.problems, *(problem for one in fragments for problem in one.problems)]
        problems += doubled_ids(page, conversion, sorted(shown))
        problems += self._unverified(page, [*shown, *conversion.cited_ids])
        result = PageResult(
            page=page,
            url=url,
            fragments=tuple(fragments),
            problems=tuple(problems),
            anchors=shown | conversion.anchors,
            coverage=coverage,
            readability=text.readability,
        )
        page.forget_places()
        if not self.html:
            return result
        about = catalog.topics.get(page.topic or "")
        return replace(
            result,
            conversion=conversion.without_prose(),
            notes=self._once(
                ("notes", page.path),
                (conversion.cited, conversion.places, after),
                lambda: self._notes(conversion.cited, conversion.places, after),
            ),
            popovers=self._once(
                ("popovers", page.path),
                (conversion.explained, after),
                lambda: self._popovers(conversion.explained, after),
            ),
            links=tuple(link for one in fragments for link in links_of(one, url)),
            description=_description(about) if about else "",
            question=about.question if about else "",
            language=self.site.edition.language,
            chart=next((view.chart.picture for view in views if view.chart), None),
        )

    def _fragments(
        self, page: Page, conversion: Conversion, context: RenderContext
    ) -> tuple[list[Fragment], list[View]]:
        """Return the fragment of each block, and the view of each block that could be rendered."""
        fragments: list[Fragment] = []
        views: list[View] = []
        for fence, located in zip(conversion.fences, locate(page, conversion.fences), strict=True):
            if not fence.placed:
                fragments.append(Fragment(fence.name, "", located.place))
                continue
            fragment, view = self._once(
                ("block", page.path, len(fragments)),
                (located, context, page.unsettled),
                partial(self._fragment, located, context, draw=not page.unsettled),
            )
            problems = tuple(_settled(problem, page) for problem in fragment.problems)
            fragments.append(replace(fragment, problems=problems))
            views += [view] if view else []
            context = replace(context, anchors=context.anchors | {*fragment.anchors})
        return fragments, views

    def _once(self, name: Hashable, of: object, make: Callable[[], T]) -> T:
        """Return what is made from an input and the site's data, or the same of the last build."""
        if not self.site.memory.keep:
            return make()
        of = of, self.sound, self.site.withheld
        return self.site.memory.once(name, of, make)

    def _fragment(
        self, fence: LocatedFence, context: RenderContext, *, draw: bool
    ) -> tuple[Fragment, View | None]:
        """Return the fragment of a block, and its view if it could be rendered."""
        empty = Fragment(fence.name, "", fence.place)
        document, problems = read_body(fence)
        if document is None or problems:
            return replace(empty, problems=tuple(problems)), None
        block, problems = read_options(fence.name, document, context)
        if block is None:
            return replace(empty, problems=tuple(problems)), None
        fragment = replace(empty, files=shown_files(block, context))
        if not draw:
            return fragment, None
        try:
            view = block.view(context)
            if view is None:
                message = f"this {fence.name} block selects nothing"
                hint = "widen its options, or write that nothing is known"
                return self._failed(fragment, Problem(document.place(()), message, hint)), None
            new = tuple(name for name in view.anchors if name not in context.anchors)
            template = block.template or block.name
            html = ""
            if self.html:
                values = {**view.values, "chart": view.chart}
                html = self.templates.render(template, context, ids=frozenset(new), **values)
        except Exception as error:  # noqa: BLE001  (a preview shows whatever went wrong)
            hint = "correct the other problems first; if there are none, the program has a bug"
            message = f"this {fence.name} block cannot be rendered"
            problem = Problem(document.place(()), message, f"{hint}: {error!r}")
            return self._failed(fragment, problem), None
        return replace(fragment, html=html, anchors=new), view

    def _failed(self, fragment: Fragment, problem: Problem) -> Fragment:
        """Return an empty fragment; its problem counts only if the data has none."""
        return replace(fragment, failed=True, problems=(problem,) if self.sound else ())

    def _notes(
        self, cited: Iterable[str], places: Mapping[str, str], context: RenderContext
    ) -> dict[str, str]:
        """Return the text of each footnote: a source, or a statement or number with its source."""
        catalog = self.site.catalog
        notes: dict[str, str] = {}
        for note in cited:
            name, at = cited_in(note), places.get(note, "")
            said, number = catalog.statements.get(name), catalog.numbers.get(name)
            try:
                if number:
                    html = self.templates.number_note(context, number, at)
                else:
                    source = linked_sources(said, catalog)[0] if said else catalog.sources[name]
                    html = self.templates.citation(context, said, source, at)
            except Exception:  # noqa: BLE001  (what is wrong with the record is said at its place)
                html = name
            notes[note] = " ".join(html.split())
        return notes

    def _popovers(self, names: Sequence[str], context: RenderContext) -> str:
        """Return the popovers for first mentions, which explain terms, people and bodies."""
        if not names:
            return ""
        catalog = self.site.catalog
        explained = [catalog.terms.get(name) or catalog.actor(name) for name in names]
        people = [one for one in explained if isinstance(one, Person)]
        topic = catalog.topics.get(context.topic or "")
        offices = {one.id: _office(one, topic.as_of if topic else None) for one in people}
        return self.templates.render("glosses", context, explained=explained, offices=offices)

    def _unverified(self, page: Page, shown: Iterable[str]) -> Iterator[Problem]:
        """Yield a problem for each unchecked statement that the page shows or cites.

        A page may allow them in its front matter.
        """
        if page.front.unverified == "shown":
            return
        for name in dict.fromkeys(shown):
            said = self.site.catalog.statements.get(name)
            check = self.site.lock.checks.get(name)
            if said and check and check.against == UNVERIFIED:
                message = (
                    f"'{name}' has not been checked against its source, and {page.path} shows it"
                )
                hint = (
                    f"{compare(said)}; or put 'unverified: shown' in the front matter of that page"
                )
                yield Problem(said.place_of("text"), message, hint)


def _office(person: Person, day: EdtfDate | None) -> Office | None:
    """Return the office of a person on the day, or else the last one; None without any."""
    on_the_day = office_on(person, day) if day else None
    return on_the_day or (person.offices[-1] if person.offices else None)


def _settled(problem: Problem, page: Page) -> Problem:
    """Return the problem with its place on the page, since Markdown moves the lines of a fence."""
    line = min(problem.place.line, len(page.lines)) - 1
    text = page.lines[line]
    if text == problem.place.text:
        return problem
    return replace(problem, place=page.place(line, len(text) - len(text.lstrip(MARGIN))))


def _description(topic: Any) -> str:
    return f"{topic.question} {inline_markdown.to_text(topic.summary)}"
