"""`explainer export`: write a topic for another program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from explainer.cli.terminal import ROOT, progress
from explainer.exchange import exporting
from explainer.forms import Publication
from explainer.problems import did_you_mean
from explainer.rendering.published import Published
from explainer.site import read_site
from explainer.source_tree import read_folder

if TYPE_CHECKING:
    from explainer.site import Site

OUTPUT = click.option(
    "--output", type=click.Path(path_type=Path), help="The file to write; by default, it is shown."
)


@click.group()
def export() -> None:
    """Write the events of a topic, with their sources, for another program."""


@export.command()
@ROOT
@click.argument("topic")
@OUTPUT
def timelinejs(root: Path, topic: str, output: Path | None) -> None:
    """Write TOPIC as JSON of TimelineJS 3, which `explainer import timelinejs` can read back."""
    raw, lost = exporting.timelinejs(_site(root, topic).catalog, topic)
    _write(output, raw)
    for line in lost:
        click.echo(line, err=True)


@export.command()
@ROOT
@click.argument("topic")
@OUTPUT
@click.option(
    "--with-sources", type=click.Path(path_type=Path), help="The file for a table of their sources."
)
def csv(root: Path, topic: str, output: Path | None, with_sources: Path | None) -> None:
    """Write the events of TOPIC as a table, which `explainer import csv` can read back."""
    site = _site(root, topic)
    known = site.renderer.site
    facts = Published(site.catalog, known.withheld)
    publication = Publication("", facts, known.addresses, known.topic_urls)
    pages = {name: publication.page(one) for name, one in publication.records["events"].items()}
    if with_sources:
        _write(with_sources, exporting.sources_table(site.catalog, topic))
    _write(output, exporting.events_table(site.catalog, topic, pages))


def _site(root: Path, topic: str) -> Site:
    """Return the site; raise UsageError if it has no such topic."""
    with progress("reading data/ and docs/"):
        site = read_site(read_folder(root), html=False)
    if topic not in site.catalog.topics:
        names = ", ".join(site.catalog.topics)
        hint = did_you_mean(topic, site.catalog.topics, f"its topics are {names}")
        raise click.UsageError(f"no topic '{topic}'; {hint}")
    return site


def _write(output: Path | None, raw: bytes) -> None:
    """Write a file, or show its bytes; raise UsageError if it cannot be written."""
    if output is None:
        click.echo(raw, nl=False)
        return
    try:
        output.write_bytes(raw)
    except OSError as error:
        raise click.UsageError(f"cannot write '{output}': {error.strerror}") from None
