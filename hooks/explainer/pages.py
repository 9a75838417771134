"""The Markdown pages: front matter, blocks and citations.

Nothing here parses Markdown.
Each page is converted ahead of the build by Python-Markdown itself, with its blocks left empty:
SuperFences finds the fences, and what is left over in the text are the citations.
So every problem of every page is known before the old site is touched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from markdown import Markdown

from . import blocks, located_yaml
from .fields import CitedId, TopicId
from .problems import Place, Problem, letters_apart
from .render import Canvas, Renderer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from .catalog import Catalog

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

_FRONT_MATTER = re.compile(r"-{3}[ \t]*\n(.*?\n)??(?:-{3}|\.{3})[ \t]*(?:\n|\Z)", re.DOTALL)
_OPENING = re.compile(
    r"(?P<margin>[> \t]*)(?P<fence>`{3,}|~{3,})[ \t]*\{?[ \t]*\.?(?P<name>[\w-]+)(?P<rest>.*)"
)
_LEFT_OPEN = re.compile(r"(?:`{3,}|~{3,})[ \t]*\{?[ \t]*\.?(?P<name>[\w-]+)")
_CITED = re.compile(r"\[\^(?P<id>[^\]\s]+)\]")


@dataclass
class Page:
    """One Markdown file of docs/."""

    path: str
    """Path relative to the project's root."""
    lines: list[str]
    """The whole file, line by line."""
    body_line: int = 0
    """The 0-based line on which the text begins, after the front matter."""
    topic: str | None = None
    """The slug of its topic, from the front matter."""
    unsettled: bool = False
    """Whether its front matter is wrong, so that its topic cannot be told."""
    cited: list[str] = field(default_factory=list)
    """The ids of sources and statements cited in it, in their order."""

    @property
    def url(self) -> str:
        """Its address relative to the site's root, as MkDocs gives it with directory URLs."""
        name = self.path.removeprefix("docs/").removesuffix(".md")
        return name.removesuffix("index") if name.split("/")[-1] == "index" else f"{name}/"

    def place(self, line: int, column: int = 0) -> Place:
        """The place at a 0-based line and column."""
        return Place(self.path, line + 1, column + 1, self.lines[line])

    def definitions(self) -> str:
        """The footnotes that the page's citations need, as Markdown to append to it."""
        fence = f"    ```{CITATION}\n    {{}}\n    ```\n"
        return "".join(f"\n[^{name}]:\n{fence.format(name)}" for name in self.cited)


@dataclass
class Sheet:
    """A page being drawn: draws its fences one after the other, in the order of the text."""

    page: Page
    renderer: Renderer
    canvas: Canvas
    line: int = 0
    """Where to look for the next fence."""

    def fragment(self, name: str, body: str) -> tuple[str, list[Problem]]:
        """The HTML of a fence, and what is wrong with it."""
        if name == CITATION:
            return self.renderer.citation(self.canvas, body.strip()), []
        document, options, problems = self.options(name, body)
        if document is None or options is None:
            return "", problems
        return blocks.draw(name, options, document, self.renderer, self.canvas)

    def options(self, name: str, body: str) -> tuple[Any, Any, list[Problem]]:
        """The document and the options in a fence's body, and what is wrong with them."""
        fence, first_line, margin, extra = self._locate(name, body)
        document, problems = blocks.read_body(body, first_line, margin, fence)
        if extra:
            message = f"'{extra}' after the name of the block"
            problems.append(Problem(fence, message, "write options on lines of their own below"))
        if document is None or problems:
            return None, None, problems
        return document, *blocks.read_options(name, document, self.renderer, self.canvas)

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


def read_pages(root: Path, catalog: Catalog) -> tuple[list[Page], list[Problem]]:
    """Every Markdown file below docs/, and what is wrong with their front matter and topics."""
    pages: list[Page] = []
    problems: list[Problem] = []
    shown: dict[str, Page] = {}
    unsettled = False
    for file in sorted((root / "docs").rglob("*.md")):
        path = file.relative_to(root).as_posix()
        page, found = read_page(path, file.read_bytes(), catalog)
        problems += found
        unsettled = unsettled or bool(found)
        if page is None:
            continue
        page.unsettled = bool(found)
        pages.append(page)
        if page.topic in shown:
            message = f"'{page.topic}' already has a page, {shown[page.topic].path}"
            problems.append(Problem(page.place(0), message, "one topic, one page"))
        elif page.topic:
            shown[page.topic] = page
    for slug, topic in catalog.topics.items():
        if slug not in shown and not unsettled:
            hint = f"write docs/topics/{slug}.md with 'topic: {slug}' in its front matter"
            place = topic.place_of("slug")
            problems.append(Problem(place, f"no page shows the topic '{slug}'", hint))
    return pages, problems


def read_page(path: str, raw: bytes, catalog: Catalog) -> tuple[Page | None, list[Problem]]:
    """The page in the bytes of a UTF-8 file, and what is wrong with its front matter."""
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return None, located_yaml.read_bytes(path, raw)[1]
    page = Page(path, text.split("\n"))
    match = _FRONT_MATTER.match(text)
    if not match:
        if text.startswith("---"):
            hint = "end it with a line of three hyphens"
            return page, [Problem(page.place(0), "front matter that is never closed", hint)]
        return page, []
    page.body_line = match[0].count("\n")
    if not (match[1] or "").strip():
        return page, []
    document, problems = located_yaml.read_text(path, match[1].removesuffix("\n"), 2)
    if document is None:
        return page, problems
    if not isinstance(document.value, dict):
        hint = "for example: topic: venezuela"
        message = "front matter must be fields, each 'key: value'"
        return page, [*problems, Problem(document.place(()), message, hint)]
    for key in document.value:
        if key != "topic" and letters_apart(key, "topic") <= 2:
            hint = "did you mean 'topic'?"
            place = document.key_place((key,))
            problems.append(Problem(place, f"front matter has no field '{key}'", hint))
    topic = document.value.get("topic")
    if isinstance(topic, str):
        slug = TopicId(topic)
        if catalog.resolves(slug):
            page.topic = topic
        else:
            problems.append(catalog.unresolved(slug, document.place(("topic",))))
    elif topic is not None:
        message = "a page has one topic"
        problems.append(Problem(document.place(("topic",)), message, "write its slug"))
    return page, problems


def rehearse(pages: list[Page], renderer: Renderer, *, draw: bool) -> list[Problem]:
    """Convert every page with its blocks left empty; note its citations, return its problems.

    Blocks are drawn too, to see whether they can be, unless the data is known to be broken.
    """
    return [problem for page in pages for problem in _rehearse(page, renderer, draw=draw)]


def _rehearse(page: Page, renderer: Renderer, *, draw: bool) -> Iterator[Problem]:
    # Where the topic cannot be told, any will do to see what else is wrong.
    topic = next(iter(renderer.catalog.topics), None) if page.unsettled else page.topic
    draw = draw and not page.unsettled
    sheet = Sheet(page, renderer, Canvas(topic))
    found: list[Problem] = []

    def fence(name: str, body: str) -> str:
        if name in blocks.BLOCKS:
            found.extend(sheet.fragment(name, body)[1] if draw else sheet.options(name, body)[2])
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
    left = _TextOutsideCode.of(converter.convert(text))
    yield from found
    yield from _left_open(page, left)
    yield from _cite(page, left, renderer.catalog)


def custom_fences(
    names: Iterable[str], fragment: Callable[[str, str], str]
) -> list[dict[str, Any]]:
    """SuperFences' settings for fences that a function of name and body turns into HTML."""

    def draw(source: str, language: str, *_: object, **__: object) -> str:
        return fragment(language, source)

    def accept(*_: object) -> bool:
        return True

    return [{"name": name, "class": name, "format": draw, "validator": accept} for name in names]


def _left_open(page: Page, left: str) -> Iterator[Problem]:
    """Fences of ours that stayed text: nothing closes them."""
    for match in _LEFT_OPEN.finditer(left):
        name = match["name"]
        near = name if name in blocks.BLOCKS else blocks.misspelt(name)
        if near:
            for index, line in enumerate(page.lines):
                opening = _OPENING.match(line)
                if opening and opening["name"] == name:
                    place = page.place(index, opening.start("fence"))
            yield Problem(
                place, f"a {near} block that is not closed", f"end it with a line {'`' * 3}"
            )


def _cite(page: Page, left: str, catalog: Catalog) -> Iterator[Problem]:
    """Note what the page cites; a problem for each citation that leads nowhere or to a copy."""
    names = dict.fromkeys(match["id"] for match in _CITED.finditer(left))
    for name in names:
        cited = CitedId(name)
        source = catalog.sources.get(name)
        if catalog.resolves(cited) and not (source and source.tier == "C"):
            page.cited.append(name)
            continue
        for index, line in enumerate(page.lines):
            for match in re.finditer(re.escape(f"[^{name}]"), line):
                place = page.place(index, match.start() + 2)
                if source:
                    message = f"'{name}' is of tier C, a copy or unknown, and cannot be cited"
                    yield Problem(place, message, "cite a source of tier A or B")
                else:
                    yield catalog.unresolved(cited, place)


class _TextOutsideCode(HTMLParser):
    """Collects the text of a page, without code."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.text: list[str] = []

    @classmethod
    def of(cls, html: str) -> str:
        parser = cls()
        parser.feed(html)
        parser.close()
        return "".join(parser.text)

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.depth += tag in {"code", "pre"}

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag in {"code", "pre"}

    def handle_data(self, data: str) -> None:
        if not self.depth:
            self.text.append(data)
