"""Stretches: the content between two headings, which a browser can lay out later.

A long page appears faster if the browser skips layout far from the screen (see parts.css).
Headings stay outside, since the theme measures the position of each.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


def gather(root: Element) -> None:
    """Wrap the content after each heading of a page's tree in a separate element.

    Leave what a reader may see first: everything before the second lower-level heading.
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
    # Material's search needs words; these are numbers or appear elsewhere too.
    for one in root.iter():
        if one.tag == "sup" or one.get("class") == "footnote":
            one.set("data-search-exclude", "")
