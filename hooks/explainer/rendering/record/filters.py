"""Filters: narrow a list to what has some values, without a script.

Each choice has a number, which its items carry; a style sheet hides the other items.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


@dataclass(frozen=True)
class Choice:
    """A value to filter by."""

    number: int
    """Its number on the page, from 1."""
    value: str
    """Its value in the page's address, such as `north`."""
    label: str
    """Its label for readers."""
    count: int
    """How many items have it."""


@dataclass(frozen=True)
class Filter:
    """A list of choices, of which a reader takes one."""

    name: str
    """Its name in the page's address, such as `side`."""
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Filters:
    """The filters of a page."""

    lists: tuple[Filter, ...]
    numbers: Mapping[str, str]
    """The numbers of the choices that show an item, joined by spaces, by the item's id."""


def filters(
    labels: Mapping[str, Mapping[str, str]], marks: Mapping[str, Mapping[str, Collection[str]]]
) -> Filters:
    """Return the filters for some items.

    `labels` has the label of each value by the filter's name, in the order to show; `marks` has
    the values of each item by its id and the filter's name. Values of no item are left out.
    """
    found: list[Filter] = []
    number = 0
    by_value: dict[tuple[str, str], int] = {}
    for name, known in labels.items():
        counts = Counter(value for values in marks.values() for value in values[name])
        choices = []
        for value in filter(counts.__contains__, known):
            number += 1
            by_value[name, value] = number
            choices.append(Choice(number, value, known[value], counts[value]))
        if len(choices) > 1:
            found.append(Filter(name, tuple(choices)))
    numbers = {
        item: " ".join(
            str(by_value[name, value])
            for name in labels
            for value in sorted(values[name])
            if (name, value) in by_value
        )
        for item, values in marks.items()
    }
    return Filters(tuple(found), numbers)


def filter_styles(most: int) -> str:
    """Return the style sheet for filters with up to that many choices on a page.

    A link to an item shows it despite the filter; print shows all items.
    """
    rules = []
    for number in range(1, most + 1):
        chosen = f'.filtered:has([data-choice="{number}"]:checked)'
        marked = f'[data-choices~="{number}"]'
        rules.append(f"{chosen} [data-choices]:not({marked}, :target, :has(:target))")
        rules.append(f"{chosen} .year:not(:has({marked}, :target))")
    hidden = ",\n".join(rules)
    return f"@media screen{{{hidden}{{display:none}}}}\n" if rules else ""
