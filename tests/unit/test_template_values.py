"""What the theme's templates get."""

from __future__ import annotations

from bs4 import BeautifulSoup
from mkdocs_adapter.template_values import attribute


def test_a_text_is_whole_in_an_attribute_and_between_tags() -> None:
    text = """Who said "no" to <b> & 'us'?"""
    soup = BeautifulSoup(f'<p title="{attribute(text)}">{attribute(text)}</p>', "html.parser")
    assert soup.p
    assert (soup.p["title"], soup.p.string) == (text, text)
