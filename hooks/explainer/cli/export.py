"""`explainer export`: write a topic for another program."""

from __future__ import annotations

from pathlib import Path

import click

from explainer.cli.terminal import ROOT, progress
from explainer.exchange import exporting
from explainer.forms import Publication
from explainer.problems import did_you_mean
from explainer.site import read_site
from explainer.source_tree import read_folder

OUTPUT = click.option(
    "--output", type=click.Path(path_type=Path), help="The file to write; by default, it is shown."
)


@click.group()
def export() -> None:
    """Write the published events of a topic, with their sources, for another program."""


@export.command()
@ROOT
@click.argument("topic")
@OUTPUT
def timelinejs(root: Path, topic: str, output: Path | None) -> None:
    """Write TOPIC as JSON of TimelineJS 3, which `explainer import timelinejs` can read back."""
    raw, lost = exporting.timelinejs(_publication(root, topic), topic)
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
    publication = _publication(root, topic)
    if with_sources:
        _write(with_sources, exporting.sources_table(publication, topic))
    _write(output, exporting.events_table(publication, topic))


def _publication(root: Path, topic: str) -> Publication:
    """Return what readers may see; raise UsageError if the topic is not of it."""
    with progress("reading data/ and docs/"):
        site = read_site(read_folder(root), html=False)
    known, facts = site.context, site.facts
    if topic in known.withheld:
        raise click.UsageError(f"the page of the topic '{topic}' is not published")
    if topic not in facts.topics:
        hint = did_you_mean(topic, facts.topics, f"its topics are {', '.join(facts.topics)}")
        raise click.UsageError(f"no topic '{topic}'; {hint}")
    return Publication(facts, known.addresses, known.topic_urls)


def _write(output: Path | None, raw: bytes) -> None:
    """Write a file, or show its bytes; raise UsageError if it cannot be written."""
    if output is None:
        click.echo(raw, nl=False)
        return
    try:
        output.write_bytes(raw)
    except OSError as error:
        raise click.UsageError(f"cannot write '{output}': {error.strerror}") from None
