"""What the theme's templates leave around an article."""

from __future__ import annotations

from mkdocs_adapter.tight_pages import without_indentation


def test_only_the_article_keeps_its_indentation() -> None:
    code = "<article>\n<pre>a\n\n  b</pre>\n</article>"
    html = f"<nav>\n\n    <a>\n    One\n  </a> two\n</nav>\n\n  {code}\n  \n  <footer>\n </footer>"
    tight = f"<nav>\n<a>\nOne\n</a> two\n</nav>\n{code}\n<footer>\n</footer>"
    assert without_indentation(html) == tight


def test_a_page_without_an_article_stays_as_it_is() -> None:
    assert without_indentation("<p>\n\n  One") == "<p>\n\n  One"
