"""Names of blocks: finds fences that were probably meant to be blocks of ours."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from explainer.problems import letters_apart

if TYPE_CHECKING:
    from collections.abc import Collection

_OPTION = re.compile(r"\s*(?:[a-z_]+[ \t]*:(?:\s.*)?|-\s.*|#.*)?")
"""A line of a block: an option, a list item, a comment or an empty line."""


def nearest_block(name: str, body: str, blocks: Collection[str]) -> str | None:
    """Return the name of the block that a fence was probably meant to be, or None.

    A fence is code if its language can be highlighted or its body does not look like options.
    """
    if name in blocks or name.lower() in _languages():
        return None
    if not all(_OPTION.fullmatch(line) for line in body.split("\n")):
        return None
    distance, near = min((letters_apart(name, block), block) for block in blocks)
    return near if distance <= (2 if len(name) >= 8 else 1) else None


@cache
def _languages() -> frozenset[str]:
    from pygments.lexers import get_all_lexers  # type: ignore[import-untyped]  # noqa: PLC0415  (it has no types; loading it takes 30 ms, and few pages need it)

    return frozenset(alias for _, aliases, _, _ in get_all_lexers() for alias in aliases)
