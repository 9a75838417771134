"""JSON Schemas of the data files: editors use them to check and complete what you type.

They come from the models of the records, so the two always agree;
a field's docstring is its description.
They use draft 7, which the YAML language server, used by most editors, supports best.

The explainer reads every scalar as text.
An editor reads `2019` as a number and may read `no`, the code of Norwegian, as a boolean.
The schemas therefore accept any scalar for a text, and apply patterns only to strings.
An editor reads a missing value as null; it is an error unless the text may be empty.
A text that an editor reads as null, such as the title `null`, needs quotation marks.

`ids.json` lists the ids in the data for editors to suggest.
Other ids are valid too, since records may have been added later.
"""

from __future__ import annotations

import json
from inspect import getdoc
from pathlib import PurePosixPath
from types import NoneType
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args, get_origin, get_type_hints

from annotated_types import MinLen

from explainer.facts.edtf import DATE
from explainer.facts.field_types import (
    FLAG,
    ID,
    LANGUAGE,
    LONGEST_ID,
    URL,
    Edtf,
    Flag,
    Headline,
    Id,
    Language,
    Prose,
    Reference,
    Text,
    Url,
    Words,
)
from explainer.facts.isbn import ISBN_DIGITS, Isbn
from explainer.facts.loader import FILES, FOLDERS, LISTS
from explainer.facts.measures import (
    AMOUNT,
    COUNT,
    DEGREES,
    FOCUS,
    RANGE,
    SHARE,
    UNIT,
    Count,
    Latitude,
    Longitude,
    Percent,
    Point,
    Quantity,
    Range,
    Unit,
)
from explainer.facts.model import Model
from explainer.pages.page import FrontMatter
from explainer.rendering.blocks import BLOCKS

if TYPE_CHECKING:
    from explainer.facts.catalog import Catalog
    from explainer.facts.model import Record

Schema: TypeAlias = "dict[str, Any]"

FOLDER = "schemas"
"""The folder of the schemas, relative to the project's root."""

IDS = "ids.json"
"""The only schema made from the data; the others come from the program alone."""

_DRAFT = "http://json-schema.org/draft-07/schema#"
_SCALAR = ["string", "number", "boolean"]

# The patterns follow ECMA 262, which has no flags.
# `patternErrorMessage` is the language server's message for text that does not match.
KINDS: dict[str, Schema] = {
    "text": {"type": _SCALAR, "minLength": 1},
    "text-or-nothing": {"type": [*_SCALAR, "null"]},
    "id": {
        "type": _SCALAR,
        "pattern": f"^{ID}$",
        "maxLength": LONGEST_ID,
        "patternErrorMessage": "An id is lower-case letters and digits joined by single hyphens.",
    },
    "address": {
        "type": "string",
        "pattern": f"^{URL}$",
        "patternErrorMessage": "An http or https address, such as https://www.example.org/page",
    },
    "isbn": {
        "type": ["string", "integer"],
        "pattern": f"^{ISBN_DIGITS}$",
        "patternErrorMessage": "An ISBN of 10 or 13 digits, such as 978-0-306-40615-7",
    },
    "language": {
        "type": ["string", "boolean"],
        "pattern": f"^{LANGUAGE}$",
        "patternErrorMessage": "A language code, such as en",
    },
    # An editor reads a year as a number; a year before 1000 or our era needs quotation marks.
    "date": {
        "type": ["string", "integer"],
        "minimum": 1000,
        "maximum": 9999,
        "pattern": f"^{DATE}$",
        "patternErrorMessage": "A date is written like 2024-03-02, 2024-03, 2024, 2024-03~, "
        "2024-03-02T18:30+03:00, 2019-10-25/2019-10-26, 2014-03/.., 2024-21 (spring), 201X, "
        "2024-03-XX, -0044 or '[2024-03-02,2024-03-03]'",
    },
    "flag": {"enum": [*FLAG, *FLAG.values()]},
    "share": {
        "type": "string",
        "pattern": f"^{SHARE}$",
        "patternErrorMessage": "A share is written like 90 %",
    },
    "amount": {
        "type": ["string", "number"],
        "pattern": f"^(?:{AMOUNT})$",
        "patternErrorMessage": "An amount is written like 3.7 million, 9,000 to 12,000 or at least "
        "40",
    },
    "unit": {
        "type": "string",
        "pattern": f"^{UNIT}$",
        "patternErrorMessage": "A unit is words without quotation marks or brackets, such as "
        "US dollars",
    },
    "count": {
        "type": ["string", "integer"],
        "minimum": 0,
        "maximum": 999999,
        "pattern": f"^{COUNT}$",
        "patternErrorMessage": "A whole number is written like 25",
    },
    "range": {
        "type": "string",
        "pattern": f"^{RANGE}$",
        "patternErrorMessage": "A range is two numbers, the lower first, written like 900-1500",
    },
    **{
        name: {
            "type": ["string", "number"],
            "minimum": -most,
            "maximum": most,
            "pattern": f"^{DEGREES}$",
            "patternErrorMessage": "Degrees are written to a tenth, like 43.6",
        }
        for name, most in (("latitude", 90), ("longitude", 180))
    },
    "point": {
        "type": "string",
        "pattern": f"^{FOCUS}$",
        "patternErrorMessage": "A point in a picture is written like 40 % 25 %",
    },
}
"""The schema of each kind of value."""

_KIND_OF: dict[Any, str] = {
    str: "text-or-nothing",
    Text: "text",
    Words: "text",
    Headline: "text",
    Prose: "text",
    Id: "id",
    Url: "address",
    Isbn: "isbn",
    Language: "language",
    Edtf: "date",
    Flag: "flag",
    Percent: "share",
    Quantity: "amount",
    Unit: "unit",
    Count: "count",
    Range: "range",
    Latitude: "latitude",
    Longitude: "longitude",
    Point: "point",
}


def of_models() -> dict[str, Schema]:
    """Return the schemas of data files, front matter and block bodies, by file name."""
    schemas = {f"{PurePosixPath(path).stem}.json": _file(model) for path, model in FILES.items()}
    # Other front matter fields belong to MkDocs and the theme.
    schemas["front-matter.json"] = _whole(of_model(FrontMatter) | {"additionalProperties": True})
    blocks = {name: of_model(block) for name, block in BLOCKS.items()}
    schemas["blocks.json"] = _whole({"definitions": blocks})
    return schemas


def of_ids(catalog: Catalog) -> Schema:
    """Return the schema of ids: the ids in the catalog, by kind of reference."""
    definitions = {
        _name(kind): {
            "description": getdoc(kind),
            "anyOf": [
                {"enum": sorted(catalog.names(kind.kinds))},
                {"$ref": "#/definitions/id"},
            ],
        }
        for kind in Reference.__subclasses__()
    }
    return _whole({"definitions": definitions})


def modeline(path: str) -> str:
    """Return the first line of a data file, which points an editor to its schema."""
    file = PurePosixPath(path)
    up = "../" * (len(file.parts) - 1)
    stem = file.parent.name if file.parent.as_posix() in FOLDERS else file.stem
    return f"# yaml-language-server: $schema={up}{FOLDER}/{stem}.json"


def text_of(schema: Schema) -> str:
    """Return the text of a schema file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _whole(schema: Schema) -> Schema:
    """Return a schema with its header and the definitions of the kinds of value it uses."""
    text = json.dumps(schema)
    kinds = {name: kind for name, kind in KINDS.items() if f'"#/definitions/{name}"' in text}
    comment = "Made by `explainer schemas`; do not edit by hand."
    definitions = schema.get("definitions", {}) | kinds
    return {"$schema": _DRAFT, "$comment": comment} | schema | {"definitions": definitions}


def _file(model: type[Record]) -> Schema:
    """Return the schema of a file that lists records under one key or is a single record."""
    record = of_model(model)
    if model not in LISTS:
        return _whole(record)
    properties = {LISTS[model]: {"type": "array", "items": record}}
    return _whole({"type": "object", "properties": properties, "additionalProperties": False})


def of_model(model: type[Model]) -> Schema:
    """Return the schema of a model, whose definitions of values are in `KINDS`."""
    hints = get_type_hints(model, include_extras=True)
    properties: Schema = {}
    for name, info in model.model_fields.items():
        field = {"description": info.description, **_value(hints[name])}
        if info.examples and field.get("type") != "array":
            field["examples"] = info.examples
        if isinstance(info.default, str) and info.default:
            field["default"] = info.default
        for limit in info.metadata:
            if isinstance(limit, MinLen) and field.get("type") == "array":
                field["minItems"] = limit.min_length
        properties[info.alias or name] = field
    fields = model.model_fields.items()
    one_of = [{"required": [name]} for name in model.one_of]
    return {
        "type": "object",
        "description": getdoc(model),
        "properties": properties,
        "required": [info.alias or name for name, info in fields if info.is_required()],
        "additionalProperties": False,
    } | ({"anyOf": one_of} if one_of else {})


def _value(hint: Any) -> Schema:
    if hint in _KIND_OF:
        return _refer(f"#/definitions/{_KIND_OF[hint]}")
    if isinstance(hint, type) and issubclass(hint, Reference):
        return _refer(f"{IDS}#/definitions/{_name(hint)}")
    if isinstance(hint, type) and issubclass(hint, Model):
        return of_model(hint)
    if get_origin(hint) is Literal:
        return {"enum": list(get_args(hint))}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _value(get_args(hint)[0])}
    # A field missing from a file is None in the record, but None cannot be written in a file.
    (given,) = (one for one in get_args(hint) if one is not NoneType)
    return _value(given)


def _refer(target: str) -> Schema:
    # Draft 7 ignores everything beside a $ref, such as a description.
    return {"allOf": [{"$ref": target}]}


def _name(kind: type[Reference]) -> str:
    return kind.__name__.removesuffix("Id").lower()
