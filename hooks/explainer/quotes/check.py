"""One quote and its check: whether its words are still those that were found in its source.

A check has the words that were compared, after normalisation.
So a build can find, without the source, which word, context or source has changed.
"""

from __future__ import annotations

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
"""What a check was made against if a person compared the words with the source."""

UNVERIFIED = "unverified"
"""What it says if nobody has compared the words yet: a build only finds whether they change."""

_PARTS = ("prefix", "text", "suffix")


class Check(Record):
    """A quote found in its source."""

    noun: ClassVar[str] = "check"
    statement: Text
    """The id of the statement."""
    prefix: str = ""
    """The words before it that were compared, after normalisation."""
    text: Text
    """The words that were compared."""
    suffix: str = ""
    """The words after it that were compared."""
    source: Text
    """The id of the source that they were found in."""
    url: Text
    """The source's address at that time."""
    against: Text
    """The fingerprint of the capture, or `read` if a person compared without one,
    or `unverified` if nobody has yet."""
    checked: Edtf
    """The day of the check, or on which the unverified words were recorded."""
    seal: Text
    """The fingerprint of all this: nobody writes it without computing it."""


def checked(
    said: Statement, source: Source, against: str, today: date, old: Check | None
) -> dict[str, str]:
    """Return the fields of a check made today.

    A check made before in the same way, of the same words, keeps its day.
    """
    same = old and old.against == against and not any(changes(said, source, old))
    parts = {part: " ".join(words(getattr(said, part))) for part in _PARTS}
    fields = {
        "statement": str(said.id),
        **{part: text for part, text in parts.items() if text},
        "source": str(said.source),
        "url": source.url,
        "against": against,
        "checked": old.checked.edtf() if old and same else today.isoformat(),
    }
    return fields | {"seal": _seal(fields)}


def fields_of(check: Check) -> dict[str, str]:
    """Return the fields of a check as the lock has them."""
    fields: dict[str, str] = {name: getattr(check, name) for name in Check.model_fields}
    fields["checked"] = check.checked.edtf()
    return {name: value for name, value in fields.items() if value}


def changes(said: Statement, source: Source, check: Check) -> Iterator[Problem]:
    """Yield the first point in which a statement, its source or the check has changed."""
    if said.source != check.source:
        message = (
            f"these words were checked against {quoted(check.source, 100)}, not '{said.source}'"
        )
        yield Problem(said.place_of("source"), message, again(check))
        return
    if source.url != check.url:
        message = f"'{said.id}' was checked at another address"
        yield Problem(source.place_of("url"), message, again(check))
        return
    for part in _PARTS:
        now, then = getattr(said, part), getattr(check, part)
        # Most words are plain, and do not change in normalisation.
        if " ".join(now.split()) != then and (new := words(now)) != (old := then.split()):
            yield _difference(said, part, new, old, again(check))
            return
    if check.seal != _seal(fields_of(check)):
        message = "this check is not as the command wrote it"
        yield Problem(check.place_of("seal"), message, again(check))


def again(check: Check) -> str:
    """Return what to do about words that have changed since they were checked."""
    read = f"make verify READ={check.statement}"
    how = f"compare it with the page and run: {read}"
    if check.against == UNVERIFIED:
        how = "record it anew: make verify"
    elif check.against != READ:
        how = (
            f"check it again: make verify; or, without the stored text, compare it and run: {read}"
        )
    return f"put it back as it was checked, or {how}"


def absence(said: Statement, capture: Capture) -> Iterator[Problem]:
    """Yield a problem unless the capture has the words exactly once between their context."""
    text = capture.folded.text
    found = find_quote(text, said.text, said.prefix, said.suffix)
    if len(found) == 1:
        return
    if found:
        message = f"{capture.path} has the words {len(found)} times between this context"
        yield Problem(said.place_of("text"), message, "lengthen prefix or suffix")
        return
    for part in ("text", "prefix", "suffix"):
        words_here = getattr(said, part)
        at = departure(text, words_here)
        if at is not None:
            place = said.place_of_word(_word_at(words_here, at), part)
            message = f"from here on {capture.path} has other words"
            yield Problem(place, message, "write the words as the source has them")
            return
    message = f"{capture.path} has the words, but not between this prefix and suffix"
    yield Problem(said.place_of("text"), message, "correct prefix or suffix")


def _word_at(text: str, at: int) -> int:
    """Return the 0-based index of the word that has or follows a character."""
    before = text[:at].split()
    inside = at > 0 and not text[at - 1].isspace()
    return len(before) - inside


def _difference(said: Statement, part: str, new: list[str], old: list[str], hint: str) -> Problem:
    """Return the problem of the first word of a part that is not the one that was checked."""
    opcodes = SequenceMatcher(None, new, old, autojunk=False).get_opcodes()
    kind, at, _, _, _ = next(opcode for opcode in opcodes if opcode[0] != "equal")
    if kind == "delete":
        message = f"{quoted(new[at])} was not among the words that were checked"
    elif kind == "replace":
        message = f"{quoted(new[at])} is not what was checked"
    else:
        before = f" before {quoted(new[at])}" if at < len(new) else " at the end"
        message = f"words that were checked are missing{before}"
    place = said.place_of_word(min(at, len(new) - 1), part) if new else said.place_of(part)
    return Problem(place, f"{message} ('{part}' of '{said.id}')", hint)


def _seal(fields: dict[str, str]) -> str:
    """Return 16 hexadecimal digits of the SHA-256 of all fields but the seal."""
    sealed = [f"{name}: {value}" for name, value in fields.items() if name != "seal"]
    return hashlib.sha256("\n".join(sealed).encode()).hexdigest()[:16]
