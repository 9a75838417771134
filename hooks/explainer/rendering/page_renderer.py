"""Sheets: pages being drawn, their fenced blocks one after the other.

Each page is prerenderd: its draft is read and its blocks are drawn ahead of the build.
So every problem of every page is known before the old site is touched.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from explainer.facts.validation import with_article
from explainer.language import inline_markdown
from explainer.pages import sections, term_popovers
from explainer.pages.citations import coverage
from explainer.pages.conversion import draft
from explainer.pages.proofreading import proof
from explainer.problems import Problem, quoted
from explainer.quotes.check import UNVERIFIED
from explainer.quotes.lock import compare
from explainer.rendering import blocks
from explainer.rendering.context import Canvas
from explainer.rendering.share_image import share_image

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from xml.etree.ElementTree import Element

    from explainer.pages.page import Page
    from explainer.pages.term_popovers import Explained
    from explainer.problems import Place
    from explainer.rendering.renderer import Renderer

CITATION = "citation"
"""The fence by which a footnote's definition draws its text."""

_NAMED = r"[ \t]*+(?:\{[ \t]*+)?\.?(?P<name>[\w-]+)"
_OPENING = re.compile(rf"(?P<margin>[> \t]*)(?P<fence>`{{3,}}+|~{{3,}}+){_NAMED}(?P<rest>.*)")
_MARGIN = "> \t"
_DEFINITION = re.compile(r" {0,3}\[\^(?P<name>[^\]]+)\]:")
_RAW_HTML = re.compile(r"^ {0,3}<\w", re.MULTILINE)
_LEFT_OPEN = re.compile(rf"(?<![`~])(?:`{{3,}}+|~{{3,}}+){_NAMED}")


@dataclass(frozen=True)
class Drawn:
    """A fence that has been drawn ahead."""

    fragment: str
    problems: list[Problem]
    shown_files: set[str]


@dataclass
class Sheet:
    """A page being drawn: draws its fences one after the other, in the order of the text."""

    page: Page
    renderer: Renderer
    canvas: Canvas
    line: int = 0
    """Where to look for the next fence."""
    shown_files: set[str] = field(default_factory=set)
    """The files of data/ that the fence drawn last shows."""
    fences: list[tuple[str, str]] = field(default_factory=list)
    """The name and the body of each fence of the page, those of its footnotes included."""
    drawn: dict[tuple[str, str], list[Drawn]] = field(default_factory=lambda: defaultdict(list))
    """What has been drawn ahead and is still to be asked for, by name and body of the fence."""
    explained: list[str] = field(default_factory=list)
    """The ids of what is explained at its first mention, in the order of the text."""

    def description(self) -> str:
        """The topic in plain text, for search engines and shared links; empty without a topic."""
        topic = self.renderer.catalog.topics.get(self.page.topic or "")
        return f"{topic.question} {inline_markdown.to_text(topic.summary)}" if topic else ""

    def share_image(self, name: str, description: str) -> bytes:
        """The picture for shared links, as PNG, with the site's name; of a topic its question."""
        topic = self.renderer.catalog.topics.get(self.page.topic or "")
        text = topic.question if topic else description
        return share_image(name, self.page.heading or name, text, self.page.overview)

    def definitions(self) -> str:
        """The footnotes that the page's citations need, as Markdown to append to it."""
        fence = f"    ```{CITATION}\n    {{}}\n    ```\n"
        return "".join(f"\n[^{name}]:\n{fence.format(name)}" for name in self.page.cited)

    def finish(self, root: Element) -> None:
        """Mark what is explained at its first mention, and gather what stands between headings."""
        self.explained = term_popovers.mark(root, self.forms)
        sections.gather(root)

    def glosses(self) -> str:
        """The explanations that the marks open, to stand behind the page."""
        known = {record.id: record for record in self.forms.values()}
        return self.renderer.glosses(self.canvas, [known[name] for name in self.explained])

    @cached_property
    def forms(self) -> dict[str, Explained]:
        """Every form of a name or a term that the page explains."""
        return term_popovers.forms(self.renderer.catalog, self.page.topic)

    def fragment(self, name: str, body: str) -> tuple[str, list[Problem]]:
        """The HTML of a fence, and what is wrong with it; what was drawn ahead is drawn once."""
        if ahead := self.drawn[name, body]:
            drawn = ahead.pop(0)
            self.shown_files = drawn.shown_files
            return drawn.fragment, drawn.problems
        if name == CITATION:
            self.shown_files = set()
            cited = body.strip()
            place = (self.page.find(f"[^{cited}]") or self.page.find(""))[0]
            return _guarded(
                lambda: (self.renderer.citation(self.canvas, cited), []),
                f"the citation of '{cited}'",
                place,
            )
        document, options, problems = self.options(name, body)
        if document is None or options is None:
            return "", problems
        fragment, problems = _guarded(
            lambda: blocks.draw(name, options, document, self.renderer, self.canvas),
            f"this {name} block",
            document.place(()),
        )
        return fragment, [*map(self._settled, problems)]

    def options(self, name: str, body: str) -> tuple[Any, Any, list[Problem]]:
        """The document and the options in a fence's body, and what is wrong with them."""
        self.shown_files = set()
        fence, first_line, margin, extra = self._locate(name, body)
        document, problems = blocks.read_body(body, first_line, margin, fence)
        if extra:
            message = f"{quoted(extra)} after the name of the block"
            problems.append(Problem(fence, message, "write options on lines of their own below"))
        if document is None or problems:
            return None, None, [*map(self._settled, problems)]
        options, problems = blocks.read_options(name, document, self.renderer, self.canvas)
        if options:
            self.shown_files = blocks.shown_files(name, options, self.canvas)
        return document, options, [*map(self._settled, problems)]

    def _settled(self, problem: Problem) -> Problem:
        """The problem at a place of the page, where Markdown has moved the lines of a fence."""
        line = min(problem.place.line, len(self.page.lines)) - 1
        text = self.page.lines[line]
        if text == problem.place.text:
            return problem
        return replace(problem, place=self.page.place(line, len(text) - len(text.lstrip(_MARGIN))))

    def prerender(self, *, draw: bool) -> Iterator[Problem]:
        """Read the draft of the page, note its citations, and draw its fences; every problem.

        Unless they are to be drawn, the options of the blocks are read alone.
        """
        page, catalog = self.page, self.renderer.catalog
        text = "\n".join(["", *page.lines[page.body_line :]])
        told = draft(text)
        page.cited = [
            name
            for name in dict.fromkeys(name for part in told.prose for _, name in part.citations)
            if name in catalog.sources or name in catalog.statements
        ]
        page.coverage = coverage(told.prose, ours=bool(page.front.ours))
        page.reading = told.reading
        page.heading = next((part.text for part in told.prose if part.label == "h1"), "")
        self.canvas.cited, self.canvas.coverage = page.cited, page.coverage
        self.fences = [*told.fences, *((CITATION, name) for name in page.cited)]
        yield from self._blocks(draw=draw and not page.unsettled)
        page.overview = self.canvas.overview
        if defined := list(_defined(page, self.renderer)):
            yield from defined
            return
        shown = dict.fromkeys([*self.canvas.anchors, *self.canvas.quoted, *page.cited])
        yield from _unverified(page, shown, self.renderer)
        yield from _left_open(page, " ".join(part.text for part in told.prose))
        yield from proof(page, told.prose, catalog)
        if _RAW_HTML.search(text):
            left = draft(f"{text}\n{self.definitions()}").prose
            for name in dict.fromkeys(name for part in left for _, name in part.citations):
                message = f"the citation of '{name}' stands in raw HTML, where Markdown is not read"
                hint = "write Markdown, or add the attribute markdown to the element"
                yield from (Problem(at, message, hint) for at in page.find(f"[^{name}]")[-1:])

    def _blocks(self, *, draw: bool) -> Iterator[Problem]:
        """Draw each fence ahead, or read the options of blocks; what is wrong with them."""
        ahead: list[tuple[tuple[str, str], Drawn]] = []
        for name, body in self.fences:
            problems: list[Problem] = []
            if draw and (name in blocks.BLOCKS or name == CITATION):
                fragment, problems = self.fragment(name, body)
                ahead.append(((name, body), Drawn(fragment, problems, self.shown_files)))
                self.page.rests_on |= self.shown_files
            elif name in blocks.BLOCKS:
                problems = self.options(name, body)[2]
                self.page.rests_on |= self.shown_files
            elif name != CITATION and (near := blocks.misspelt(name)):
                place = self._locate(name, body)[0]
                problems = [Problem(place, f"no block '{name}'", f"did you mean '{near}'?")]
            yield from problems
        for fence, drawn in ahead:
            self.drawn[fence].append(drawn)

    def _locate(self, name: str, body: str) -> tuple[Place, int, str, str]:
        """Where a fence stands: place, number of the line after it, margin, rest of its line.

        SuperFences does not say where it found a fence, but it goes through the text in order.
        """
        wanted = [line.strip(_MARGIN) for line in body.split("\n")] if body else []
        for index in [*range(self.line, len(self.page.lines)), *range(self.line)]:
            match = _OPENING.match(self.page.lines[index])
            if not match or match["name"] != name:
                continue
            inner = self.page.lines[index + 1 : index + 1 + len(wanted)]
            if [line.strip(_MARGIN) for line in inner] == wanted:
                self.line = index + 1
                place = self.page.place(index, match.start("name"))
                return place, index + 2, match["margin"], match["rest"].strip(" \t}")
        return self.page.place(self.page.body_line), self.page.body_line + 1, "", ""


def _guarded(
    draw: Callable[[], tuple[str, list[Problem]]], what: str, place: Place
) -> tuple[str, list[Problem]]:
    """What a drawing returns; where it fails, nothing and the problem."""
    try:
        return draw()
    except Exception as error:  # noqa: BLE001  (SuperFences would swallow it, whatever it is)
        hint = "mend the other problems first; if there are none, the program is at fault"
        return "", [Problem(place, f"{what} cannot be drawn", f"{hint}: {error!r}")]


def prepare(pages: Iterable[Page], renderer: Renderer, urls: dict[str, str]) -> dict[str, Sheet]:
    """A sheet for each page, by its path; the addresses of all pages make the links."""
    topic_urls = {page.topic: urls[page.path] for page in pages if page.topic}
    # Where the topic cannot be told, any will do to see what else is wrong.
    some = next(iter(renderer.catalog.topics), None)
    return {
        page.path: Sheet(
            page,
            renderer,
            Canvas(some if page.unsettled else page.topic, urls[page.path], topic_urls),
        )
        for page in pages
    }


def prerender(sheets: Mapping[str, Sheet], *, draw: bool) -> list[Problem]:
    """Every problem of every page that can be read.

    Blocks are drawn too, to see whether they can be, unless the data is known to be broken.
    """
    read = [sheet for sheet in sheets.values() if not sheet.page.too_large]
    return [problem for sheet in read for problem in sheet.prerender(draw=draw)]


def _defined(page: Page, renderer: Renderer) -> Iterator[Problem]:
    """Footnotes that the page defines itself under the id of a source or a statement."""
    for place in page.find("[^"):
        match = _DEFINITION.match(place.text)
        name = match["name"] if match and place.column == match.start("name") - 1 else None
        if name in renderer.catalog.sources or name in renderer.catalog.statements:
            message = f"the footnote '{name}' is defined by the build"
            yield Problem(place, message, "delete this definition")


def _unverified(page: Page, shown: Iterable[str], renderer: Renderer) -> Iterator[Problem]:
    """The statements shown or cited that nobody has checked, where the page refuses them."""
    if page.front.unverified == "shown":
        return
    for name in shown:
        said = renderer.catalog.statements.get(name)
        check = renderer.lock.checks.get(name)
        if said and check and check.against == UNVERIFIED:
            message = f"'{name}' has not been checked against its source, and {page.path} shows it"
            hint = f"{compare(said)}; or put 'unverified: shown' in the front matter of that page"
            yield Problem(said.place_of("text"), message, hint)


def _left_open(page: Page, left: str) -> Iterator[Problem]:
    """Fences of ours that stayed text: nothing closes them."""
    for match in _LEFT_OPEN.finditer(left):
        name = match["name"]
        near = name if name in blocks.BLOCKS else blocks.misspelt(name)
        if near:
            fences = {
                (index + 1, opening.start("fence") + 1)
                for index, line in enumerate(page.lines)
                if (opening := _OPENING.match(line)) and opening["name"] == name
            }
            places = page.find(match[0])
            inside = [place for place in places if (place.line, place.column) not in fences]
            if inside:
                message = f"{with_article(near)} block that does not begin a line"
                yield Problem(inside[0], message, "begin it on a line of its own")
            else:
                message = f"{with_article(near)} block that is not closed"
                yield Problem(
                    (places or page.find(""))[-1], message, f"end it with a line {'`' * 3}"
                )
