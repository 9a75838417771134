"""Twins: the pages of topics as Markdown, for programs that read text, and `llms.txt`.

A twin is made of the finished page, so it has the same words; citations are footnotes again.
`llms.txt` lists the pages, their twins and the data (https://llmstxt.org).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from html_to_markdown import ConversionOptions, convert

from explainer.language import inline_markdown
from explainer.language.messages import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.forms.publication import File, Publication
    from explainer.language.messages import Messages

_LEFT_OUT = [
    *("svg", ".headerlink", ".footnote-backref", ".offscreen", "[popover]"),
    *(".links", ".overview-legend"),
]
"""Drawings, what only screen readers need, and links that make sense only on the page itself."""

_LESS = "\ue000"
"""Keeps the place of a sign that would begin a tag, which the library does not escape."""

_NOTES = re.compile(r'<div class="footnote"[^>]*>\s*<hr[^>]*>\s*<ol[^>]*>(.*?)</ol>', re.DOTALL)

_RULES = [
    (re.compile(pattern, re.DOTALL), words)
    for pattern, words in (
        (r'<sup id="fnref[^>]*><a class="footnote-ref" href="#fn:([^"]*)">\d+</a></sup>', r"[^\1]"),
        # A summary such as "3 sources" only says what a tap opens.
        (r'<summary>[^<]*<span class="offscreen">[^<]*</span></summary>', ""),
        # Key events are those in bold, not those that a tap opens.
        (r'<p class="event-line">(.*?)</p>', r"<p><b>\1</b></p>"),
        (r'<summary class="event-line">(.*?)</summary>', r"<p>\1</p>"),
        # The library would set the whole of a caption in italics.
        (r"<(/?)figcaption>", r"<\1div>"),
        # A colour tells a side from the words beside it, and a weight a label or a date.
        (r'<span class="side [^>]*>([^<]*)</span>', r"(\1)"),
        (r'(<span class="label">[^<]*[^<:])</span>', r"\1:</span>"),
        (r'</span> (<span class="(?:event-title|overview-name)">)', r":</span> \1"),
        (r"<div><dt>(.*?)</dt> <dd[^>]*>(.*?)</dd></div>", r"<p>\1: \2</p>"),
    )
]
"""What becomes other HTML before the conversion."""


def twin(article: str, address: str | None = None, messages: Messages = ENGLISH) -> str:
    """Return the Markdown of a page's article.

    Links are whole if the page's whole address is given; otherwise they are as on the page.
    """
    html = _NOTES.sub(_notes, article).replace("&lt;", _LESS)
    for pattern, words in _RULES:
        html = pattern.sub(words, html)
    options = ConversionOptions(
        exclude_selectors=_LEFT_OUT,
        extract_metadata=False,
        compact_tables=True,
        escape_asterisks=True,
        escape_underscores=True,
        base_url=address,
    )
    text = (convert(html, options).content or "").replace(_LESS, r"\<")
    text = re.sub(r" +$", "", text, flags=re.MULTILINE).strip()
    if not address:
        return f"{text}\n"
    origin = messages.gettext("This is the text of <%(address)s>.", address=address)
    return f"{text}\n\n---\n\n{origin}\n"


def _notes(found: re.Match[str]) -> str:
    """Return the list of notes as a paragraph each, which begins as a footnote of Markdown does."""
    notes = re.sub(r'<li id="fn:([^"]*)">\s*<p>', r"<p>[^\1]: ", found[1])
    return f"<div>{notes.replace('</li>', '')}"


def twin_path(page: str) -> str:
    """Return the path of the twin of a page with an address, both relative to the site's root."""
    return f"{page}index.md" if page.endswith("/") else f"{page.removesuffix('.html')}.md"


def llms_txt(publication: Publication) -> Iterator[File]:
    """Yield the list of what is worth reading for a program that reads text."""
    catalog, lists = publication.facts.catalog, publication.addresses.lists
    messages = publication.messages
    if not publication.facts.topics:
        return
    lines = [f"# {publication.name}", ""]
    lines += [f"> {publication.description}", ""] if publication.description else []
    topics, downloads = messages.gettext("Topics"), messages.gettext("Data")
    lines += [f"## {topics}", ""]
    for slug in publication.facts.topics:
        topic = catalog.topics[slug]
        about = _escaped(f"{topic.question} {inline_markdown.to_text(topic.summary)}")
        path = twin_path(publication.page(topic))
        lines.append(f"- [{_escaped(topic.title)}]({publication.whole(path)}): {about}")
    data = {
        messages.gettext("All records"): (
            "api/v1/index.json",
            messages.gettext("JSON, described by openapi.json beside it"),
        ),
        messages.gettext("Events"): ("api/v1/events.csv", messages.gettext("a table")),
        messages.gettext("Statements"): (
            "api/v1/statements.csv",
            messages.gettext("a table of quoted words with their sources"),
        ),
    }
    if publication.facts.numbers:
        about = messages.gettext("a table of figures with their dates and sources")
        data[messages.gettext("Numbers")] = "api/v1/numbers.csv", about
    lines += ["", f"## {downloads}", ""]
    for name, (path, about) in data.items():
        lines.append(f"- [{name}]({publication.whole(path)}): {about}")
    lines += ["", "## Optional", ""]
    for slug in publication.facts.topics:
        title, page = _escaped(catalog.topics[slug].title), publication.page(catalog.topics[slug])
        web_page = messages.gettext("%(title)s, as a web page", title=title)
        lines.append(f"- [{web_page}]({publication.whole(page)})")
        record = publication.addresses.topics[slug]
        full = messages.gettext("%(topic)s: the full record", topic=title)
        lines.append(f"- [{full}]({publication.whole(record)})")
    for name, page in lists.items():
        lines.append(f"- [{messages.gettext(name.capitalize())}]({publication.whole(page)})")
    yield "llms.txt", ("\n".join(lines) + "\n").encode()


def _escaped(text: str) -> str:
    """Return text for Markdown, in which no sign of it means anything."""
    return re.sub(r"([\\`*_\[\]<])", r"\\\1", text)
