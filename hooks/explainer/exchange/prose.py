"""Prose from elsewhere: HTML as the inline Markdown of our prose, and its links.

What our prose has no form for is named, with its words carried where it has words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from bs4 import BeautifulSoup, Tag
from bs4.element import PreformattedString

from explainer.authoring.saved_pages import parsed
from explainer.facts.field_types import URL
from explainer.language import inline_markdown
from explainer.yaml_text.reader import FORBIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORDLESS = re.compile(
    r"audio|canvas|embed|iframe|img|math|object|picture|script|source|style|svg|template|textarea"
    r"|title|track|video"
)
"""Elements without words of the text."""
_CARRIED = {"a", "b", "br", "em", "i", "p", "strong", "html", "body", "[document]"}
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z/!]")
_ENTITY = re.compile(r"&#?\w+;")
_URL = re.compile(URL)


@dataclass(frozen=True)
class Words:
    """A text from elsewhere."""

    prose: str
    """Inline Markdown on one line."""
    plain: str
    """The same words without markup."""
    links: tuple[str, ...] = ()
    """The addresses of pages that it links to or names, each once, in order."""
    lost: tuple[str, ...] = ()
    """What is not in the prose, such as `<iframe> (https://…)`, each once."""


class _Run(NamedTuple):
    """Some words in one style."""

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str = ""


def parse(text: str) -> BeautifulSoup:
    """Return the parsed HTML of a text; a text without markup is taken as it is."""
    text = text.encode("utf-8", "replace").decode()  # JSON can have halves of characters
    if _TAG.search(text):
        return parsed(text)
    soup = BeautifulSoup("", "html.parser")
    soup.append(_ENTITY.sub(lambda found: unescape(found[0]), text))
    return soup


def words_in(text: str | BeautifulSoup) -> Words:
    """Return the words of a text with or without HTML."""
    soup = parse(text) if isinstance(text, str) else text
    lost: dict[str, None] = {}
    runs = [run._replace(text=run.text.replace("\r", "\n")) for run in _runs(soup, lost)]
    whole = "".join(run.text for run in runs)
    if hidden := FORBIDDEN.findall(whole):
        signs = ", ".join(dict.fromkeys(f"U+{ord(sign):04X}" for sign in hidden))
        lost[f"characters that cannot be seen ({signs})"] = None
        runs = [run._replace(text=FORBIDDEN.sub("", run.text)) for run in runs]
    plain = " ".join("".join(run.text for run in runs).split())
    prose = " ".join("".join(_styled(runs)).split())
    if _words(prose) != plain:
        prose = _escaped(plain)
        lost["emphasis and links"] = None
    bare = [_trimmed(found) for found in _ADDRESS.findall(plain)]
    links = dict.fromkeys([*(run.href for run in runs if run.href), *bare])
    return Words(prose, plain, tuple(filter(_URL.fullmatch, links)), tuple(lost))


def _runs(soup: BeautifulSoup, lost: dict[str, None]) -> Iterator[_Run]:
    """Yield the words in runs of one style, and note what is lost.

    There is no recursion: texts with many unclosed elements are deeply nested.
    """
    paragraphs = len(soup.find_all("p"))
    if paragraphs > 1:
        lost[f"the breaks between {paragraphs} paragraphs"] = None
    left: list[tuple[object, _Run]] = [(soup, _Run(""))]
    while left:
        node, style = left.pop()
        if isinstance(node, str):
            if isinstance(node, PreformattedString):
                lost["a comment"] = None
            else:
                yield style._replace(text=node)
        if not isinstance(node, Tag):
            continue
        if _WORDLESS.fullmatch(node.name):
            address = node.get("src") or node.get("data") or ""
            lost[f"<{node.name}>{f' ({address})' if address else ''}"] = None
            continue
        if node.name not in _CARRIED:
            lost[f"<{node.name}> (only its words are)"] = None
        if node.name not in {"a", "b", "em", "i", "span", "strong"}:
            yield _Run(" ")
            left.append((" ", style))
        inside = _inside(node, style, lost)
        left += [(part, inside) for part in reversed(node.contents)]


def _inside(node: Tag, style: _Run, lost: dict[str, None]) -> _Run:
    """Return the style of the words in an element."""
    if node.name in {"b", "strong"}:
        return style._replace(strong=True)
    if node.name in {"em", "i"}:
        return style._replace(emphasis=True)
    if node.name != "a" or not node.has_attr("href"):
        return style
    address = str(node["href"]).strip()
    address = f"https:{address}" if address.startswith("//") else address
    if _URL.fullmatch(address):
        return style._replace(href=address)
    lost[f"the link to '{address}' (only its words are)"] = None
    return style


def _styled(runs: list[_Run]) -> Iterator[str]:
    """Yield the runs as Markdown; white space comes outside of marks."""
    for href, linked in groupby(runs, key=lambda run: run.href):
        inner = "".join(
            _marked("".join(run.text for run in group), "*" * (emphasis + 2 * strong))
            for (strong, emphasis), group in groupby(linked, key=lambda run: run[1:3])
        )
        if not href or not inner.strip():
            yield inner
            continue
        lead, core, tail = _parted(inner)
        plain = f"[{core}]({href})"
        yield lead + (plain if _words(plain) == _words(core) else f"[{core}](<{href}>)") + tail


def _marked(text: str, mark: str) -> str:
    lead, core, tail = _parted(text)
    core = core if _words(core) == " ".join(core.split()) else _escaped(core)
    return f"{lead}{mark}{core}{mark}{tail}" if mark and core else text[: len(lead)] + core + tail


def _parted(text: str) -> tuple[str, str, str]:
    """Return the white space before a text, the text, and the white space after it."""
    core = text.strip()
    if not core:
        return text, "", ""
    at = text.index(core)
    return text[:at], core, text[at + len(core) :]


def _words(prose: str) -> str:
    return " ".join(inline_markdown.to_text(prose).split())


def _escaped(text: str) -> str:
    return re.sub(r"([\\*_\[\]!])", r"\\\1", text)


def _trimmed(address: str) -> str:
    """Return an address in running text without the punctuation after it."""
    address = address.rstrip(".,;:!?'’”»")
    return address if "(" in address else address.rstrip(")")
