"""What a preview keeps between builds, limited to what the site contains."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


class Kept:
    """Values by name, each with the input it was made from."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[object, Any]] = {}
        self._used: set[str] = set()

    def once(self, name: str, of: object, make: Callable[[], Any]) -> Any:
        """Return the value made from an input, reusing the last one if the input is the same."""
        self._used.add(name)
        known = self._made.get(name)
        if known is None or known[0] != of:
            known = self._made[name] = (of, make())
        return known[1]

    def forget_unused(self) -> None:
        """Drop every value not requested since the last call."""
        self._made = {name: one for name, one in self._made.items() if name in self._used}
        self._used = set()
