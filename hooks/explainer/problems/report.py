"""Reports: all problems of a site, for a person or for a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from explainer.problems.problem import Problem


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return each problem once, in the order of their places."""

    # Sort by key: a file may contain tens of thousands of mistakes, and comparing pairs is slow.
    def key(problem: Problem) -> tuple[str, int, int, str, str]:
        place = problem.place
        return place.path, place.line, place.column, problem.message, problem.hint

    return sorted(set(problems), key=key)


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that fail a build, without warnings."""
    return [problem for problem in problems if problem.level == "error"]


def count(problems: Collection[Problem]) -> str:
    """Return the number of problems, for example: 2 problems, 1 warning."""
    failing = len(errors(problems))
    warnings = len(problems) - failing
    parts = []
    if failing or not warnings:
        parts.append(f"{failing or 'no'} problem{'' if failing == 1 else 's'}")
    if warnings:
        parts.append(f"{warnings} warning{'' if warnings == 1 else 's'}")
    return ", ".join(parts)


def report(problems: Iterable[Problem]) -> str:
    """Return all problems as one text, in order of place; the last line counts them."""
    ordered = in_order(problems)
    return "\n\n".join([*map(str, ordered), count(ordered)])


def workflow_commands(problems: Iterable[Problem]) -> str:
    """Return all problems as GitHub workflow commands, which mark lines of a pull request.

    Return an empty text if there are no problems.
    See "Workflow commands for GitHub Actions", "Setting an error message".
    """
    lines = []
    for problem in in_order(problems):
        place = problem.place
        text = problem.message + (f"\n{problem.hint}" if problem.hint else "")
        at = f"file={_property(place.path)},line={place.line},col={place.column}"
        lines.append(f"::{problem.level} {at}::{_data(text)}\n")
    return "".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
