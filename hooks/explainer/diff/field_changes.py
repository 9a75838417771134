"""Field changes: the fields of a record that differ from before, each at its YAML path."""

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
    """A field of a record that differs from before."""

    path: str
    """Its YAML path: `date`, `offices[0].to`; a removed item has its former number."""
    before: Value | None
    """None if it was missing, or had the default."""
    after: Value | None
    item: str = ""
    """What identifies the item of a list that it belongs to, such as the title of an office."""
    for_review: bool = False
    """Whether a reviewer should look at it first."""

    @property
    def removed(self) -> list[str]:
        """What a list of texts no longer has."""
        return only_in_first(self.before, self.after)

    @property
    def added(self) -> list[str]:
        """What a list of texts has now, and did not have before."""
        return only_in_first(self.after, self.before)


def field_changes(
    before: Mapping[str, Value], after: Mapping[str, Value], model: type[Model] | None, at: str = ""
) -> Iterator[FieldChange]:
    """Yield each field that differs; `at` is the beginning of their YAML paths."""
    names = [*(fields_of(model) if model else ()), *after, *before]
    for name in dict.fromkeys(name for name in names if name in before or name in after):
        was, now = before.get(name), after.get(name)
        if _same(was, now, name):
            continue
        inner, path = inner_model(model, name), f"{at}{name}"
        if isinstance(was, dict) and isinstance(now, dict):
            yield from field_changes(was, now, inner, f"{path}.")
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
    """Return whether two values of a field mean the same."""
    if before is None or after is None:
        return before is after
    return meaning(before, name) == meaning(after, name)


def _lists(
    before: Value | None, after: Value | None
) -> tuple[list[dict[str, Value]], list[dict[str, Value]]] | None:
    """Return both values as lists of mappings; None if one of them is anything else."""
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
    """Yield the changes in a list of mappings without ids: the most alike items are the same."""
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
            for change in field_changes(before[then[here]], now, model, f"{at}[{here}]."):
                known = change.path != f"{at}[{here}].{first}"
                yield replace(change, item=name if known and isinstance(name, str) else "")
        else:
            yield FieldChange(f"{at}[{here}]", None, now)
    for there, was in enumerate(before):
        if there not in then.values():
            yield FieldChange(f"{at}[{there}]", was, None)


def _likeness(before: Mapping[str, Value], after: Mapping[str, Value], first: str) -> float:
    """Return the share of fields that are the same, plus 1 if the identifying one is."""
    names = {*before, *after}
    same = [name for name in names if _same(before.get(name), after.get(name), name)]
    return (len(same) / len(names) if names else 1) + (first in same)


def only_in_first(value: Value | None, other: Value | None) -> list[str]:
    """Return the texts that only the first of two lists has; none if one is no list of texts."""
    lists: list[list[str]] = []
    for one in (value or [], other or []):
        texts = [item for item in one if isinstance(item, str)]
        if not isinstance(one, list) or len(texts) < len(one):
            return []
        lists.append(texts)
    left = Counter(lists[0]) - Counter(lists[1])
    return [text for text in dict.fromkeys(lists[0]) for _ in range(left[text])]
