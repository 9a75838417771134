"""`explainer quote`: add a statement from a saved page and a few of its words."""

from __future__ import annotations

import sys
import textwrap
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from explainer.authoring import saved_pages
from explainer.authoring.addition import add
from explainer.authoring.new_records import NewRecord
from explainer.authoring.quotations import (
    PAGE_FIELDS,
    capture_for,
    fields_from,
    source_at,
    statement_of,
)
from explainer.authoring.saved_pages import UnreadableError
from explainer.authoring.selection import UnquotableError, select_quote
from explainer.cli.forms import (
    NEXT_STEP,
    Form,
    given_values,
    how_to_cite,
    is_interactive,
    options,
    refuse,
    show_for_correction,
)
from explainer.cli.terminal import ROOT, progress, stoppable
from explainer.facts.records import Source, Statement
from explainer.problems import did_you_mean, report
from explainer.site import read_site
from explainer.source_tree import read_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from explainer.authoring.saved_pages import SavedPage
    from explainer.authoring.selection import Selection
    from explainer.facts.catalog import Catalog

OPTIONS = (
    *PAGE_FIELDS, "kind", "tier", "side", "rights", "author", "edition", "isbn", "held_by",
    "call_number",
    "speaker", "date", "topics", "rendering", "lang", "original_lang", "context", "event",
    "text", "translator", "at",
)  # fmt: skip
"""The fields of a new source, and of the statement, that have options."""


@click.command()
@ROOT
@click.argument("page", default="-")
@click.option("--words", required=True, help="Some words of the quote.")
@click.option("--exactly", is_flag=True, help="Quote only these words, not the whole sentence.")
@click.option("--nth", type=int, help="Which occurrence you mean, if there are several.")
@click.option("--source", default="", help="The id of the page's source, if it has one already.")
@click.option(
    "--source-id", default="", help="An id for the new source, instead of a generated one."
)
@click.option(
    "--id", "name", default="", help="An id for the statement, instead of a generated one."
)
@stoppable()
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
    **arguments: Any,
) -> None:
    """Add a statement from a saved PAGE (HTML or text; `-` for text that is pasted or piped).

    The quote is whatever the quotation marks around the WORDS enclose, or else their sentence.
    The command adds the source if it is new, stores the text of the page in captures/, and checks
    the quote against it.
    There is an option for whatever the page does not say about itself. On a terminal, the command
    asks for what is missing.
    For our own translation, give it with --text and --rendering own-translation: the words of the
    page become the original, which is what is checked.
    It writes nothing if the site would have a new problem.
    """
    saved = _read(page)
    with progress("reading data/ and docs/"):
        site = read_site(read_folder(root), html=False)
    catalog, stored = site.catalog, site.captures
    source_options, said = given_values(Source, arguments), given_values(Statement, arguments)
    origin = fields_from(saved) | source_options | ({"id": source_id} if source_id else {})
    known = _known_source(source, source_options, origin.get("url", ""), catalog)
    language = known.language if known else origin.get("language", site.edition.language)
    lang = said.get("original_lang") or said.get("lang") or language
    with _one_line():
        found = select_quote(saved.text, words, lang=lang, exactly=exactly, nth=nth)
    said |= _quoted(found, said, site.edition.language) | ({"id": name} if name else {})
    source_form = Form(Source, origin, catalog, "--source-id")
    statement_form = Form(Statement, said, catalog)
    forms = [statement_form] if known else [source_form, statement_form]
    mistakes = [line for form in forms for line in form.mistakes()]
    refuse(
        mistakes + [line for form in forms for line in form.gaps("source", "lang", "original_lang")]
    )
    _confirm(found)
    if known is None and is_interactive() and origin.keys().isdisjoint(Source.one_of):
        source_form.ask("url")
        known = _known_source("", source_options, origin["url"], catalog)
    if known:
        _refuse_repetition(known, saved.text, found, catalog)
        forms, origin = [statement_form], {"id": known.id, "language": known.language}
        with _one_line():
            capture = capture_for(known.id, known.rights, saved.text, found, stored)
    else:
        _show_own_fields(saved)
        source_form.complete()
        with _one_line():
            rights = origin.get("rights", "reserved")
            capture = capture_for(origin["id"], rights, saved.text, found, stored)
    said.setdefault("original_lang" if "original" in said else "lang", origin["language"])
    said["source"] = origin["id"]
    statement_form.complete()
    records = [
        NewRecord(form.model, form.values, said["topics"][0], left_out=form.left_out)
        for form in forms
    ]
    with progress("checking the site with the new records"):
        addition = add(root, site, records, [capture])
    if addition.problems:
        click.echo(report(addition.problems))
        reason = "; the page must contain every quote of its source" if known else ""
        click.echo(f"nothing was written{reason}")
        show_for_correction(records)
        sys.exit(1)
    ids = [(form.model, form.values["id"]) for form in forms]
    names = [f"{model.noun} '{name}'{how_to_cite(model, name)}" for model, name in ids]
    for place, what in zip(addition.places, ["the text of the page", *names], strict=True):
        click.echo(f"{place.path}:{place.line}: {what}")
    if any(record.open_fields for record in records):
        click.echo(NEXT_STEP)


quote.params += [
    option
    for option in [*options(Source, *PAGE_FIELDS), *options(Statement, "text", "lang")]
    if option.name in OPTIONS
]


def _read(page: str) -> SavedPage:
    """Return the saved page, or the text from standard input.

    Raise UsageError or ClickException if it cannot be read.
    """
    if page == "-" and is_interactive():
        raise click.UsageError("name the file of a saved page, or pipe its text to this command")
    try:
        if page == "-":
            return saved_pages.read(sys.stdin.buffer.read(), "the pasted text")
        return saved_pages.read(Path(page).read_bytes(), page)
    except OSError as error:
        raise click.UsageError(f"cannot read '{page}': {error.strerror}") from None
    except UnreadableError as error:
        raise click.ClickException(str(error)) from None


def _quoted(found: Selection, said: Mapping[str, Any], ours: str) -> dict[str, str]:
    """Return the fields with the quote: those of the selection, or those of our own translation.

    `ours` is the language of the site, into which we translate.

    Raise UsageError for a text that is not one.
    """
    fields = {**vars(found)}
    if said.get("rendering") != "own-translation":
        if "text" in said:
            raise click.UsageError("--text is for our own translation: --rendering own-translation")
        return fields
    fields["original"] = fields.pop("text")
    return fields | {"lang": said.get("lang", ours)}


def _known_source(
    name: str, source_options: dict[str, Any], url: str, catalog: Catalog
) -> Source | None:
    """Return the source with a name, or else the one with an address; None if it is new.

    Raise UsageError if there is none with the name, or if options give it other fields.
    """
    if name and name not in catalog.sources:
        hint = did_you_mean(name, catalog.sources, "leave it out to add a new one")
        raise click.UsageError(f"no source '{name}'; {hint}")
    known = catalog.sources.get(name) or source_at(url, catalog)
    own = ", ".join(f"--{key}" for key in source_options if name or key != "url")
    if known and own:
        message = f"'{known.id}' already exists with its own fields; leave out {own}"
        raise click.UsageError(message)
    return known


def _confirm(found: Selection) -> None:
    """Show the quote and its context; exit if a person says that it is not the one they mean."""
    click.echo("the quote, with the words before and after it:\n")
    before = f"… {found.prefix}" if found.prefix else ""
    after = f"{found.suffix} …" if found.suffix else ""
    text = textwrap.indent(found.text, "    ")
    click.echo("\n\n".join(filter(None, (before, text, after))) + "\n")
    if is_interactive() and not click.confirm("Is this the quote that you mean?", default=True):
        click.echo("nothing was written; give more words, or add --exactly or --nth")
        sys.exit(1)


def _refuse_repetition(known: Source, text: str, found: Selection, catalog: Catalog) -> None:
    """Name the source; exit if a statement already has the quote."""
    click.echo(f"known source: {known.id}")
    if same := statement_of(known, text, found, catalog):
        click.echo(f"this is quoted already: {same.id}\nnothing was written")
        sys.exit(1)


def _show_own_fields(saved: SavedPage) -> None:
    """Show a person what the page says about itself: the form does not ask for it."""
    own = fields_from(saved)
    if own and is_interactive():
        click.echo("\nthe page says about itself:")
        for key, value in own.items():
            click.echo(f"{key}: {value}")


@contextmanager
def _one_line() -> Iterator[None]:
    """Raise ClickException, with one line, for words that cannot be quoted."""
    try:
        yield
    except UnquotableError as error:
        raise click.ClickException(str(error)) from None
