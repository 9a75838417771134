"""Draws the rooms of the package and the imports between them into CONTRIBUTING.md, as Mermaid.

Run by `make map`. The imports are read by grimp (BSD; the library beneath import-linter).
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import grimp

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "CONTRIBUTING.md"
BLOCK = re.compile(r"(?<=<!-- map -->\n)```mermaid\n.*?\n```\n", re.DOTALL)

CONTRACT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
LAYERS = [
    [room for one in layer.split(" : ") if (room := one.partition(".")[2]) != "__main__"]
    for layer in CONTRACT["contracts"][0]["layers"]
]
"""The rooms from top to bottom, as import-linter checks them."""


def room_map() -> str:
    """Return the map: each layer in a frame, and an arrow for each room that uses another.

    Only arrows to the next layers that a room needs directly are drawn: not those that another
    room on the way draws already.
    """
    graph = grimp.build_graph("explainer", cache_dir=None)
    uses: set[tuple[str, str]] = set()
    for importer in graph.modules:
        for imported in graph.find_modules_directly_imported_by(importer):
            user, used = _room(importer), _room(imported)
            if user and used and user != used:
                uses.add((user, used))
    lines = ["```mermaid", "flowchart TD"]
    for number, rooms in enumerate(LAYERS, 1):
        lines.append(f"  subgraph layer{number}[ ]")
        lines.append("    direction LR")
        lines += [f"    {room}" for room in rooms]
        lines.append("  end")
    direct = {
        (user, used)
        for user, used in uses
        if not any((user, via) in uses and (via, used) in uses for via in _rooms())
    }
    lines += [f"  {user} --> {used}" for user, used in sorted(direct)]
    return "\n".join([*lines, "```", ""])


def _rooms() -> list[str]:
    return [room for rooms in LAYERS for room in rooms]


def _room(module: str) -> str:
    """Return the room of a module; empty for the package itself."""
    parts = module.split(".")
    return "" if len(parts) < 2 else {"__main__": "cli"}.get(parts[1], parts[1])


def main() -> None:
    """Write the map into the guide."""
    sys.path.insert(0, str(ROOT / "hooks"))
    text = GUIDE.read_text(encoding="utf-8")
    GUIDE.write_text(BLOCK.sub(lambda _: room_map(), text, count=1), encoding="utf-8")


if __name__ == "__main__":
    main()
