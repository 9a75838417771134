"""The API: JSON files for every published record, alone and in collections.

A collection of more than 1,000 records has several files: `next` names the one after.
`openapi.json` describes the collections and the records (OpenAPI 3.1).
A record has the fields of its YAML, and `page`, the address of what readers see of it, relative
to the site's root. A number also has `least` and `most`, the ends of its value as plain numbers.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from explainer.facts.numbers import Number
from explainer.facts.records import Statement
from explainer.forms.publication import KINDS, PRIVATE, plain_numbers
from explainer.json_schema import KINDS as VALUES
from explainer.json_schema import of_model

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.facts.model import Record
    from explainer.forms.publication import File, Publication

FOLDER = "api/v1"
VERSION = "1.0.0"
"""Its first number changes when a program that reads the files would have to."""
MOST = 1_000
"""The most records in a file."""

_PAGE = {"type": "string", "description": "The address of what readers see, from the site's root."}
_ENDS = {
    name: {"type": ["number", "null"], "description": f"The {end} of `value` as a plain number."}
    for name, end in (("least", "lower end"), ("most", "upper end"))
}
_CHECK = {
    "type": "object",
    "description": "How the words were checked; missing if they were not.",
    "properties": {
        "against": {"type": "string", "description": "A stored text's fingerprint, or `read`."},
        "on": {"type": "string", "format": "date"},
    },
}


def api(publication: Publication) -> Iterator[File]:
    """Yield every file of the API."""
    collections = {}
    for kind, records in publication.records.items():
        items = {name: _item(record, publication) for name, record in records.items()}
        for name, item in items.items():
            yield f"{FOLDER}/{kind}/{name}.json", _json(item)
        values = [*items.values()]
        pages = [values[start : start + MOST] for start in range(0, len(values), MOST)] or [[]]
        for number, page in enumerate(pages, 1):
            after = _collection(kind, number + 1) if number < len(pages) else None
            head = {"kind": kind, "count": len(values), "next": after}
            yield f"{FOLDER}/{_collection(kind, number)}", _json({**head, "items": page})
        collections[kind] = {"count": len(values), "first": _collection(kind, 1)}
    index = {
        "version": VERSION,
        "name": publication.name,
        "site": publication.site_url or None,
        "edition": publication.edition.commit or None,
        "description": "openapi.json",
        "collections": collections,
    }
    yield f"{FOLDER}/index.json", _json(index)
    yield f"{FOLDER}/openapi.json", _json(_description(publication.name))


def _item(record: Record, publication: Publication) -> dict[str, Any]:
    item = {**publication.fields(record), "page": publication.page(record)}
    item |= plain_numbers(record) if isinstance(record, Number) else {}
    check = publication.lock.of(record) if isinstance(record, Statement) else None
    if check:
        item["check"] = {"against": check.against, "on": check.checked.edtf()}
    return item


def _collection(kind: str, number: int) -> str:
    return f"{kind}-{number}.json" if number > 1 else f"{kind}.json"


def _description(name: str) -> dict[str, Any]:
    """Return the description of the API: OpenAPI 3.1."""
    schemas: dict[str, Any] = {}
    paths: dict[str, Any] = {}
    for kind, model in KINDS.items():
        noun = model.__name__
        schema = of_model(model)
        for private in PRIVATE:
            schema["properties"].pop(private, None)
        schema["properties"]["page"] = _PAGE
        schema["required"].append("page")
        if kind == "numbers":
            schema["properties"] |= _ENDS
            schema["required"] += _ENDS
        if kind == "statements":
            schema["properties"]["check"] = _CHECK
        schemas[noun] = schema
        one = {"$ref": f"#/components/schemas/{noun}"}
        collection = {
            "type": "object",
            "required": ["kind", "count", "next", "items"],
            "properties": {
                "kind": {"const": kind},
                "count": {"type": "integer"},
                "next": {"type": ["string", "null"], "description": "The file with more."},
                "items": {"type": "array", "items": one},
            },
        }
        paths[f"/{kind}.json"] = _get(f"All {kind}, up to {MOST:,} in a file", collection)
        paths[f"/{kind}/{{id}}.json"] = _get(f"One of the {kind}", one, "id")
    text = json.dumps({**schemas, **{name: _as_text(kind) for name, kind in VALUES.items()}})
    text = re.sub(r"ids\.json#/definitions/(\w)(\w*)", _named, text)
    found = json.loads(text.replace("#/definitions/", "#/components/schemas/"))
    found |= dict.fromkeys(re.findall(r"#/components/schemas/(\w+Id)", str(found)), found["id"])
    return {
        "openapi": "3.1.0",
        "info": {"title": name, "version": VERSION},
        "servers": [{"url": "../v1"}],  # its own folder, without a slash at the end
        "paths": paths,
        "components": {"schemas": found},
    }


def _named(reference: re.Match[str]) -> str:
    """Return the name of the schema of ids of one kind, such as `EventId`."""
    return f"#/components/schemas/{reference[1].upper()}{reference[2]}Id"


def _as_text(kind: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a value as the API has it: text; editors also take numbers for some."""
    others = {"minimum", "maximum", "patternErrorMessage"}
    return {name: one for name, one in kind.items() if name not in others} | {"type": "string"}


def _get(summary: str, schema: dict[str, Any], *parameters: str) -> dict[str, Any]:
    content = {"application/json": {"schema": schema}}
    found: dict[str, Any] = {
        "summary": summary,
        "responses": {"200": {"description": summary, "content": content}},
    }
    if parameters:
        found["parameters"] = [
            {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
            for name in parameters
        ]
    return {"get": found}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
