"""Ids for new records, made from their own words in the pattern of their kind."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from explainer.facts.actors import Organisation, Person, Side
from explainer.facts.tags import Tag
from explainer.facts.topics import Topic

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from explainer.facts.catalog import Catalog
    from explainer.facts.model import Record


def proposed_id(
    model: type[Record], values: Mapping[str, Any], catalog: Catalog, taken: Collection[str] = ()
) -> str:
    """Return an id for a record that is still free; empty if its words give none.

    Free is what neither the catalog nor another new record has taken.
    """
    match values:
        case {"title": title} if model is Topic:
            begin, words = _slug(title), [""]
        case {"name": name} if model in {Organisation, Person, Side, Tag}:
            begin, words = _slug(name), [""]
        case {"speaker": speaker, "text": text}:
            whole = speaker not in catalog.people
            begin, words = speaker if whole else speaker.split("-")[-1], _keywords(text)
        case {"publisher": publisher}:
            begin = _slug(re.split(r"[(,]", publisher.removeprefix("The "))[0])
            path = urlsplit(values.get("url", "")).path
            words = _keywords(values.get("title", "")) + _keywords(path)
        case {"topics": [topic, *_], "unit": unit, "what": what}:
            begin, words = topic, _keywords(unit) + _keywords(what)
        case {"topics": [topic, *_], "title": title}:
            begin, words = topic, _keywords(title)
        case _:
            return ""
    day = re.search(r"\d{4}(-\d\d){0,2}", values.get("date", values.get("published", "")))
    lead = "-".join(filter(None, (begin, day[0] if day else "")))
    pairs = [f"{one}-{other}" for one, other in pairwise(words)]
    for word in [*words, *pairs]:
        name = f"{lead}-{word}".strip("-")
        given = name if model is not Topic else f"topic {name}"
        if begin and given not in catalog.given and given not in taken:
            return name
    return ""


_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "\u0131": "i", "ß": "ss", "æ": "ae", "œ": "oe"}
)
"""Latin letters that Unicode does not take apart into a plain letter and an accent."""


def _slug(text: str) -> str:
    """Return a text as lower-case words with hyphens; words without a Latin letter are dropped."""
    bare = re.sub(r"['’](?:s\b)?", "", text.lower()).translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", bare)
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return "-".join(re.findall(r"[a-z0-9]+", letters))


def _keywords(text: str) -> list[str]:
    """Return the words of a text with the longest first: they are the most telling."""
    words = dict.fromkeys(_slug(word) for word in re.split(r"[\s/_.-]+", text))
    telling = (word for word in words if len(word) > 2 and not re.search(r"\d", word))
    return sorted(telling, key=len, reverse=True)
