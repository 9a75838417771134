"""Where the code is: in the folder hooks/ of a site, or where pip installed it."""

from __future__ import annotations

from pathlib import Path

PACKAGES = Path(__file__).parent.parent
"""The folder of the packages `explainer` and `mkdocs_adapter`."""

_INSTALLED = PACKAGES / "explainer_machinery"
MACHINERY = _INSTALLED if _INSTALLED.is_dir() else PACKAGES.parent
"""The folder of what a site needs besides the packages, such as hooks/main.py and overrides/."""
