"""The layout of records, and the canonical form of data files."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from explainer.facts.field_types import Headline, kind_of
from explainer.facts.loader import LISTS, kind_of_file, misplaced
from explainer.facts.model import Model, class_in, fields_of
from explainer.problems import Place, Problem
from explainer.yaml_text import reader
from explainer.yaml_text.canonical import Layout, formatted, record_text

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def layout_of(model: type[Model]) -> Layout:
    """Return the layout of a model: its fields in order, with our own texts folded."""
    keys = {}
    for name, info in fields_of(model).items():
        inner = class_in(info.annotation, Model)
        is_ours = class_in(info.annotation, Headline) is not None
        keys[name] = layout_of(inner) if inner else Layout(folded=is_ours)
    return Layout(keys)


def text_of(
    model: type[Model], values: Mapping[str, Any], notes: Mapping[str, str] | None = None
) -> str:
    """Return one record in canonical form, indented if it belongs in a list."""
    return record_text(layout_of(model), values, notes or {}, 4 if model in LISTS else 0)


def canonical(path: str, raw: bytes) -> tuple[str | None, list[Problem]]:
    """Return the canonical form of a data file, or None and the reason."""
    document, problems = reader.read_bytes(path, raw)
    model = kind_of_file(path)
    if document and model is None:
        problems = [misplaced(document)]
    if document is None or model is None or problems:
        return None, problems
    key = LISTS.get(model)
    if not isinstance(document.value, dict) or not document.value:
        message = f"expected lines of 'key: value', found {kind_of(document.value or '')}"
        hint = f"begin the file with '{key or next(iter(fields_of(model)))}:'"
        return None, [Problem(document.place(()), message, hint)]
    layout = layout_of(model)
    text = (
        formatted(document, Layout({key: layout}), (key,)) if key else formatted(document, layout)
    )
    if text is None:
        message = "this file cannot be put into canonical form without losing something"
        return None, [Problem(Place(path), message, "the file is unchanged; please report this")]
    return text, []
