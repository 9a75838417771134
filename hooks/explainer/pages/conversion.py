"""Conversion: turns a page's Markdown into HTML once, with places left for fragments.

Python-Markdown parses the text, and SuperFences finds the fences.
Each fence becomes a marker in the HTML, and `fill` replaces the markers with fragments.
A page is therefore converted only once, before its blocks are rendered.
"""

from __future__ import annotations

import pickle
import re
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from pymdownx.superfences import (  # type: ignore[import-untyped]  # it has no types
    SuperFencesCodeExtension,
)

from explainer.pages.citations import Prose, read_prose
from explainer.pages.footnotes import CitedRecords, FindCitations, cited_in
from explainer.pages.given_numbers import GiveNumbers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

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
    "toc",
)
"""The extensions that a page may use; mkdocs.yml lists at least these."""

# No page can contain this character, so no page can forge a marker.
_SIGN = "\x01"
_MARKER = re.compile(rf"<!--{_SIGN}(\d+){_SIGN}-->")
_ESCAPED = re.compile("\x02(\\d+)\x03")
_ID = re.compile(r"""<[a-z][^<>]*?\sid\s*=\s*["']?([^\s"'<>]+)""", re.IGNORECASE)


@dataclass(frozen=True)
class Fence:
    """A named fence in a page's text."""

    name: str
    body: str
    placed: bool = True
    """Whether it has a marker in the HTML."""


@dataclass(frozen=True)
class Conversion:
    """A page's text as converted by Python-Markdown, with markers for fragments."""

    html: str
    fences: tuple[Fence, ...]
    """The fences of our blocks, in the order of the text."""
    unknown: tuple[str, ...]
    """The names of all other fences, in the order of the text."""
    cited: Mapping[str, int]
    """How often each footnote is cited, by `note_name`, in their order."""
    places: Mapping[str, str]
    """Where in its source each footnote leads, if a citation says so."""
    first_note: int
    """The number of the first of these footnotes; the page may have others of its own."""
    prose: tuple[Prose, ...]
    """The running text, with its citations."""
    anchors: frozenset[str]
    """The ids of headings and other elements of the page's own."""
    tree: bytes
    """The elements before serialisation, for programs that process them further; packed, because
    they would take ten times as much memory."""
    raw_html: tuple[Any, ...]
    """The HTML that stays separate from the tree until serialisation."""
    toc: tuple[Any, ...]
    """The headings, as Python-Markdown's extension `toc` lists them."""
    explained: tuple[str, ...] = ()
    """The ids of records explained at their first mention, in the order of the text."""

    @property
    def cited_ids(self) -> tuple[str, ...]:
        """The ids of the records cited, each once, in the order of the text."""
        return tuple(dict.fromkeys(map(cited_in, self.cited)))

    def without_prose(self) -> Conversion:
        """Return what the page's HTML needs; its prose has been checked."""
        return replace(self, prose=tuple(part for part in self.prose if part.label == "h1"))

    @property
    def heading(self) -> str:
        """The first heading of the first level; empty without one."""
        return next((part.text for part in self.prose if part.label == "h1"), "")


class Converter:
    """Converts pages with one set of Python-Markdown's extensions."""

    def __init__(
        self,
        blocks: Iterable[str],
        extensions: Sequence[Any] = EXTENSIONS,
        configs: Mapping[str, Any] | None = None,
    ) -> None:
        """Take the names of our blocks, and the extensions and their settings by name."""
        self._given = [*blocks], [*extensions], configs
        settings = {name: dict(values) for name, values in (configs or {}).items()}
        fences = settings.setdefault("pymdownx.superfences", {})
        # Other people's custom fences keep working: SuperFences tries the last ones first.
        others = [*fences.get("custom_fences", ())]
        fences["custom_fences"] = [*map(self._custom_fence, self._given[0]), *others]
        fences["relaxed_headers"] = True
        self._job = _Job()
        self._markdown = Markdown(extensions=[*extensions, _Own(self)], extension_configs=settings)
        self._note_other_fences()

    def __reduce__(self) -> Any:
        return Converter, self._given

    def convert(
        self,
        text: str,
        is_citable: Callable[[str], bool],
        finish: Callable[[Element], Sequence[str]],
        number: Callable[[str], str | None] = lambda _: None,
        *,
        html: bool = True,
    ) -> Conversion:
        """Convert a text and return the result.

        `is_citable` says which ids in `[^id]` get a footnote. `finish` may change the tree before
        serialisation and returns the ids of the records it explains. `number` returns a number of
        the data in words by its id. `html` asks for the HTML.
        """
        self._job = job = _Job(CitedRecords(is_citable, number), finish, html=html)
        written = self._markdown.reset().convert(text)
        stash = tuple(self._markdown.htmlStash.rawHtmlBlocks)
        placed = {*_MARKER.findall(job.plain_html)}
        ids = {one.get("id") or "" for one in job.tree.iter()} - {""}
        raw = " ".join(one for one in stash if isinstance(one, str))
        return Conversion(
            html=written,
            fences=tuple(
                # SuperFences restores a fence that turns out to be inside indented code.
                fence if str(index) in placed else replace(fence, placed=False)
                for index, fence in enumerate(job.fences)
            ),
            unknown=tuple(dict.fromkeys(filter(None, job.unknown))),
            cited=job.citations.counts,
            places=job.citations.places,
            first_note=job.citations.first_note,
            prose=tuple(read_prose(job.plain_html)),
            anchors=frozenset(ids | {*_ID.findall(raw)}),
            tree=pickle.dumps(job.tree, pickle.HIGHEST_PROTOCOL) if html else b"",
            raw_html=stash,
            toc=tuple(getattr(self._markdown, "toc_tokens", ())),
            explained=tuple(job.explained),
        )

    def resume(self, conversion: Conversion, change: Callable[[Markdown, Element], None]) -> str:
        """Return the HTML of a conversion whose tree changes before serialisation."""
        markdown = self._markdown
        markdown.htmlStash.rawHtmlBlocks = [*conversion.raw_html]
        markdown.htmlStash.html_counter = len(conversion.raw_html)
        tree = pickle.loads(conversion.tree)  # noqa: S301  (packed above)
        change(markdown, tree)
        return written_out(markdown, tree)

    def _custom_fence(self, name: str) -> dict[str, Any]:
        """Return SuperFences' settings for one of our fences, which leaves a marker."""

        def draw(body: str, *_: object, **__: object) -> str:
            self._job.fences.append(Fence(name, body))
            return _marker(len(self._job.fences) - 1)

        return {"name": name, "class": name, "format": draw, "validator": lambda *_: True}

    def _note_other_fences(self) -> None:
        """Make SuperFences' default entry record the names of other fences."""
        extensions = self._markdown.registeredExtensions
        found = (one for one in extensions if isinstance(one, SuperFencesCodeExtension))
        if not (superfences := next(found, None)):
            return
        usual = superfences.superfences[0]["validator"]

        def note(name: str, *others: Any) -> bool:
            self._job.unknown.append(name)
            return bool(usual(name, *others))

        superfences.superfences[0]["validator"] = note


def written_out(markdown: Markdown, tree: Element) -> str:
    """Return the HTML of a tree, as Python-Markdown serialises it after a conversion."""
    html = markdown.serializer(tree)
    start, end = html.find("<div>") + len("<div>"), html.rfind("</div>")
    html = html[start:end].strip() if end > 0 else ""
    for processor in markdown.postprocessors:
        html = processor.run(html)
    return str(html).strip()


def fill(html: str, fragments: Sequence[str]) -> str:
    """Return the HTML with its markers replaced by fragments, by number."""
    return _MARKER.sub(lambda found: fragments[int(found[1])], html)


class _Job:
    """What is known about a page during its conversion."""

    def __init__(
        self,
        citations: CitedRecords | None = None,
        finish: Callable[[Element], Sequence[str]] = lambda _: (),
        *,
        html: bool = True,
    ) -> None:
        self.citations = citations or CitedRecords()
        self.finish = finish
        self.html = html
        self.fences: list[Fence] = []
        self.unknown: list[str] = []
        self.plain_html = ""
        """The HTML before quotation marks become curly and headings get links."""
        self.in_headings: dict[int, str | Element] = {}
        """The HTML of citations in headings, by where Python-Markdown keeps it."""
        self.explained: Sequence[str] = ()
        self.tree = Element("div")


class _Own(Extension):
    """Our part of a conversion: finds citations and passes on the finished tree."""

    def __init__(self, converter: Converter) -> None:
        super().__init__()
        self.converter = converter

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        """Register the processors that run between Python-Markdown's own."""
        converter = self.converter

        def citations() -> CitedRecords:
            return converter._job.citations

        # After SuperFences (25) has removed code, before raw HTML (20).
        md.preprocessors.register(FindCitations(md, citations), "explainer-citations", 24)
        # After code (190) and escapes (180), before links (170).
        md.inlinePatterns.register(GiveNumbers(md, citations), "explainer-numbers", 175)
        # After the inline patterns (20), before the processor of single characters (6).
        md.treeprocessors.register(_Finish(md, self.converter), "explainer-finish", 15)
        md.treeprocessors.register(_Keep(md, self.converter), "explainer-keep", -10)


class _Finish(Treeprocessor):
    def __init__(self, md: Markdown, converter: Converter) -> None:
        super().__init__(md)
        self.converter = converter

    def run(self, root: Element) -> None:
        job, stash = self.converter._job, self.md.htmlStash
        job.citations.leave_attributes(root)
        job.citations.write(stash)
        # Before quotation marks become curly and headings get links.
        html = written_out(self.md, root)
        # Python-Markdown restores escaped characters later.
        job.plain_html = _ESCAPED.sub(lambda found: escape(chr(int(found[1]))), html)
        job.explained = job.finish(root)
        # The extension `toc` would put their numbers into ids and into the list of headings.
        for at in job.citations.in_headings(root):
            job.in_headings[at], stash.rawHtmlBlocks[at] = stash.rawHtmlBlocks[at], ""


class _Keep(Treeprocessor):
    def __init__(self, md: Markdown, converter: Converter) -> None:
        super().__init__(md)
        self.converter = converter

    def run(self, root: Element) -> Element:
        job = self.converter._job
        job.tree = root
        for at, html in job.in_headings.items():
            self.md.htmlStash.rawHtmlBlocks[at] = html
        # Python-Markdown serialises what it gets.
        return root if job.html else Element("div")


def _marker(number: int) -> str:
    return f"<!--{_SIGN}{number}{_SIGN}-->"
