"""One quote and its check: whether its words are still those that were found in its source.

A check holds fingerprints of what was compared.
So a build can tell, without the source, which word, context or source is no longer the same.
"""

from __future__ import annotations

import base64
import hashlib
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, ClassVar

from explainer.facts.field_types import Edtf, Text
from explainer.facts.model import Record
from explainer.language.normalisation import words
from explainer.language.word_search import departure, find_quote
from explainer.problems import Problem, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from explainer.facts.records import Source, Statement
    from explainer.quotes.captures import Capture

READ = "read"
"""What a check was made against where a person compared the words with the source."""

UNVERIFIED = "unverified"
"""What stands there where nobody has compared the words yet: they are only held as they are."""

_PARTS = ("prefix", "text", "suffix")
_LETTERS = 3  # of base64 for each word: 1 in 262,144 changes is told by the seal alone


class Check(Record):
    """A quote found in its source."""

    noun: ClassVar[str] = "check"
    statement: Text
    """The id of the statement."""
    source: Text
    """The id of the source that it was found in."""
    address: Text
    """The fingerprint of the source's URL."""
    words: Text
    """The fingerprint of prefix, text and suffix: three letters for each word."""
    against: Text
    """The fingerprint of the capture, or `read` where a person compared without one,
    or `unverified` where nobody has yet."""
    checked: Edtf
    """The day of the check, or on which the unverified words were taken down."""
    seal: Text
    """The fingerprint of all this and of the words themselves."""


def checked(
    said: Statement, source: Source, against: str, today: date, old: Check | None
) -> dict[str, str]:
    """The fields of a check made today; a check made before in the same way keeps its day."""
    same = old and old.against == against and not any(changes(said, source, old))
    fields = {
        "statement": str(said.id),
        "source": str(said.source),
        "address": _digest(source.url, 8),
        "words": ".".join(_fingerprint(said, part) for part in _PARTS),
        "against": against,
        "checked": old.checked.edtf() if old and same else today.isoformat(),
    }
    return fields | {"seal": _seal(said, fields)}


def fields_of(check: Check) -> dict[str, str]:
    """The fields of a check as they stand in the lock."""
    fields: dict[str, str] = {name: getattr(check, name) for name in Check.model_fields}
    return fields | {"checked": check.checked.edtf()}


def changes(said: Statement, source: Source, check: Check) -> Iterator[Problem]:
    """The first point in which a statement, its source or the check is not as it was written."""
    if said.source != check.source:
        message = (
            f"these words were checked against {quoted(check.source, 100)}, not '{said.source}'"
        )
        yield Problem(said.place_of("source"), message, again(check))
        return
    if _digest(source.url, 8) != check.address:
        message = f"'{said.id}' was checked at another address"
        yield Problem(source.place_of("url"), message, again(check))
        return
    then = [*check.words.split("."), "", "", ""]
    for part, old in zip(_PARTS, then, strict=False):
        if old != (new := _fingerprint(said, part)):
            yield _difference(said, part, new, old, again(check))
            return
    if check.seal != _seal(said, fields_of(check)):
        message = "this check is not as the command wrote it"
        yield Problem(check.place_of("seal"), message, again(check))


def again(check: Check) -> str:
    """What to do about words that are not as they were checked."""
    read = f"make verify READ={check.statement}"
    how = f"compare it with the page and run: {read}"
    if check.against == UNVERIFIED:
        how = "take it down anew: make verify"
    elif check.against != READ:
        how = (
            f"check it again: make verify; or, without the stored text, compare it and run: {read}"
        )
    return f"put it back as it was checked, or {how}"


def absence(said: Statement, capture: Capture) -> Iterator[Problem]:
    """A problem if the words do not stand in the capture exactly once between their context."""
    text = capture.folded.text
    found = find_quote(text, said.text, said.prefix, said.suffix)
    if len(found) == 1:
        return
    if found:
        message = f"the words stand {len(found)} times in {capture.path} between this context"
        yield Problem(said.place_of("text"), message, "lengthen prefix or suffix")
        return
    for part in ("text", "prefix", "suffix"):
        words_here = getattr(said, part)
        at = departure(text, words_here)
        if at is not None:
            place = said.place_of_word(_word_at(words_here, at), part)
            message = f"from here on {capture.path} has other words"
            yield Problem(place, message, "write the words as they stand in the source")
            return
    message = f"the words stand in {capture.path}, but not between this prefix and suffix"
    yield Problem(said.place_of("text"), message, "mend prefix or suffix")


def _word_at(text: str, at: int) -> int:
    """The 0-based index of the word that holds or follows a character."""
    before = text[:at].split()
    inside = at > 0 and not text[at - 1].isspace()
    return len(before) - inside


def _difference(said: Statement, part: str, new: str, old: str, hint: str) -> Problem:
    """The first word of a part that is not the one that was checked."""
    tokens = words(getattr(said, part))
    opcodes = SequenceMatcher(None, _in_words(new), _in_words(old), autojunk=False).get_opcodes()
    kind, at, _, _, _ = next(opcode for opcode in opcodes if opcode[0] != "equal")
    if kind == "delete":
        message = f"{quoted(tokens[at])} was not among the words that were checked"
    elif kind == "replace":
        message = f"{quoted(tokens[at])} is not what was checked"
    else:
        before = f" before {quoted(tokens[at])}" if at < len(tokens) else " at the end"
        message = f"words that were checked are missing{before}"
    place = said.place_of_word(min(at, len(tokens) - 1), part) if tokens else said.place_of(part)
    return Problem(place, f"{message} ('{part}' of '{said.id}')", hint)


def _fingerprint(said: Statement, part: str) -> str:
    """The words of prefix, text or suffix, each as three letters."""
    return "".join(map(_letters, words(getattr(said, part))))


def _letters(word: str) -> str:
    digest = hashlib.sha256(word.encode()).digest()
    return base64.urlsafe_b64encode(digest)[:_LETTERS].decode()


def _in_words(letters: str) -> list[str]:
    return [letters[at : at + _LETTERS] for at in range(0, len(letters), _LETTERS)]


def _seal(said: Statement, fields: dict[str, str]) -> str:
    """A digest of the check and of the words: what no one writes without computing it."""
    told = [value for name, value in fields.items() if name != "seal"]
    told += [" ".join(words(getattr(said, part))) for part in _PARTS]
    return _digest("\n".join(told), 16)


def _digest(text: str, size: int) -> str:
    """So many hexadecimal digits of the text's SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:size]
