"""The preview: a page that shows its problems and goes on answering, and an editor's overlay.

Nothing of it is in a site that is built to be published.
"""

from __future__ import annotations

import traceback
from collections import defaultdict
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from explainer.problems import Place, Problem
from explainer.rendering.blocks import BLOCKS
from explainer.rendering.context import Canvas, relative
from explainer.rendering.page_renderer import CITATION

if TYPE_CHECKING:
    from explainer.rendering.page_renderer import Sheet
    from explainer.site import Site

FEW, MANY = 3, 50
"""How many problems of one file stand where a block does, and of all in the list above a page."""


class Preview:
    """One state of the site as its editors see it."""

    def __init__(self, site: Site) -> None:
        """Take the site."""
        self.site = site
        self.numbers = {problem: number for number, problem in enumerate(site.problems, 1)}
        self.drawn: dict[str, dict[tuple[str, str], list[str]]] = defaultdict(dict)
        """What has been drawn ahead and is still to be asked for, by page, and by fence."""
        self.carded: dict[str, list[int]] = defaultdict(list)
        """The numbers of the problems that stand where a block does, by the path of the page."""

    def prerender(self, sheet: Sheet) -> object:
        """Draw each fence of a page ahead; what the page is made of, beside its text.

        Of the same, the same page is made.
        """
        drawn: dict[tuple[str, str], list[str]] = defaultdict(list)
        for name, body in sheet.fences:
            if name in BLOCKS or name == CITATION:
                drawn[name, body].append(self.fragment(sheet, name, body))
        self.drawn[sheet.page.path] = drawn
        made_of = {fence: [*fragments] for fence, fragments in drawn.items()}
        return made_of, {form: record.id for form, record in sheet.forms.items()}

    def fragment(self, sheet: Sheet, name: str, body: str) -> str:
        """The HTML of a fence; what is wrong with it, or with the facts it shows, before it."""
        if ahead := self.drawn[sheet.page.path].get((name, body)):
            return ahead.pop(0)
        fragment, found = sheet.fragment(name, body)
        behind = [one for one in self.site.problems if one.place.path in sheet.shown_files]
        told = [problem for problem in found if problem in self.numbers] + behind
        if found and not told:  # it cannot be drawn because of something else
            told = self.site.unsound or found
        cards = "".join(self._card(problem, sheet.page.path) for problem in told[:FEW])
        more = len(told) - FEW
        if more > 0:
            cards += self._drawn("more", count=more)
        return cards + fragment

    def bar(self, path: str) -> str:
        """What stands at the top of a page: all problems, and the switch of the overlay.

        It is made when the page's blocks have been drawn.
        """
        here = self.carded[path]
        listed = {
            problem: number
            for problem, number in self.numbers.items()
            if number in here or number <= MANY
        }
        links = {
            number: f"#problem-{number}"
            if number in here
            else self._elsewhere(problem, path, number)
            for problem, number in listed.items()
        }
        page = self.site.pages[path]
        uncited = [(text, page.find_first(text)) for text in page.coverage.uncited]
        return self._drawn(
            "preview",
            count=len(self.numbers),
            listed=listed,
            links=links,
            here=here,
            uncited=uncited,
        )

    def stopped(self, error: Exception, root: Path) -> str:
        """A card with what has kept the pages from being made anew."""
        problem = failure(error, root)
        try:
            return self._drawn("card", problem=problem, number=0, repeated=False)
        except Exception:  # noqa: BLE001  (it may be the card's own template that is broken)
            return f'<pre class="problem">{escape(str(problem))}</pre>'

    def _card(self, problem: Problem, path: str) -> str:
        """A problem in full, or a link to it where the page has it already."""
        number = self.numbers.get(problem, 0)
        repeated = number in self.carded[path]
        if number and not repeated:
            self.carded[path].append(number)
        return self._drawn("card", problem=problem, number=number, repeated=repeated)

    def _elsewhere(self, problem: Problem, path: str, number: int) -> str:
        """The address of the other page on which a problem stands; empty if there is none."""
        file = problem.place.path
        pages = self.site.pages.values()
        homes = [page.path for page in pages if file == page.path or file in page.rests_on]
        if not homes or path in homes:
            return ""
        urls = self.site.urls
        return f"{relative(urls[homes[0]], urls[path])}#problem-{number}"

    def _drawn(self, component: str, **values: object) -> str:
        return self.site.renderer.fragment(component, Canvas(), **values)


def failure(error: Exception, root: Path) -> Problem:
    """An error of the program as a problem, at the line of the project where it arose."""
    if isinstance(error, SyntaxError) or hasattr(error, "lineno"):  # Jinja's has no common parent
        path, line = getattr(error, "filename", None), getattr(error, "lineno", None)
    else:
        frames = [
            (frame.filename, frame.lineno)
            for frame in traceback.extract_tb(error.__traceback__)[1:]  # the first called the rest
            if Path(frame.filename).is_relative_to(root) and ".venv" not in frame.filename
        ]
        path, line = frames[-1] if frames else (None, None)
    told = f"{type(error).__name__}: {getattr(error, 'msg', None) or error}"
    message = "the page stands as it was, since it cannot be made anew"
    if not path or not Path(path).is_file():  # no line of ours
        return Problem(Place("mkdocs.yml"), message, f"{told}; the terminal says more")
    file = Path(path)
    lines = file.read_text(encoding="utf-8", errors="replace").split("\n")
    number = min(max(line or 1, 1), len(lines))
    name = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name
    return Problem(Place(name, number, 1, lines[number - 1]), message, told)
