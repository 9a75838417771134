"""The rules of the house: how strict they are, and what they measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from explainer.problems import errors
from explainer.site import read_site
from explainer.source_tree import read_folder

if TYPE_CHECKING:
    from pathlib import Path

    from explainer.problems import Problem

PAGE = """\
---
topic: harbour
coverage: 90 %
words: 900-1500
---

# The harbour

## In short

They slammed Zorin.[^gazette-2019-05-14-talks] She left.

## What came of it?

- They talked.[^gazette-2019-05-14-talks]
- She said that
  it was open.
- They left.[^gazette-2019-05-14-talks]

## Sources

```sources
```
"""

RULES = {
    "names": "no record says who or what 'Zorin' is",
    "loaded_words": "avoid 'slammed'",
    "coverage": "3 of 5 factual sentences carry a citation, 60 %; 90 % are asked for",
    "headings": "the heading 'Sources' is not a question",
    "word_counts": "15 words of prose; 900 to 1500 are asked for",
    "in_short": "5 words in 'In short'; 20 to 90 are asked for",
    "sides_heard": "sides whose statements are shown: north, south; 3 are asked for",
}
"""What breaks each rule on the page."""


def problems(example: Path, **rules: str) -> list[Problem]:
    """What is wrong with the page by some rules of the house."""
    lines = "".join(f"{name}: {value}\n" for name, value in rules.items())
    house = f"labels: [In short]\nfewest_sides: 3\n{lines}"
    (example / "data" / "house.yml").write_text(house, encoding="utf-8")
    (example / "docs" / "topics" / "harbour.md").write_text(PAGE, encoding="utf-8")
    return read_site(read_folder(example)).problems


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("strictness", ["problem", "warning", "off"])
def test_a_rule_is_as_strict_as_the_house_says(example: Path, rule: str, strictness: str) -> None:
    """A build fails for a problem, a warning is only shown, and a rule may be off."""
    off = dict.fromkeys(RULES, "off")
    levels = {"problem": ["error"], "warning": ["warning"], "off": []}[strictness]
    found = problems(example, **(off | {rule: strictness}))
    assert [(one.message, one.level) for one in found] == [(RULES[rule], one) for one in levels]


def test_a_site_without_rules_of_its_own_is_only_warned(example: Path) -> None:
    """No word that begins with a capital stops anybody's change."""
    (example / "data" / "house.yml").unlink()
    page = example / "docs" / "topics" / "harbour.md"
    page.write_text(PAGE, encoding="utf-8")
    found = read_site(read_folder(example)).problems
    assert errors(found) == []
    assert {one.message for one in found} == {
        RULES[name] for name in ("names", "loaded_words", "headings", "coverage", "word_counts")
    }


def test_a_page_without_prose_is_not_measured(example: Path) -> None:
    """It has just been begun."""
    text = "---\ntopic: harbour\n---\n\n# The harbour\n\n## In short\n"
    (example / "data" / "house.yml").write_text(
        "in_short: problem\nsides_heard: problem\nfewest_sides: 3\n", "utf-8"
    )
    (example / "docs" / "topics" / "harbour.md").write_text(text, encoding="utf-8")
    assert read_site(read_folder(example)).problems == []
