"""Annotations: each statement as a note on the page that has its words (W3C Web Annotation).

A collection of more than 1,000 has several files: `next` names the one after.
Where a quote has a cut or words of ours, each part between them is a target of its own.
An annotation needs whole addresses, so a site whose address is not known has none.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from explainer.facts.speakers import speaker_name
from explainer.forms import json_api
from explainer.language import inline_markdown
from explainer.language.word_search import segments
from explainer.rendering.templates import spaced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.facts.records import Statement
    from explainer.forms.publication import File, Publication

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def web_annotations(publication: Publication) -> Iterator[File]:
    """Yield the collection with its first page, and further pages of a large one."""
    if not publication.site_url or not publication.facts.statements:
        return
    sources = publication.facts.catalog.sources
    items = [
        _annotation(said, url, publication)
        for said in publication.facts.statements
        if (url := sources[said.source].url)  # a book has no page to annotate
    ]
    most = json_api.MOST
    pages = [items[start : start + most] for start in range(0, len(items), most)]
    whole = publication.whole(_path(1))
    about = {"id": whole, "label": _label(publication), "total": len(items)}
    names = [f"{whole}#page-1"]
    names += [publication.whole(_path(number)) for number in range(2, len(pages) + 1)]
    for number, page in enumerate(pages, 1):
        content: dict[str, Any] = {
            "id": names[number - 1],
            "type": "AnnotationPage",
            "startIndex": most * (number - 1),
            "items": page,
        }
        if number < len(pages):
            content["next"] = names[number]
        if number == 1:
            collection = {"type": "AnnotationCollection", **about, "first": content}
            content = {**collection, "last": names[-1]}
        else:
            content |= {"partOf": about, "prev": names[number - 2]}
        whole_file = {"@context": CONTEXT, **content}
        text = json.dumps(whole_file, ensure_ascii=False, separators=(",", ":"))
        yield _path(number), text.encode()


def _label(publication: Publication) -> str:
    return publication.messages.gettext("%(site)s: quoted words", site=publication.name)


def _path(number: int) -> str:
    return f"{json_api.FOLDER}/annotations{f'-{number}' if number > 1 else ''}.json"


def _annotation(said: Statement, url: str, publication: Publication) -> dict[str, Any]:
    catalog = publication.facts.catalog
    messages = publication.messages
    who = f"{speaker_name(said, catalog, messages)}, {said.date.say(messages=messages)}"
    return {
        "id": publication.whole(publication.page(said)),
        "type": "Annotation",
        "motivation": "describing",
        "body": {
            "type": "TextualBody",
            "value": f"{who}: {inline_markdown.to_text(said.context)}",
            "format": "text/plain",
            "language": publication.edition.language,
        },
        "target": _targets(said, url),
    }


def _targets(said: Statement, url: str) -> list[dict[str, Any]]:
    """Return where the words are: one place, or one for each part of a quote with brackets."""
    text = " ".join((said.original or said.text).split())
    parts = [one.original for one in segments(text) if any(map(str.isalnum, one.original))]
    selectors = [{"type": "TextQuoteSelector", "exact": part} for part in parts]
    before, after = spaced(said)
    # Beside a bracket the words before or after are not next to ours.
    if text.startswith(parts[0]) and (prefix := before.rpartition("]")[2]):
        selectors[0]["prefix"] = prefix
    if text.endswith(parts[-1]) and (suffix := after.partition("[")[0]):
        selectors[-1]["suffix"] = suffix
    return [
        {"type": "SpecificResource", "source": url, "selector": selector} for selector in selectors
    ]
