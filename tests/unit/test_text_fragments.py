"""Links to the very words: their terms, their encoding, and when there is none."""

from __future__ import annotations

import pytest
from explainer.facts.records import Source, Statement
from explainer.language.normalisation import fold
from explainer.quotes.captures import Capture
from explainer.quotes.text_fragments import Directive, alone, link, within
from explainer.yaml_text.document import Document

PLACE = (Document("test.yml", "", ""), ())


def said(text: str, prefix: str = "", suffix: str = "") -> Statement:
    """A statement with these words."""
    fields = {
        "id": "x-1", "speaker": "x", "date": "2019", "text": text, "prefix": prefix,
        "suffix": suffix, "source": "page", "rendering": "original", "lang": "en", "context": "x",
        "topics": ["x"],
    }  # fmt: skip
    return Statement.model_validate(fields, context=PLACE)


def source(url: str) -> Source:
    """A source at an address."""
    fields = {"id": "page", "publisher": "X", "url": url, "kind": "news", "language": "en"}
    return Source.model_validate(fields | {"tier": "A"}, context=PLACE)


def capture(text: str) -> Capture:
    """A stored text."""
    return Capture("page", "captures/page.txt", text, fold(text))


@pytest.mark.parametrize(
    ("directive", "written"),
    [
        (Directive("a b"), "text=a%20b"),
        (Directive("a", "b"), "text=a,b"),
        (Directive("a", "b", "p", "s"), "text=p-,a,b,-s"),
        (Directive("a", suffix="s"), "text=a,-s"),
        (Directive("well-known, a & b"), "text=well%2Dknown%2C%20a%20%26%20b"),
        (Directive("100 % of #1"), "text=100%20%25%20of%20%231"),
        (Directive("порт"), "text=%D0%BF%D0%BE%D1%80%D1%82"),
        (Directive("a/b?c=d"), "text=a%2Fb%3Fc%3Dd"),
    ],
)
def test_encoding(directive: Directive, written: str) -> None:
    """Comma, ampersand and hyphen have a meaning of their own and are always encoded."""
    assert str(directive) == written


LONG = "longword " * 40 + "end"


@pytest.mark.parametrize(
    ("text", "quote", "written"),
    [
        ("He said it. The port is shut for good. He left.", said("The port is shut for good."),
         "text=The%20port%20is%20shut%20for%20good."),
        ("He said: it is so. They nod.", said("it is so."),
         "text=He%20said%3A-,it%20is%20so.,-They%20nod."),
        ("The port is shut for good. So: The port is shut for good.",
         said("The port is shut for good.", "So:"),
         "text=for%20good.%20So%3A-,The%20port%20is%20shut%20for%20good."),
        ("First part of it\n\nand the second part", said("First part of it and the second part"),
         "text=First%20part%20of,the%20second%20part"),
        ("They met here\n\non the old pier\n\nand talked all day", said("on the old pier"),
         "text=They%20met%20here-,on%20the%20old%20pier,-and%20talked%20all"),
        ("“It’s\nthe  port that is shut”", said("It's the port that is shut"),
         "text=It%E2%80%99s%20the%20port%20that%20is%20shut"),
        ("We agree on much, but then we differ on the rest.", said("We agree on […] on the rest."),
         "text=We%20agree%20on%20much%2C%20but%20then%20we%20differ%20on%20the%20rest."),
        (f"Now a b c {LONG}.", said(f"a b c {LONG}"), "text=a%20b%20c,longword%20longword%20end"),
        ("a b\n\nc d", said("b c"), None),
        ("not here", said("It is so"), None),
        ("so so", said("so"), None),
    ],
)  # fmt: skip
def test_within_a_capture(text: str, quote: Statement, written: str | None) -> None:
    """The shortest directive that leads to one place, each term within a block."""
    directive = within(quote, capture(text))
    assert (None if directive is None else str(directive)) == written


@pytest.mark.parametrize(
    ("quote", "written"),
    [
        (said("It is so", "And then he said to me: ", " and left the room"),
         "text=said%20to%20me%3A-,It%20is%20so,-and%20left%20the"),
        (said("It is so", '"', " and left"), "text=It%20is%20so,-and%20left"),
        (said("It is so", '"', '."'), None),
        (said("It is so"), None),
        (said("We agree […] on the rest of it", "he said:", "and left"),
         "text=he%20said%3A-,We%20agree,rest%20of%20it,-and%20left"),
        (said("We agree on all of it […] on the rest of it", "", "and left"),
         "text=We%20agree%20on%20all%20of%20it,rest%20of%20it,-and%20left"),
        (said(f"a b c {LONG}", "He:", "now"),
         "text=He%3A-,a%20b%20c,longword%20longword%20end,-now"),
        (said("It is so", "they [the towns] said", "[ours] and"), "text=said-,It%20is%20so"),
        (said("We came to listen.\n\nWe stay.", "", "Then she"),
         "text=We%20came%20to%20listen.,We%20stay.,-Then%20she"),
    ],
)  # fmt: skip
def test_without_a_capture(quote: Statement, written: str | None) -> None:
    """The words with the context that the statement gives."""
    directive = alone(quote)
    assert (None if directive is None else str(directive)) == written


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://x.example/a?b=c", "https://x.example/a?b=c#:~:text=he-,It%20is"),
        ("https://x.example/a#top", "https://x.example/a#top:~:text=he-,It%20is"),
        ("https://x.example/a.pdf", None),
        ("https://x.example/A.PDF?b", None),
    ],
)
def test_the_address(url: str, address: str | None) -> None:
    """After the page's own fragment; none for a PDF, in which browsers do not look."""
    assert link(said("It is", "he"), source(url), None) == address
