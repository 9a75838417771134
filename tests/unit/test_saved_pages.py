"""Saved pages: no word of an article is lost or joined to another, and fields are found."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT
from explainer.authoring.saved_pages import SavedPage, UnreadableError, read
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from pathlib import Path

SAVED = ROOT / "tests" / "examples" / "saved"
PAGES = sorted(path for path in SAVED.iterdir() if path.suffix in {".html", ".txt"})


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_text_of_a_page(page: Path, *, update_goldens: bool) -> None:
    """It is in a file beside the page, for people to read."""
    text = f"{read(page.read_bytes(), page.name).text}\n"
    expected = page.with_suffix(".text")
    if update_goldens:
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("un<b>bro</b>ken", "unbroken"),
        ("un<wbr>bro<!-- -->ken", "unbroken"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("one<br><br>two", "one\n\ntwo"),
        ("<p>one<p>two<div>three</div>four", "one\n\ntwo\n\nthree\n\nfour"),
        ("<ul><li>one<li>two</ul>three", "one\n\ntwo\n\nthree"),
        ("<table><tr><td>one<td>two<tr><td>three</table>", "one\n\ntwo\n\nthree"),
        ("<dl><dt>one<dd>two</dl>", "one\n\ntwo"),
        ("one<hr>two", "one\n\ntwo"),
        ("<a href=/><div>one</div></a>two", "one\n\ntwo"),
        ("a&amp;b &lt;i&gt; &#8212; &eacute; &copy; &bogus;", "a&b <i> — é © &bogus;"),
        ("one \n\t two&nbsp;three", "one two\u00a0three"),
        ("<pre>one\n  two\n\nthree</pre>", "one\ntwo\n\nthree"),
        ("one<script>x = '<p>no</p>'</script> two<style>p {}</style>", "one two"),
        ("one<textarea>no</textarea><template>no</template> two", "one two"),
        ("<p>words enough to be the page</p><nav>no</nav>", "words enough to be the page"),
        ("<p>words enough to be the page</p><aside>no</aside>", "words enough to be the page"),
        ("<header>no</header><p>words enough</p><footer>no</footer>", "words enough"),
        ("<div role=banner>no</div><p>words enough</p>", "words enough"),
        ("<article><header>yes</header>words enough<footer>yes</footer></article>",
         "yes\n\nwords enough\n\nyes"),
        ("<header><h1>yes</h1></header><p>words enough</p>", "yes\n\nwords enough"),
        ("<nav>short<main>yes</main><p>words that are of a great number",
         "short\n\nyes\n\nwords that are of a great number"),
        ("<form><p>all of the page</p></form>no", "all of the page\n\nno"),
        ("<nav>unclosed<p>all of the page there is", "unclosed\n\nall of the page there is"),
        ("<html><head><title>no</title><body><p>yes", "yes"),
        ("hid\u202eden\u2066 and\u2028parted", "hidden and\nparted"),
        ("<ruby>港<rp>(</rp><rt>minato</rt><rp>)</rp></ruby>", "港(minato)"),
        ("<![CDATA[no]]><?php no ?>yes", "yes"),
    ],
)  # fmt: skip
def test_elements(markup: str, text: str) -> None:
    """Blocks, lines, spaces and entities, and what is none of the article's."""
    assert read(markup.encode(), "page.html").text == text


@given(
    st.lists(
        st.tuples(
            st.text(st.sampled_from("aböя港’“&<5"), min_size=1, max_size=6),
            st.sampled_from(["{}", "<b>{}</b>", "<i><u>{}</u></i>", "<!-- -->{}", "<b></b>{}"]),
            st.sampled_from(["", " ", "\n", "<br>", "</p><p>", "<hr>", "<li>"]),
        ),
        min_size=1,
    )
)
def test_no_word_is_lost_or_joined(pieces: list[tuple[str, str, str]]) -> None:
    """Whatever is between them: only space and blocks separate words."""
    markup = "".join(tags.format(html.escape(word)) + then for word, tags, then in pieces)
    words = "".join(word + (then and " ") for word, _, then in pieces).split()
    page = f"<!doctype html><main><p>{markup}</p></main>"
    assert read(page.encode(), "page.html").text.split() == words


def test_deep_nesting() -> None:
    """Thousands of elements that nobody closed are no trouble."""
    page = "".join(f"<p><i>word{number} " for number in range(3000))
    assert len(read(page.encode(), "page.html").text.split("\n\n")) == 3000


def test_what_a_page_says_of_itself() -> None:
    """The headline rather than the title, the address that is the page's own, the day it names."""
    page = read((SAVED / "harbour.html").read_bytes(), "harbour.html")
    assert page == SavedPage(
        page.text,
        "https://gazette.example.org/2019/05/quay",
        "A new quay & the old one",
        "The Gazette",
        "2019-05-20",
        "en",
    )


ARTICLE = '<script type="application/ld+json">{}</script>'


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ("<!-- saved from url=(0014)https://a.example/b -->", "url", "https://a.example/b"),
        ("<!-- saved from url=(0014)about:internet -->", "url", ""),
        ('<link rel=canonical href="/page">', "url", ""),
        ('<meta property="og:url" content="https://a.example/c">', "url", "https://a.example/c"),
        ("<title>The  port</title>", "title", "The port"),
        ("<title>The port</title><h1>One</h1><h1>Two</h1>", "title", "The port"),
        ("<h1>The Gazette</h1><main><h1>The port</h1></main>", "title", "The port"),
        ('<meta name="og:title" content="The port">', "title", "The port"),
        (ARTICLE.format('{"@type": "Article", "headline": "A &amp; B"}'), "title", "A & B"),
        (ARTICLE.format('[{"@type": "Person"}, {"@type": "NewsArticle", "headline": "B"}]'),
         "title", "B"),
        (ARTICLE.format('{"@graph": [{"@type": "NewsArticle", "publisher": {"name": "P"}}]}'),
         "publisher", "P"),
        (ARTICLE.format('{"@type": "NewsArticle", "headline": 5, "publisher": []}'), "title", ""),
        (ARTICLE.format("{"), "title", ""),
        (ARTICLE.format("[" * 100_000), "title", ""),
        (ARTICLE.format("5"), "title", ""),
        (ARTICLE.format('{"@type": "NewsArticle", "datePublished": "2019-05-20T01:00Z"}'),
         "published", "2019-05-20"),
        (ARTICLE.format('{"@type": ["WebPage", "NewsArticle"], "headline": "B"}'), "title", "B"),
        (ARTICLE.format('{"@type": "https://schema.org/BlogPosting", "headline": "B"}'),
         "title", "B"),
        (ARTICLE.format('{"@type": ["WebPage", 5, null], "headline": "B"}'), "title", ""),
        (ARTICLE.format('{"@graph": {"@type": "Report", "headline": "B"}}'), "title", "B"),
        (ARTICLE.format('[{"@graph": [5]}, {"@graph": [{"@type": "Article", "headline": "B"}]}]'),
         "title", "B"),
        (ARTICLE.format('{"mainEntity": {"@type": "Article", "headline": "B"}}'), "title", "B"),
        (ARTICLE.format('{"@type": "Article", "headline": ["", "B", "C"]}'), "title", "B"),
        (ARTICLE.format('{"@type": "Article", "headline": {"@value": "B", "@language": "en"}}'),
         "title", "B"),
        (ARTICLE.format('{"@type": "Article", "headline": "A\tB"}'), "title", "A B"),
        (ARTICLE.format('{"@type": "Article", "publisher": "P"}'), "publisher", "P"),
        (ARTICLE.format('{"@type": "Article", "publisher": [5, {"name": ["P"]}, "Q"]}'),
         "publisher", "P"),
        (ARTICLE.format('{"@graph": [{"@type": "Article", "publisher": {"@id": "#p"}}, '
                        '{"@id": "#p", "@type": "Organization", "name": "P"}]}'),
         "publisher", "P"),
        (ARTICLE.format('{"@type": "Article", "publisher": [{"@id": "#p"}]}')
         + ARTICLE.format('{"@id": "#p", "name": "P"}'), "publisher", "P"),
        (ARTICLE.format('{"@id": "#p", "@type": "Article", "publisher": {"@id": "#p"}}'),
         "publisher", ""),
        (ARTICLE.format('{"@type": "Article", "publisher": {"name": {"name": "P"}}}'),
         "publisher", ""),
        (ARTICLE.format('{"@type": "Article", "datePublished": ["2019-05-20", "2019-05-21"]}'),
         "published", "2019-05-20"),
        (ARTICLE.format("[" * 500 + '{"@type": "Article", "headline": "B"}' + "]" * 500),
         "title", "B"),
        (ARTICLE.replace("ld+json", "LD+JSON; charset=utf-8")
         .format('{"@type": "Article", "headline": "B"}'), "title", "B"),
        ('<meta property="article:published_time" content="20 May">', "published", ""),
        ('<meta property="article:published_time" content="2019-13-40">', "published", ""),
        ('<time datetime="2019-05-20">Monday</time>', "published", "2019-05-20"),
        ('<time datetime="2019-05-20">Monday</time><time datetime="2019-05-21">', "published", ""),
        ('<time datetime="2019-05-20"></time><time datetime="2019-05-21" itemprop=datePublished>',
         "published", "2019-05-21"),
        ('<html lang="ru-RU">', "language", "ru"),
        ('<meta property="og:locale" content="de_DE">', "language", "de"),
    ],
)  # fmt: skip
def test_each_source_of_a_field(head: str, field: str, value: str) -> None:
    """And nothing, where the page says nothing that can be used."""
    page = read(f"{head}<p>words</p>".encode(), "page.html")
    assert getattr(page, field) == value


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("one<![:>two", "onetwo"),
        ("one <![if !IE]>two<![endif]> three", "one two three"),
        ("one<![ two>three", "onethree"),
        ("one <!DOCTYPE [<!ENTITY a>]> two", "one ]> two"),
        ("one <!-- <![: --> two", "one two"),
        ("one&#0000000000065;two", "oneAtwo"),
        ("one&#" + "9" * 5000 + ";two", "one\ufffdtwo"),
        ("one&#" + "0" * 5000 + "65;two", "oneAtwo"),
    ],
)
def test_markup_that_the_parser_cannot_read(markup: str, text: str) -> None:
    """The rest of the page is read all the same."""
    assert read(f"<p>{markup}".encode(), "page.html").text == text


@given(
    st.lists(
        st.sampled_from(
            ["<!", "<![", "[", "]", "]]>", "<!--", "-->", "<?", "</", "<", ">", "CDATA[", "if", "x",
             "endif", "temp", ":", " ", "%", "=", '"', "&#", "&#x", "9" * 5000, ";", "<p",
             "<script>", "</script>", "doctype", "ENTITY"]
        ),
        max_size=9,
    )
)  # fmt: skip
def test_no_markup_is_a_traceback(parts: list[str]) -> None:
    """Whatever is broken in it."""
    assert read(f"<p>yes</p>{''.join(parts)}".encode(), "page.html").text.startswith("yes")


META = b'<meta charset="%s"><p>\xe9t\xe9 \x93so\x94'


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("<p>été".encode(), "été"),
        (META % b"iso-8859-1", "été “so”"),
        (META % b"windows-1252", "été “so”"),
        ('<meta charset="iso-8859-1"><p>été'.encode(), "été"),
        ('<meta charset="windows-1251"><p>порт'.encode("cp1251"), "порт"),
        ("\ufeff<p>été".encode(), "été"),
        ("<p>été".encode("utf-16"), "été"),
        ("été".encode("utf-16"), "été"),
    ],
)
def test_charsets(raw: bytes, text: str) -> None:
    """By the byte order mark, as UTF-8 if it is, or by what the page declares."""
    assert read(raw, "page.html").text == text


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"%PDF-1.4 \x00", "page is a PDF; copy the words out of it and paste them"),
        (b"PK\x03\x04\x00", "page is neither HTML nor text; save the page as HTML"),
        (b"<p>\xe9", "page is not UTF-8: byte 0xE9 at 3; save it with encoding UTF-8"),
        (META % b"klingon", "page declares an unknown charset, 'klingon'"),
        (META % b"undefined", "page declares an unknown charset, 'undefined'"),
        (META % b"hex", "page declares an unknown charset, 'hex'"),
        (META % b"shift_jis", "page is not SHIFT_JIS: byte 0x"),
        (b"<p> </p>", "there are no words in page"),
        (b"", "there are no words in page"),
    ],
)
def test_what_cannot_be_read(raw: bytes, message: str) -> None:
    """The message says what is wrong with the file, and what to do."""
    with pytest.raises(UnreadableError, match="^" + re.escape(message)):
        read(raw, "page")


def test_text_that_mentions_markup() -> None:
    """A pasted text stays as it is."""
    assert read(b"five < six\n\nand <i> is a tag", "paste").text == "five < six\n\nand <i> is a tag"
