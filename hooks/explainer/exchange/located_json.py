"""Located JSON: JSON (RFC 8259) whose objects know where they begin.

It is the standard library's reader in its Python form, which has a hook for objects.
"""

from __future__ import annotations

from bisect import bisect_right
from json import JSONDecodeError, JSONDecoder
from json.decoder import JSONObject  # type: ignore[attr-defined]  # typeshed leaves it out
from json.scanner import py_make_scanner  # type: ignore[attr-defined]  # typeshed leaves it out
from typing import Any

from explainer.exchange.imported import UnreadableFileError
from explainer.problems import Place


class LocatedObject(dict[str, Any]):
    """An object of JSON."""

    at: int = 0
    """The 0-based character at which it begins."""
    repeated: tuple[str, ...] = ()
    """The keys that it has more than once: the last value counts."""


class _Decoder(JSONDecoder):
    def __init__(self) -> None:
        super().__init__(object_pairs_hook=_made)
        self.parse_object = self._located
        self.scan_once = py_make_scanner(self)

    @staticmethod
    def _located(text_and_end: tuple[str, int], *arguments: Any) -> Any:
        found, end = JSONObject(text_and_end, *arguments)
        found.at = text_and_end[1] - 1
        return found, end


def _made(pairs: list[tuple[str, Any]]) -> LocatedObject:
    made = LocatedObject(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        made.repeated = tuple(sorted({name for name in names if names.count(name) > 1}))
    return made


def read(text: str, path: str) -> Any:
    """Return the value of a JSON text; raise UnreadableFileError where it is none."""
    try:
        return _Decoder().decode(text)
    except JSONDecodeError as error:
        row = text.split("\n")[error.lineno - 1]
        place = Place(path, error.lineno, error.colno, row.rstrip("\r"))
        message = f"not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        raise UnreadableFileError(place, message) from None
    except RecursionError:
        raise UnreadableFileError(Place(path), "this JSON is nested too deeply") from None
    except ValueError:  # of a number with thousands of digits
        raise UnreadableFileError(Place(path), "a number is too long") from None


class Lines:
    """The places of a text's characters."""

    def __init__(self, text: str, path: str) -> None:
        """Take the text and the path of its file."""
        self.path = path
        self.starts = [0]
        for row in text.split("\n"):
            self.starts.append(self.starts[-1] + len(row) + 1)

    def place(self, value: Any) -> Place:
        """Return the place of an object; the beginning of the file for any other value."""
        at = value.at if isinstance(value, LocatedObject) else 0
        line = bisect_right(self.starts, at)
        return Place(self.path, line, at - self.starts[line - 1] + 1)
