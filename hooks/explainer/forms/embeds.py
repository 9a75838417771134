"""Embeds: a topic's timeline and positions, and each statement, for the frame of another site.

Each is one file with its styles, without scripts. If the site's address is known, it has a
description beside it, by which a program finds the frame for an address (oEmbed 1.0).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from explainer.facts.speakers import speaker_name
from explainer.language.messages import message
from explainer.rendering.context import RenderContext, relative
from explainer.rendering.exchanges import answers
from explainer.rendering.provenance import last_change
from explainer.rendering.template_files import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from explainer.facts.records import Statement
    from explainer.facts.topics import Topic
    from explainer.forms.publication import File, Publication
    from explainer.rendering.page_renderer import PageRenderer
    from explainer.rendering.page_result import PageResult

BLOCKS = {
    "overview": ("timeline", message("%(topic)s: the dates that matter"), 420),
    "positions": ("positions", message("%(topic)s: who says what"), 560),
}
"""The name of the embed of some blocks, its title, and its height in pixels."""
SHEETS = ("tokens", "sides", "parts", *BLOCKS, "statement")
"""The site's style sheets for embeds, by their names."""

_WIDTH = 680
_DETAILS = re.compile(r"<details.*?</details>\s*", re.DOTALL)
_DARK = re.compile(r"""\[data-md-color-scheme=["']?slate["']?\]""")


@dataclass(frozen=True)
class Embed:
    """What one embed shows."""

    path: str
    """Its path relative to the site's root, without its ending."""
    height: int
    """How many pixels its frame needs."""
    context: RenderContext
    """The page that it is from."""
    values: Mapping[str, Any]
    """The values for its template; `canonical` is relative to the site's root."""


def embeds(
    publication: Publication,
    renderer: PageRenderer,
    results: Iterable[PageResult],
    sheets: Mapping[str, str],
) -> Iterator[File]:
    """Yield the embeds; `sheets` has the CSS of `SHEETS` that the site has.

    A block that a page does not have, or that shows nothing, has no embed.
    """
    facts, by_topic = publication.facts, {result.page.topic: result for result in results}
    css = _styles(sheets, "statement")
    of_topics = (
        embed
        for slug in facts.topics
        if (result := by_topic.get(slug))
        for embed in _of_topic(facts.catalog.topics[slug], result, publication, renderer, sheets)
    )
    of_statements = (_of_statement(said, publication, renderer, css) for said in facts.statements)
    for embed in chain(of_topics, of_statements):
        yield from _files(embed, publication, renderer)


def embed_path(slug: str, name: str) -> str:
    """Return the path of an embed of a topic, without its ending."""
    return f"embed/topics/{slug}-{name}"


def _of_topic(
    topic: Topic,
    result: PageResult,
    publication: Publication,
    renderer: PageRenderer,
    sheets: Mapping[str, str],
) -> Iterator[Embed]:
    """Yield the embeds of a topic."""
    # Of several blocks of a kind, the first is the one on the page's subject.
    fragments = {one.name: one.html for one in reversed(result.fragments) if one.html}
    for block, (name, titled, height) in BLOCKS.items():
        # What a tap would open is on the page.
        content = _DETAILS.sub("", fragments.get(block, "")).strip()
        if not content:
            continue
        values = {
            "title": publication.messages.gettext(titled, topic=topic.title),
            "content": Markup(content),  # noqa: S704  (our own HTML)
            "statements": (),
            "start": relative(result.url, result.url),
            "canonical": result.url,
            "styles": _styles(sheets, block),
            "updated": last_change(topic.changes).date,
        }
        context = RenderContext(renderer.site, url=result.url)
        yield Embed(embed_path(topic.slug, name), height, context, values)


def _of_statement(
    said: Statement, publication: Publication, renderer: PageRenderer, css: Markup
) -> Embed:
    """Return the embed of a statement, with the answers that must appear with it."""
    catalog, page = publication.facts.catalog, publication.page(said)
    messages = publication.messages
    where, _, anchor = page.partition("#")
    shown = [said, *(one for one in answers(said, catalog) if publication.facts.shows(one))]
    values = {
        "title": f"{speaker_name(said, catalog, messages)}, {said.date.say(messages=messages)}",
        "content": "",
        "statements": shown,
        "updated": None,
        "start": f"#{anchor}",
        "canonical": page,
        "styles": css,
    }
    context = RenderContext(renderer.site, said.topics[0], where)
    return Embed(f"embed/statements/{said.id}", _height(shown), context, values)


def _height(statements: Iterable[Statement]) -> int:
    """Return how many pixels a frame of the usual width needs to show some statements."""
    lines = (len(one.text) // 58 + len(one.context) // 66 + 5 for one in statements)
    return 60 + 24 * sum(lines)


def _files(embed: Embed, publication: Publication, renderer: PageRenderer) -> Iterator[File]:
    """Yield an embed and, if the site's address is known, its description."""
    path, values = embed.path, {**embed.values, "canonical": "", "oembed": ""}
    if publication.site_url:
        values["canonical"] = publication.whole(embed.values["canonical"])
        values["oembed"] = publication.whole(f"{path}.json")
        yield f"{path}.json", _oembed(embed, publication)
    base = relative(embed.context.url, f"{path}.html")
    html = renderer.templates.render("embed", embed.context, base=base, **values)
    yield f"{path}.html", html.encode()


def _oembed(embed: Embed, publication: Publication) -> bytes:
    title, height = embed.values["title"], embed.height
    frame = Markup(
        '<iframe src="{}" title="{}" width="{}" height="{}" style="border:0;max-width:100%"'
        ' loading="lazy"></iframe>'
    ).format(publication.whole(f"{embed.path}.html"), title, _WIDTH, height)
    description = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": publication.name,
        "provider_url": publication.site_url,
        "width": _WIDTH,
        "height": height,
        "html": str(frame),
    }
    return json.dumps(description, ensure_ascii=False).encode()


def _styles(sheets: Mapping[str, str], block: str) -> Markup:
    """Return the CSS of an embed; in the dark it has the colours of the dark scheme."""
    names = ("tokens", "sides", "parts", block)
    own = (FOLDER / "embed.css").read_text(encoding="utf-8")
    light = "\n".join([own, *(sheets.get(name, "") for name in names)])
    dark = "\n".join(sheets.get(name, "") for name in ("tokens", "sides"))
    dark = _DARK.sub("[data-md-color-scheme]", dark)
    whole = f"{light} @media (prefers-color-scheme: dark) {{ {dark} }}"
    css = " ".join(whole.split())
    # Nothing in CSS ends the element that has it.
    return Markup(css.replace("</", "<\\/"))  # noqa: S704  (our own CSS)
