"""What readers ask, and where the edition answers: on load or one tap away, on a phone."""

from __future__ import annotations

from dataclasses import dataclass
from re import sub
from typing import TYPE_CHECKING

import pytest
from browser_pages import search_results

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PHONE = {"width": 390, "height": 844}
NEAR = 3 * PHONE["height"]
"""An answer is at most three screens below the heading that a reader goes to."""


@dataclass(frozen=True)
class Question:
    """A question, and the way to its answer."""

    asked: str
    page: str
    """The page with the answer; after a search, a folder and the place in one of its pages."""
    answer: str
    """The element that answers, as a CSS selector."""
    words: str
    """What the answer says."""
    under: str = ""
    """The id of the heading to go to, from the table of contents; else the head of the page."""
    tap: str = ""
    """What has to be tapped before the answer shows."""
    search: str = ""
    """The words to look for, from the first page."""


QUESTIONS = [
    Question(
        "Was there a breakthrough in Sochi?",
        "topics/meeting/",
        "#in-short + p",
        "there was no breakthrough",
    ),
    Question(
        "Was a plane waiting for Maduro?",
        "topics/venezuela/",
        "#disputed-or-unknown + p",
        "Nothing in the sources of this page settles",
        under="disputed-or-unknown",
    ),
    Question(
        "In which words did Pompeo say that the Russians should leave Venezuela?",
        "topics/venezuela/",
        "#pompeo-2019-05-05-russians-out .statement-text",
        "we want the Russians out",
        under="in-their-words",
    ),
    Question(
        "And where did he say so?",
        "topics/venezuela/",
        "#pompeo-2019-05-05-russians-out .statement-occasion",
        "ABC television interview",
        under="in-their-words",
        tap="#pompeo-2019-05-05-russians-out summary",
    ),
    Question(
        "Which part of Korea was to be denuclearised?",
        "topics/north-korea/",
        "#north-korea-position-what-be-denuclearised",
        "the whole Korean Peninsula",
        under="where-they-stand",
    ),
    Question(
        "Did Mueller establish a conspiracy?",
        "topics/election-meddling/",
        "#mueller-2019-04-18-did-not-establish .statement-text",
        "did not establish",
        under="what-did-the-mueller-report-find",
    ),
    Question(
        "What did Butina plead guilty to?",
        "topics/prisoners/",
        "#what-had-butina-been-convicted-of + p",
        "pleaded guilty to conspiracy alone",
        under="what-had-butina-been-convicted-of",
    ),
    Question(
        "What would have lifted the sanctions of the European Union?",
        "topics/sanctions/",
        "#what-did-it-take-to-lift-the-sanctions + p",
        "Minsk agreements",
        under="what-did-it-take-to-lift-the-sanctions",
    ),
    Question(
        "Who is Delcy Rodríguez?",
        "people/delcy-rodriguez/",
        ".person--page",
        "Acting President of Venezuela",
        search="who is delcy rodriguez",
    ),
    Question(
        "What rests on the report of RFE/RL of 6 May 2019?",
        "sources/#rferl-2019-05-06-rovaniemi",
        "#rferl-2019-05-06-rovaniemi .detail",
        "Pompeo and Lavrov meet in Rovaniemi",
        search="rfe/rl good constructive talks",
    ),
    Question(
        "Who was freed in August 2024?",
        "timeline/",
        "#prisoners-2024-08-01-exchange .event-summary",
        "Whelan and Gershkovich",
        under="year-2024",
        tap="#prisoners-2024-08-01-exchange summary",
    ),
    Question(
        "What did Trump say beside Putin in Helsinki?",
        "statements/",
        "#trump-2018-07-16-strong-denial .statement-text",
        "extremely strong and powerful in his denial",
        under="year-2018",
    ),
    Question(
        "Was this page corrected?",
        "topics/election-meddling/",
        ".change--correction >> nth=0",
        "Was: ",
        under="how-we-know",
        tap=".changes > summary",
    ),
]


FIRST = {one.page.split("/")[0]: one for one in reversed(QUESTIONS)}.values()


@pytest.mark.parametrize(
    "question",
    [
        # One page of each kind; `make test-all` asks all questions.
        pytest.param(one, id=one.asked, marks=[] if one in FIRST else pytest.mark.slow)
        for one in QUESTIONS
    ],
)
def test_a_question_is_answered(browser: Browser, edition_address: str, question: Question) -> None:
    """Within three screens of a heading, or by one of the first three results of a search."""
    context = browser.new_context(viewport=PHONE, has_touch=True, reduced_motion="reduce")  # type: ignore[arg-type]
    tab = context.new_page()
    if question.search:
        tab.goto(edition_address)
        tab.mouse.move(99, 99)  # the theme's script comes with the first move
        tab.locator(".md-header__button[for=__search]").tap()
        results = search_results(tab, question.search)[:3]
        folder, _, place = question.page.partition("#")
        addresses = {one: sub(r"\?[^#]*", "", one) for one in results}
        found = [
            one
            for one, address in addresses.items()
            if f"/{folder}" in address and address.endswith(f"#{place}" if place else folder)
        ]
        assert found, results
        tab.goto(found[0])
    else:
        tab.goto(f"{edition_address}{question.page}")
    heading = tab.locator(f"#{question.under}" if question.under else "h1")
    if question.under:
        assert tab.locator(f".md-nav--secondary a[href='#{question.under}']").count()
    answer = tab.locator(question.answer)
    if question.tap:
        assert not answer.is_visible()
        tab.locator(question.tap).tap()
    answer.wait_for()
    assert question.words in " ".join(answer.inner_text().split())
    place = "one => one.getBoundingClientRect().top + scrollY"
    if "#" not in question.page:  # such a result leads to the answer itself
        assert 0 <= answer.evaluate(place) - heading.evaluate(place) <= NEAR
    else:
        assert answer.evaluate("one => one.getBoundingClientRect().top < innerHeight")
    context.close()
