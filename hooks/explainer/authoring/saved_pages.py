"""Saved pages: the text of a page that somebody kept, and what it says of itself.

What a page says of itself is read from its HTML, from Open Graph (https://ogp.me/) and from
schema.org's articles in JSON-LD (https://schema.org/Article).
"""

from __future__ import annotations

import codecs
import html
import json
import re
from dataclasses import dataclass
from datetime import date
from html.entities import html5
from pathlib import PurePath
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.dammit import EncodingDetector

from explainer.authoring.plain_text import laid_out, text_of
from explainer.problems import quoted
from explainer.yaml_text.reader import FORBIDDEN

_MARKUP = re.compile(
    rb"<(?:!doctype|html|head|body|meta|article|main|div|p|h1|br)\b", re.IGNORECASE
)
_SAVED_FROM = re.compile(r"^\s*saved from url=\(\d+\)(\S+)")
"""What browsers write into the pages that they save."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class UnreadableError(ValueError):
    """A file that has no text to quote from."""


@dataclass(frozen=True)
class SavedPage:
    """The text of a page, and what it says of itself; empty where it says nothing."""

    text: str
    """Plain text: an empty line parts two blocks."""
    url: str = ""
    """The address that it gives as its own."""
    title: str = ""
    """The headline."""
    publisher: str = ""
    published: str = ""
    """The day, as `2019-05-14`."""
    language: str = ""
    """The code of the language, as `en`."""


def read(raw: bytes, name: str) -> SavedPage:
    """The page in the bytes of a file, HTML or plain text.

    Raises UnreadableError for what is neither, or has no words.
    """
    if raw.startswith(b"%PDF"):
        raise UnreadableError(f"{name} is a PDF; copy the words out of it and paste them")
    named = PurePath(name).suffix.lower() in {".html", ".htm", ".xhtml"}
    markup = named or bool(_MARKUP.search(raw[:2048]))
    text = _decoded(raw, name, markup=markup)
    page = _page(_parsed(text)) if markup else SavedPage(laid_out(text))
    if not page.text:
        raise UnreadableError(f"there are no words in {name}")
    return page


def _decoded(raw: bytes, name: str, *, markup: bool) -> str:
    """The text: by its byte order mark, as UTF-8 if it is, or by the charset that it declares."""
    bare, encoding = EncodingDetector.strip_byte_order_mark(raw)
    if encoding is None and markup and not _is_utf8(raw):
        # Browsers save in UTF-8 what declares something else, so the declaration comes second.
        encoding = EncodingDetector.find_declared_encoding(
            raw, is_html=True, search_entire_document=True
        )
    try:
        # As the Encoding Standard has it, what calls itself Latin 1 is windows-1252.
        latin = encoding and codecs.lookup(encoding).name in {"iso8859-1", "ascii"}
        text = bare.decode("windows-1252" if latin else encoding or "utf-8")
    except LookupError:
        message = f"{name} declares an unknown charset, {quoted(encoding or '')}"
        raise UnreadableError(f"{message}; save it with encoding UTF-8") from None
    except UnicodeDecodeError as error:
        byte = f"byte 0x{bare[error.start]:02X} at {error.start:,}"
        message = f"{name} is not {error.encoding.upper()}: {byte}"
        raise UnreadableError(f"{message}; save it with encoding UTF-8") from None
    if "\0" in text:
        raise UnreadableError(f"{name} is neither HTML nor text; save the page as HTML")
    return text


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _parsed(text: str) -> BeautifulSoup:
    # The parser takes the semicolon off what looks like an entity and is none: AT&T; and others.
    whole = re.sub(
        r"&(\w+;)", lambda found: found[0] if found[1] in html5 else f"&amp;{found[1]}", text
    )
    return BeautifulSoup(whole, "html.parser")


def _page(soup: BeautifulSoup) -> SavedPage:
    article = _article(soup)
    day = _day(_meta(soup, "article:published_time")) or _day(_named(article, "datePublished"))
    return SavedPage(
        text=text_of(soup),
        url=_address(soup),
        title=_headline(soup)
        or _meta(soup, "og:title")
        or _named(article, "headline")
        or _title(soup),
        publisher=_meta(soup, "og:site_name") or _named(article, "publisher"),
        published=day or _time(soup),
        language=_language(soup),
    )


def _address(soup: BeautifulSoup) -> str:
    """The address that the page gives, or that the browser wrote into it."""
    canonical = soup.find("link", rel="canonical")
    saved = _SAVED_FROM.match(str(soup.find(string=_SAVED_FROM) or ""))
    found = (_attribute(canonical, "href"), _meta(soup, "og:url"), saved[1] if saved else "")
    return next((url for url in found if re.match(r"https?://\S+$", url)), "")


def _headline(soup: BeautifulSoup) -> str:
    """The text of the one first heading of the article, or of the page."""
    for where in ("article h1, main h1", "h1"):
        found = soup.select(where)
        if len(found) == 1:
            return _line(found[0].get_text())
    return ""


def _title(soup: BeautifulSoup) -> str:
    return _line(soup.title.get_text()) if soup.title else ""


def _time(soup: BeautifulSoup) -> str:
    """The day of the article's own time, or of the only one on the page."""
    own = soup.select("time[itemprop=datePublished], time[pubdate]")
    found = own or soup.find_all("time", datetime=True)
    return _day(_attribute(found[0], "datetime")) if len(found) == 1 else ""


def _language(soup: BeautifulSoup) -> str:
    """The code of the language, without the country."""
    declared = _attribute(soup.find("html"), "lang") or _meta(soup, "og:locale")
    return re.split("[-_]", declared)[0].lower()


def _meta(soup: BeautifulSoup, name: str) -> str:
    """What a `meta` element with that property or name says."""
    tag = soup.find("meta", property=name) or soup.find("meta", attrs={"name": name})
    return _line(_attribute(tag, "content"))


def _attribute(tag: object, name: str) -> str:
    value = tag.get(name) if isinstance(tag, Tag) else None
    return value.strip() if isinstance(value, str) else ""


def _article(soup: BeautifulSoup) -> dict[str, Any]:
    """The first article of schema.org's that the page describes in JSON-LD."""
    for script in soup.find_all("script", type="application/ld+json"):
        try:
            told = json.loads(script.get_text())
        except (ValueError, RecursionError):
            continue
        listed = told.get("@graph", told) if isinstance(told, dict) else told
        for thing in listed if isinstance(listed, list) else [listed]:
            if isinstance(thing, dict) and str(thing.get("@type")).endswith("Article"):
                return thing
    return {}


def _named(article: dict[str, Any], name: str) -> str:
    """A text of the article's, or the name of the thing that stands there."""
    value = article.get(name)
    if isinstance(value, dict):
        value = value.get("name")
    return _line(html.unescape(value)) if isinstance(value, str) else ""


def _day(moment: str) -> str:
    """The day at the beginning of an ISO 8601 time, as the page gives it; empty without one."""
    found = _DAY.match(moment)
    try:
        return date.fromisoformat(found[0]).isoformat() if found else ""
    except ValueError:
        return ""


def _line(text: str) -> str:
    """The text on one line, without what nobody can see."""
    return " ".join(FORBIDDEN.sub("", text).split())
