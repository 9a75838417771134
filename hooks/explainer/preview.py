"""The preview: pages with their problems and an overlay for editors.

A published site contains none of this.
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from explainer.problems import Place, Problem, count
from explainer.rendering.context import relative

if TYPE_CHECKING:
    from explainer.rendering.page_result import Fragment
    from explainer.site import Site

FEW, MANY = 3, 50
"""The most problems shown at a block, and the most in the list above a page."""


@dataclass(frozen=True)
class PreviewPage:
    """A page as editors see it."""

    fragments: tuple[str, ...]
    """The HTML of each block, after its problems."""
    bar: str
    """The HTML at the top of the page: all problems, and the switch of the overlay."""


@dataclass(frozen=True)
class Preview:
    """The pages of a site as editors see them."""

    site: Site

    @cached_property
    def numbers(self) -> dict[Problem, int]:
        """All problems of the site, each with its number from 1."""
        return {problem: number for number, problem in enumerate(self.site.problems, 1)}

    @cached_property
    def homes(self) -> dict[str, list[str]]:
        """The pages that show something of a file, by the file's path."""
        homes: dict[str, list[str]] = {}
        for path, result in self.site.results.items():
            for file in (path, *result.rests_on):
                homes.setdefault(file, []).append(path)
        return homes

    def page(self, path: str) -> PreviewPage:
        """Return a page with its problems, made once; `path` is that of its file."""
        # A page without problems depends on itself alone.
        of = (self.site.problems, self.homes) if self.numbers else ()
        once = self.site.context.memory.once
        return once(("preview", path), (self.site.results[path], of), lambda: self._made(path))

    def _made(self, path: str) -> PreviewPage:
        site, numbers = self.site, self.numbers
        result = site.results[path]
        here: list[int] = []
        """The numbers of the problems with a card on this page, in order."""
        shown = []
        for fragment in result.fragments:
            found = _problems_of(fragment, site, numbers)
            cards = ""
            for problem in found[:FEW]:
                number = numbers.get(problem, 0)
                repeated = number in here
                if number and not repeated:
                    here.append(number)
                cards += _card(site, problem, number, repeated=repeated)
            if (more := len(found) - FEW) > 0:
                cards += site.renderer.templates.render("more", None, count=more)
            shown.append(cards + fragment.html)
        listed = {
            problem: number
            for problem, number in numbers.items()
            if number in here or number <= MANY
        }
        links = {}
        for problem, number in listed.items():
            elsewhere = self.homes.get(problem.place.path, [])
            links[number] = ""
            if number in here:
                links[number] = f"#problem-{number}"
            elif elsewhere and path not in elsewhere:
                url = relative(site.results[elsewhere[0]].url, result.url)
                links[number] = f"{url}#problem-{number}"
        uncited = [(text, result.page.find_first(text)) for text in result.coverage.uncited]
        bar = site.renderer.templates.render(
            "preview",
            None,
            count=len(numbers),
            named=count(site.problems),
            listed=listed,
            links=links,
            here=here,
            uncited=uncited,
        )
        return PreviewPage(tuple(shown), bar)


def stopped(site: Site, error: Exception, root: Path) -> str:
    """Return a card that says why the pages cannot be built again."""
    problem = failure(error, root)
    try:
        return _card(site, problem, 0, repeated=False)
    except Exception:  # noqa: BLE001  (it may be the card's own template that is broken)
        return f'<pre class="problem">{escape(str(problem))}</pre>'


def failure(error: Exception, root: Path) -> Problem:
    """Return an exception as a problem, at the line of the project that raised it."""
    if isinstance(error, SyntaxError) or hasattr(
        error, "lineno"
    ):  # Jinja's errors have no common parent
        path, line = getattr(error, "filename", None), getattr(error, "lineno", None)
    else:
        frames = [
            (frame.filename, frame.lineno)
            for frame in traceback.extract_tb(error.__traceback__)[
                1:
            ]  # the outermost frame in the project
            if Path(frame.filename).is_relative_to(root) and ".venv" not in frame.filename
        ]
        path, line = frames[-1] if frames else (None, None)
    reason = f"{type(error).__name__}: {getattr(error, 'msg', None) or error}"
    message = "this is the last version that could be built; the page cannot be rebuilt now"
    if not path or not Path(path).is_file():  # no line of the project
        return Problem(Place("mkdocs.yml"), message, f"{reason}; see the terminal")
    file = Path(path)
    lines = file.read_text(encoding="utf-8", errors="replace").split("\n")
    number = min(max(line or 1, 1), len(lines))
    name = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name
    return Problem(Place(name, number, 1, lines[number - 1]), message, reason)


def _problems_of(fragment: Fragment, site: Site, numbers: dict[Problem, int]) -> list[Problem]:
    """Return the problems of a block, then those of the facts it shows."""
    own = [problem for problem in fragment.problems if problem in numbers]
    facts = [one for one in site.problems if one.place.path in fragment.files]
    if own or facts or not fragment.failed:
        return own + facts
    return site.unsound or site.problems[:FEW]


def _card(site: Site, problem: Problem, number: int, *, repeated: bool) -> str:
    """Return a problem in full, or a link to it if the page already shows it."""
    return site.renderer.templates.render(
        "card", None, problem=problem, number=number, repeated=repeated
    )
