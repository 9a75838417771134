"""The small Markdown of YAML fields."""

from __future__ import annotations

import pytest
from explainer.language.inline_markdown import to_html
from explainer.language.sentences import paragraphs


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("plain", "plain"),
        ("*soft* and **hard**", "<em>soft</em> and <strong>hard</strong>"),
        (r"not \*soft\*", "not *soft*"),
        ("[a](https://x.org/?a=1&b=2)", '<a href="https://x.org/?a=1&amp;b=2">a</a>'),
        ("[a](../meeting/#x)", '<a href="../meeting/#x">a</a>'),
        ("[a](javascript:alert(1))", "[a](javascript:alert(1))"),
        ("[a](JaVaScRiPt:alert(1))", "[a](JaVaScRiPt:alert(1))"),
        ("[a](&#106;avascript:alert(1))", "[a](&amp;#106;avascript:alert(1))"),
        ("[a](data:text/html,x)", "[a](data:text/html,x)"),
        ("[a](//evil.example)", "[a](//evil.example)"),
        (r"[a](/\\evil.example)", '<a href="/%5Cevil.example">a</a>'),
        ("<b onclick=x>b</b>", "&lt;b onclick=x&gt;b&lt;/b&gt;"),
        ("![i](https://x.org/i.png)", "![i](https://x.org/i.png)"),
        (r"\\![i](https://x.org/i.png)", r"\![i](https://x.org/i.png)"),
        (r"\![i](https://x.org/)", '!<a href="https://x.org/">i</a>'),
        ("Look! [i](https://x.org/)", 'Look! <a href="https://x.org/">i</a>'),
        ("`code` # no ```fence```", "`code` # no ```fence```"),
        ("{{ config }} [^note]", "{{ config }} [^note]"),
    ],
)
def test_prose(written: str, html: str) -> None:
    """Emphasis and links; all else is text."""
    assert str(to_html(written)) == html


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One. Two.", ["One. Two."]),
        ("One.\nTwo.", ["One.", "Two."]),
        ("One.\n\n  Two\tthree.\n", ["One.", "Two three."]),
        ("", [""]),
    ],
)
def test_paragraphs(text: str, found: list[str]) -> None:
    """An empty line in YAML arrives as one line break or more."""
    assert paragraphs(text) == found
