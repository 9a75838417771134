"""The style sheets: contrast of the tokens, weight of the pages, and what CSS must not do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SHEETS = sorted((ROOT / "docs" / "stylesheets").glob("*.css"))
SCHEMES = ("default", "slate")


def colours(scheme: str) -> dict[str, str]:
    """Every colour token of a scheme, by its name."""
    css = "\n".join(path.read_text(encoding="utf-8") for path in SHEETS)
    blocks = re.findall(rf'\[data-md-color-scheme="{scheme}"\] {{(.*?)}}', css, re.DOTALL)
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", "\n".join(blocks)))


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_computed_right() -> None:
    """Black on white is 21; the grey of 4.54 is the usual example."""
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_token_can_be_read(scheme: str) -> None:
    """Text and sides 4.5:1 on every ground; marked words on theirs; marks of a drawing 3:1."""
    tokens = colours(scheme)
    texts = {"ink", "soft", "link", "alarm", *(name for name in tokens if name.startswith("tone-"))}
    assert {"paper", "card", "line", "differs"} | texts == set(tokens)
    weak = {
        f"{text} on {ground}": round(contrast(tokens[text], tokens[ground]), 2)
        for text in sorted(texts)
        for ground in ("paper", "card")
        if contrast(tokens[text], tokens[ground]) < 4.5
    }
    assert weak == {}
    assert contrast(tokens["ink"], tokens["differs"]) >= 4.5
    for mark in ("link", "alarm", "soft"):
        assert contrast(tokens[mark], tokens["paper"]) >= 3


def test_both_schemes_have_the_same_tokens() -> None:
    """A colour that is missing in the dark would be no colour."""
    assert set(colours("default")) == set(colours("slate"))


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_a_style_sheet_keeps_to_the_rules(path: Path) -> None:
    """Tokens for colours, logical sides, nothing forced, nothing fetched; and the site loads it."""
    css = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert "!important" not in css
    assert "url(" not in css
    assert "@import" not in css
    physical = (
        r"\b(margin|padding|border|inset)-(left|right|top|bottom)\b|\b(left|right|top|bottom):"
    )
    assert not re.search(physical, css)
    assert not re.search(r"text-align: (left|right)", css)
    if path.stem not in {"tokens", "sides"}:
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b(?![^{]*{)|rgba?\(|hsla?\(", css)
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert f"stylesheets/{path.name}\n" in config
