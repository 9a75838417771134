"""`explainer quote`: a statement from a saved page and a few of its words."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from explainer.problems import did_you_mean, report
from explainer.quoting import saved_pages
from explainer.quoting.quotations import OF_PAGE, capture_of, own_fields, source_at
from explainer.quoting.saved_pages import UnreadableError
from explainer.quoting.selection import UnquotableError, select
from explainer.records import Source, Statement
from explainer.site import read_site
from explainer.writing.addition import written
from explainer.writing.stubs import Stub

from .asking import Form, given, is_asked, options, refuse
from .terminal import ROOT, all_or_nothing, progress

if TYPE_CHECKING:
    from explainer.catalog import Catalog
    from explainer.quoting.saved_pages import SavedPage

OPTIONS = (
    *OF_PAGE, "kind", "tier", "side", "rights",
    "speaker", "date", "topics", "rendering", "lang", "original_lang", "context", "event",
)  # fmt: skip
"""The fields of a new source, and of the statement, that are options."""


@click.command()
@ROOT
@click.argument("page", default="-")
@click.option("--words", required=True, help="Some words of the quote.")
@click.option("--exactly", is_flag=True, help="Quote these words alone, not all of the sentence.")
@click.option("--nth", type=int, help="Which place is meant, where the words stand several times.")
@click.option("--source", default="", help="The id of the page's source, if that is there already.")
@click.option("--source-id", default="", help="The id of the new source; one is made without.")
@click.option("--id", "name", default="", help="The id of the statement; one is made without.")
@all_or_nothing()
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
    """Add a statement from a saved PAGE (HTML or text; `-` for a text that is pasted).

    The quote is what stands between quotation marks around the WORDS, or else their sentence.
    The source is added, if it is new; the text of the page is stored in captures/, and the quote
    checked against it.
    What the page does not say of itself is an option; what is missing is asked for on a terminal.
    Nothing is written if the site would have a new problem by it.
    """
    saved = _read(page)
    with progress("reading data/ and docs/"):
        site = read_site(root)
    stored = site.renderer.captures
    origin, said = given(Source, arguments), given(Statement, arguments)
    known = _known(source, origin, saved, site.catalog)
    if known is None:
        origin = own_fields(saved) | origin | ({"id": source_id} if source_id else {})
    said = {"lang": known.language if known else origin.get("language", "en")} | said
    said |= {"id": name} if name else {}
    try:
        found = select(saved.text, words, lang=said["lang"], exactly=exactly, nth=nth)
        capture = capture_of(known.id, known.rights, saved.text, found, stored) if known else None
    except UnquotableError as error:
        raise click.ClickException(str(error)) from None
    said |= vars(found)
    forms = [Form(Source, origin, site.catalog, "--source-id")] if known is None else []
    forms.append(Form(Statement, said, site.catalog))
    mistakes = [line for form in forms for line in form.mistakes()]
    refuse(mistakes + [line for form in forms for line in form.gaps("source")])
    click.echo(f"… {found.prefix}\n\n    {found.text}\n\n{found.suffix} …\n")
    if known is None and is_asked():
        for key, value in own_fields(saved).items():
            click.echo(f"{key}: {value}")
    for form in forms:
        if form.shape is Statement:
            said["source"] = known.id if known else origin["id"]
        form.complete()
    if capture is None:
        rights = origin.get("rights", "reserved")
        capture = capture_of(said["source"], rights, saved.text, found, stored)
    stubs = [Stub(form.shape, form.values, said["topics"][0]) for form in forms]
    with progress("writing, and reading all again"):
        places, problems = written(root, site, stubs, [capture])
    if problems:
        click.echo(report(problems))
        every = "; the page must have every quote of its source" if known else ""
        click.echo(f"nothing was written{every}")
        sys.exit(1)
    names = [f"{form.shape.noun} '{form.values['id']}'" for form in forms]
    for place, what in zip(places, ["the text of the page", *names], strict=True):
        click.echo(f"{place.path}:{place.line}: {what}")


quote.params += [
    option
    for option in [*options(Source, *OF_PAGE), *options(Statement, "lang")]
    if option.name in OPTIONS
]


def _read(page: str) -> SavedPage:
    """The saved page, or the text that is pasted."""
    if page == "-" and is_asked():
        raise click.UsageError("name the file of a saved page, or pipe its text to this command")
    try:
        if page == "-":
            return saved_pages.read(sys.stdin.buffer.read(), "the pasted text")
        return saved_pages.read(Path(page).read_bytes(), page)
    except OSError as error:
        raise click.UsageError(f"cannot read '{page}': {error.strerror}") from None
    except UnreadableError as error:
        raise click.ClickException(str(error)) from None


def _known(name: str, origin: dict[str, Any], saved: SavedPage, catalog: Catalog) -> Source | None:
    """The source that is there already: the one that is named, or the one at the same address."""
    if name and name not in catalog.sources:
        hint = did_you_mean(name, catalog.sources, "leave it out to add a new one")
        raise click.UsageError(f"no source '{name}'; {hint}")
    known = catalog.sources.get(name) or source_at(origin.get("url", saved.url), catalog)
    told = ", ".join(f"--{key}" for key in origin if name or key != "url")
    if known and told:
        message = f"'{known.id}' is there already, with its own fields; leave out {told}"
        raise click.UsageError(message)
    return known
