"""Tables: events, and their sources, in the columns that the site publishes.

The name of a column is the key of a field, in which several values are joined by semicolons.
An event may name a source by its id or by its address.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, get_origin

from explainer.exchange.imported import (
    ImportedEvent,
    ImportedTimeline,
    UnreadableFileError,
    text_of_file,
    value_of_json,
)
from explainer.exchange.spreadsheet import rows_of
from explainer.exchange.timelinejs_file import COLUMNS as OF_TIMELINEJS
from explainer.facts.edtf import DateError, parse
from explainer.facts.model import Model, class_in, fields_of
from explainer.facts.records import Event, Source
from explainer.forms.publication import PRIVATE
from explainer.forms.tables import PAGE, columns
from explainer.problems import Place, Problem, quoted

if TYPE_CHECKING:
    from explainer.exchange.imported import SourceFields
    from explainer.exchange.spreadsheet import Row

_LISTED = re.compile(r"\s*;\s*")


def read(raw: bytes, path: str, sources: tuple[bytes, str] | None = None) -> ImportedTimeline:
    """Return the timeline in a table of events; raise UnreadableFileError if it is none.

    `sources` is the table of the sources that it names, and that table's path.
    """
    text = text_of_file(raw, path)
    losses: list[Problem] = []
    known: dict[str, SourceFields] = {}
    if sources:
        table, at = sources
        rows, losses = rows_of(text_of_file(table, at), at, [*columns(Source), *PRIVATE])
        known = {row.cells["id"]: _source(row) for row in rows if "id" in row.cells}
        losses += [
            Problem(row.place, "a source without an id: not carried")
            for row in rows
            if "id" not in row.cells
        ]
    rows, lost = _event_rows(text, path)
    losses += lost
    events = []
    for row in rows:
        event, lost = _event(row, known)
        events += [event] if event else []
        losses += lost
    return ImportedTimeline(tuple(events), tuple(losses))


def _event_rows(text: str, path: str) -> tuple[list[Row], list[Problem]]:
    """Return the rows of a table of events; name another format if it is of one."""
    try:
        return rows_of(text, path, columns(Event))
    except UnreadableFileError:
        try:
            rows_of(text, path, OF_TIMELINEJS)
        except UnreadableFileError:
            pass
        else:
            hint = "read them by: explainer import timelinejs"
            message = "these are the columns of TimelineJS"
            raise UnreadableFileError(Place(path), message, hint) from None
        raise


def _source(row: Row) -> SourceFields:
    cells = {name: value for name, value in row.cells.items() if name != PAGE}
    return cells | ({"aliases": _LISTED.split(cells["aliases"])} if "aliases" in cells else {})


def _event(row: Row, known: dict[str, SourceFields]) -> tuple[ImportedEvent | None, list[Problem]]:
    fields: dict[str, Any] = {}
    wrong: list[str] = []
    for name, cell in row.cells.items():
        if name in {PAGE, "sources"}:
            continue
        info = fields_of(Event)[name]
        if class_in(info.annotation, Model):
            try:
                fields[name] = value_of_json(cell, info)
            except ValueError as error:
                wrong.append(f"{name} not carried: {error}")
        elif get_origin(info.annotation) is tuple:
            fields[name] = [one for one in _LISTED.split(cell) if one]
        else:
            fields[name] = cell
    sources = []
    for one in _LISTED.split(row.cells.get("sources", "")):
        if one:
            address = re.match(r"[a-zA-Z]+://", one)
            sources.append({"url": one} if address else known.get(one, {"id": one}))
    event = ImportedEvent(row.place, fields, tuple(sources))
    try:
        parse(fields.get("date", ""))
    except DateError as error:
        given = fields.get("date", "")
        why = f"{quoted(given)}: {error}" if given else "there is no date"
        if re.fullmatch(r"\d+[/.]\d+[/.]\d+", given):
            why = f"a spreadsheet has changed its date to {quoted(given)}"
        return None, [event.loss(f"not imported: {why}", error.hint)]
    return event, [event.loss(one) for one in wrong]
