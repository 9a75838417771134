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
# The plugin takes only the text of these.
_TAGS = re.compile(
    r"</?(?:a|abbr|b|blockquote|button|cite|dd|div|dl|dt|em|figcaption|figure|i|label|mark|section"
    r"|small|span|strong|table|tbody|td|th|thead|time|tr)\b[^>]*>"
)


def searchable(html: str) -> str:
    """Return HTML with the same words for search and few of the tags."""
    return _TAGS.sub("", _HEADERLINK.sub("", _EXCLUDED.sub("", html)))
