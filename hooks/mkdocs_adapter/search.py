"""Search: the part of a page that the search plugin indexes, less than a reader sees.

Material's plugin parses every tag of a page with the standard library's parser, which takes
longer than rendering the page. So we first remove what the plugin would ignore.
"""

from __future__ import annotations

import re

# In the plugin, an excluded element ends at the first closing tag of its kind.
_EXCLUDED = re.compile(
    r"<(aside|details|div|figure|ol|p|sup|ul)\b[^>]*\sdata-search-exclude\b[^>]*>.*?</\1>",
    re.DOTALL,
)
_HEADERLINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
# Of these, which contain no headings, the plugin takes the text alone. Elements that may contain
# one are kept: by them the plugin sees where the text below a heading ends.
_TAGS = re.compile(
    r"</?(?:a|abbr|b|button|cite|dd|dl|dt|em|figcaption|i|label|mark|small|span|strong|table|tbody"
    r"|td|th|thead|time|tr)\b[^>]*>"
)


_HINTS = re.compile(r' data-search-(?:title="[^"]*"|exclude(?:="")?)')


def without_search_hints(html: str) -> str:
    """Return HTML without the attributes that only the search plugin reads."""
    return _HINTS.sub("", html)


def searchable(html: str) -> str:
    """Return HTML with the same words for search and few of the tags."""
    return _TAGS.sub("", _HEADERLINK.sub("", _EXCLUDED.sub("", html)))
