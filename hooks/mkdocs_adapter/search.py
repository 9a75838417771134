"""Search: reads pages for Material's search plugin, which makes the index.

The plugin would parse every tag of every page with the standard library's parser, which takes
longer than rendering the pages. So we first remove what it would ignore, and then divide the
rest into the same sections.

Records have no headings, but each is a result of its own: they get headings for the plugin alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from itertools import islice
from typing import TYPE_CHECKING, Any

from explainer.language.markup import MarkupReader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

# In the plugin, an excluded element ends at the first closing tag of its kind.
_EXCLUDED = re.compile(
    r"<(aside|details|div|dl|figure|ol|p|sup|ul)\b[^>]*\sdata-search-exclude\b[^>]*>.*?</\1>",
    re.DOTALL,
)
_HEADERLINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
# An element that is a result of its own; its words end where the element does.
_ITEM = re.compile(
    r'<(\w+)\b[^>]*?\sid="([^"]+)"[^>]*?\sdata-search-title="([^"]*)"[^>]*>', re.DOTALL
)
_RECORD = "h4"
"""The heading of a record, which counts twice as much as the prose of its page."""
_ROW_END = "</tr>"
# Of these, which contain no headings, the plugin takes the text alone. Elements that may contain
# one are kept: by them the plugin sees where the text below a heading ends.
_TAGS = re.compile(
    r"</?(?:a|abbr|b|button|cite|dd|dl|dt|em|figcaption|i|label|mark|small|span|strong|table|tbody"
    r"|td|th|thead|time|tr)\b[^>]*>"
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_INDEXED = frozenset(("code", "li", "ol", "p", "pre", "sub", "sup", "ul"))
"""The tags that the index contains."""
_NEVER = frozenset(("object", "script", "style"))
_VOID = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
        *("source", "track", "wbr"),
    )
)
_CLOSED = 1_000_000
"""The depth of a section to which no more text belongs."""


_FOR_SEARCH = re.compile(r'\sdata-search-\w+(?:="[^"]*")?')


def searchable(html: str) -> str:
    """Return HTML with the same words for search, few of the tags, and a heading per record."""
    html = _ITEM.sub(_with_heading, _HEADERLINK.sub("", _EXCLUDED.sub("", html)))
    return _TAGS.sub("", html.replace(_ROW_END, "</section>"))


def readable(html: str) -> str:
    """Return HTML without the attributes that only the search plugin reads."""
    return _FOR_SEARCH.sub("", html)


def _with_heading(item: re.Match[str]) -> str:
    # The plugin sees no rows, which it would not need otherwise.
    kept = "<section>" if item[1] == "tr" else f"<{item[1]}>"
    return f'{kept}<{_RECORD} id="{item[2]}">{item[3]}</{_RECORD}>'


def index_of(config: MkDocsConfig) -> Any:
    """Return the index that Material's search plugin makes; None if the site has no search."""
    search = config.plugins.get("material/search")
    return vars(search).get("search_index") if search else None


def use_index(config: MkDocsConfig, index: Any) -> None:
    """Make Material's search plugin, if the site has it, add to another index."""
    if search := config.plugins.get("material/search"):
        vars(search)["search_index"] = index


def read_for_search(config: MkDocsConfig) -> None:
    """Make Material's search plugin, if the site has it, use our sections of each page."""
    index = index_of(config)
    if index is None:
        return

    def add_entries(page: Page) -> None:
        if (page.meta.get("search") or {}).get("exclude"):
            return
        for section in sections(page.content or ""):
            if section.excluded:
                continue
            index.create_entry_for_section(section, page.toc, page.url, page)
            if section.tag == _RECORD:
                index.entries[-1]["boost"] = 2 * index.entries[-1].get("boost", 1)

    index.add_entry_from_context = add_entries


@dataclass
class Section:
    """A heading and the text below it, as the plugin takes them."""

    tag: str
    """The tag of its heading; `hx` for the text before the first."""
    depth: int = 0
    """The number of open elements at the heading, including the heading."""
    id: str | None = None
    """The id of the heading; None for the first section."""
    excluded: bool = False
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


def sections(html: str) -> Sequence[Section]:
    """Return the sections of a page, in order, exactly as the plugin would."""
    reader = _Sections()
    reader.feed(html)
    reader.close()
    return reader.found


class _Sections(MarkupReader):
    """Divides a page into sections; every rule of it is one of the plugin's."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Section] = []
        self.section = Section("hx")
        """The section to which text belongs now; not yet found at the start."""
        self.context: list[str] = []
        """The tags of the open elements."""
        self.skipped = {*_NEVER}
        """The tags of elements to leave out, with everything in them."""
        self.hidden = False
        """Whether an open element is left out."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        self.context.append(tag)
        self.hidden = self.hidden or tag in self.skipped
        given = dict(attrs)
        if tag in _HEADINGS and "id" in given:
            self._begin(tag, given)
        self._ensure_section()
        if "data-search-exclude" in given or given.get("class") == "linenodiv":
            self.skipped.add(tag)
            self.hidden = True
        elif tag in _INDEXED and not self.hidden:
            self._words().append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if not self.context or self.context[-1] != tag:
            return
        if self.section.depth > len(self.context):
            self._return_to_outer()
        self.context.pop()
        if self.hidden:
            skipped = tag in self.skipped
            self.skipped -= {tag} - _NEVER
            self.hidden = not self.skipped.isdisjoint(self.context)
            if skipped or self.hidden:
                return
        if tag in _INDEXED:
            words = self._words()
            begun = words.index(f"<{tag}>")
            if all(map(str.isspace, islice(words, begun + 1, None))):
                del words[begun:]
            else:
                words.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self.hidden:
            return
        if "pre" not in self.context:
            data = " " if data.isspace() else data.replace("\n", " ")
        self._ensure_section()
        words = self._words()
        repeated = data.isspace() and words and words[-1].isspace() and "pre" not in self.context
        if words is self.section.title or not repeated:
            words.append(escape(data, quote=False))

    def _begin(self, tag: str, attributes: dict[str, str | None]) -> None:
        """Begin the section of a heading."""
        depth = len(self.context)
        if tag != "h1" and not self.found:
            self.found.append(Section("hx", depth))
        name = attributes["id"] if self.found else None
        self.section = Section(tag, depth, name, "data-search-exclude" in attributes)
        self.found.append(self.section)

    def _ensure_section(self) -> None:
        """Begin a section for text before any heading."""
        if not self.found:
            self.found.append(self.section)

    def _return_to_outer(self) -> None:
        """Close the section of a heading inside an element that ends."""
        outer = (one for one in reversed(self.found) if one.depth <= len(self.context))
        if section := next(outer, None):
            self.section.depth = _CLOSED
            self.section = section

    def _words(self) -> list[str]:
        """Return the list that text belongs to now: the title of the section or its text."""
        return self.section.title if self.section.tag in self.context else self.section.text
