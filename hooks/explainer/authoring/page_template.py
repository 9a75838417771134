"""The template of a topic's page: the headings and blocks that every such page has."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from explainer.facts.edtf import parse

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

DAY = timedelta(days=1)

PAGE = """\
---
topic: {slug}
coverage: 90 %
# words: 900-1500
---

# {title}

```topic
```

<!-- A block in a comment has nothing to show yet. When it has, put ``` for each mark around it. -->

## In short

## The dates that matter

<!-- overview
-->

## What happened?

## Where they stand

<!-- positions
until: {until}
-->

## Timeline

<!-- timeline
until: {until}
-->

## In their words

<!-- statements
until: {until}
-->

## Disputed or unknown

<!-- discrepancies
until: {until}
-->

<!-- open-questions
until: {until}
-->

<!-- If nothing came later, delete the block as-of and the next section. -->

```as-of
```

## What happened next?

<!-- timeline
from: {since}
summaries: none
-->

## Notes

```notes
```

## How we know

```provenance
```

```changes
```
"""


def new_page_text(values: Mapping[str, str], shown: Collection[str] = ()) -> str:
    """Return the Markdown of a page for a new topic, from the values of its record.

    Blocks that have nothing to show yet are comments: an empty block is a problem.
    `shown` names those that have, by their first line and the key after it, such as
    `timeline until`.
    """
    until = parse(values["as_of"]).last_day.date
    since = until + DAY if until < date.max else until
    text = PAGE.format(slug=values["slug"], title=values["title"], until=until, since=since)
    for block in shown:
        first = block.replace(" ", "\n")
        text = re.sub(rf"<!-- ({first}.*?\n)-->", r"```\1```", text, flags=re.DOTALL)
    return text
