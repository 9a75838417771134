"""Page citations: how a reader cites a topic's page in three styles.

citeproc-py, the CSL processor for Python, was tried (0.11.1): it puts full stops outside the
quotation marks of Chicago and MLA, shortens first names where they should be in full, and takes
20 ms a citation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from explainer.facts.date_words import in_words
from explainer.language.messages import ENGLISH
from explainer.rendering.provenance import last_change

if TYPE_CHECKING:
    from explainer.facts.dates import Point
    from explainer.facts.topics import Topic
    from explainer.language.messages import Messages
    from explainer.rendering.context import SiteContext

_SMALL = frozenset(
    (
        *("a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "nor"),
        *("of", "on", "or", "over", "the", "to", "up", "via", "with"),
    )
)
"""The words without a capital inside a headline."""


def page_citations(topic: Topic, site: SiteContext) -> list[tuple[str, Markup]]:
    """Return the name of each style with the citation in HTML; none without a whole address.

    The day is that of the page's last substantive change, as on the page itself.
    """
    url = site.topic_urls.get(topic.slug)
    if url is None or not site.edition.site_url:
        return []
    name, address = site.edition.site_name, site.edition.whole(url)
    day = last_change(topic.changes).date.day
    messages = site.edition.messages
    authors, title = messages.joined([*topic.authors]), topic.title
    # A site that is its own author is named once.
    publisher = "" if authors == name else name
    day_of_year = _day_of_year(day, messages)
    apa_day = ", ".join(filter(None, [str(day.year), day_of_year]))
    quoted = _quoted(title) if site.edition.english else _quoted_elsewhere(title, messages)
    link = Markup('<a href="{}">{}</a>').format(address, address)
    return [
        ("APA", _sentences(authors, f"({apa_day})", _work(title), publisher) + link),
        (
            "Chicago",
            _sentences(authors, str(day.year), quoted)
            + _sentences(", ".join(filter(None, [publisher, day_of_year])))
            + link
            + ".",
        ),
        (
            "MLA",
            (_sentences(authors) if publisher else Markup())
            + _sentences(quoted)
            + Markup(", ").join([_work(name), _mla_day(day, messages), link])
            + ".",
        ),
    ]


def headline(title: str) -> str:
    """Return a title with the capitals of a headline; words that have one keep theirs."""
    words = title.split(" ")
    last = len(words) - 1
    return " ".join(
        word if index not in {0, last} and word in _SMALL else word[:1].upper() + word[1:]
        for index, word in enumerate(words)
    )


def _work(title: str) -> Markup:
    return Markup("<i>{}</i>").format(title)


def _quoted(title: str) -> Markup:
    """Return a title between quotation marks, with its full stop inside, as in America."""
    stop = "" if title.endswith(("?", "!", ".")) else "."
    return Markup("“{}{}”").format(headline(title), stop)


def _quoted_elsewhere(title: str, messages: Messages) -> Markup:
    """Return a title between the quotation marks of a language, with its own capitals."""
    return Markup(messages.gettext("“%(title)s”")) % {"title": title}  # noqa: S704  (our own text)


def _sentences(*parts: str) -> Markup:
    """Return the parts that are not empty, each with a full stop and a space after it."""
    ended = ("?", "!", ".", "”", "?</i>", "!</i>", ".</i>")
    shown = (part if part.endswith(ended) else Markup("{}.").format(part) for part in parts if part)
    return Markup().join(Markup("{} ").format(part) for part in shown)


def _day_of_year(day: Point, messages: Messages) -> str:
    """Return the day or the month as these styles have it; empty if it is not known."""
    words = messages.calendar
    if not day.month or day.season:
        return ""
    if not day.day:
        return words.alone[day.month]
    if messages is ENGLISH:
        return f"{words.months[day.month]} {day.day}"
    return words.written(words.day_of_year, "", day.month, day.day)


def _mla_day(day: Point, messages: Messages) -> str:
    if messages is not ENGLISH:
        return in_words(day, "", messages)
    month = "" if not day.month or day.season else messages.calendar.months[day.month]
    if len(month) > 4:
        month = f"{month[: 4 if month == 'September' else 3]}."
    return " ".join(filter(None, [str(day.day or ""), month, str(day.year)]))
