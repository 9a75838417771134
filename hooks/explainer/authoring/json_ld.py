"""JSON-LD: what a page says about its article in the words of schema.org.

An article may be anywhere in the JSON: by itself, in a list, in a `@graph`, or as the main entity
of a page. A value may be a text, a thing with a name, a reference by `@id` to a thing elsewhere,
or a list of these (https://www.w3.org/TR/json-ld11/, https://schema.org/Article).
"""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ARTICLES = ("Article", "Posting", "Report")
"""How the types of articles end: `NewsArticle`, `https://schema.org/BlogPosting`."""


def article_in(scripts: Iterable[str]) -> dict[str, Any]:
    """Return the first article that a page describes, with references replaced; or an empty one."""
    things = [thing for script in scripts for thing in _things(_value(script))]
    article = next((thing for thing in things if _is_article(thing)), {})
    by_id = {str(thing["@id"]): thing for thing in things if "@id" in thing and len(thing) > 1}
    return {name: _resolved(value, by_id) for name, value in article.items()}


def text_in(value: Any) -> str:
    """Return the text of a value, or the name of the first thing in it; empty without one."""
    for item in _listed(value):
        inner = item.get("@value", item.get("name")) if isinstance(item, dict) else item
        texts = [text for text in _listed(inner) if isinstance(text, str) and text.strip()]
        if texts:
            return html.unescape(texts[0])
    return ""


def _value(script: str) -> Any:
    """Return the value of a JSON text; None if it is broken."""
    try:
        return json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return None


def _things(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the things that a JSON-LD value describes, each before the things in it."""
    left = [value]
    while left:  # without recursion: a page may nest them deeper than Python's stack
        one = left.pop()
        if isinstance(one, dict):
            yield one
            left += [one.get("mainEntity"), one.get("@graph")]
        elif isinstance(one, list):
            left += reversed(one)


def _is_article(thing: dict[str, Any]) -> bool:
    """Return whether one of the types of a thing is a kind of article."""
    names = (name for name in _listed(thing.get("@type")) if isinstance(name, str))
    return any(name.endswith(_ARTICLES) for name in names)


def _listed(value: Any) -> list[Any]:
    """Return a value as a list: JSON-LD writes a list of one as the item itself."""
    return value if isinstance(value, list) else [value]


def _resolved(value: Any, by_id: dict[str, dict[str, Any]]) -> list[Any]:
    """Return the items of a value, with the things that they refer to in place of references."""
    return [
        by_id.get(str(item["@id"]), item) if isinstance(item, dict) and "@id" in item else item
        for item in _listed(value)
    ]
