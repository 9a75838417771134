"""Citations: how much of a page's prose has them, and whether they are valid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from explainer.facts.field_types import CitedId
from explainer.facts.missing_records import missing_record
from explainer.facts.records import Source
from explainer.pages.given_numbers import given_number_problems
from explainer.pages.prose import Prose, Sentence, read_prose
from explainer.pages.quoted_words import quote_problems
from explainer.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from explainer.facts.catalog import Catalog
    from explainer.problems import Place

__all__ = ["Coverage", "Prose", "Sentence", "citation_problems", "coverage", "read_prose"]


@dataclass(frozen=True)
class Coverage:
    """The number of a page's factual sentences that have a citation."""

    factual: int = 0
    cited: int = 0
    uncited: tuple[str, ...] = ()
    """The others."""
    ours: int = 0
    """The number of other sentences, marked as the site's own."""

    @property
    def percent(self) -> int:
        """Return the share in whole per cent, rounded down; 100 if there is nothing to cite."""
        return 100 * self.cited // self.factual if self.factual else 100


def coverage(prose: list[Prose], *, ours: bool = False) -> Coverage:
    """Return the coverage of a page; `ours` means that all its prose is the site's own."""
    sentences = [sentence for part in prose if not part.label for sentence in part.sentences()]
    if ours:
        return Coverage(ours=len(sentences))
    factual = [sentence for sentence in sentences if sentence.factual]
    uncited = tuple(sentence.text for sentence in factual if not sentence.citations)
    marked = sum(sentence.ours for sentence in sentences)
    return Coverage(len(factual), len(factual) - len(uncited), uncited, marked)


def citation_problems(
    prose: list[Prose], catalog: Catalog, find: Callable[[str], list[Place]]
) -> Iterator[Problem]:
    """Yield a problem for each citation of an unknown record or a copy, and each wrong quote.

    `find` returns every place of a text on the page.
    """
    for name in dict.fromkeys(name for part in prose for _, name in part.citations):
        cited, record = CitedId(name), catalog.citable.get(name)
        is_copy = isinstance(record, Source) and record.tier == "C"
        if not is_copy and (record or catalog.resolves(cited)):
            continue
        begun = find("[^")
        # Markdown may have removed backslashes from the text.
        escaped = (place for place in begun if name in place.text.replace("\\", ""))
        for place in find(f"[^{name}]") or [next(escaped, (begun or find(""))[0])]:
            if not record:
                yield missing_record(cited, place.moved(2), catalog)
            else:
                message = f"'{name}' is of tier C, a copy or unknown, and cannot be cited"
                yield Problem(place.moved(2), message, "cite a source of tier A or B")
    for part in prose:
        if "[^" in part.text:
            begins = part.text[part.text.index("[^") :][:8]
            place = (find(begins) or find("[^") or find(""))[0]
            like = "[^news-2024-03-02-bridge] or [^news-2024-03-02-bridge, page 12]"
            hint = f"write it like {like}, or as code"
            yield Problem(place, "a citation that cannot be read", hint)
    yield from given_number_problems(prose, catalog, find)
    yield from quote_problems(prose, catalog, find)
