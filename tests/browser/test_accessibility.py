"""The pages before axe-core, at the keyboard, magnified, and without colours of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from browser_pages import (
    EDITION,
    FERRY,
    HARBOUR,
    HOME,
    LAY_OUT,
    NOT_FOUND,
    OUT_OF_SIGHT,
    TOPICS,
    slow,
)

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

RECORD = [
    f"edition:{url}"
    for url in (
        "people/sergei-lavrov/",
        "people/",
        "timeline/",
        "statements/",
        "sources/",
        "glossary/",
        "changes/",
        "corrections/",
        "topics/venezuela/record/",
    )
]
"""One page of each kind of the record."""
FAST = [(FERRY, "light", 1280), (HOME, "dark", 390), (RECORD[0], "light", 1280)]
AXE = """async () => {
  const rules = { "target-size": { enabled: true } }; // of WCAG 2.2 AA; off unless asked for
  return (await axe.run({ rules })).violations;
}"""


@pytest.mark.parametrize(
    ("where", "scheme", "width"),
    [
        *FAST,
        *(
            slow(page, scheme, width)
            for page in (*EDITION, *RECORD)
            for scheme, width in (("light", 1280), ("dark", 390))
            if (page, scheme, width) not in FAST
        ),
    ],
)
def test_axe_finds_nothing(
    browser: Browser, url: str, node_modules: Path, scheme: Any, width: int
) -> None:
    """As a page is loaded, and with every disclosure open."""
    # What comes into sight fades from one scheme's colours to the other's, if it may.
    tab = browser.new_page(
        color_scheme=scheme, viewport={"width": width, "height": 900}, reduced_motion="reduce"
    )
    tab.goto(url)
    tab.add_script_tag(path=node_modules / "axe-core" / "axe.min.js")
    found = tab.evaluate(AXE)
    tab.evaluate("document.querySelectorAll('article details').forEach(d => { d.open = true })")
    found += tab.evaluate(AXE)
    faults = [
        f"{rule['id']} ({rule['help']}): {node['html'][:200]} {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]
    tab.close()
    assert faults == []


FOCUS = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const seen = one.dataset.reached ?? "";
  one.dataset.reached = "yes";
  if (!one.closest("article")) return { seen, ours: false };
  const box = one.getClientRects()[0]; // of a link in two lines, the first
  const x = box.left + Math.min(box.width / 2, 8), y = box.top + Math.min(box.height / 2, 8);
  const above = document.elementFromPoint(x, y);
  return {
    seen, ours: true,
    what: one.outerHTML.slice(0, 120),
    above: above?.outerHTML.slice(0, 90),
    hidden: !(one === above || one.contains(above) || above?.contains(one)),
    ring: getComputedStyle(one).outlineStyle !== "none",
  };
}"""
"""What has the focus: whether it had it before, can be seen, and shows that it is focused."""

NOT_REACHED = """() => [...document.querySelectorAll(
    "article :is(a[href], button, input, select, summary, textarea, [tabindex])")]
  .filter((one) => one.tabIndex >= 0 && one.checkVisibility() && !one.dataset.reached)
  .map((one) => one.outerHTML.slice(0, 120))"""
"""Every control of the article that can be seen and never had the focus."""


@pytest.mark.parametrize(
    ("where", "width", "height", "script"),
    [
        (FERRY, 390, 900, True),
        slow(HARBOUR, 320, 512, False),
        slow(HOME, 390, 900, True),
        slow(TOPICS[0], 1280, 900, False),
        *(slow(topic, 1280, 900, True) for topic in TOPICS[1:-1]),
        slow(TOPICS[-1], 320, 512, False),
    ],
)
def test_the_keyboard_reaches_and_leaves_every_control(
    browser: Browser,
    url: str,
    width: int,
    height: int,
    *,
    script: bool,
) -> None:
    """With the Tab key alone; what has the focus shows it, and is covered by nothing."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        java_script_enabled=script,
        reduced_motion="reduce",
    )
    tab = context.new_page()
    tab.goto(url)
    faults, reached, left = [], 0, False
    for _ in range(3000):
        tab.keyboard.press("Tab")
        focus = tab.evaluate(FOCUS)
        if focus is None or focus["seen"]:
            left = True
            break
        if focus["ours"]:
            reached += 1
            faults += [focus] if focus["hidden"] or not focus["ring"] else []
    assert faults == []
    assert left
    assert tab.evaluate(NOT_REACHED) == []
    assert reached > 20
    context.close()


@pytest.mark.parametrize("where", [FERRY])
@pytest.mark.parametrize(
    ("way", "script"),
    [
        ("mouse", True),
        ("touch", True),
        ("keyboard", False),
        slow("mouse", False),
        slow("touch", False),
        slow("keyboard", True),
    ],
)
def test_a_first_mention_is_explained_in_place(
    browser: Browser,
    url: str,
    way: str,
    *,
    script: bool,
) -> None:
    """It opens and closes by mouse, touch and keyboard, within the screen, without script."""
    size: Any = {"width": 390, "height": 700} if way == "touch" else {"width": 1280, "height": 800}
    context = browser.new_context(
        viewport=size, has_touch=way == "touch", java_script_enabled=script
    )
    tab = context.new_page()
    tab.goto(url)
    word = tab.get_by_role("button", name="Ada Berg", exact=True)
    told = tab.locator("#gloss-ada-berg")
    assert not told.is_visible()
    if way == "mouse":
        word.click()
    elif way == "touch":
        word.tap()
    else:
        word.focus()
        tab.keyboard.press("Enter")
    assert told.is_visible()
    assert "Harbour Master of Northport" in told.inner_text()
    box = told.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size["width"]
    assert box["y"] + box["height"] <= size["height"]
    if way == "keyboard":
        tab.keyboard.press("Tab")
        assert told.locator("a").evaluate("link => link === document.activeElement")
        tab.keyboard.press("Escape")
        assert word.evaluate("word => word === document.activeElement")
    elif way == "touch":
        tab.touchscreen.tap(5, 300)
    else:
        tab.mouse.click(5, 300)
    assert not told.is_visible()
    context.close()


MOVING = """() => [...document.querySelectorAll("html, article, article *")]
  .filter((one) => ["", "::before", "::after"].some((part) => {
    const style = getComputedStyle(one, part);
    return [...style.transitionDuration.split(","), ...style.animationDuration.split(",")]
      .some((time) => parseFloat(time) > 0) || style.scrollBehavior === "smooth";
  }))
  .map((one) => one.outerHTML.slice(0, 80))"""
"""Every element of the article that moves by itself."""


@pytest.mark.parametrize("where", [FERRY, slow(HARBOUR), slow(HOME)])
def test_nothing_moves_for_those_who_ask_for_rest(browser: Browser, url: str) -> None:
    """Of what the article holds, ours or the theme's."""
    tab = browser.new_page(reduced_motion="reduce")
    tab.goto(url)
    assert tab.evaluate(MOVING) == []
    tab.close()


@pytest.mark.parametrize("scheme", ["dark", slow("light")])
def test_the_drawing_holds_in_forced_colours(browser: Browser, address: str, scheme: Any) -> None:
    """Its marks and lines take the reader's own colours, which differ from the ground."""
    tab = browser.new_page(forced_colors="active", color_scheme=scheme)
    tab.goto(f"{address}topics/ferry/")
    colours = tab.evaluate("""() => {
      const of = (one, what) => getComputedStyle(document.querySelector(one))[what];
      const probe = document.createElement("i");
      document.body.append(probe);
      const system = (name) => { probe.style.color = name; return getComputedStyle(probe).color; };
      return {
        text: system("CanvasText"), link: system("LinkText"), ground: system("Canvas"),
        mark: of(".overview-mark:not(.overview-mark--unsure)", "fill"),
        ring: of(".overview-mark--unsure", "stroke"), inner: of(".overview-mark--unsure", "fill"),
        turn: of(".overview-turn", "stroke"), line: of(".overview-line", "stroke"),
        pole: of(".overview-pole", "stroke"), tick: of(".overview-tick", "fill"),
        named: of(".overview-turn-name", "fill"), name: of(".overview-wide .overview-name", "fill"),
        side: of(".side", "borderTopColor"),
        word: of(".gloss", "textDecorationLine"),
      };
    }""")
    assert colours["ground"] != colours["text"]
    assert colours["mark"] == colours["ring"] == colours["text"]
    assert colours["inner"] == colours["ground"]
    for line in ("turn", "line", "pole", "tick", "named", "name"):
        assert colours[line] == colours["text"], line
    assert colours["side"] != colours["ground"]
    assert colours["word"] == "underline"
    tab.goto(f"{address}topics/harbour/")
    card = "getComputedStyle(document.querySelector('.statement')).borderLeftColor"
    assert tab.evaluate(card) != colours["ground"]
    tab.close()


@pytest.mark.parametrize(
    "where",
    [FERRY, *(slow(page) for page in EDITION if page != NOT_FOUND)],
)
def test_a_page_can_be_read_at_four_times_its_size(browser: Browser, url: str) -> None:
    """A window of 1280 by 1024 pixels at 400 % shows 320 by 256: nothing beside it, room to read.

    As WCAG 2.2 has it, 1.4.10 (reflow).
    """
    context = browser.new_context(viewport={"width": 320, "height": 256}, device_scale_factor=4)
    tab = context.new_page()
    tab.goto(url)
    tab.evaluate(LAY_OUT)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320
    assert tab.evaluate(OUT_OF_SIGHT) == []
    tab.evaluate("window.scrollTo(0, document.body.scrollHeight / 2)")
    stuck = """() => [...document.querySelectorAll("body *")]
      .filter((one) => ["fixed", "sticky"].includes(getComputedStyle(one).position))
      .filter((one) => one.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }))
      .map((one) => one.getBoundingClientRect())
      .filter((box) => box.width && box.top >= -1 && box.top < 80 && box.bottom < 256)
      .reduce((low, box) => Math.max(low, box.bottom), 0)"""
    assert tab.evaluate(stuck) <= 256 / 3
    context.close()
