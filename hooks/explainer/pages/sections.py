"""Stretches: what stands between two headings of a page, so that a browser can leave it for later.

A long page is laid out faster if what is far from the screen is not laid out at all (see
parts.css); headings stay outside, since the theme measures where each of them stands.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


def gather(root: Element) -> None:
    """Put what follows each heading of a page's tree, up to the next, into an element of its own.

    What a reader may see at once stays: all before the second heading below the first level.
    """
    kept: list[Element] = []
    stretch: Element | None = None
    passed = 0
    for child in list(root):
        if child.tag in _HEADINGS:
            passed += child.tag != "h1"
            stretch = Element("div", {"class": "stretch"}) if passed > 1 else None
            kept.append(child)
        elif stretch is None or child.get("class") == "footnote":
            kept.append(child)
        else:
            if not len(stretch):
                kept.append(stretch)
            stretch.append(child)
    root[:] = kept
    # The search of Material looks for words, and these are numbers, or stand elsewhere too.
    for one in root.iter():
        if one.tag == "sup" or one.get("class") == "footnote":
            one.set("data-search-exclude", "")
