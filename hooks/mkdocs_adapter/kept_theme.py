"""The theme of a preview: its templates are kept compiled, and its files listed.

MkDocs asks for them several times a build, and would each time compile all templates and list the
14,000 icons of Material.
"""

from __future__ import annotations

from functools import wraps
from inspect import unwrap
from typing import TYPE_CHECKING, Any

from jinja2 import FileSystemLoader
from mkdocs.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from explainer.memory import Memory
    from jinja2 import Environment

INSTALLED = "site-packages"
"""What the path of a folder has whose files do not change while a preview runs."""


def keep_theme(memory: Memory) -> None:
    """Make MkDocs use the theme's templates of the last build again."""
    make = unwrap(Theme.get_env)

    @wraps(make)
    def get_env(theme: Theme) -> Environment:
        installed = [folder for folder in theme.dirs if INSTALLED in folder]
        own = FileSystemLoader([folder for folder in theme.dirs if INSTALLED not in folder])
        names = own.list_templates()  # a new file may take the place of an installed one
        of = [*theme.dirs], names, theme.locale, {name: theme[name] for name in theme}
        return memory.once("theme", of, lambda: _Kept(make(theme), installed, names)).environment()

    Theme.get_env = get_env  # type: ignore[method-assign,assignment]  # MkDocs' settings make the theme


class _Kept:
    """The templates of a theme; one is read again only if its file has changed."""

    def __init__(self, made: Environment, installed: list[str], own: list[str]) -> None:
        made.auto_reload = True
        self._made = made
        self._usual = {name: dict(getattr(made, name)) for name in ("filters", "globals", "tests")}
        self._names = {*FileSystemLoader(installed).list_templates(), *own}
        self._fit: list[str] | None = None

    def environment(self) -> Environment:
        """Return the environment without what the last build put into it."""
        made: Any = self._made
        for name, usual in self._usual.items():
            values = getattr(made, name)
            values.clear()
            values.update(usual)
        vars(made).pop("get_template", None)
        made.list_templates = self._listed
        return self._made

    def _listed(
        self, _: object = None, filter_func: Callable[[str], bool] | None = None
    ) -> list[str]:
        """Return the names of the theme's files that MkDocs wants."""
        if self._fit is None:
            self._fit = sorted(filter(filter_func, self._names))
        return self._fit
