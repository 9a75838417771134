"""How records are written: the layouts of their models, and a file of data in canonical form."""

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
    """Return the layout of a model: its fields in their order, what is written here folded."""
    keys = {}
    for name, info in fields_of(model).items():
        inner = class_in(info.annotation, Model)
        is_ours = class_in(info.annotation, Headline) is not None
        keys[name] = layout_of(inner) if inner else Layout(folded=is_ours)
    return Layout(keys)


def text_of(
    model: type[Model], values: Mapping[str, Any], notes: Mapping[str, str] | None = None
) -> str:
    """Return one record in canonical form, by `record_text`; set in where it belongs in a list."""
    return record_text(layout_of(model), values, notes or {}, 4 if model in LISTS else 0)


def canonical(path: str, raw: bytes) -> tuple[str | None, list[Problem]]:
    """Return the text of a file of data/ in canonical form, or None and why there is none."""
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
        message = "this file cannot be written in canonical form without a loss"
        return None, [Problem(Place(path), message, "it was left as it is; please report it")]
    return text, []
