"""Tables: each kind of record as a file of comma-separated values (RFC 4180).

Lists are joined by semicolons; anything deeper is JSON.
"""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

from explainer.facts.model import fields_of
from explainer.facts.numbers import Number
from explainer.forms.json_api import FOLDER
from explainer.forms.publication import KINDS, PRIVATE, plain_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from explainer.facts.model import Record
    from explainer.forms.publication import File, Publication

PAGE = "page"
"""The column with the address of a record's page; all others have the names of fields."""
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet takes for the beginning of a formula (OWASP, "CSV Injection").

An apostrophe is put before it, even if it has apostrophes already: removing one gives the text
back.
"""


def tables(publication: Publication) -> Iterator[File]:
    """Yield a table for each kind of record, with the address of each record's page."""
    for kind, model in KINDS.items():
        records = publication.records[kind].values()
        rows = [
            {
                **publication.fields(one),
                **(plain_numbers(one) if isinstance(one, Number) else {}),
                PAGE: publication.page(one),
            }
            for one in records
        ]
        yield f"{FOLDER}/{kind}.csv", table(model, rows)


def columns(model: type[Record]) -> list[str]:
    """Return the names of the columns for a kind of record."""
    names = [name for name in fields_of(model) if name not in PRIVATE]
    return [*names, *(("least", "most") if model is Number else ()), PAGE]


def table(model: type[Record], rows: Iterable[Mapping[str, object]]) -> bytes:
    """Return a table of records, each as plain values by the names of the columns."""
    file = io.StringIO()
    writer = csv.writer(file)
    names = columns(model)
    writer.writerow(names)
    writer.writerows([_cell(row.get(name)) for name in names] for row in rows)
    # With a byte order mark, Excel reads it as UTF-8.
    return file.getvalue().encode("utf-8-sig")


def _cell(value: object) -> str:
    """Return the text of a cell, which no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, (int, float)):  # a minus before a number begins no formula
        return str(value)
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        value = "; ".join(value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"'{text}" if _FORMULA.match(text) else text
