"""JSON Schemas of the data files, for editors: what may stand where, said while one types.

They are made from the models of the records, and cannot say otherwise;
a field's docstring is its description.
Draft 7: the YAML language server, which most editors use, knows that one best.

The explainer reads every scalar as text.
An editor takes `2019` for a number and `no`, the code of Norwegian, perhaps for a boolean.
So where text is expected, any scalar will do here, and a pattern holds for what is text to both.
Nothing at all is null to an editor, and wrong to both, but in a text that may be empty.
What an editor would call null, such as the title `null`, has to stand between quotes for it.

Which ids there are is a matter of data: `ids.json` has them for an editor to offer.
Others are right as well, as a record may have come since.
"""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from types import NoneType
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args, get_origin, get_type_hints

from annotated_types import MinLen

from explainer.facts.edtf import DATE
from explainer.facts.field_types import (
    COUNT,
    ID,
    LANGUAGE,
    LONGEST_ID,
    RANGE,
    SHARE,
    URL,
    Count,
    Edtf,
    Headline,
    Id,
    Language,
    Percent,
    Prose,
    Range,
    Reference,
    Text,
    Url,
    Words,
)
from explainer.facts.loader import FILES, FOLDERS, LISTS
from explainer.facts.model import Model
from explainer.pages.page import FrontMatter
from explainer.rendering.blocks import BLOCKS

if TYPE_CHECKING:
    from explainer.facts.catalog import Catalog
    from explainer.facts.model import Record

Schema: TypeAlias = "dict[str, Any]"

FOLDER = "schemas"
"""Where they lie, relative to the project's root."""

IDS = "ids.json"
"""The one that is made from the data; the others are made from the program alone."""

_DRAFT = "http://json-schema.org/draft-07/schema#"
_SCALAR = ["string", "number", "boolean"]

# Patterns are those of ECMA 262, which have no flags.
# `patternErrorMessage` is the language server's: what it says where the pattern does not match.
KINDS: dict[str, Schema] = {
    "text": {"type": _SCALAR, "minLength": 1},
    "text-or-nothing": {"type": [*_SCALAR, "null"]},
    "id": {
        "type": _SCALAR,
        "pattern": f"^{ID}$",
        "maxLength": LONGEST_ID,
        "patternErrorMessage": "An id is lower-case letters and digits, joined by single hyphens.",
    },
    "address": {
        "type": "string",
        "pattern": f"^{URL}$",
        "patternErrorMessage": "An http or https address, such as https://www.example.org/page",
    },
    "language": {
        "type": ["string", "boolean"],
        "pattern": f"^{LANGUAGE}$",
        "patternErrorMessage": "The code of a language, such as en",
    },
    # A year is a number to an editor; one before 1000 has to stand between quotes for it.
    "date": {
        "type": ["string", "integer"],
        "minimum": 1000,
        "maximum": 9999,
        "pattern": f"^{DATE}$",
        "patternErrorMessage": "A date is written like 2019-05-14, 2019-05, 2019, 2019-05~, "
        "2019-05-14T18:30+03:00, 2019-10-25/2019-10-26 or 2014-03/..",
    },
    "share": {
        "type": "string",
        "pattern": f"^{SHARE}$",
        "patternErrorMessage": "A share is written like 90 %",
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
        "patternErrorMessage": "Two numbers, the lower first, are written like 900-1500",
    },
}
"""How an editor sees each kind of value."""

_KIND_OF: dict[Any, str] = {
    str: "text-or-nothing",
    Text: "text",
    Words: "text",
    Headline: "text",
    Prose: "text",
    Id: "id",
    Url: "address",
    Language: "language",
    Edtf: "date",
    Percent: "share",
    Count: "count",
    Range: "range",
}


def of_models() -> dict[str, Schema]:
    """The schemas of data files, front matter and the bodies of blocks, by file name."""
    schemas = {f"{PurePosixPath(path).stem}.json": _file(model) for path, model in FILES.items()}
    # The other fields of front matter are MkDocs' and the theme's.
    schemas["front-matter.json"] = _whole(_model(FrontMatter) | {"additionalProperties": True})
    blocks = {name: _model(block) for name, block in BLOCKS.items()}
    schemas["blocks.json"] = _whole({"definitions": blocks})
    return schemas


def of_ids(catalog: Catalog) -> Schema:
    """The schema of ids: under the name of each kind of reference, those of the catalog."""
    definitions = {
        _name(kind): {
            "description": kind.__doc__,
            "anyOf": [
                {"enum": sorted(catalog.names(kind.kinds))},
                {"$ref": "#/definitions/id"},
            ],
        }
        for kind in Reference.__subclasses__()
    }
    return _whole({"definitions": definitions})


def modeline(path: str) -> str:
    """The first line of a data file, by which an editor finds the file's schema."""
    file = PurePosixPath(path)
    up = "../" * (len(file.parts) - 1)
    stem = file.parent.name if file.parent.as_posix() in FOLDERS else file.stem
    return f"# yaml-language-server: $schema={up}{FOLDER}/{stem}.json"


def text_of(schema: Schema) -> str:
    """Return the text of a schema's file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _whole(schema: Schema) -> Schema:
    """A schema with its head, and the definitions of the kinds of value in it."""
    text = json.dumps(schema)
    kinds = {name: kind for name, kind in KINDS.items() if f'"#/definitions/{name}"' in text}
    comment = "Made by `explainer schemas`: do not change it by hand."
    definitions = schema.get("definitions", {}) | kinds
    return {"$schema": _DRAFT, "$comment": comment} | schema | {"definitions": definitions}


def _file(model: type[Record]) -> Schema:
    """A file that lists records under one key, or is a record by itself."""
    record = _model(model)
    if model not in LISTS:
        return _whole(record)
    properties = {LISTS[model]: {"type": "array", "items": record}}
    return _whole({"type": "object", "properties": properties, "additionalProperties": False})


def _model(model: type[Model]) -> Schema:
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
    return {
        "type": "object",
        "description": model.__doc__,
        "properties": properties,
        "required": [info.alias or name for name, info in fields if info.is_required()],
        "additionalProperties": False,
    }


def _value(hint: Any) -> Schema:
    if hint in _KIND_OF:
        return _refer(f"#/definitions/{_KIND_OF[hint]}")
    if isinstance(hint, type) and issubclass(hint, Reference):
        return _refer(f"{IDS}#/definitions/{_name(hint)}")
    if isinstance(hint, type) and issubclass(hint, Model):
        return _model(hint)
    if get_origin(hint) is Literal:
        return {"enum": list(get_args(hint))}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _value(get_args(hint)[0])}
    # What is left out of a file is None in the record; None cannot be written.
    (given,) = (one for one in get_args(hint) if one is not NoneType)
    return _value(given)


def _refer(target: str) -> Schema:
    # In draft 7 nothing counts that is beside a $ref, such as a description.
    return {"allOf": [{"$ref": target}]}


def _name(kind: type[Reference]) -> str:
    return kind.__name__.removesuffix("Id").lower()
