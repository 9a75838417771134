"""Search: the part of a page that the search plugin indexes, less than a reader sees.

Material's plugin parses every tag of a page with the standard library's parser, which takes
longer than rendering the page. So we first remove what the plugin would ignore.

Records have no headings, but each is a result of its own: they get headings for the plugin alone.
"""

from __future__ import annotations

import re

# In the plugin, an excluded element ends at the first closing tag of its kind.
_EXCLUDED = re.compile(
    r"<(aside|details|div|dl|figure|ol|p|sup|ul)\b[^>]*\sdata-search-exclude\b[^>]*>.*?</\1>",
    re.DOTALL,
)
_HEADERLINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
# An element that is a result of its own; its words end where the element does.
_ITEM = re.compile(
    r'<(\w+)\b[^>]*?\sid="([^"]+)"[^>]*?\sdata-search-title="([^"]*)"[^>]*>', re.DOTALL
)
_ROW_END = "</tr>"
# Of these, which contain no headings, the plugin takes the text alone. Elements that may contain
# one are kept: by them the plugin sees where the text below a heading ends.
_TAGS = re.compile(
    r"</?(?:a|abbr|b|button|cite|dd|dl|dt|em|figcaption|i|label|mark|small|span|strong|table|tbody"
    r"|td|th|thead|time|tr)\b[^>]*>"
)
_FOR_SEARCH = re.compile(r'\sdata-search-\w+(?:="[^"]*")?')


def searchable(html: str) -> str:
    """Return HTML with the same words for search, few of the tags, and a heading per record."""
    html = _ITEM.sub(_with_heading, _HEADERLINK.sub("", _EXCLUDED.sub("", html)))
    return _TAGS.sub("", html.replace(_ROW_END, "</section>"))


def readable(html: str) -> str:
    """Return HTML without the attributes that only the search plugin reads."""
    return _FOR_SEARCH.sub("", html)


def _with_heading(item: re.Match[str]) -> str:
    # The plugin sees no rows, which it would not need otherwise.
    kept = "<section>" if item[1] == "tr" else f"<{item[1]}>"
    return f'{kept}<h4 id="{item[2]}">{item[3]}</h4>'
