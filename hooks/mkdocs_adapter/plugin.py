"""The plugin `explainer`: hooks/main.py for a site without a copy of it, as pip installs it.

A preview does not reload its code, because nobody edits an installed package.
"""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from typing import TYPE_CHECKING, Any

from explainer.installation import MACHINERY
from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin

if TYPE_CHECKING:
    from collections.abc import Iterator


def _events() -> Iterator[tuple[str, Any]]:
    """Yield the name and the function of each event that hooks/main.py handles."""
    spec = spec_from_file_location("main", MACHINERY / "hooks" / "main.py")
    assert spec
    assert spec.loader
    main = module_from_spec(spec)
    spec.loader.exec_module(main)
    return ((name, one) for name, one in vars(main).items() if name.startswith("on_"))


class NoSettings(Config):  # type: ignore[no-untyped-call]  # MkDocs has it without types
    """The settings of the plugin, which has none."""


class ExplainerPlugin(BasePlugin[NoSettings]):  # type: ignore[no-untyped-call]  # the same
    """Handles MkDocs' events as hooks/main.py does, wherever `plugins` lists it."""


for _name, _event in _events():
    for _function in getattr(_event, "methods", [_event]):
        # MkDocs calls hooks after plugins of the same priority.
        _function.mkdocs_priority = getattr(_function, "mkdocs_priority", 0) - 1
    setattr(ExplainerPlugin, _name, staticmethod(_event))
