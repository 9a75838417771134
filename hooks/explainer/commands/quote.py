"""`explainer quote`: a statement from a saved page and a few of its words."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import click

from explainer.edition import current_day
from explainer.problems import did_you_mean, report
from explainer.quoting import saved_pages
from explainer.quoting.quotations import written
from explainer.quoting.saved_pages import UnreadableError
from explainer.quoting.selection import UnquotableError, select
from explainer.records import Source, Statement
from explainer.shapes import fields_of
from explainer.site import read_site
from explainer.writing.ids import proposed_id
from explainer.writing.stubs import Stub, needed

from .new import Words, _about, _ask, _is_list, _option, _words, _wrong
from .terminal import ROOT, progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explainer.catalog import Catalog
    from explainer.quoting.saved_pages import SavedPage
    from explainer.quoting.selection import Selection
    from explainer.shapes import Record

Values: TypeAlias = "dict[str, Any]"
Parts: TypeAlias = "Sequence[tuple[type[Record], Values]]"

OPTIONS: dict[type[Record], tuple[str, ...]] = {
    Source: (
        "url", "publisher", "title", "published", "kind", "language", "tier", "side", "rights"
    ),
    Statement: (
        "speaker", "date", "topics", "rendering", "lang", "original_lang", "context", "event"
    ),
}  # fmt: skip
"""The fields that are options."""
OF_PAGE = ("url", "publisher", "title", "published", "language")
"""What a page may say of itself."""


@click.command()
@ROOT
@click.argument("page", default="-")
@click.option("--words", required=True, help="Some words of the quote.")
@click.option("--exactly", is_flag=True, help="Quote these words alone, not all of the sentence.")
@click.option("--nth", type=int, help="Which place is meant, where the words stand several times.")
@click.option("--source", default="", help="The id of the page's source, if that is there already.")
@click.option("--source-id", default="", help="The id of the new source; one is made without.")
@click.option("--id", "name", default="", help="The id of the statement; one is made without.")
def quote(  # noqa: PLR0913  (an argument for each option)
    *,
    root: Path,
    page: str,
    words: str,
    exactly: bool,
    nth: int | None,
    source: str,
    source_id: str,
    name: str,
    **given: Any,
) -> None:
    """Add a statement from a saved PAGE (HTML or text; `-` for a text that is pasted).

    The quote is what stands between quotation marks around the WORDS, or else their sentence.
    The source is added, if it is new; the text of the page is stored in captures/, and the quote
    checked against it.
    What the page does not say of itself is an option; what is missing is asked for on a terminal.
    Nothing is written if the site would have a new problem by it.
    """
    saved = _read(page)
    catalog = read_site(root).catalog
    fields = {shape: _given(shape, given) for shape in OPTIONS}
    origin, said = fields[Source], fields[Statement]
    known = _known(source, origin, saved, catalog)
    if known is None:
        told = {key: getattr(saved, key) for key in OF_PAGE}
        origin = {key: value for key, value in told.items() if value} | origin
        origin |= {"id": source_id} if source_id else {}
    said = {"lang": known.language if known else origin.get("language", "en")} | said
    said |= {"id": name} if name else {}
    said |= vars(_selected(saved, words, said["lang"], exactly=exactly, nth=nth))
    parts: Parts = [*([] if known else [(Source, origin)]), (Statement, said)]
    _refuse(parts, catalog)
    if known is None:
        _complete(Source, origin, catalog)
    said["source"] = known.id if known else origin["id"]
    _complete(Statement, said, catalog)
    rights = known.rights if known else origin.get("rights", "reserved")
    stubs = [Stub(shape, values, said["topics"][0]) for shape, values in parts]
    with progress("checking the site with it"):
        places, problems = written(root, saved.text, stubs, rights, current_day())
    if problems:
        click.echo(report(problems))
        every = "; the page must have every quote of its source" if known else ""
        click.echo(f"nothing was written{every}")
        sys.exit(1)
    click.echo(f"… {said['prefix']}\n\n    {said['text']}\n\n{said['suffix']} …\n")
    names = ["the text of the page", *(f"{shape.noun} '{fields['id']}'" for shape, fields in parts)]
    for place, what in zip(places, names, strict=True):
        click.echo(f"{place.path}:{place.line}: {what}")


quote.params += [
    click.Option(
        [_option(name, info), name],
        multiple=_is_list(info),
        type=Words(_words(info)) if _words(info) else str,
        help=_about(info),
    )
    for shape, names in OPTIONS.items()
    for name, info in fields_of(shape).items()
    if name in names
]


def _read(page: str) -> SavedPage:
    """The saved page, or the text that is pasted."""
    if page == "-" and sys.stdin.isatty():
        raise click.UsageError("name the file of a saved page, or pipe its text to this command")
    try:
        if page == "-":
            return saved_pages.read(sys.stdin.buffer.read(), "the pasted text")
        return saved_pages.read(Path(page).read_bytes(), page)
    except OSError as error:
        raise click.UsageError(f"cannot read '{page}': {error.strerror}") from None
    except UnreadableError as error:
        raise click.ClickException(str(error)) from None


def _given(shape: type[Record], given: Values) -> Values:
    """The options of one kind of record that were given."""
    values = {name: given[name] for name in OPTIONS[shape] if given[name]}
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in values.items()
    }


def _known(name: str, origin: Values, saved: SavedPage, catalog: Catalog) -> Source | None:
    """The source that is there already: the one that is named, or the one at the same address."""
    if not name:
        address = _bare(origin.get("url", saved.url))
        known = (one for one in catalog.sources.values() if _bare(one.url) == address)
        return next(known, None)
    if name not in catalog.sources:
        hint = did_you_mean(name, catalog.sources, "leave it out to add a new one")
        raise click.UsageError(f"no source '{name}'; {hint}")
    if origin:
        options = ", ".join(_option(key, fields_of(Source)[key]) for key in origin)
        raise click.UsageError(
            f"'{name}' is there already, with its own fields; leave out {options}"
        )
    return catalog.sources[name]


def _bare(url: str) -> str:
    """The address without a part of the page."""
    return url.partition("#")[0].rstrip("/")


def _selected(
    saved: SavedPage, words: str, lang: str, *, exactly: bool, nth: int | None
) -> Selection:
    try:
        return select(saved.text, words, lang=lang, exactly=exactly, nth=nth)
    except UnquotableError as error:
        raise click.ClickException(str(error)) from None


def _refuse(parts: Parts, catalog: Catalog) -> None:
    """Name everything that is wrong with the options, and all that is missing, at once."""
    lines = []
    for shape, values in parts:
        for name, value in values.items():
            if told := _wrong(shape, name, value, catalog):
                lines.append(f"{_named(shape, name)}: {told}")
    for shape, values in parts:
        missing = needed(shape, {**values, "source": ""})
        if missing and not sys.stdin.isatty():
            options = ", ".join(_named(shape, name) for name in missing)
            lines.append(f"a new {shape.noun} needs {options}")
    if lines:
        raise click.UsageError("\n".join(lines))


def _complete(shape: type[Record], values: Values, catalog: Catalog) -> None:
    """Ask for what is missing, and give an id to what has none."""
    while missing := needed(shape, values):
        values[missing[0]] = _ask(shape, missing[0], catalog)
    if "id" not in values:
        proposed = proposed_id(shape, values, catalog)
        asks = sys.stdin.isatty()
        if not (asks or proposed):
            option = _named(shape, "id")
            raise click.UsageError(f"no id can be made of these words; give one with {option}")
        values["id"] = _ask(shape, "id", catalog, proposed) if asks else proposed


def _named(shape: type[Record], name: str) -> str:
    """The option of a field."""
    of_source = shape is Source and name == "id"
    return "--source-id" if of_source else _option(name, fields_of(shape)[name])
