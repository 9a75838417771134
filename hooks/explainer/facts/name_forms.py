"""Forms of names: which forms belong to which people and bodies, and which are ambiguous."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.problems import Problem, quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from explainer.facts.actors import Organisation, Person
    from explainer.facts.catalog import Catalog
    from explainer.problems import Place


def same_name_problems(catalog: Catalog, meant: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each name that also belongs to another person or body.

    Leave out names of anybody in `meant`, the ids of those whom pages say they mean.
    """
    for form, actors in shared_forms(catalog).items():
        if any(actor in meant for actor in actors):
            continue
        for name in actors:
            others = [
                f"'{other}', {place.path}:{place.line}"
                for other in actors
                if other != name and (place := catalog.actor(other).place_of())
            ]
            message = f"the name {quoted(form, 100)} also belongs to {' and '.join(others)}"
            hint = (
                "tell them apart, for example by a first name, an initial or a place; or say in "
                f"the front matter of a page whom it means: means: [{name}]"
            )
            yield Problem(_place_of_form(catalog.actor(name), form), message, hint)


def shared_forms(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """Return each name of two or more people or bodies, with their ids."""
    return {form: ids for form, ids in catalog.actors_by_form.items() if len(ids) > 1}


def form_key(form: str) -> str:
    """Return the lookup key of a name form, the same when it begins a sentence."""
    return f"the {form[4:]}" if form.startswith("The ") else form


def _place_of_form(actor: Person | Organisation, key: str) -> Place:
    forms = [form_key(form) for form in (actor.name, *actor.also)]
    index = forms.index(key)
    return actor.place_of("also", index - 1) if index else actor.place_of("name")
