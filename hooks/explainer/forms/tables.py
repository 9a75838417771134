"""Tables: each kind of record as a file of comma-separated values (RFC 4180).

Lists are joined by semicolons; anything deeper is JSON.
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from explainer.facts.model import fields_of
from explainer.forms.json_api import FOLDER
from explainer.forms.publication import KINDS, PRIVATE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.forms.publication import File, Publication

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula (OWASP, "CSV Injection")."""


def tables(publication: Publication) -> Iterator[File]:
    """Yield a table for each kind of record, with the address of each record's page."""
    for kind, model in KINDS.items():
        columns = [name for name in fields_of(model) if name not in PRIVATE]
        file = io.StringIO()
        writer = csv.writer(file)
        writer.writerow([*columns, "page"])
        for record in publication.records[kind].values():
            values = publication.fields(record)
            cells = [_cell(values.get(name)) for name in columns]
            writer.writerow([*cells, _cell(publication.page(record))])
        # With a byte order mark, Excel reads it as UTF-8.
        yield f"{FOLDER}/{kind}.csv", file.getvalue().encode("utf-8-sig")


def _cell(value: object) -> str:
    """Return the text of a cell, which no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        value = "; ".join(value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"'{text}" if text.startswith(_FORMULA) else text
