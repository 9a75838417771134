"""Reports: all problems of a site, for a person or for the lines of a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explainer.problems.problem import Problem


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, in the order of their places."""

    # By a key, as a file may hold ten thousands of mistakes, and pairs are slow to compare.
    def key(problem: Problem) -> tuple[str, int, int, str, str]:
        place = problem.place
        return place.path, place.line, place.column, problem.message, problem.hint

    return sorted(set(problems), key=key)


def report(problems: Iterable[Problem]) -> str:
    """All problems as one text, in the order of their places, with the count in the last line."""
    ordered = in_order(problems)
    if not ordered:
        return "no problems"
    count = "1 problem" if len(ordered) == 1 else f"{len(ordered)} problems"
    return "\n\n".join(map(str, ordered)) + f"\n\n{count}"


def workflow_commands(problems: Iterable[Problem]) -> str:
    """All problems as GitHub's workflow commands, which put each on its line of a pull request.

    Empty without problems.
    See "Workflow commands for GitHub Actions", "Setting an error message".
    """
    lines = []
    for problem in in_order(problems):
        place = problem.place
        text = problem.message + (f"\n{problem.hint}" if problem.hint else "")
        at = f"file={_property(place.path)},line={place.line},col={place.column}"
        lines.append(f"::error {at}::{_data(text)}\n")
    return "".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
