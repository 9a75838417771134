"""Reference lists: what programs that manage citations read, as CSL-JSON and BibTeX.

Each topic has three: its page, its statements and the sources of both.
CSL-JSON is that of CSL 1.0.2; BibTeX has the entries and dates of biblatex, and a year for others.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.model import Entry, Field

from explainer.facts.field_types import languages
from explainer.facts.speakers import speaker_name
from explainer.language import inline_markdown
from explainer.language.messages import ENGLISH
from explainer.rendering.provenance import last_change
from explainer.rendering.templates import linked_sources, opening

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from explainer.facts.dates import EdtfDate
    from explainer.facts.records import Source, Statement
    from explainer.facts.topics import Topic
    from explainer.forms.publication import File, Publication
    from explainer.language.messages import Messages

_TYPES = {
    "news": "article-newspaper",
    "wire": "article-newspaper",
    "official-document": "document",
    "official-transcript": "document",
    "court-record": "document",
    "report": "report",
    "reference": "webpage",
    "book": "book",
    "interview": "interview",
}
"""The type in CSL of each kind of source."""

_ENTRIES = {"report": "report", "speech": "misc", "interview": "misc", "book": "book"}
"""The type in BibTeX of some types of CSL; all others are `online`."""

_SIGNS = str.maketrans(
    {sign: f"\\{sign}" for sign in "&%$#_{}"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)
"""What TeX would take for commands."""


def reference_lists(publication: Publication) -> Iterator[File]:
    """Yield the lists of each topic in both formats; there is none of nothing."""
    catalog, messages = publication.facts.catalog, publication.messages
    for slug in publication.facts.topics:
        lists = {
            "page": [_page(catalog.topics[slug], publication)],
            "statements": [_statement(said, publication) for said in catalog.statements_of([slug])],
            "sources": [_source(source, messages) for source in publication.sources_of(slug)],
        }
        for name, items in lists.items():
            if not items:
                continue
            path = f"topics/{slug}/{name}"
            yield f"{path}.csl.json", json.dumps(items, ensure_ascii=False, indent=1).encode()
            yield f"{path}.bib", bibtex(items).encode()


def _page(topic: Topic, publication: Publication) -> dict[str, Any]:
    """Return the item of a topic's page, with the date of its last substantive change."""
    return _item(
        id=topic.slug,
        type="webpage",
        title=topic.title,
        author=[{"literal": name} for name in topic.authors],
        issued=csl_date(last_change(topic.changes).date, publication.messages),
        URL=publication.whole(publication.page(topic)) if publication.site_url else None,
        language=publication.edition.language,
        **{"container-title": publication.name},
    )


def _source(source: Source, messages: Messages) -> dict[str, Any]:
    """Return the item of a source."""
    kind = _TYPES[source.kind]
    archive = messages.gettext("Archived copy: %(address)s", address=source.archive)
    notes = [archive if source.archive else "", source.note or ""]
    return _item(
        id=source.id,
        type=kind,
        title=source.title,
        author=[{"literal": source.author}] if source.author else None,
        edition=source.edition,
        ISBN=source.isbn,
        archive=source.held_by,
        issued=csl_date(source.published, messages),
        URL=source.url,
        call_number=source.call_number,
        language=source.language,
        note=" ".join(filter(None, notes)),
        **{"container-title" if kind == "article-newspaper" else "publisher": source.publisher},
    )


def _statement(said: Statement, publication: Publication) -> dict[str, Any]:
    """Return the item of a statement, at the page that has the words."""
    catalog = publication.facts.catalog
    source = linked_sources(said, catalog)[0]
    names = [catalog.actor(name).name for name in said.speakers]
    messages, recorded = publication.messages, ""
    if publication.site_url:
        there = publication.whole(publication.page(said))
        recorded = messages.gettext("Recorded at %(address)s", address=there)
    return _item(
        id=said.id,
        type="speech",
        title=opening(said.text),
        author=[{"literal": name} for name in names or [speaker_name(said, catalog, messages)]],
        issued=csl_date(said.date, messages),
        publisher=source.publisher,
        URL=source.url,
        language=said.lang,
        abstract=said.text,
        note=f"{inline_markdown.to_text(said.context)} {recorded}".rstrip(),
    )


def _item(**values: Any) -> dict[str, Any]:
    """Return an item of CSL-JSON, without what is not known."""
    return {name.replace("_", "-"): value for name, value in values.items() if value}


def csl_date(given: EdtfDate | None, messages: Messages = ENGLISH) -> dict[str, Any] | None:
    """Return a date of CSL, which knows no open intervals: of those, the known end."""
    if given is None:
        return None
    if given.others or any(not point.iso() for point in given.points):
        # A season, a decade, a year before our era or one of several dates: in words.
        return {"literal": given.say(messages=messages)}
    points = [[one for one in (at.year, at.month, at.day) if one] for at in given.points]
    unsure = any(at.qualifier for at in given.points)
    return {"date-parts": points} | ({"circa": True} if unsure else {})


def bibtex(items: Iterable[dict[str, Any]]) -> str:
    """Return a list in BibTeX, in UTF-8."""
    library = Library()
    for item in items:
        fields = [Field(name, value) for name, value in _fields(item).items() if value]
        usual = "online" if "URL" in item else "misc"
        library.add(Entry(_ENTRIES.get(item["type"], usual), item["id"], fields))
    return write_string(library)


def _fields(item: dict[str, Any]) -> dict[str, str]:
    """Return the fields of an entry; braces keep the capitals of titles and whole names."""
    parts = item.get("issued", {}).get("date-parts", [])
    days = ["-".join([f"{year:04}", *(f"{part:02}" for part in rest)]) for year, *rest in parts]
    publisher = item.get("publisher") or item.get("container-title", "")
    return {
        "title": _braced(item.get("title", "")),
        "author": " and ".join(_braced(one["literal"]) for one in item.get("author", ())),
        "organization": _escaped(publisher) if item["type"] != "report" else "",
        "institution": _escaped(publisher) if item["type"] == "report" else "",
        "date": "/".join(days) + ("~" if days and item["issued"].get("circa") else ""),
        "year": f"{parts[0][0]}" if parts else item.get("issued", {}).get("literal", ""),
        # An address is not TeX to biblatex.
        "url": item.get("URL", ""),
        "edition": _escaped(item.get("edition", "")),
        "isbn": item.get("ISBN", ""),
        "library": _escaped(f"{item.get('archive', '')} {item.get('call-number', '')}".strip()),
        # LaTeX's names of most languages are the English ones.
        "langid": _language(item["language"]),
        "abstract": _escaped(item.get("abstract", "")),
        "note": _escaped(item.get("note", "")),
    }


def _language(code: str) -> str:
    return languages()[code.replace("-", "_")].lower()


def _braced(text: str) -> str:
    return f"{{{_escaped(text)}}}" if text else ""


def _escaped(text: str) -> str:
    return text.translate(_SIGNS)
