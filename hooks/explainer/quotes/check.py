"""The check of one quote: whether its words are still those found in its source.

A check contains the compared words after normalisation.
A build can therefore find a changed word, context or source without the source itself.
"""

from __future__ import annotations

import hashlib
from difflib import SequenceMatcher
from functools import cached_property
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
"""The value of `against` if a person compared the words with the source."""

UNVERIFIED = "unverified"
"""The value of `against` for unchecked words, which a build only compares with themselves."""

_PARTS = ("prefix", "text", "suffix")


def _field(said: Statement, part: str) -> str:
    """Return the field of a statement with a part of the words as the source has them."""
    return "original" if part == "text" and said.original else part


class Check(Record):
    """A quote found in its source."""

    noun: ClassVar[str] = "check"
    statement: Text
    """The id of the statement."""
    prefix: str = ""
    """The compared words before it, after normalisation."""
    text: Text
    """The compared words."""
    suffix: str = ""
    """The compared words after it."""
    source: Text
    """The id of the source with the words."""
    url: str = ""
    """The source's address at the time of the check."""
    whereabouts: str = ""
    """What was needed to find a source without an address."""
    at: str = ""
    """Where in the source the words were."""
    against: Text
    """The fingerprint of the capture, or `read` if a person compared without one,
    or `unverified` if nobody has yet."""
    checked: Edtf
    """The day of the check, or the day the unverified words were recorded."""
    seal: Text
    """The fingerprint of all other fields, which reveals changes made by hand."""

    @cached_property
    def sealed(self) -> bool:
        """Whether the seal fits; a preview keeps it with the check."""
        return self.seal == _seal(fields_of(self))


def checked(
    said: Statement, source: Source, against: str, today: date, old: Check | None
) -> dict[str, str]:
    """Return the fields of a check made today.

    An earlier check of the same words against the same text keeps its date.
    """
    same = old and old.against == against and not any(changes(said, source, old))
    parts = {part: " ".join(words(getattr(said, _field(said, part)))) for part in _PARTS}
    fields = {
        "statement": str(said.id),
        **{part: text for part, text in parts.items() if text},
        "source": str(said.source),
        **{name: text for name, text in _place(said, source).items() if text},
        "against": against,
        "checked": old.checked.edtf() if old and same else today.isoformat(),
    }
    return fields | {"seal": _seal(fields)}


def _place(said: Statement, source: Source) -> dict[str, str]:
    """Return where the words are, by the fields of a check; empty texts for what is not given."""
    whereabouts = "" if source.url else source.whereabouts
    return {"url": source.url or "", "whereabouts": whereabouts, "at": said.at or ""}


def fields_of(check: Check) -> dict[str, str]:
    """Return the fields of a check as written in the lock."""
    fields: dict[str, str] = {name: getattr(check, name) for name in Check.model_fields}
    fields["checked"] = check.checked.edtf()
    return {name: value for name, value in fields.items() if value}


def changes(said: Statement, source: Source, check: Check) -> Iterator[Problem]:
    """Yield a problem for the first change to a statement, its source or the check."""
    if said.source != check.source:
        message = (
            f"these words were checked against {quoted(check.source, 100)}, not '{said.source}'"
        )
        yield Problem(said.place_of("source"), message, again(check))
        return
    for name, now in _place(said, source).items():
        if now != (then := getattr(check, name)):
            message = f"'{said.id}' was checked at another address"
            if name != "url":
                place = quoted(then, 100) if then else "none was given"
                message = f"'{said.id}' was checked in another place: {place}"
            record = said if name == "at" else source
            yield Problem(record.place_of(name), message, again(check))
            return
    for part in _PARTS:
        field = _field(said, part)
        now, then = getattr(said, field), getattr(check, part)
        # Normalisation leaves most words unchanged.
        if " ".join(now.split()) != then and (new := words(now)) != (old := then.split()):
            yield _difference(said, field, new, old, again(check))
            return
    if not check.sealed:
        message = "this check was changed by hand"
        yield Problem(check.place_of("seal"), message, again(check))


def again(check: Check) -> str:
    """Return a hint for words that have changed since they were checked."""
    read = f"make verify READ={check.statement}"
    how = f"compare it with the page and run: {read}"
    if check.against == UNVERIFIED:
        how = "record it again: make verify"
    elif check.against != READ:
        how = f"check it again: make verify; without the stored text, compare it and run: {read}"
    return f"restore the checked text, or {how}"


def absence(said: Statement, capture: Capture) -> Iterator[Problem]:
    """Yield a problem unless the capture has the words exactly once in their context."""
    text = capture.folded.text
    found = find_quote(text, said.source_words, said.prefix, said.suffix)
    exact = _field(said, "text")
    if len(found) == 1:
        return
    if found:
        message = f"{capture.path} has the words {len(found)} times between this context"
        yield Problem(said.place_of(exact), message, "lengthen prefix or suffix")
        return
    for part in (exact, "prefix", "suffix"):
        words_here = getattr(said, part)
        at = departure(text, words_here)
        if at is not None:
            place = said.place_of_word(_word_at(words_here, at), part)
            message = f"{capture.path} has different words from here on"
            yield Problem(place, message, "write the words exactly as in the source")
            return
    message = f"{capture.path} has the words, but not between this prefix and suffix"
    yield Problem(said.place_of(exact), message, "correct prefix or suffix")


def _word_at(text: str, at: int) -> int:
    """Return the 0-based index of the word at or after a character."""
    before = text[:at].split()
    inside = at > 0 and not text[at - 1].isspace()
    return len(before) - inside


def _difference(said: Statement, field: str, new: list[str], old: list[str], hint: str) -> Problem:
    """Return the problem of the first word in a field that differs from the checked words."""
    opcodes = SequenceMatcher(None, new, old, autojunk=False).get_opcodes()
    kind, at, _, _, _ = next(opcode for opcode in opcodes if opcode[0] != "equal")
    if kind == "delete":
        message = f"{quoted(new[at])} was not among the words that were checked"
    elif kind == "replace":
        message = f"{quoted(new[at])} is not what was checked"
    else:
        before = f" before {quoted(new[at])}" if at < len(new) else " at the end"
        message = f"words that were checked are missing{before}"
    place = said.place_of_word(min(at, len(new) - 1), field) if new else said.place_of(field)
    return Problem(place, f"{message} ('{field}' of '{said.id}')", hint)


def _seal(fields: dict[str, str]) -> str:
    """Return 16 hexadecimal digits of the SHA-256 of all fields but the seal."""
    sealed = [f"{name}: {value}" for name, value in fields.items() if name != "seal"]
    return hashlib.sha256("\n".join(sealed).encode()).hexdigest()[:16]
