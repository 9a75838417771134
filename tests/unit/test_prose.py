"""The small Markdown of YAML fields."""

from __future__ import annotations

import pytest
from explainer.language.inline_markdown import to_html


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
        ("![i](https://x.org/i.png)", '!<a href="https://x.org/i.png">i</a>'),
        ("`code` # no ```fence```", "`code` # no ```fence```"),
        ("{{ config }} [^note]", "{{ config }} [^note]"),
    ],
)
def test_prose(written: str, html: str) -> None:
    """Emphasis and links; all else is text."""
    assert str(to_html(written)) == html
