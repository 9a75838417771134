"""Sheets: pages being drawn, their fenced blocks one after the other.

Nothing here parses Markdown.
Each page is converted ahead of the build by Python-Markdown itself, with its blocks left empty:
SuperFences finds the fences, and what is left over in the text are the citations.
So every problem of every page is known before the old site is touched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from pymdownx.superfences import (  # type: ignore[import-untyped]  # it comes without types
    SuperFencesException,
)

from . import blocks, glosses, prose, stretches
from .canvas import Canvas
from .citations import coverage, read_prose
from .lock import compare
from .problems import Problem, quoted
from .proofs import proof
from .quotes import UNVERIFIED
from .reading import reading
from .share_image import share_image

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from xml.etree.ElementTree import Element

    from .glosses import Explained
    from .pages import Page
    from .problems import Place
    from .render import Renderer

EXTENSIONS = (
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "pymdownx.details",
    "pymdownx.superfences",
    "pymdownx.tabbed",
)
"""What a page may use around a block; mkdocs.yml names at least these."""

CITATION = "citation"
"""The fence by which a footnote's definition draws its text."""

_OPENING = re.compile(
    r"(?P<margin>[> \t]*)(?P<fence>`{3,}|~{3,})[ \t]*\{?[ \t]*\.?(?P<name>[\w-]+)(?P<rest>.*)"
)
_DEFINITION = re.compile(r" {0,3}\[\^(?P<name>[^\]]+)\]:")
_RAW_HTML = re.compile(r"^ {0,3}<\w", re.MULTILINE)
_LEFT_OPEN = re.compile(r"(?:`{3,}|~{3,})[ \t]*\{?[ \t]*\.?(?P<name>[\w-]+)")


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
    explained: list[Explained] = field(default_factory=list)
    """What is explained at its first mention, in the order of the text."""

    def description(self) -> str:
        """The topic in plain text, for search engines and shared links; empty without a topic."""
        topic = self.renderer.catalog.topics.get(self.page.topic or "")
        return f"{topic.question} {prose.to_text(topic.summary)}" if topic else ""

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
        self.explained = glosses.mark(root, glosses.forms(self.renderer.catalog, self.page.topic))
        stretches.gather(root)

    def glosses(self) -> str:
        """The explanations that the marks open, to stand behind the page."""
        return self.renderer.glosses(self.canvas, self.explained)

    def fragment(self, name: str, body: str) -> tuple[str, list[Problem]]:
        """The HTML of a fence, and what is wrong with it."""
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
        return _guarded(
            lambda: blocks.draw(name, options, document, self.renderer, self.canvas),
            f"this {name} block",
            document.place(()),
        )

    def options(self, name: str, body: str) -> tuple[Any, Any, list[Problem]]:
        """The document and the options in a fence's body, and what is wrong with them."""
        self.shown_files = set()
        fence, first_line, margin, extra = self._locate(name, body)
        document, problems = blocks.read_body(body, first_line, margin, fence)
        if extra:
            message = f"{quoted(extra)} after the name of the block"
            problems.append(Problem(fence, message, "write options on lines of their own below"))
        if document is None or problems:
            return None, None, problems
        options, problems = blocks.read_options(name, document, self.renderer, self.canvas)
        if options:
            self.shown_files = blocks.shown_files(name, options, self.canvas)
        return document, options, problems

    def _locate(self, name: str, body: str) -> tuple[Place, int, str, str]:
        """Where a fence stands: place, number of the line after it, margin, rest of its line.

        SuperFences does not say where it found a fence, but it goes through the text in order.
        """
        wanted = [line.strip() for line in body.split("\n")] if body else []
        for index in [*range(self.line, len(self.page.lines)), *range(self.line)]:
            match = _OPENING.match(self.page.lines[index])
            if not match or match["name"] != name:
                continue
            margin = match["margin"]
            inner = self.page.lines[index + 1 : index + 1 + len(wanted)]
            if [line[len(margin) :].strip() for line in inner] == wanted:
                self.line = index + 1
                extra = match["rest"].strip(" \t}")
                return self.page.place(index, match.start("name")), index + 2, margin, extra
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


def rehearse(pages: list[Page], renderer: Renderer, *, draw: bool) -> list[Problem]:
    """Convert every page with its blocks left empty; note its citations, return its problems.

    Blocks are drawn too, to see whether they can be, unless the data is known to be broken.
    """
    read = [page for page in pages if not page.unwieldy]
    return [problem for page in read for problem in _rehearse(page, renderer, draw=draw)]


def _rehearse(page: Page, renderer: Renderer, *, draw: bool) -> Iterator[Problem]:
    # Where the topic cannot be told, any will do to see what else is wrong.
    topic = next(iter(renderer.catalog.topics), None) if page.unsettled else page.topic
    draw = draw and not page.unsettled
    sheet = Sheet(page, renderer, Canvas(topic))
    found: list[Problem] = []

    def fence(name: str | None, body: str) -> str:
        if name is None:  # a fence without a language is code
            return ""
        if name in blocks.BLOCKS:
            found.extend(sheet.fragment(name, body)[1] if draw else sheet.options(name, body)[2])
            page.rests_on |= sheet.shown_files
        elif near := blocks.misspelt(name):
            place = sheet._locate(name, body)[0]
            found.append(Problem(place, f"no block '{name}'", f"did you mean '{near}'?"))
        return ""

    converter = Markdown(
        extensions=list(EXTENSIONS),
        extension_configs={
            "pymdownx.superfences": {
                "custom_fences": custom_fences([*blocks.BLOCKS, "*"], fence),
                "relaxed_headers": True,
            }
        },
    )
    text = "\n".join(["", *page.lines[page.body_line :]])
    running = read_prose(converter.convert(text))
    page.cited = [
        name
        for name in dict.fromkeys(name for part in running for _, name in part.citations)
        if name in renderer.catalog.sources or name in renderer.catalog.statements
    ]
    page.coverage = coverage(running, ours=bool(page.front.ours))
    page.reading = reading(running)
    page.heading = next((part.text for part in running if part.label == "h1"), "")
    page.overview = sheet.canvas.overview
    shown = dict.fromkeys([*sheet.canvas.anchors, *sheet.canvas.quoted, *page.cited])
    yield from found
    if defined := list(_defined(page, renderer)):
        yield from defined
        return
    yield from _unverified(page, shown, renderer)
    yield from _left_open(page, " ".join(part.text for part in running))
    yield from proof(page, running, renderer.catalog)
    if _RAW_HTML.search(text):
        converter.reset()
        left = read_prose(converter.convert(f"{text}\n{sheet.definitions()}"))
        for name in dict.fromkeys(name for part in left for _, name in part.citations):
            message = f"the citation of '{name}' stands in raw HTML, where Markdown is not read"
            hint = "write Markdown, or add the attribute markdown to the element"
            yield from (Problem(place, message, hint) for place in page.find(f"[^{name}]")[-1:])


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


def finishing(finish: Callable[[Element], object]) -> Extension:
    """The extension of Python-Markdown that hands each page's tree to a function."""

    class Finish(Treeprocessor):
        def run(self, root: Element) -> None:
            finish(root)

    class FinishExtension(Extension):
        def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
            # After the inline patterns (20), before the tree is written out (10).
            md.treeprocessors.register(Finish(md), "explainer", 15)

    return FinishExtension()


def custom_fences(
    names: Iterable[str], fragment: Callable[[Any, str], str]
) -> list[dict[str, Any]]:
    """SuperFences' settings for fences that a function of name and body turns into HTML."""

    def draw(source: str, language: str, *_: object, **__: object) -> str:
        try:
            return fragment(language, source)
        except Exception as error:
            # SuperFences swallows every exception but its own, and shows the fence as code.
            raise SuperFencesException(repr(error)) from error

    def accept(*_: object) -> bool:
        return True

    return [{"name": name, "class": name, "format": draw, "validator": accept} for name in names]


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
                message = f"a {near} block that does not begin a line"
                yield Problem(inside[0], message, "begin it on a line of its own")
            else:
                message = f"a {near} block that is not closed"
                yield Problem(
                    (places or page.find(""))[-1], message, f"end it with a line {'`' * 3}"
                )
