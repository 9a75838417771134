"""Search: what the search plugin is given to read of a page, which is less than a reader sees.

Material's plugin goes through every tag of a page by the standard library's parser, which costs
more than to render the page. So what it would leave out is left out before.
"""

from __future__ import annotations

import re

# As the plugin has it, an element that is left out ends with the first of its kind.
_EXCLUDED = re.compile(
    r"<(aside|details|div|figure|ol|p|sup|ul)\b[^>]*\sdata-search-exclude\b[^>]*>.*?</\1>",
    re.DOTALL,
)
_HEADERLINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
# Of these the plugin takes the text alone.
_TAGS = re.compile(
    r"</?(?:a|abbr|b|blockquote|button|cite|dd|div|dl|dt|em|figcaption|figure|i|label|mark|section"
    r"|small|span|strong|table|tbody|td|th|thead|time|tr)\b[^>]*>"
)


def searchable(html: str) -> str:
    """Return the HTML that has the same words for the search, and few of the tags."""
    return _TAGS.sub("", _HEADERLINK.sub("", _EXCLUDED.sub("", html)))
