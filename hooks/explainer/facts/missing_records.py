"""Missing records: what to say of a reference that leads to no record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.facts.model import PublishedRecord
from explainer.problems import Problem, did_you_mean, quoted

if TYPE_CHECKING:
    from collections.abc import Callable

    from explainer.facts.catalog import Catalog
    from explainer.facts.field_types import Reference
    from explainer.facts.model import Model
    from explainer.problems import Place
    from explainer.yaml_text.document import Loc


def missing_records(model: Model, place: Callable[[Loc], Place], catalog: Catalog) -> list[Problem]:
    """Return a problem for each reference in the model to a missing record."""
    return [
        missing_record(reference, place(loc), catalog)
        for loc, reference in model.references
        if not catalog.resolves(reference)
    ]


def missing_record(reference: Reference, place: Place, catalog: Catalog) -> Problem:
    """Return the problem of a reference to a missing record."""
    for noun in reference.kinds:
        if draft := catalog.drafts.get((noun, reference)):
            own, its = getattr(draft, "draft", False), draft.place_of()
            how = "take 'draft: true' out" if own else "publish its topic"
            hint = f"leave it out here, or publish it: {how}; see {its.path}:{its.line}"
            return Problem(place, f"the {noun} {quoted(reference, 100)} is a draft", hint)
    *kinds, last = reference.kinds
    kind = f"{', '.join(kinds)} or {last}" if kinds else last
    kind = kind if len(kinds) < 3 else "record"
    record, loc = catalog.given.get(reference, (None, ()))
    if isinstance(record, PublishedRecord) and "aliases" in loc:
        hint = f"its id is now '{record.id}'"
    elif at := catalog.place(reference):
        hint = f"{at.path}:{at.line} uses that id for something else"
    else:
        names = catalog.names(reference.kinds)
        hint = did_you_mean(reference, names, f"for example: {names[0]}" if names else "")
    return Problem(place, f"no {kind} {quoted(reference, 100)}", hint)
