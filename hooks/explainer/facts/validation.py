"""Validation: turns plain values into a record, or every problem with its place.

pydantic finds the errors; we report them in our words, at the value, the key or the parent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args, get_origin

from pydantic import ValidationError

from explainer.facts.field_types import kind_of
from explainer.facts.model import Model, class_in, fields_of
from explainer.problems import Problem, did_you_mean, nearest, quoted

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

    from explainer.yaml_text.document import Document, Loc

S = TypeVar("S", bound=Model)


def validate(
    document: Document, loc: Loc, model: type[S], label: str = ""
) -> tuple[S | None, list[Problem]]:
    """Return the record at the end of the way, or None, and its problems.

    `label` is the noun for messages, by default the model's own.
    """
    value = document.at(loc)
    lacking = _lacking(document, loc, model, label)
    try:
        record = model.model_validate(value, context=(document, loc))
    except ValidationError as error:
        errors = error.errors(include_url=False)
        kept = [detail for detail in errors if not _said_twice(detail, errors)]
        problems = [_problem(document, loc, model, label, detail) for detail in kept]
        return None, problems + lacking
    return (None, lacking) if lacking else (record, [])


def _lacking(document: Document, loc: Loc, model: type[Model], label: str) -> list[Problem]:
    """Return the problem of a record with none of the fields of which it needs one."""
    value, needed = document.at(loc), model.one_of
    if not needed or not isinstance(value, dict) or not value.keys().isdisjoint(needed):
        return []
    misspelt = value.keys() - fields_of(model).keys()
    if any(nearest(name, misspelt) for name in needed):
        return []
    *names, last = (f"'{name}'" for name in needed)
    whole = f"a {label}" if label else with_article(model.noun)
    message = f"{whole} needs the field {', '.join(names)} or {last}"
    return [Problem(document.place(loc), message, _example(needed[0], fields_of(model)[needed[0]]))]


def _said_twice(error: ErrorDetails, errors: list[ErrorDetails]) -> bool:
    """Return whether another error is its cause: a misspelt key, or a mistake in a list's item."""
    loc = error["loc"]
    if error["type"] == "too_short":
        return any(other["loc"][:-1][: len(loc)] == loc for other in errors)
    if error["type"] != "missing":
        return False
    *parent, name = error["loc"]
    unknown = [other["loc"] for other in errors if other["type"] == "extra_forbidden"]
    misspelt = [str(key) for *above, key in unknown if above == parent]
    return nearest(str(name), misspelt) is not None


def _problem(
    document: Document, loc: Loc, model: type[Model], label: str, error: ErrorDetails
) -> Problem:
    """Return pydantic's error as a problem, with message, hint and place by its kind."""
    within = error["loc"]
    parent = _model_at(model, within[:-1])
    whole = f"a {label}" if label and parent is model else with_article(parent.noun)
    field = fields_of(parent).get(str(within[-1])) if within else None
    here, found = (*loc, *within), error["input"]
    match error["type"]:
        case "extra_forbidden":
            beside = document.at(here[:-1])
            names = [name for name in fields_of(parent) if name not in beside]
            otherwise = f"its fields are {', '.join(fields_of(parent))}"
            hint = did_you_mean(str(within[-1]), names, otherwise)
            message = f"{whole} has no field {quoted(str(within[-1]))}"
            return Problem(document.key_place(here), message, hint)
        case "missing":
            message = f"{whole} needs the field '{within[-1]}'"
            return Problem(document.place(here[:-1]), message, _example(str(within[-1]), field))
        case "string_type":
            message = f"expected text, found {kind_of(found)}"
        case "tuple_type":
            message = f"expected a list, found {kind_of(found)}"
            return Problem(document.place(here), message, f"for example: {within[-1]}: [one, two]")
        case "model_type" | "model_attributes_type":
            inner = with_article(_model_at(model, within).noun)
            message = (
                f"expected {inner if within else whole} with its fields, found {kind_of(found)}"
            )
            return Problem(document.place(here), message, "write its fields as 'key: value'")
        case "literal_error":
            names = _words_in(fields_of(parent)[_name(within)].annotation)
            message = f"{quoted(str(found))} is not one of: {', '.join(names)}"
            return Problem(document.place(here), message, did_you_mean(str(found), names))
        case "string_too_short" | "too_short":
            message = f"'{_name(within)}' is empty"
        case _:
            reason = error.get("ctx", {}).get("error")
            place = document.place(here, getattr(reason, "offset", 0))
            return Problem(place, str(reason or error["msg"]), getattr(reason, "hint", ""))
    return Problem(document.place(here), message, _example(_name(within), field))


def _model_at(model: type[Model], loc: Loc) -> type[Model]:
    """Return the model of the field at the end of the way."""
    for step in loc:
        info = fields_of(model).get(str(step))
        inner = class_in(info.annotation, Model) if info else None
        if inner:
            model = inner
    return model


def _name(loc: Loc) -> str:
    return next((step for step in reversed(loc) if isinstance(step, str)), "")


def _example(name: str, field: FieldInfo | None) -> str:
    if field is None:
        return ""
    is_list = get_origin(field.annotation) is tuple
    if (words := _words_in(field.annotation)) and not is_list:
        return f"write one of: {', '.join(words)}"
    if is_list:
        return f"for example: {name}: [one, two]"
    if field.examples:
        return f"for example: {name}: {field.examples[0]}"
    return " ".join((field.description or "").split())


def _words_in(annotation: Any) -> list[str]:
    """Return the words of the first `Literal` in an annotation such as `tuple[Kind, ...]`."""
    if get_origin(annotation) is Literal:
        return [str(word) for word in get_args(annotation)]
    inner = (_words_in(part) for part in get_args(annotation))
    return next((words for words in inner if words), [])


def with_article(noun: str) -> str:
    """Return a noun with `a` or `an` before it."""
    return f"{'an' if noun[0] in 'aeio' else 'a'} {noun}"
