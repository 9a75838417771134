"""Field changes: where a record says something else than before, each at its YAML path."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from explainer.diff.plain_records import inner_model, meaning
from explainer.facts.model import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from explainer.facts.model import Model
    from explainer.yaml_text.document import Value


@dataclass(frozen=True)
class FieldChange:
    """A field of a record that says something else than before."""

    path: str
    """The way to it in YAML: `date`, `offices[0].to`; what is gone has its former number."""
    before: Value | None
    """None if it was not there, or held what is so if it is left out."""
    after: Value | None
    item: str = ""
    """What names the item of a list in which it stands, such as the title of an office."""
    for_review: bool = False
    """Whether a reviewer should look at it first."""

    @property
    def gone(self) -> list[str]:
        """What a list of texts no longer holds."""
        return less(self.before, self.after)

    @property
    def new(self) -> list[str]:
        """What a list of texts holds now."""
        return less(self.after, self.before)


def changes(
    before: Mapping[str, Value], after: Mapping[str, Value], model: type[Model] | None, at: str = ""
) -> Iterator[FieldChange]:
    """The fields that say something else, each at its YAML path; `at` is the way to them."""
    names = [*(fields_of(model) if model else ()), *after, *before]
    for name in dict.fromkeys(name for name in names if name in before or name in after):
        was, now = before.get(name), after.get(name)
        if _same(was, now, name):
            continue
        inner, path = inner_model(model, name), f"{at}{name}"
        if isinstance(was, dict) and isinstance(now, dict):
            yield from changes(was, now, inner, f"{path}.")
        elif inner and (pair := _lists(was, now)):
            yield from _items(*pair, inner, path)
        elif name == "topics" and isinstance(was, list) and isinstance(now, list):
            if was[:1] != now[:1]:
                home = was[0] if was else None, now[0] if now else None
                yield FieldChange(f"{path}[0]", *home)
            if Counter(map(meaning, was)) != Counter(map(meaning, now)):
                yield FieldChange(path, was, now)
        else:
            yield FieldChange(path, was, now)


def _same(before: Value | None, after: Value | None, name: str) -> bool:
    if before is None or after is None:
        return before is after
    return meaning(before, name) == meaning(after, name)


def _lists(
    before: Value | None, after: Value | None
) -> tuple[list[dict[str, Value]], list[dict[str, Value]]] | None:
    """Both as lists of mappings; None if one of them is anything else."""
    lists: list[list[dict[str, Value]]] = []
    for value in (before or [], after or []):
        items = [item for item in value if isinstance(item, dict)]
        if not isinstance(value, list) or len(items) < len(value):
            return None
        lists.append(items)
    return lists[0], lists[1]


def _items(
    before: Sequence[dict[str, Value]],
    after: Sequence[dict[str, Value]],
    model: type[Model],
    at: str,
) -> Iterator[FieldChange]:
    """The changes in a list of mappings, whose items have no ids: the most alike are one."""
    first = next(iter(fields_of(model)))
    alike = sorted(
        (-_likeness(was, now, first), here, there)
        for there, was in enumerate(before)
        for here, now in enumerate(after)
    )
    then: dict[int, int] = {}
    for likeness, here, there in alike:
        if likeness <= -0.5 and here not in then and there not in then.values():
            then[here] = there
    for here, now in enumerate(after):
        if here in then:
            name = now.get(first)
            for change in changes(before[then[here]], now, model, f"{at}[{here}]."):
                known = change.path != f"{at}[{here}].{first}"
                yield replace(change, item=name if known and isinstance(name, str) else "")
        else:
            yield FieldChange(f"{at}[{here}]", None, now)
    for there, was in enumerate(before):
        if there not in then.values():
            yield FieldChange(f"{at}[{there}]", was, None)


def _likeness(before: Mapping[str, Value], after: Mapping[str, Value], first: str) -> float:
    """The share of fields that are the same, and 1 more if the one that names the item is."""
    names = {*before, *after}
    same = [name for name in names if _same(before.get(name), after.get(name), name)]
    return (len(same) / len(names) if names else 1) + (first in same)


def less(value: Value | None, other: Value | None) -> list[str]:
    """The texts of one list that the other does not have; none if one is no list of texts."""
    lists: list[list[str]] = []
    for one in (value or [], other or []):
        texts = [item for item in one if isinstance(item, str)]
        if not isinstance(one, list) or len(texts) < len(one):
            return []
        lists.append(texts)
    left = Counter(lists[0]) - Counter(lists[1])
    return [text for text in dict.fromkeys(lists[0]) for _ in range(left[text])]
