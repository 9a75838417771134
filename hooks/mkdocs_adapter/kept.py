"""What a preview keeps from one build to the next, bounded by what is in the site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


class Kept:
    """Values by name, each with what it was made of."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[object, Any]] = {}
        self._used: set[str] = set()

    def once(self, name: str, of: object, make: Callable[[], Any]) -> Any:
        """Return what is made of something; what was made of the same before is not made again."""
        self._used.add(name)
        known = self._made.get(name)
        if known is None or known[0] != of:
            known = self._made[name] = (of, make())
        return known[1]

    def forget_unused(self) -> None:
        """Drop what has not been asked for since the last time."""
        self._made = {name: one for name, one in self._made.items() if name in self._used}
        self._used = set()
