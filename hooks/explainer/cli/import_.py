"""`explainer import`: bring a timeline from another program into a topic."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from explainer.authoring.new_records import missing_fields
from explainer.cli.forms import (
    FixedWords,
    Form,
    given_values,
    is_interactive,
    options,
    refuse,
)
from explainer.cli.prompts import about, choices
from explainer.cli.terminal import ROOT, progress, stoppable
from explainer.exchange import calendar, moments, tables, timelinejs_file
from explainer.exchange.imported import UnreadableFileError
from explainer.exchange.importing import last_day, plan_import
from explainer.exchange.placed import Answers
from explainer.exchange.source_matching import unknown_sources
from explainer.exchange.timelinejs import Settings
from explainer.facts.model import fields_of
from explainer.facts.records import Event, Source
from explainer.facts.topics import Topic
from explainer.problems import did_you_mean, in_order, report
from explainer.site import read_site
from explainer.source_tree import put_in_place, read_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import tzinfo

    from explainer.exchange.imported import ImportedTimeline, SourceFields
    from explainer.exchange.importing import Import
    from explainer.facts.catalog import Catalog
    from explainer.site import Site

OF_SOURCES = ("kind", "language", "tier", "publisher")
"""The fields of new sources that have options."""
OF_EVENTS = {"kind": "other", "status": "occurred", "attribution": None}
"""The fields of events that have options, with the values of files that do not give them."""


_MISSING = re.compile(r"(?:^|: )not imported: ")


def _zone(_: click.Context, __: click.Parameter, name: str | None) -> tzinfo | None:
    try:
        return moments.zone_named(name) if name else None
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


FILE = click.argument("file", type=click.Path(path_type=Path))
ZONE = click.option(
    "--zone", callback=_zone, help="The zone of times without one, for example: Europe/London."
)


@click.group("import")
def import_() -> None:
    """Bring a timeline from another program into a new topic, or add it to one.

    Whatever cannot be carried is named, with its place in the file.
    An event that would be a problem under `explainer check` is left out and named.
    """


def _shared(command: click.Command) -> click.Command:
    """Add the options that all formats share."""
    event, source = fields_of(Event), fields_of(Source)
    command.params += [
        click.Option(["--topic", "slug"], required=True, help="The topic, which may be new."),
        click.Option(
            ["--source"],
            default="",
            help="The id or the address of a page that shows the events that name no source.",
        ),
        *(
            click.Option(
                [f"--event-{name}", f"event_{name}"],
                type=FixedWords(choices(event[name])) if choices(event[name]) else str,
                default=usual,
                show_default=True,
                help=f"For events of which the file does not say it: {about(event[name])}",
            )
            for name, usual in OF_EVENTS.items()
        ),
        *(
            click.Option(
                [f"--{name}"],
                type=FixedWords(choices(source[name])) if choices(source[name]) else str,
                help=f"For all new sources: {about(source[name])}",
            )
            for name in OF_SOURCES
        ),
        click.Option(["--dry-run"], is_flag=True, help="Write nothing; say what would be written."),
        *(one for one in options(Topic, *fields_of(Topic)) if one.name != "slug"),
    ]
    ROOT(command)
    return command


@_shared
@import_.command()
@FILE
@ZONE
@click.option("--media-as-source", is_flag=True, help="A page shown as media is also a source.")
def timelinejs(file: Path, zone: tzinfo | None, *, media_as_source: bool, **given: Any) -> None:
    """Read FILE of TimelineJS: its JSON, or its Google spreadsheet saved as CSV."""
    settings = Settings(zone, media_as_source)
    _import(file, lambda raw: timelinejs_file.read(raw, file.as_posix(), settings), given)


@_shared
@import_.command("csv")
@FILE
@click.option(
    "--with-sources",
    type=click.Path(path_type=Path),
    help="The table of the sources that FILE names by id.",
)
def csv_(file: Path, with_sources: Path | None, **given: Any) -> None:
    """Read FILE, a table with the columns of the published events.csv.

    An event needs at least a date, a title, a summary and a source, by its id or its address.
    """
    also = (_bytes(with_sources), with_sources.as_posix()) if with_sources else None
    _import(file, lambda raw: tables.read(raw, file.as_posix(), also), given)


@_shared
@import_.command()
@FILE
@ZONE
def ical(file: Path, zone: tzinfo | None, **given: Any) -> None:
    """Read FILE, a calendar in the format iCalendar."""
    _import(file, lambda raw: calendar.read(raw, file.as_posix(), zone), given)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise click.UsageError(f"cannot read '{file}': {error.strerror}") from None


@stoppable()
def _import(file: Path, read: Callable[[bytes], ImportedTimeline], given: dict[str, Any]) -> None:
    """Read a file, ask for what it does not say, add it to the site, and report."""
    raw = _bytes(file)
    try:
        with progress(f"reading {file.name}"):
            timeline = read(raw)
    except UnreadableFileError as error:
        click.echo(f"{error.problem}\nnothing was written")
        sys.exit(1)
    root: Path = given["root"]
    with progress("reading data/ and docs/"):
        site = read_site(read_folder(root), html=False)
    asked = _Questions(given, timeline, site)
    topic, answers = asked.topic(), asked.answers()
    with progress("checking the site with the new records"):
        found = plan_import(site, timeline, answers, topic)
    for loss in in_order(found.losses):
        click.echo(str(loss))
    if found.addition.problems:
        click.echo(f"{report(found.addition.problems)}\nnothing was written")
        sys.exit(1)
    if found.placed.events and not given["dry_run"]:
        problems = put_in_place(root, site.tree, found.addition.changes)
        if problems:
            click.echo(f"{report(problems)}\nnothing was written")
            sys.exit(1)
    _summary(found, dry=given["dry_run"])
    if not (found.placed.events or found.placed.there):
        sys.exit(1)


def _summary(found: Import, *, dry: bool) -> None:
    """Say in a few lines what came of the import."""
    placed = found.placed
    first = {place.path: place.line for place in reversed(found.addition.places)}
    for path, line in first.items():
        count = sum(place.path == path for place in found.addition.places)
        noun = "source" if path.endswith("sources.yml") else "event"
        listed = path.endswith(("events.yml", "sources.yml"))
        click.echo(f"{path}:{line}: {count} {noun}{'s' * (count != 1)}" if listed else path)
    if placed.there:
        verb = "event was" if placed.there == 1 else "events were"
        click.echo(f"{placed.there} {verb} there already")
    if placed.by_fallback:
        click.echo(f"{placed.by_fallback} of the new events name no source: they have --source")
    missing = sum(bool(_MISSING.search(loss.message)) for loss in found.losses)
    others = len(found.losses) - missing
    new = len(placed.events)
    click.echo(
        f"{new} event{'s' * (new != 1)} imported, {missing} not imported, "
        f"{others} other loss{'es' * (others != 1)}"
    )
    if not placed.events:
        click.echo("nothing was written")
    elif dry:
        click.echo("nothing was written: this was a dry run")


@dataclass(frozen=True)
class _Questions:
    """What a person gave as options, and is asked for if it is missing."""

    given: dict[str, Any]
    timeline: ImportedTimeline
    site: Site

    @property
    def catalog(self) -> Catalog:
        return self.site.catalog

    def topic(self) -> dict[str, Any] | None:
        """Return the values of a new topic; None if the topic is there.

        Raise UsageError for options that are wrong, missing or of no use.
        """
        slug, values = self.given["slug"], given_values(Topic, {**self.given, "slug": None})
        if slug in self.catalog.topics:
            if values:
                names = ", ".join(f"'{name}'" for name in values)
                raise click.UsageError(f"the topic '{slug}' is there already, with its own {names}")
            return None
        day = last_day(self.timeline, self.site)
        for name, value in {**self.timeline.topic, "as_of": day, "record_ends": day}.items():
            values.setdefault(name, value)
        form = Form(Topic, {"slug": slug, **values}, self.catalog)
        gaps = form.gaps()
        near = did_you_mean(slug, self.catalog.topics)
        new = f"the topic '{slug}' is new{f': {near}' if near else ''}"
        mistakes = [line.replace("--slug", "--topic", 1) for line in form.mistakes()]
        refuse(mistakes + ([new, *gaps] if gaps else []))
        if is_interactive():
            click.echo(new)
        form.complete()
        return {name: value for name, value in form.values.items() if name != "slug"}

    def answers(self) -> Answers:
        """Return what the person says about the file; raise UsageError if something is wrong."""
        given = {name: self.given[f"event_{name}"] for name in OF_EVENTS}
        event = {name: value for name, value in given.items() if value}
        mistakes = Form(Event, dict(event), self.catalog).mistakes()
        refuse([line.replace("--", "--event-", 1) for line in mistakes])
        source = {name: self.given[name] for name in OF_SOURCES if self.given[name]}
        fallback = self._fallback()
        new = unknown_sources(self.timeline.events, self.catalog)
        new += [fallback] if fallback and "url" in fallback else []
        form = Form(Source, source, self.catalog)
        refuse(form.mistakes())
        lacking = [
            name
            for name in missing_fields(Source, source)
            if name in OF_SOURCES and name != "publisher" and any(name not in one for one in new)
        ]
        if lacking and not is_interactive():
            needed = ", ".join(f"--{name}" for name in lacking)
            refuse([f"{_addresses(new)} new here; for all of them, give {needed}"])
        if lacking:
            click.echo(f"\n{_addresses(new)} new here. The answers are for all of them.")
        for name in lacking:
            form.ask(name)
        return Answers(self.given["slug"], event, form.values, fallback)

    def _fallback(self) -> SourceFields | None:
        """Return the source of events that name none; raise UsageError if it is unknown."""
        name = self.given["source"]
        if not name:
            return None
        if name in self.catalog.sources:
            return {"id": name}
        if "://" in name:
            refuse(Form(Source, {"url": name}, self.catalog).mistakes())
            return {"url": name}
        hint = did_you_mean(name, self.catalog.sources, "or give the address of its page")
        raise click.UsageError(f"--source: no source '{name}'; {hint}")


def _addresses(new: Sequence[SourceFields]) -> str:
    """Return how many sources are new, with the first of them."""
    count, first = len(new), new[0].get("url") or new[0].get("id")
    return f"1 source ({first}) is" if count == 1 else f"{count} sources ({first} and others) are"
