"""Problems as people read them."""

from __future__ import annotations

from explainer.problems import (
    Place,
    Problem,
    did_you_mean,
    errors,
    letters_apart,
    nearest,
    quoted,
    report,
    workflow_commands,
)


def test_a_problem_draws_itself() -> None:
    """Place, message, the line, a caret under the spot, and the hint."""
    place = Place("data/events.yml", 41, 13, "  sources: [mid-2019-05-14-pres]")
    problem = Problem(place, "no source 'mid-2019-05-14-pres'", "did you mean 'x'?")
    assert str(problem) == (
        "data/events.yml:41:13: no source 'mid-2019-05-14-pres'\n"
        "   41 |   sources: [mid-2019-05-14-pres]\n"
        "      |             ^ did you mean 'x'?"
    )


def test_a_problem_without_a_line_stays_on_one() -> None:
    """An empty file has nothing to draw."""
    assert str(Problem(Place("a.yml"), "empty", "fill it")) == "a.yml:1:1: empty (fill it)"
    assert str(Problem(Place("a.yml"), "empty")) == "a.yml:1:1: empty"


def test_a_long_line_is_cut_around_the_spot() -> None:
    """The caret still points at it."""
    text = "a" * 500 + "X" + "b" * 500
    head, line, caret = str(Problem(Place("a", 1, 501, text), "here")).split("\n")
    assert head == "a:1:501: here"
    assert len(line) < 110
    assert line[caret.index("^")] == "X"


def test_the_report_sorts_and_counts() -> None:
    """Each problem once, in the order of places."""
    one, two = Problem(Place("a", 2), "second"), Problem(Place("a", 1), "first")
    assert report([one, two, one]) == "a:1:1: first\n\na:2:1: second\n\n2 problems"
    assert report([one]).endswith("\n\n1 problem")
    assert report([]) == "no problems"


def test_the_nearest_name() -> None:
    """It is offered only if it is near."""
    assert nearest("sorces", ["sources", "topics"]) == "sources"
    assert nearest("colour", ["sources", "topics"]) is None
    assert did_you_mean("sorces", ["sources"]) == "did you mean 'sources'?"
    assert did_you_mean("colour", ["sources"], "or what") == "or what"


def test_letters_apart_counts_swaps_once() -> None:
    """As people mistype."""
    assert letters_apart("timeline", "tiemline") == 1
    assert letters_apart("timeline", "Timelines") == 2


def test_a_long_text_is_quoted_short() -> None:
    """A message stays readable."""
    assert quoted("a  b\nc") == "'a b c'"
    assert len(quoted("x" * 10_000)) == 42


def test_a_warning_says_that_it_is_one() -> None:
    """It is counted by itself, and does not fail a build."""
    wrong, poor = Problem(Place("a"), "wrong"), Problem(Place("b"), "poor", level="warning")
    assert str(poor) == "b:1:1: warning: poor"
    assert report([wrong, poor]).endswith("\n\nb:1:1: warning: poor\n\n1 problem, 1 warning")
    assert report([poor, Problem(Place("c"), "poor", level="warning")]).endswith("\n\n2 warnings")
    assert errors([wrong, poor]) == [wrong]
    assert workflow_commands([wrong, poor]) == (
        "::error file=a,line=1,col=1::wrong\n::warning file=b,line=1,col=1::poor\n"
    )
