"""`explainer quote`: a statement from a saved page and a few of its words."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from explainer.authoring import saved_pages
from explainer.authoring.addition import add
from explainer.authoring.new_records import Stub
from explainer.authoring.quotations import OF_PAGE, capture_of, own_fields, same_words, source_at
from explainer.authoring.saved_pages import UnreadableError
from explainer.authoring.selection import UnquotableError, select
from explainer.cli.forms import GO_ON, Form, give_back, given, is_asked, options, refuse
from explainer.cli.terminal import ROOT, all_or_nothing, progress
from explainer.facts.records import Source, Statement
from explainer.problems import did_you_mean, report
from explainer.site import read_site
from explainer.source_tree import read_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.authoring.saved_pages import SavedPage
    from explainer.authoring.selection import Selection
    from explainer.facts.catalog import Catalog

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
        site = read_site(read_folder(root))
    catalog, stored = site.catalog, site.captures
    told, said = given(Source, arguments), given(Statement, arguments)
    origin = own_fields(saved) | told | ({"id": source_id} if source_id else {})
    known = _known(source, told, origin.get("url", ""), catalog)
    lang = said.get("lang") or (known.language if known else origin.get("language", "en"))
    with _one_line():
        found = select(saved.text, words, lang=lang, exactly=exactly, nth=nth)
    said |= vars(found) | ({"id": name} if name else {})
    fresh, statement = Form(Source, origin, catalog, "--source-id"), Form(Statement, said, catalog)
    forms = [statement] if known else [fresh, statement]
    mistakes = [line for form in forms for line in form.mistakes()]
    refuse(mistakes + [line for form in forms for line in form.gaps("source", "lang")])
    _confirm(found)
    if known is None and is_asked() and "url" not in origin:
        fresh.ask("url")
        known = _known("", told, origin["url"], catalog)
    if known:
        _refuse_twice(known, saved.text, found, catalog)
        forms, origin = [statement], {"id": known.id, "language": known.language}
        with _one_line():
            capture = capture_of(known.id, known.rights, saved.text, found, stored)
    else:
        _tell_own_fields(saved)
        fresh.complete()
        with _one_line():
            rights = origin.get("rights", "reserved")
            capture = capture_of(origin["id"], rights, saved.text, found, stored)
    statement.values.setdefault("lang", origin["language"])
    statement.values["source"] = origin["id"]
    statement.complete()
    topic = said["topics"][0]
    stubs = [Stub(form.model, form.values, topic, left_out=form.left_out) for form in forms]
    with progress("writing, and reading all again"):
        addition = add(root, site, stubs, [capture])
        places, problems = addition.places, addition.problems
    if problems:
        click.echo(report(problems))
        every = "; the page must have every quote of its source" if known else ""
        click.echo(f"nothing was written{every}")
        give_back(stubs)
        sys.exit(1)
    names = [f"{form.model.noun} '{form.values['id']}'" for form in forms]
    for place, what in zip(places, ["the text of the page", *names], strict=True):
        click.echo(f"{place.path}:{place.line}: {what}")
    if any(stub.open_fields for stub in stubs):
        click.echo(GO_ON)


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


def _known(name: str, told: dict[str, Any], url: str, catalog: Catalog) -> Source | None:
    """The source that is there already: the one that is named, or the one at the same address.

    What is told of it by options beside its address is refused: it has fields of its own.
    """
    if name and name not in catalog.sources:
        hint = did_you_mean(name, catalog.sources, "leave it out to add a new one")
        raise click.UsageError(f"no source '{name}'; {hint}")
    known = catalog.sources.get(name) or source_at(url, catalog)
    own = ", ".join(f"--{key}" for key in told if name or key != "url")
    if known and own:
        message = f"'{known.id}' is there already, with its own fields; leave out {own}"
        raise click.UsageError(message)
    return known


def _confirm(found: Selection) -> None:
    """Show the quote and its context; end if a person says that other words are meant."""
    click.echo("the words that were found, between those before and after them:\n")
    before = f"… {found.prefix}" if found.prefix else ""
    after = f"{found.suffix} …" if found.suffix else ""
    click.echo("\n\n".join(filter(None, (before, f"    {found.text}", after))) + "\n")
    if is_asked() and not click.confirm("Are these the words that you mean?", default=True):
        click.echo("nothing was written; give more words, or --exactly, or --nth for another place")
        sys.exit(1)


def _refuse_twice(known: Source, text: str, found: Selection, catalog: Catalog) -> None:
    """Name the source that is known; end if its words are a statement already."""
    click.echo(f"known: {known.id}")
    if there := same_words(known, text, found, catalog):
        click.echo(f"these words are quoted already: {there.id}\nnothing was written")
        sys.exit(1)


def _tell_own_fields(saved: SavedPage) -> None:
    """What a page says of itself is not asked for: show it to whoever answers the rest."""
    own = own_fields(saved)
    if own and is_asked():
        click.echo("\nthe page says of itself:")
        for key, value in own.items():
            click.echo(f"{key}: {value}")


@contextmanager
def _one_line() -> Iterator[None]:
    """End with what is wrong with the words, if anything is."""
    try:
        yield
    except UnquotableError as error:
        raise click.ClickException(str(error)) from None
