"""The Markdown pages in docs/: their lines, front matter and topics."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from explainer.facts.drafts import draft_topics
from explainer.facts.field_types import ActorId, Text, TopicId
from explainer.facts.measures import Percent, Range
from explainer.facts.missing_records import missing_records
from explainer.facts.model import Model
from explainer.facts.validation import validate
from explainer.language.quotation_marks import without_quotations
from explainer.pages.limits import too_large
from explainer.pages.publication import page_files
from explainer.problems import Place, Problem, letters_apart, quoted
from explainer.source_tree import SETTINGS, docs_folder
from explainer.yaml_text import reader

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from explainer.facts.catalog import Catalog
    from explainer.memory import Memory
    from explainer.source_tree import SourceTree
    from explainer.yaml_text.document import Document

SHORTEST_GUESSED = 5
"""The fewest letters a field needs for another to count as its misspelling."""

_FRONT_MATTER = re.compile(r"-{3}[ \t]*\n(.*?\n)??(?:-{3}|\.{3})[ \t]*(?:\n|\Z)", re.DOTALL)

_ADDRESS = re.compile(r"\]\([^)]*\)")
"""The address of a link."""


class FrontMatter(Model):
    """The front matter fields that the explainer reads."""

    noun: ClassVar[str] = "front matter"
    topic: TopicId | None = Field(default=None, examples=["bridge"])
    """The slug of the topic it covers."""
    coverage: Percent | None = Field(default=None, examples=["90 %"])
    """The minimum share of factual sentences that must have a citation."""
    ours: Text | None = Field(default=None, examples=["about this site"])
    """Why nothing on it needs a source, if all of it is the site's own."""
    words: Range | None = Field(default=None, examples=["900-1500"])
    """The range of words its prose must have."""
    unverified: Literal["refused", "shown"] = "refused"
    """Whether the page may show statements that nobody has checked against their sources."""
    means: tuple[ActorId, ...] = ()
    """Whom it means by a name that several people or bodies have."""


@dataclass(frozen=True)
class Page:
    """One Markdown file of docs/."""

    path: str
    """Path relative to the project's root."""
    lines: tuple[str, ...]
    """The whole file, line by line."""
    body_line: int = 0
    """The 0-based line on which the text begins, after the front matter."""
    topic: str | None = None
    """The slug of its topic, from the front matter."""
    unsettled: bool = False
    """Whether its front matter is wrong, which leaves its topic unknown."""
    too_large: Problem | None = None
    """The problem if it exceeds a limit for Markdown."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """The document of its front matter."""
    front: FrontMatter = field(default_factory=FrontMatter)
    """The explainer's fields in its front matter."""
    published: bool = True
    """Whether it is part of the site: not excluded, and neither a draft nor of a draft topic."""

    @property
    def body(self) -> str:
        """Return the Markdown below the front matter."""
        return "\n".join(self.lines[self.body_line :])

    def place(self, line: int, column: int = 0) -> Place:
        """Return the place at a 0-based line and column."""
        return Place(self.path, line + 1, column + 1, self.lines[line])

    def find(self, text: str) -> list[Place]:
        """Return every place of a text below the front matter; for an empty text, every line."""
        return self._places(text, re.escape(text) or "^", self.lines)

    def find_first(self, text: str) -> Place:
        """Return the place where a sentence begins, if its first words can be found."""
        words = text.split(" ")
        tries = (" ".join(words[:count]) for count in range(min(len(words), 6), 0, -1))
        return next((places[0] for one in tries if (places := self.find(one))), self.place(0))

    def find_word(self, text: str) -> list[Place]:
        """Return every place of a text as whole words, outside quotations and addresses.

        If there is none, return every place of it; it may span lines.
        """
        return self._places(text, rf"(?<!\w){re.escape(text)}(?!\w)", self._ours) or self.find(text)

    def _places(self, text: str, pattern: str, lines: Sequence[str]) -> list[Place]:
        """Return every place of a pattern that contains the text, using a cache."""
        if pattern not in self._found:
            self._found[pattern] = [
                self.place(index, match.start())
                for index in range(self.body_line, len(lines))
                if text in lines[index]  # most lines lack it
                for match in re.finditer(pattern, lines[index])
            ]
        return self._found[pattern]

    def forget_places(self) -> None:
        """Forget the places found, which take more memory than the text."""
        vars(self).pop("_found", None)
        vars(self).pop("_ours", None)

    @cached_property
    def _found(self) -> dict[str, list[Place]]:
        """The places of each pattern already searched for."""
        return {}

    @cached_property
    def _ours(self) -> list[str]:
        """The lines without quotations and addresses."""
        return [_ADDRESS.sub(_blank, without_quotations(line, " ")) for line in self.lines]


def directory_url(path: str) -> str:
    """Return the address that MkDocs gives a page, from its path in the docs folder."""
    name = path.removesuffix(".md")
    return name.removesuffix("index") if name.split("/")[-1] == "index" else f"{name}/"


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def read_pages(
    tree: SourceTree, catalog: Catalog, memory: Memory, *, drafts: bool = False
) -> tuple[list[Page], list[Problem]]:
    """Return every page, and the problems in front matter and topics of published pages.

    With `drafts`, pages of drafts count as published.
    """
    facts = memory.watched("facts of pages", catalog)
    pages: list[Page] = []
    docs = docs_folder(tree.get(SETTINGS, b""))
    problems = tree.problems(docs)
    shown: dict[str, Page] = {}
    unready = draft_topics(catalog)
    unsettled = bool(problems)
    for path, raw, published in page_files(tree, drafts=drafts):
        page, found = memory.once(("page", path), raw, partial(read_page, path, raw, facts))
        if not published or not (drafts or page is None or page.topic not in unready):
            pages += [replace(page, published=False)] if page else []
            continue
        problems += found
        unsettled = unsettled or bool(found)
        if page is None:
            continue
        pages.append(page)
        if page.topic in shown:
            message = f"'{page.topic}' already has a page, {shown[page.topic].path}"
            problems.append(Problem(page.place(0), message, "keep one page per topic"))
        elif page.topic:
            shown[page.topic] = page
    withheld = {page.topic for page in pages if not page.published} | unready
    for slug, topic in catalog.topics.items():
        if slug not in shown and slug not in withheld and not unsettled:
            hint = f"write {docs}/topics/{slug}.md with 'topic: {slug}' in its front matter"
            place = topic.place_of("slug")
            problems.append(Problem(place, f"no page shows the topic '{slug}'", hint))
    return pages, problems


def read_page(path: str, raw: bytes, catalog: Catalog) -> tuple[Page | None, list[Problem]]:
    """Return the page in the bytes of a UTF-8 file, and the problems in its front matter."""
    try:
        # Markdown ends a line at each of these.
        text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return None, reader.read_bytes(path, raw)[1]
    has_hidden = reader.has_hidden(text)
    shown = reader.FORBIDDEN.sub("\ufffd", text) if has_hidden else text
    page = Page(path, tuple(shown.split("\n")))
    if problem := too_large(path, page.lines):
        return replace(page, too_large=problem, unsettled=True), [problem]
    if has_hidden:
        problems = reader.hidden_characters(path, text.split("\n"))
        return replace(page, unsettled=True), problems
    page, problems = _with_front_matter(page, text, catalog)
    return replace(page, unsettled=bool(problems)), problems


def _meant_field(name: str) -> str | None:
    """Return the field of ours that a front matter field probably means, or None.

    Short names resemble many others, and plurals belong to other programs.
    """
    if name in FrontMatter.model_fields:
        return None
    return next(
        (
            field
            for field in FrontMatter.model_fields
            if len(field) >= SHORTEST_GUESSED
            and letters_apart(name, field) == 1
            and name.rstrip("s") != field.rstrip("s")
        ),
        None,
    )


def _with_front_matter(page: Page, text: str, catalog: Catalog) -> tuple[Page, list[Problem]]:
    """Return the page with its front matter fields, and their problems."""
    match = _FRONT_MATTER.match(text)
    if not match:
        if text.startswith("---"):
            hint = "end it with a line of three hyphens"
            return page, [Problem(page.place(0), "front matter is never closed", hint)]
        return page, []
    page = replace(page, body_line=match[0].count("\n"))
    if not (match[1] or "").strip():
        return page, []
    document, problems = reader.read_text(page.path, match[1].removesuffix("\n"), 2)
    if document is None:
        return page, problems
    if not isinstance(document.value, dict):
        hint = "for example: title: The agenda"
        message = "front matter must be fields, each 'key: value'"
        return page, [*problems, Problem(document.place(()), message, hint)]
    problems += _misspelt_fields(document, document.value, catalog)
    # Other fields belong to MkDocs and the theme.
    ours = {key: value for key, value in document.value.items() if key in FrontMatter.model_fields}
    page = replace(page, places={key: document.place((key,)) for key in ours})
    front, found = validate(replace(document, value=ours), (), FrontMatter)
    problems += found
    if front:
        problems += missing_records(front, document.place, catalog)
        topic = front.topic if front.topic and catalog.resolves(front.topic) else None
        page = replace(page, front=front, topic=topic)
    return page, problems


def _misspelt_fields(
    document: Document, fields: Collection[str], catalog: Catalog
) -> Iterator[Problem]:
    """Yield a problem for each field of another name that is like one of ours."""
    for key in fields:
        near = _meant_field(key)
        if near and near not in fields and key not in catalog.house.other_fields:
            message = f"front matter has no field {quoted(key)}"
            silence = f"add other_fields: [{key}] to data/house.yml"
            hint = f"did you mean '{near}'? If another program reads it, {silence}"
            yield Problem(document.key_place((key,)), message, hint)
