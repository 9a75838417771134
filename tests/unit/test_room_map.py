"""The map of rooms in the guide is the one that the imports make."""

from __future__ import annotations

from room_map import BLOCK, GUIDE, LAYERS, room_map


def test_the_map_is_as_the_imports_are() -> None:
    """Run `make map` when an import between rooms has come or gone."""
    found = BLOCK.search(GUIDE.read_text(encoding="utf-8"))
    assert found is not None
    assert found[0] == room_map()


def test_every_room_is_on_the_map() -> None:
    """A new package has its place in a layer."""
    rooms = {room for layer in LAYERS for room in layer}
    assert all(f"    {room}\n" in room_map() for room in rooms)
