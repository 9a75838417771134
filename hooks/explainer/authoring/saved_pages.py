"""Saved pages: the text of a page that somebody saved, and what the page says about itself.

The latter comes from its HTML, from Open Graph (https://ogp.me/) and from JSON-LD (see `json_ld`).
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from datetime import date
from html.entities import html5
from pathlib import PurePath

from bs4 import BeautifulSoup, Tag
from bs4.dammit import EncodingDetector

from explainer.authoring.json_ld import article_in, text_in
from explainer.authoring.plain_text import plain_text, tidy
from explainer.problems import quoted
from explainer.yaml_text.reader import FORBIDDEN

_MARKUP = re.compile(
    rb"<(?:!doctype|html|head|body|meta|article|main|div|p|h1|br)\b", re.IGNORECASE
)
_SAVED_FROM = re.compile(r"^\s*saved from url=\(\d+\)(\S+)")
"""What browsers write into pages that they save."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class UnreadableError(ValueError):
    """A file without text to quote from; the message says why, and what to do."""


@dataclass(frozen=True)
class SavedPage:
    """The text of a page, and what it says about itself; empty where it says nothing."""

    text: str
    """Plain text: an empty line separates two blocks."""
    url: str = ""
    """The address that it gives as its own."""
    title: str = ""
    """The headline."""
    publisher: str = ""
    published: str = ""
    """The day, as `2024-03-02`."""
    language: str = ""
    """The code of the language, as `en`."""


def read(raw: bytes, name: str) -> SavedPage:
    """Return the page in the bytes of a file, HTML or plain text.

    Raise UnreadableError for anything else, and for a page without words.
    """
    if raw.startswith(b"%PDF"):
        raise UnreadableError(f"{name} is a PDF; copy the words out of it and paste them")
    named = PurePath(name).suffix.lower() in {".html", ".htm", ".xhtml"}
    markup = named or bool(_MARKUP.search(raw[:2048]))
    text = _decoded(raw, name, markup=markup)
    page = _page(parsed(text)) if markup else SavedPage(tidy(text))
    if not page.text:
        raise UnreadableError(f"there are no words in {name}")
    return page


def _decoded(raw: bytes, name: str, *, markup: bool) -> str:
    """Return the text by its byte order mark, as UTF-8 if it is, or by the charset it declares."""
    bare, encoding = EncodingDetector.strip_byte_order_mark(raw)
    if encoding is None and markup and not _is_utf8(raw):
        # Browsers save in UTF-8 even what declares another charset, so UTF-8 is tried first.
        encoding = EncodingDetector.find_declared_encoding(
            raw, is_html=True, search_entire_document=True
        )
    try:
        # By the Encoding Standard, a page that calls itself Latin 1 is windows-1252.
        latin = encoding and codecs.lookup(encoding).name in {"iso8859-1", "ascii"}
        text = bare.decode("windows-1252" if latin else encoding or "utf-8")
    except UnicodeDecodeError as error:
        byte = f"byte 0x{bare[error.start]:02X} at {error.start:,}"
        message = f"{name} is not {error.encoding.upper()}: {byte}"
        raise UnreadableError(f"{message}; save it with encoding UTF-8") from None
    except (LookupError, ValueError):  # of the latter, codecs that are not for HTML
        message = f"{name} declares an unknown charset, {quoted(encoding or '')}"
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


def parsed(text: str) -> BeautifulSoup:
    """Return the parsed HTML of a page or of a part of one, whatever is wrong with it.

    Python's parser fails on marked sections that it does not know, such as `<![:`, and on numbers
    of characters with thousands of digits. It removes the semicolon from unknown entities, as in
    `AT&T;`.
    """
    text = re.sub(r"<!\[(?!CDATA\[)", "<! [", text, flags=re.IGNORECASE)
    text = re.sub(r"&#0*\d{8,}", "&#xFFFD", re.sub(r"&#0+(?=\d)", "&#", text))
    text = re.sub(
        r"&(\w+;)", lambda found: found[0] if found[1] in html5 else f"&amp;{found[1]}", text
    )
    return BeautifulSoup(text, "html.parser")


def _page(soup: BeautifulSoup) -> SavedPage:
    article = article_in(_json_ld(soup))
    published = article.get("datePublished")
    day = _day(_meta(soup, "article:published_time")) or _day(text_in(published))
    return SavedPage(
        text=plain_text(soup),
        url=_address(soup),
        title=_headline(soup)
        or _meta(soup, "og:title")
        or _line(text_in(article.get("headline")))
        or _title(soup),
        publisher=_meta(soup, "og:site_name") or _line(text_in(article.get("publisher"))),
        published=day or _time(soup),
        language=_language(soup),
    )


def _address(soup: BeautifulSoup) -> str:
    """Return the address that the page gives, or that the browser wrote into it."""
    canonical = soup.find("link", rel="canonical")
    saved = _SAVED_FROM.match(str(soup.find(string=_SAVED_FROM) or ""))
    found = (_attribute(canonical, "href"), _meta(soup, "og:url"), saved[1] if saved else "")
    return next((url for url in found if re.match(r"https?://\S+$", url)), "")


def _headline(soup: BeautifulSoup) -> str:
    """Return the only first-level heading of the article, or else of the page."""
    for where in ("article h1, main h1", "h1"):
        found = soup.select(where)
        if len(found) == 1:
            return _line(found[0].get_text())
    return ""


def _title(soup: BeautifulSoup) -> str:
    return _line(soup.title.get_text()) if soup.title else ""


def _time(soup: BeautifulSoup) -> str:
    """Return the day of the article's own `time`, or of the only one on the page."""
    own = soup.select("time[itemprop=datePublished], time[pubdate]")
    found = own or soup.find_all("time", datetime=True)
    return _day(_attribute(found[0], "datetime")) if len(found) == 1 else ""


def _language(soup: BeautifulSoup) -> str:
    """Return the code of the language, without the country."""
    declared = _attribute(soup.find("html"), "lang") or _meta(soup, "og:locale")
    return re.split("[-_]", declared)[0].lower()


def _meta(soup: BeautifulSoup, name: str) -> str:
    """Return the content of the `meta` element with a property or name."""
    tag = soup.find("meta", property=name) or soup.find("meta", attrs={"name": name})
    return _line(_attribute(tag, "content"))


def _attribute(tag: object, name: str) -> str:
    value = tag.get(name) if isinstance(tag, Tag) else None
    return value.strip() if isinstance(value, str) else ""


def _json_ld(soup: BeautifulSoup) -> list[str]:
    """Return the text of each script that has JSON-LD."""
    kind = re.compile(r"\s*application/ld\+json\b", re.IGNORECASE)
    return [script.get_text() for script in soup.find_all("script", type=kind)]


def _day(moment: str) -> str:
    """Return the day at the beginning of an ISO 8601 time, as the page gives it; or nothing."""
    found = _DAY.match(moment)
    try:
        return date.fromisoformat(found[0]).isoformat() if found else ""
    except ValueError:
        return ""


def _line(text: str) -> str:
    """Return a text on one line, without invisible characters."""
    return " ".join(FORBIDDEN.sub("", text).split())
